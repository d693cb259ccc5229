// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/AccessLogReader.h"

#include "server/ops/AccessLogNames.h"
#include "server/ops/UtcDate.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace chatmet::server {

namespace {

constexpr std::int64_t msPerMinute = 60'000;

std::int64_t dayOf(const AccessLogLine& line)
{
    return utcDay(line.minute * msPerMinute);
}

/// Lines of preserved files' heads begin with it.
bool isHead(std::string_view text)
{
    return text.starts_with('#');
}

Error nameIn(const Error& error, const std::string& name)
{
    return Error{error.code, name + ": " + error.text};
}

/// One pass over the log.
class Pass
{
public:
    Pass(const AccessLogDirectory& directory, const AccessLogSelection& selection, const SelectedSink& sink)
        : m_directory(directory), m_selection(selection), m_sink(sink)
    {
    }

    Result<AccessLogReading> run()
    {
        if (const auto listed = list(); !listed) {
            return listed.error();
        }
        for (const auto& [day, preserved] : m_days) {
            if (m_stopped) {
                break;
            }
            if (const auto read = readDay(day, preserved); !read) {
                return read.error();
            }
        }
        return m_reading;
    }

private:
    using Held = std::map<std::string, std::uint64_t, std::less<>>;

    /// The days that there are lines of, and the preserved files that have some of them.
    Result<Done> list()
    {
        const auto names = m_directory.list();
        if (!names) {
            return names.error();
        }
        for (const std::string& name : names.value()) {
            if (const auto day = dayOfDailyFile(name); day && touches(*day)) {
                m_days[*day];
            } else if (idOfPreservedFile(name)) {
                const auto read =
                    readSelected(name, m_reading.broken, [&](const AccessLogLine& line, std::string_view) {
                        m_days[dayOf(line)].insert(name);
                        return true;
                    });
                if (!read) {
                    return read.error();
                }
            }
        }
        return Done{};
    }

    bool touches(std::int64_t day) const
    {
        return (!m_selection.sinceMinute || day >= utcDay(*m_selection.sinceMinute * msPerMinute)) &&
               (!m_selection.untilMinute || day <= utcDay(*m_selection.untilMinute * msPerMinute));
    }

    Result<Done> readDay(std::int64_t day, const std::set<std::string>& preserved)
    {
        const auto held = holdPreserved(day, preserved);
        if (!held) {
            return held.error();
        }
        Held left = held.value();
        const auto read = readSelected(
            dailyFileName(day), m_reading.broken, [&](const AccessLogLine& line, std::string_view text) {
                if (dayOf(line) != day) {
                    ++m_reading.broken;
                    return true;
                }
                if (const auto known = left.find(text); known != left.end() && known->second > 0) {
                    --known->second;
                }
                return give(line, text);
            });
        if (!read) {
            return read.error();
        }
        for (const auto& [text, count] : left) {
            for (std::uint64_t i = 0; i < count && !m_stopped; ++i) {
                give(*parseAccessLogLine(text), text);
            }
        }
        return Done{};
    }

    /// How often each line of that day stands in the preserved file that has it most often.
    Result<Held> holdPreserved(std::int64_t day, const std::set<std::string>& preserved)
    {
        Held most;
        std::uint64_t countedBefore = 0;
        for (const std::string& name : preserved) {
            Held here;
            const auto read =
                readSelected(name, countedBefore, [&](const AccessLogLine& line, std::string_view text) {
                    if (dayOf(line) == day) {
                        ++here[std::string(text)];
                    }
                    return true;
                });
            if (!read) {
                return read.error();
            }
            for (const auto& [text, count] : here) {
                std::uint64_t& known = most[text];
                known = std::max(known, count);
            }
        }
        return most;
    }

    /// broken: counts what is no line.
    Result<Done> readSelected(const std::string& name, std::uint64_t& broken, const SelectedSink& sink)
    {
        const bool preserved = idOfPreservedFile(name).has_value();
        const auto read = readLines(m_directory, name, accessLogLineBytesMax, [&](std::string_view text) {
            if (preserved && isHead(text)) {
                return true;
            }
            const auto line = parseAccessLogLine(text);
            if (!line) {
                ++broken;
                return true;
            }
            return !isSelected(*line) || sink(*line, text);
        });
        return read ? Result<Done>(Done{}) : nameIn(read.error(), name);
    }

    bool isSelected(const AccessLogLine& line)
    {
        if (!m_selection.includesTime(line.minute)) {
            return false;
        }
        if (!m_selection.address) {
            return true;
        }
        const bool isIn = line.block && m_selection.address->contains(*line.block);
        m_reading.wider |= !isIn && line.block && line.block->contains(*m_selection.address);
        return isIn;
    }

    bool give(const AccessLogLine& line, std::string_view text)
    {
        ++m_reading.lines;
        m_stopped = !m_sink(line, text);
        return !m_stopped;
    }

    const AccessLogDirectory& m_directory;
    const AccessLogSelection& m_selection;
    const SelectedSink& m_sink;
    AccessLogReading m_reading;
    std::map<std::int64_t, std::set<std::string>> m_days;
    bool m_stopped{false};
};

} // namespace

Result<bool> readLines(const AccessLogDirectory& directory, const std::string& name, std::size_t lineBytesMax,
                       const LineSink& sink)
{
    std::string pending;
    bool tooLong = false;
    bool goesOn = true;
    const auto take = [&](std::string_view line) {
        goesOn = sink(tooLong ? std::string_view() : line);
        tooLong = false;
    };
    const auto read = directory.read(name, [&](std::string_view piece) {
        for (std::size_t end = 0; goesOn && (end = piece.find('\n')) != std::string_view::npos;
             piece.remove_prefix(end + 1)) {
            tooLong = tooLong || pending.size() + end > lineBytesMax;
            if (pending.empty() || tooLong) {
                take(piece.substr(0, end));
            } else {
                take(pending.append(piece.substr(0, end)));
            }
            pending.clear();
        }
        tooLong = tooLong || pending.size() + piece.size() > lineBytesMax;
        if (tooLong) {
            pending.clear();
        } else {
            pending.append(piece);
        }
        return goesOn;
    });
    if (read && goesOn && (tooLong || !pending.empty())) {
        take({}); // a line without its end is half a line
    }
    return read;
}

Result<AccessLogReading> readAccessLog(const AccessLogDirectory& directory,
                                       const AccessLogSelection& selection, const SelectedSink& sink)
{
    return Pass(directory, selection, sink).run();
}

} // namespace chatmet::server
