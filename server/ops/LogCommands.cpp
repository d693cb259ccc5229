// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/LogCommands.h"

#include "server/ops/PreservedLines.h"
#include "server/ops/UtcDate.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iomanip>
#include <map>
#include <ostream>

namespace chatmet::server {

namespace {

void complain(LogOutput output, const std::string& words)
{
    output.errors << "chatmet-server: " << words << std::endl;
}

int failed(LogOutput output, const std::string& folder, const Error& error)
{
    complain(output, "access log " + folder + ": " + error.text);
    return EXIT_FAILURE;
}

/// What readers of an export should know about what is not in it.
void sayLeftOut(LogOutput output, const AccessLogReading& reading, std::uint64_t refusals)
{
    if (refusals > 0) {
        complain(output, std::to_string(refusals) +
                             " lines of refusals are not exported: nobody was connected, so "
                             "there is no version and no system");
    }
    if (reading.broken > 0) {
        complain(output, std::to_string(reading.broken) + " lines could not be read and were left out");
    }
    if (reading.wider) {
        complain(output,
                 "some addresses were logged truncated and are part of no single address; ask for their "
                 "block, such as 203.0.113.0/24");
    }
}

// ---- show

struct DayTotals
{
    std::uint64_t arrivals{0};
    std::uint64_t refusals{0};
    std::uint64_t others{0};
    std::uint64_t bytes{0};
};

/// Nothing where the file disappeared meanwhile.
Result<std::optional<DayTotals>> totalsOf(const AccessLogDirectory& directory, const std::string& name)
{
    DayTotals totals;
    const auto read = readLines(directory, name, accessLogLineBytesMax, [&](std::string_view text) {
        const auto line = parseAccessLogLine(text);
        totals.bytes += text.size() + 1;
        ++(!line ? totals.others : line->refusal ? totals.refusals : totals.arrivals);
        return true;
    });
    if (!read) {
        return Error{read.code(), name + ": " + read.error().text};
    }
    return *read ? std::optional(totals) : std::nullopt;
}

std::string deletionOf(std::int64_t day, int retentionDays, std::int64_t today)
{
    if (day > today + 1) {
        return std::to_string(retentionDays) + " days after its last line: the clock was wrong";
    }
    const std::int64_t goes = day + retentionDays;
    return goes <= today ? "due: within the hour, or when the server starts"
                         : formatMinute(goes * minutesPerDay);
}

/// A row of the table: day, arrivals, refusals, unreadable, bytes, deleted.
template <class Number>
void writeRow(std::ostream& out, const std::string& day, const std::array<Number, 4>& columns,
              const std::string& deleted)
{
    out << std::left << std::setw(12) << day << std::right;
    for (const Number& column : columns) {
        out << std::setw(12) << column;
    }
    out << "  " << deleted << "\n";
}

int showDays(const AccessLogDirectory& directory, const Config& config, std::int64_t today, LogOutput output)
{
    const auto names = directory.list();
    if (!names) {
        return failed(output, config.accessLogDirectory, names.error());
    }
    std::map<std::int64_t, std::string> days;
    for (const std::string& name : names.value()) {
        if (const auto day = dayOfDailyFile(name)) {
            days[*day] = name;
        }
    }
    if (days.empty()) {
        output.out << "no day is kept\n";
        return EXIT_SUCCESS;
    }
    int status = EXIT_SUCCESS;
    writeRow<std::string_view>(output.out, "day", {"arrivals", "refusals", "unreadable", "bytes"}, "deleted");
    for (const auto& [day, name] : days) {
        const auto totals = totalsOf(directory, name);
        if (!totals) {
            status = failed(output, config.accessLogDirectory, totals.error());
        } else if (const auto& is = totals.value()) {
            writeRow<std::uint64_t>(output.out, formatDay(day),
                                    {is->arrivals, is->refusals, is->others, is->bytes},
                                    deletionOf(day, config.retentionDays, today));
        }
    }
    return status;
}

int showPreserved(const AccessLogDirectory& directory, const Config& config, LogOutput output)
{
    const auto preserved = listPreserved(directory);
    if (!preserved) {
        return failed(output, config.accessLogDirectory, preserved.error());
    }
    int status = EXIT_SUCCESS;
    output.out << (preserved->empty() ? "nothing is preserved\n" : "preserved until released:\n");
    for (const PreservedLines& is : preserved.value()) {
        if (!is.trouble.empty()) {
            status = failed(output, config.accessLogDirectory,
                            {Errc::Damaged, preservedFileName(is.id) + ": " + is.trouble});
            continue;
        }
        output.out << formatPreservedId(is.id) << "  " << is.lines << " lines, " << is.bytes
                   << " bytes; since " << is.since << " until " << is.until << ", address " << is.address
                   << "; preserved " << is.preserved << ": " << is.reason << "\n";
    }
    return status;
}

int show(const AccessLogDirectory& directory, const Config& config, std::int64_t utcMs, LogOutput output)
{
    output.out << "access log " << config.accessLogDirectory << ", kept for " << config.retentionDays
               << " days, addresses " << (config.truncateAddresses ? "truncated" : "whole") << "\n";
    if (config.retentionDays > Config::retentionDaysMax) {
        output.out << "legal basis: " << config.legalBasis << "\n";
    }
    const int days = showDays(directory, config, utcDay(utcMs), output);
    const int preserved = showPreserved(directory, config, output);
    return std::max(days, preserved);
}

// ---- export, preserve, release

/// The four fields and nothing else. Their letters need no quoting in either format (AccessLogLine.h).
void writeCsv(std::ostream& out, const AccessLogLine& line)
{
    out << line.time << ',' << line.address << ',' << line.version << ',' << line.system << '\n';
}

void writeJson(std::ostream& out, const AccessLogLine& line, bool isFirst)
{
    out << (isFirst ? "\n" : ",\n") << R"({"time":")" << line.time << R"(","address":")" << line.address
        << R"(","version":")" << line.version << R"(","system":")" << line.system << R"("})";
}

int exportLines(const AccessLogDirectory& directory, const LogCommand& command, const Config& config,
                LogOutput output)
{
    const bool json = command.format == LogCommand::Format::Json;
    std::uint64_t refusals = 0;
    std::uint64_t written = 0;
    output.out << (json ? "[" : "time,address,version,system\n");
    const auto reading =
        readAccessLog(directory, command.selection, [&](const AccessLogLine& line, std::string_view) {
            if (line.refusal) {
                ++refusals;
            } else if (json) {
                writeJson(output.out, line, written++ == 0);
            } else {
                writeCsv(output.out, line);
            }
            return output.out.good();
        });
    if (!reading) {
        return failed(output, config.accessLogDirectory, reading.error());
    }
    output.out << (json ? "\n]\n" : "") << std::flush;
    sayLeftOut(output, reading.value(), refusals);
    if (!output.out.good()) {
        complain(output, "the export could not be written; it is not whole");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

int preserve(AccessLogDirectory& directory, const LogCommand& command, const Config& config,
             std::int64_t utcMs, RandomSource& random, LogOutput output)
{
    AccessLogSelection selection = command.selection;
    const std::int64_t now = utcMinute(utcMs);
    if (selection.untilMinute > now) {
        selection.untilMinute = now; // only what was written can be copied
        complain(output, "--until lies in the future; what is there until now, " + formatMinute(now) +
                             ", is preserved, and nothing that comes later");
    }
    const auto kept = preserveLines(directory, selection, command.reason, utcMs, random);
    if (!kept) {
        return failed(output, config.accessLogDirectory, kept.error());
    }
    sayLeftOut(output, kept->reading, 0);
    if (!kept->id) {
        complain(output, "no line was selected, so nothing is preserved");
        return EXIT_FAILURE;
    }
    output.out << formatPreservedId(*kept->id) << "  " << kept->reading.lines
               << " lines are preserved until \""
               << "log release " << formatPreservedId(*kept->id) << "\"" << std::endl;
    return EXIT_SUCCESS;
}

int release(AccessLogDirectory& directory, const LogCommand& command, const Config& config, LogOutput output)
{
    const auto released = releaseLines(directory, command.id);
    if (!released) {
        return failed(output, config.accessLogDirectory, released.error());
    }
    if (!*released) {
        complain(output, "nothing is preserved as " + formatPreservedId(command.id));
        return EXIT_FAILURE;
    }
    output.out << formatPreservedId(command.id) << "  is released and deleted" << std::endl;
    return EXIT_SUCCESS;
}

} // namespace

int runLogCommand(const LogCommand& command, const Config& config, std::int64_t utcMs, RandomSource& random,
                  LogOutput output)
{
    if (config.accessLogDirectory.empty()) {
        complain(output,
                 "no access log is configured: say --access-log DIR, or --config FILE with access_log in it");
        return EXIT_FAILURE;
    }
    AccessLogDirectory directory;
    if (const auto opened = directory.open(config.accessLogDirectory); !opened) {
        return failed(output, config.accessLogDirectory, opened.error());
    }
    switch (command.kind) {
    case LogCommand::Kind::Show: return show(directory, config, utcMs, output);
    case LogCommand::Kind::Export: return exportLines(directory, command, config, output);
    case LogCommand::Kind::Preserve: return preserve(directory, command, config, utcMs, random, output);
    case LogCommand::Kind::Release: return release(directory, command, config, output);
    }
    return EXIT_FAILURE;
}

} // namespace chatmet::server
