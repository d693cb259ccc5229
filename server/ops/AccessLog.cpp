// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/AccessLog.h"

#include "server/ops/AccessLogNames.h"
#include "server/ops/UtcDate.h"

#include <optional>

namespace chatmet::server {

namespace {

constexpr std::int64_t msPerMinute = 60'000;
constexpr std::int64_t msPerDay = minutesPerDay * msPerMinute;

/// "3 d 4 h", "25 min".
std::string duration(std::int64_t ms)
{
    const std::int64_t minutes = ms / msPerMinute;
    if (minutes < 60) {
        return std::to_string(minutes) + " min";
    }
    const std::string hours = std::to_string(minutes / 60 % 24) + " h";
    return minutes < minutesPerDay ? hours : std::to_string(minutes / minutesPerDay) + " d " + hours;
}

} // namespace

AccessLog::AccessLog(Options options, Report report)
    : m_options(std::move(options)), m_report(std::move(report))
{
}

AccessLog::~AccessLog()
{
    writeRefusals(m_mergedMinute * msPerMinute);
}

Result<AccessLog> AccessLog::open(Options options, std::int64_t utcMs, Report report)
{
    AccessLog log(std::move(options), std::move(report));
    if (log.m_options.directory.empty()) {
        return log;
    }
    const auto refuse = [&log](const Error& error) {
        return Error{error.code, "access log " + log.m_options.directory + ": " + error.text};
    };
    if (const auto opened = log.m_directory.open(log.m_options.directory); !opened) {
        return refuse(opened.error());
    }
    const auto rights = log.m_directory.checkRights();
    if (!rights) {
        return refuse(rights.error());
    }
    if (const auto purged = log.purge(utcMs); !purged) {
        return refuse(purged.error());
    }
    if (log.keeps()) {
        // Said now and not at the first arrival: a log that can't be written is a mistake of the operator.
        if (const auto written = log.m_directory.append(dailyFileName(utcDay(utcMs)), {}); !written) {
            return refuse(written.error());
        }
    }
    if (!rights->empty()) {
        log.say(log.m_options.directory + ": " + *rights);
    }
    log.m_lastTickMs = utcMs;
    return log;
}

void AccessLog::accepted(std::string_view address, std::string_view version, ClientSystem system,
                         std::int64_t utcMs)
{
    if (keeps()) {
        const std::string line =
            arrivalLine(utcMs, loggedAddress(address, m_options.addresses), version, system);
        write(utcMs, utcDay(utcMs), line, 1);
    }
}

void AccessLog::refused(std::string_view address, std::int64_t utcMs)
{
    if (!keeps()) {
        return;
    }
    const std::int64_t minute = utcMinute(utcMs);
    if (minute != m_mergedMinute || m_merged.size() >= mergedAddressesMax) {
        writeRefusals(utcMs);
        m_mergedMinute = minute;
    }
    ++m_merged[loggedAddress(address, m_options.addresses)];
}

void AccessLog::tick(std::int64_t utcMs)
{
    if (m_options.directory.empty()) {
        return;
    }
    watchClock(utcMs);
    if (utcMinute(utcMs) != m_mergedMinute) {
        writeRefusals(utcMs);
    }
    const bool hourOver = utcMs - m_lastPurgeMs >= purgeEveryMs || utcMs < m_lastPurgeMs;
    if (hourOver || utcDay(utcMs) != utcDay(m_lastPurgeMs)) {
        if (const auto purged = purge(utcMs); !purged) {
            m_purging.failed(1, purged.error().text, utcMs, [this](const std::string& words) { say(words); });
        } else {
            m_purging.worked([this](const std::string& words) { say("deleting what is too old " + words); });
        }
    }
}

void AccessLog::watchClock(std::int64_t utcMs)
{
    const std::int64_t moved = utcMs - std::exchange(m_lastTickMs, utcMs);
    if (moved > clockJumpMs) {
        ++m_clockJumps;
        say("the clock went forward by " + duration(moved) + ": it was set, or this computer slept");
    } else if (moved < -clockJumpMs) {
        ++m_clockJumps;
        say("the clock was set back by " + duration(-moved));
    }
}

Result<Done> AccessLog::purge(std::int64_t utcMs)
{
    m_lastPurgeMs = utcMs;
    if (const auto followed = m_directory.follow(); !followed) {
        return Error{followed.code(), "the folder is gone: " + followed.error().text};
    }
    const auto names = m_directory.list();
    if (!names) {
        return names.error();
    }
    std::optional<Error> failure;
    for (const std::string& name : names.value()) {
        const auto due = isDue(name, utcMs);
        const auto removed = due && *due ? m_directory.remove(name) : Result<Done>(Done{});
        if ((!due || !removed) && !failure) {
            const Error& error = due ? removed.error() : due.error();
            failure = Error{error.code, "can't delete " + name + " when it is too old: " + error.text};
        }
    }
    return failure ? Result<Done>(*failure) : Result<Done>(Done{});
}

/// By the date in the name. A date beyond tomorrow is a wrong clock's, once or now: then by the file's age,
/// so that neither a clock that was set back costs the log, nor lines of a day in 2099 stay until then.
Result<bool> AccessLog::isDue(const std::string& name, std::int64_t utcMs)
{
    if (isTemporaryFile(name)) {
        return isOlderThan(temporaryFileMs, name, utcMs);
    }
    const auto day = dayOfDailyFile(name);
    if (!day) {
        return false;
    }
    const std::int64_t today = utcDay(utcMs);
    if (m_options.retentionDays == 0 || *day <= today + 1) {
        return today - *day >= m_options.retentionDays || m_options.retentionDays == 0;
    }
    return isOlderThan(m_options.retentionDays * msPerDay, name, utcMs);
}

/// By its last change. One that the clock hasn't come to is taken to be of now, and noted so.
Result<bool> AccessLog::isOlderThan(std::int64_t ms, const std::string& name, std::int64_t utcMs)
{
    const auto modified = m_directory.modified(name);
    if (!modified) {
        return modified.error();
    }
    if (!modified.value() || *modified.value() <= utcMs) {
        return modified.value() && utcMs - *modified.value() >= ms;
    }
    const auto noted = m_directory.setModified(name, utcMs);
    return noted ? Result<bool>(false) : noted.error();
}

void AccessLog::write(std::int64_t utcMs, std::int64_t day, std::string_view lines, std::size_t count)
{
    if (const auto written = m_directory.append(dailyFileName(day), lines); !written) {
        m_writing.failed(count, "can't write: " + written.error().text, utcMs,
                         [this](const std::string& words) { say(words); });
    } else {
        m_writing.worked([this](const std::string& words) { say("writing " + words); });
    }
}

void AccessLog::writeRefusals(std::int64_t utcMs)
{
    if (m_merged.empty()) {
        return;
    }
    std::string lines;
    for (const auto& [address, count] : m_merged) {
        lines += refusalLine(m_mergedMinute, address, count);
    }
    write(utcMs, utcDay(m_mergedMinute * msPerMinute), lines, m_merged.size());
    m_merged.clear();
}

void AccessLog::say(const std::string& words) const
{
    if (m_report) {
        m_report("access log: " + words);
    }
}

} // namespace chatmet::server
