// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one thing on disk: who arrived when, with which client; kept for days and then deleted.

#include "common/base/Result.h"
#include "server/ops/AccessLogDirectory.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace chatmet::server {

/// The systems that a line may name.
enum class ClientSystem
{
    Other,
    Linux,
    Windows,
    MacOs
};

/// One line per accepted connection: `2026-11-23T17:31Z 203.0.113.7 ChatMet/0.1.0 linux`; refusals are merged
/// by address and minute: `2026-11-23T17:31Z 203.0.113.7 refused x12`. Nothing of a line comes from a client
/// unchecked. One file a UTC day, access-YYYY-MM-DD.log, deleted when the day's first minute is retentionDays
/// old. One thread. Times: milliseconds since 1970, passed in.
class AccessLog
{
public:
    struct Options
    {
        std::string directory; ///< empty: keeps none and opens nothing
        int retentionDays{30}; ///< 0: keeps none, but deletes what lies there
    };
    /// Told once, in words for the server's own log, when writing or deleting fails for the first time.
    using Report = std::function<void(const std::string&)>;

    static constexpr std::int64_t purgeEveryMs = 3'600'000;
    static constexpr std::size_t mergedAddressesMax =
        4096; ///< beyond it they are written before the minute ends

    /// Deletes what is too old before anybody is accepted. Errors: Errc::Unavailable where the directory is
    /// missing, can't be written, or something too old can't be deleted: the server must not start.
    [[nodiscard]] static Result<AccessLog> open(Options options, std::int64_t utcMs, Report report);

    AccessLog(AccessLog&&) noexcept = default;
    AccessLog& operator=(AccessLog&&) noexcept = default;
    ~AccessLog(); ///< writes the refusals that are still merged

    /// address: numeric, anything else is written as "unknown". version: what the client says, written as it
    /// is if it is one to four groups of one to five digits between dots, else as "other".
    void accepted(std::string_view address, std::string_view version, ClientSystem system,
                  std::int64_t utcMs);
    void refused(std::string_view address, std::int64_t utcMs);

    /// Writes refusals of minutes that are over and deletes what has become too old. Call every few seconds.
    void tick(std::int64_t utcMs);

    /// Lines lost and files that could not be deleted since the start.
    [[nodiscard]] std::uint64_t failures() const noexcept { return m_failures; }

private:
    AccessLog(Options options, Report report);

    [[nodiscard]] bool keeps() const noexcept
    {
        return !m_options.directory.empty() && m_options.retentionDays > 0;
    }
    [[nodiscard]] Result<Done> purge(std::int64_t utcMs);
    void write(std::int64_t utcMs, std::string_view line, std::size_t lines);
    void writeMerged();
    void failed(const std::string& what);

    Options m_options;
    Report m_report;
    AccessLogDirectory m_directory;
    std::int64_t m_mergedMinute{0}; ///< minutes since 1970
    std::map<std::string, std::uint64_t, std::less<>> m_merged;
    std::int64_t m_lastPurgeMs{0};
    std::int64_t m_lastPurgeDay{0};
    std::uint64_t m_failures{0};
    bool m_reported{false};
};

} // namespace chatmet::server
