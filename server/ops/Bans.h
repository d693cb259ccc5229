// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who is refused for a time: addresses and blocks of them, by the operator's word alone.

#include "common/base/Clock.h"
#include "common/base/Result.h"
#include "server/ops/AddressBlock.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace chatmet::server {

struct Ban
{
    AddressBlock block;
    std::optional<std::int64_t> untilMs; ///< UTC, milliseconds since 1970; none: as long as the file has it
    std::string why;                     ///< one line, for the operator alone; may be empty
    bool fromFile{false};
};

/// Whom a ban's words mean. As AddressBlock::parse, but an IPv6 address alone is its /64, as the limits have
/// it: one customer has all of it, and another address of it with each hour. "/128" is just the one.
[[nodiscard]] std::optional<AddressBlock> parseBannedBlock(std::string_view text);
/// Words that parseBannedBlock() reads as the same block.
[[nodiscard]] std::string bannedBlockText(const AddressBlock& block);

/// In memory; those of a file come back with each start. Any thread. The end of a ban by command is one of
/// the steady clock: nobody comes free, or stays out, since the computer's time was set.
class Bans
{
public:
    static constexpr std::size_t entriesMax = 4'096; ///< of a file, and as many by command
    static constexpr std::size_t fileBytesMax = std::size_t{1} << 20;

    /// A file's lines: ADDRESS[/BITS] [UNTIL] [WHY...], UNTIL as 2026-11-23T17:31Z; what begins with # and
    /// empty lines say nothing. Errors: Errc::Damaged with words that name the line.
    [[nodiscard]] static Result<std::vector<Ban>> parse(std::string_view text, const std::string& name);
    /// Errors: as parse; Errc::Unavailable where the file can't be read.
    [[nodiscard]] static Result<std::vector<Ban>> read(const std::string& path);

    /// These take the place of all that came from the file before.
    void setFromFile(std::vector<Ban> bans);
    /// Takes the place of a ban of the same block that was made by command. False where there are entriesMax
    /// beside those of a file.
    [[nodiscard]] bool add(const AddressBlock& block, std::int64_t forMs, std::string why, const Now& now);
    enum class Removed
    {
        Yes,
        NoneThere,   ///< of just this block
        StandsInFile ///< and goes with it alone
    };
    [[nodiscard]] Removed remove(const AddressBlock& block);
    /// What is over is not kept in memory either; to be called now and then.
    void forgetOver(const Now& now);

    /// address: numeric; anything else is not banned.
    [[nodiscard]] bool isBanned(const std::string& address, const Now& now) const;
    /// Those that hold, in the order in which they were made, with their ends by today's time.
    [[nodiscard]] std::vector<Ban> list(const Now& now) const;

private:
    struct Kept
    {
        Ban ban;
        std::int64_t untilSteadyMs{0}; ///< of one by command
    };
    [[nodiscard]] static bool isOver(const Kept& kept, const Now& now);
    /// With the lock held: after each change of m_bans, or for one that has come to its end.
    void arrange();
    void arrange(std::size_t place);

    mutable std::shared_mutex m_mutex;
    std::vector<Kept> m_bans; ///< in the order in which they were made
    /// Each newcomer is looked for here, and everybody at a reload: among all of them is too slow for that.
    std::multimap<AddressBlock, std::size_t> m_places; ///< of each block in m_bans
    std::set<unsigned> m_lengths;                      ///< bits of all those blocks
};

} // namespace chatmet::server
