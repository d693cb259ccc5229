// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/PreservedLines.h"

#include "server/ops/UtcDate.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace chatmet::server {

namespace {

constexpr std::string_view firstHeadLine = "# ChatMet, preserved lines, form 1";
constexpr std::size_t headLineBytesMax = preserveReasonBytesMax + 32;
constexpr std::size_t writeBytes = 65'536;

/// The other lines of a head, in their order: "# since 2026-11-23T00:00Z".
constexpr std::array<std::pair<std::string_view, std::string PreservedLines::*>, 5> headFields{{
    {"preserved", &PreservedLines::preserved},
    {"since", &PreservedLines::since},
    {"until", &PreservedLines::until},
    {"address", &PreservedLines::address},
    {"reason", &PreservedLines::reason},
}};

std::string headOf(const PreservedLines& about)
{
    std::string head = std::string(firstHeadLine) + "\n";
    for (const auto& [name, field] : headFields) {
        head.append("# ").append(name).append(" ").append(about.*field).append("\n");
    }
    return head;
}

/// number: which line of the file, from 0. Whether it is what the head has there.
bool takeHeadLine(PreservedLines& about, std::size_t number, std::string_view text)
{
    if (number == 0) {
        return text == firstHeadLine;
    }
    const auto& [name, field] = headFields[number - 1];
    const std::string begin = "# " + std::string(name) + " ";
    about.*field = text.starts_with(begin) ? text.substr(begin.size()) : std::string_view();
    return !(about.*field).empty();
}

std::optional<PreservedLines> readPreserved(const AccessLogDirectory& directory, const PreservedId& id)
{
    PreservedLines about;
    about.id = id;
    std::size_t number = 0;
    bool headIsGood = true;
    const auto read =
        readLines(directory, preservedFileName(id), headLineBytesMax, [&](std::string_view text) {
            about.bytes += text.size() + 1;
            if (number <= headFields.size()) {
                headIsGood = headIsGood && takeHeadLine(about, number++, text);
            } else {
                ++about.lines;
            }
            return true;
        });
    if (read && !*read) {
        return std::nullopt; // released meanwhile
    }
    if (!read) {
        about = {};
        about.id = id;
        about.trouble = read.error().text;
    } else if (!headIsGood || number <= headFields.size()) {
        about.trouble = "its head is damaged";
    }
    return about;
}

/// Collects lines in a temporary file and publishes it.
class Copy
{
public:
    Copy(AccessLogDirectory& directory, RandomSource& random) : m_directory(directory)
    {
        std::array<std::uint8_t, sizeof(std::uint64_t)> bytes{};
        random.fill(bytes);
        std::uint64_t number = 0;
        std::memcpy(&number, bytes.data(), bytes.size());
        m_name = temporaryFileName(number);
    }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    ~Copy()
    {
        if (m_begun) { // a failure leaves a file that the server deletes within hours
            static_cast<void>(m_directory.remove(m_name));
        }
    }

    Result<Done> add(std::string_view text)
    {
        m_pending.append(text);
        return m_pending.size() < writeBytes ? Result<Done>(Done{}) : flush();
    }

    Result<PreservedId> publish(std::int64_t day)
    {
        if (const auto flushed = flush(); !flushed) {
            return flushed.error();
        }
        for (PreservedId id{day, 1}; id.number <= PreservedId::numberMax; ++id.number) {
            const auto published = m_directory.publish(m_name, preservedFileName(id), m_written);
            if (!published) {
                return published.error();
            }
            if (*published) {
                m_begun = false;
                return id;
            }
        }
        return Error{Errc::Unavailable, "too many files were preserved on this day"};
    }

private:
    Result<Done> flush()
    {
        m_begun = true;
        if (const auto written = m_directory.append(m_name, m_pending); !written) {
            return written;
        }
        m_written += m_pending.size();
        m_pending.clear();
        return Done{};
    }

    AccessLogDirectory& m_directory;
    std::string m_name;
    std::string m_pending;
    std::uint64_t m_written{0};
    bool m_begun{false};
};

} // namespace

Result<std::vector<PreservedLines>> listPreserved(const AccessLogDirectory& directory)
{
    const auto names = directory.list();
    if (!names) {
        return names.error();
    }
    std::vector<PreservedLines> found;
    for (const std::string& name : names.value()) {
        const auto id = idOfPreservedFile(name);
        if (auto about = id ? readPreserved(directory, *id) : std::nullopt) {
            found.push_back(std::move(*about));
        }
    }
    std::sort(found.begin(), found.end(),
              [](const PreservedLines& one, const PreservedLines& other) { return one.id < other.id; });
    return found;
}

Result<Preserving> preserveLines(AccessLogDirectory& directory, const AccessLogSelection& selection,
                                 const std::string& reason, std::int64_t utcMs, RandomSource& random)
{
    PreservedLines about;
    about.preserved = formatMinute(utcMinute(utcMs));
    about.since = formatMinute(selection.sinceMinute.value_or(0));
    about.until = formatMinute(selection.untilMinute.value_or(utcMinute(utcMs)));
    about.address = selection.address ? selection.address->text() : "any";
    about.reason = reason;

    Copy copy(directory, random);
    Result<Done> written = copy.add(headOf(about));
    const auto reading =
        readAccessLog(directory, selection, [&](const AccessLogLine&, std::string_view text) {
            written = copy.add(std::string(text) + "\n");
            return written.ok();
        });
    if (!reading || !written) {
        return reading ? written.error() : reading.error();
    }
    if (reading->lines == 0) {
        return Preserving{std::nullopt, reading.value()};
    }
    const auto id = copy.publish(utcDay(utcMs));
    return id ? Result<Preserving>(Preserving{id.value(), reading.value()}) : id.error();
}

Result<bool> releaseLines(AccessLogDirectory& directory, const PreservedId& id)
{
    const std::string name = preservedFileName(id);
    const auto there = directory.modified(name);
    if (!there) {
        return there.error();
    }
    const auto removed = directory.remove(name);
    return removed ? Result<bool>(there.value().has_value()) : removed.error();
}

} // namespace chatmet::server
