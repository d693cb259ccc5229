// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/AccessLog.h"

#include "server/ops/UtcDate.h"

#include <algorithm>
#include <optional>

namespace chatmet::server {

namespace {

constexpr std::string_view namePrefix = "access-";
constexpr std::string_view nameSuffix = ".log";

std::string fileName(std::int64_t day)
{
    return std::string(namePrefix) + formatDay(day) + std::string(nameSuffix);
}

/// The day in a file's name; nothing for files that are not ours.
std::optional<std::int64_t> dayOf(std::string_view name)
{
    if (!name.starts_with(namePrefix) || !name.ends_with(nameSuffix)) {
        return std::nullopt;
    }
    name.remove_prefix(namePrefix.size());
    name.remove_suffix(std::min(name.size(), nameSuffix.size()));
    return parseDay(name);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string checkedAddress(std::string_view address)
{
    constexpr std::size_t addressBytesMax = 45; // the longest IPv6 text, with an IPv4 tail
    const bool good = !address.empty() && address.size() <= addressBytesMax &&
                      std::all_of(address.begin(), address.end(), [](char c) {
                          return isDigit(c) || (c >= 'a' && c <= 'f') || c == '.' || c == ':';
                      });
    return good ? std::string(address) : "unknown";
}

std::string checkedVersion(std::string_view version)
{
    constexpr int groupsMax = 4;
    constexpr int digitsMax = 5;
    int groups = 1;
    int digits = 0;
    for (const char c : version) {
        if (isDigit(c) && digits < digitsMax) {
            ++digits;
        } else if (c == '.' && digits > 0 && groups < groupsMax) {
            ++groups;
            digits = 0;
        } else {
            return "other";
        }
    }
    return digits > 0 ? std::string(version) : "other";
}

std::string_view systemName(ClientSystem system)
{
    switch (system) {
    case ClientSystem::Linux: return "linux";
    case ClientSystem::Windows: return "windows";
    case ClientSystem::MacOs: return "macos";
    case ClientSystem::Other: break;
    }
    return "other";
}

} // namespace

AccessLog::AccessLog(Options options, Report report)
    : m_options(std::move(options)), m_report(std::move(report))
{
}

AccessLog::~AccessLog()
{
    writeMerged();
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
    if (const auto purged = log.purge(utcMs); !purged) {
        return refuse(purged.error());
    }
    if (log.keeps()) {
        // Said now and not at the first arrival: a log that can't be written is a mistake of the operator.
        if (const auto written = log.m_directory.append(fileName(utcDay(utcMs)), {}); !written) {
            return refuse(written.error());
        }
    }
    return log;
}

void AccessLog::accepted(std::string_view address, std::string_view version, ClientSystem system,
                         std::int64_t utcMs)
{
    if (!keeps()) {
        return;
    }
    std::string line =
        formatMinute(utcMs) + " " + checkedAddress(address) + " ChatMet/" + checkedVersion(version) + " ";
    line += systemName(system);
    line += '\n';
    write(utcMs, line, 1);
}

void AccessLog::refused(std::string_view address, std::int64_t utcMs)
{
    if (!keeps()) {
        return;
    }
    const std::int64_t minute = utcMinute(utcMs);
    if (minute != m_mergedMinute || m_merged.size() >= mergedAddressesMax) {
        writeMerged();
        m_mergedMinute = minute;
    }
    ++m_merged[checkedAddress(address)];
}

void AccessLog::tick(std::int64_t utcMs)
{
    if (utcMinute(utcMs) != m_mergedMinute) {
        writeMerged();
    }
    const bool hourOver = utcMs - m_lastPurgeMs >= purgeEveryMs || utcMs < m_lastPurgeMs;
    if (!m_options.directory.empty() && (hourOver || utcDay(utcMs) != m_lastPurgeDay)) {
        if (const auto purged = purge(utcMs); !purged) {
            ++m_failures;
            failed(purged.error().text);
        }
    }
}

/// By the date in the name. A file dated in the future is kept: a clock that was set back must not cost the
/// log, and once the clock is right the file goes in its time.
Result<Done> AccessLog::purge(std::int64_t utcMs)
{
    m_lastPurgeMs = utcMs;
    m_lastPurgeDay = utcDay(utcMs);
    const auto names = m_directory.list();
    if (!names) {
        return names.error();
    }
    std::optional<Error> failure;
    for (const std::string& name : names.value()) {
        const auto day = dayOf(name);
        if (!day || m_lastPurgeDay - *day < m_options.retentionDays) {
            continue;
        }
        if (const auto removed = m_directory.remove(name); !removed && !failure) {
            failure = Error{removed.error().code, "can't delete " + name + ": " + removed.error().text};
        }
    }
    return failure ? Result<Done>(*failure) : Result<Done>(Done{});
}

void AccessLog::write(std::int64_t utcMs, std::string_view line, std::size_t lines)
{
    if (const auto written = m_directory.append(fileName(utcDay(utcMs)), line); !written) {
        m_failures += lines;
        failed("can't write: " + written.error().text);
    }
}

void AccessLog::writeMerged()
{
    if (m_merged.empty()) {
        return;
    }
    const std::int64_t utcMs = m_mergedMinute * 60'000;
    const std::string minute = formatMinute(utcMs);
    std::string lines;
    for (const auto& [address, count] : m_merged) {
        lines += minute + " " + address + " refused x" + std::to_string(count) + "\n";
    }
    write(utcMs, lines, m_merged.size());
    m_merged.clear();
}

void AccessLog::failed(const std::string& what)
{
    if (!std::exchange(m_reported, true) && m_report) {
        m_report("access log: " + what + " (said once; lines are being lost or kept too long)");
    }
}

} // namespace chatmet::server
