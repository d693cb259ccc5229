// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one thing on disk: who arrived when, with which client; kept for days and then deleted.

#include "common/base/Result.h"
#include "server/ops/AccessLogDirectory.h"
#include "server/ops/AccessLogLine.h"
#include "server/ops/AccessLogTrouble.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace chatmet::server {

/// One line per accepted connection; refusals are merged by address and minute (AccessLogLine.h). Nothing of
/// a line comes from a client unchecked. One file a UTC day, deleted when the day's first minute is
/// retentionDays old; lines preserved under a legal order stand in files of their own and stay
/// (PreservedLines.h). Whatever the disk or the clock does once it is open: it is said and counted, and
/// nobody who chats notices. One thread. Times: milliseconds since 1970, passed in.
class AccessLog
{
public:
    struct Options
    {
        std::string directory; ///< empty: keeps none and opens nothing
        int retentionDays{30}; ///< 0: keeps none, but deletes what lies there
        AddressDetail addresses{AddressDetail::Whole};
    };
    /// Told in words for the server's own log: that something fails (when it begins, each hour that it lasts,
    /// and when it works again), that the clock jumped, that the folder is open to others.
    using Report = AccessLogTrouble::Say;

    static constexpr std::int64_t purgeEveryMs = 3'600'000;
    /// Beyond it they are written before the minute ends.
    static constexpr std::size_t mergedAddressesMax = 4096;
    /// The clock jumped if it moved by more between two ticks, which come every few seconds.
    static constexpr std::int64_t clockJumpMs = 600'000;
    /// What a command that crashed left behind is deleted when it is that old.
    static constexpr std::int64_t temporaryFileMs = 3'600'000;

    /// Deletes what is too old before anybody is accepted. Errors: Errc::Unavailable where the directory is
    /// missing, open to everybody, can't be written, or something too old can't be deleted: the server must
    /// not start.
    [[nodiscard]] static Result<AccessLog> open(Options options, std::int64_t utcMs, Report report);

    AccessLog(AccessLog&&) noexcept = default;
    AccessLog& operator=(AccessLog&&) noexcept = default;
    ~AccessLog(); ///< as writeRefusals

    /// address: numeric, anything else is written as "unknown". version: what the client says.
    void accepted(std::string_view address, std::string_view version, ClientSystem system,
                  std::int64_t utcMs);
    void refused(std::string_view address, std::int64_t utcMs);

    /// Writes refusals of minutes that are over and deletes what has become too old. Call every few seconds.
    void tick(std::int64_t utcMs);

    /// Writes the refusals that are still merged, at the end.
    void writeRefusals(std::int64_t utcMs);

    /// Since the start.
    [[nodiscard]] std::uint64_t linesLost() const noexcept { return m_writing.total(); }
    [[nodiscard]] std::uint64_t purgesFailed() const noexcept { return m_purging.total(); }
    [[nodiscard]] std::uint64_t clockJumps() const noexcept { return m_clockJumps; }

private:
    AccessLog(Options options, Report report);

    [[nodiscard]] bool keeps() const noexcept
    {
        return !m_options.directory.empty() && m_options.retentionDays > 0;
    }
    void watchClock(std::int64_t utcMs);
    [[nodiscard]] Result<Done> purge(std::int64_t utcMs);
    [[nodiscard]] Result<bool> isDue(const std::string& name, std::int64_t utcMs);
    [[nodiscard]] Result<bool> isOlderThan(std::int64_t ms, const std::string& name, std::int64_t utcMs);
    void write(std::int64_t utcMs, std::int64_t day, std::string_view lines, std::size_t count);
    void say(const std::string& words) const;

    Options m_options;
    Report m_report;
    AccessLogDirectory m_directory;
    AccessLogTrouble m_writing{"lines lost"};
    AccessLogTrouble m_purging{"failures"};
    std::int64_t m_mergedMinute{0}; ///< minutes since 1970
    std::map<std::string, std::uint64_t, std::less<>> m_merged;
    std::int64_t m_lastTickMs{0};
    std::int64_t m_lastPurgeMs{0};
    std::uint64_t m_clockJumps{0};
};

} // namespace chatmet::server
