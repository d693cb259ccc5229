// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How much of something may happen: so much at once, and what was taken comes back evenly.

#include <algorithm>
#include <cstdint>

namespace chatmet::server {

/// One number: the moment at which everything that was taken has come back. No timer fills it, it is full
/// once that moment has passed, and what is full needs no memory. One thread.
class TokenBucket
{
public:
    /// How much may be out, and how much comes back in a minute. perMinute above 0, unless nothing is taken.
    /// At most 2^31 tokens and as many a minute, so that no sum overflows.

    /// Tokens that are out, rounded up. nowMs: of the steady clock, here and below.
    [[nodiscard]] std::uint64_t taken(std::uint32_t perMinute, std::int64_t nowMs) const
    {
        const std::int64_t costNs = tokenNs(perMinute);
        return static_cast<std::uint64_t>((backlogNs(nowMs) + costNs - 1) / costNs);
    }

    /// Milliseconds until count more may be out beside what is, where max may; 0: now. More than max at once
    /// waits for an empty bucket.
    [[nodiscard]] std::int64_t waitMs(std::uint32_t count, std::uint32_t max, std::uint32_t perMinute,
                                      std::int64_t nowMs) const
    {
        const std::int64_t room = std::int64_t{max} - std::min(count, max);
        const std::int64_t overNs = backlogNs(nowMs) - room * tokenNs(perMinute);
        return overNs <= 0 ? 0 : (overNs + millisecondNs - 1) / millisecondNs;
    }

    void take(std::uint32_t count, std::uint32_t perMinute, std::int64_t nowMs)
    {
        m_fullAtNs = std::max(m_fullAtNs, nowMs * millisecondNs) + count * tokenNs(perMinute);
    }

    [[nodiscard]] bool isFull(std::int64_t nowMs) const { return backlogNs(nowMs) == 0; }

private:
    static constexpr std::int64_t millisecondNs = 1'000'000;
    static constexpr std::int64_t minuteNs = 60'000 * millisecondNs;

    /// In which one token comes back.
    [[nodiscard]] static std::int64_t tokenNs(std::uint32_t perMinute)
    {
        return std::max<std::int64_t>(minuteNs / std::max<std::uint32_t>(perMinute, 1), 1);
    }
    [[nodiscard]] std::int64_t backlogNs(std::int64_t nowMs) const
    {
        return std::max<std::int64_t>(m_fullAtNs - nowMs * millisecondNs, 0);
    }

    std::int64_t m_fullAtNs{0};
};

} // namespace chatmet::server
