// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whether what waits for a slow reader still moves. Pure logic; lives only while something waits.

#include "common/protocol/Limits.h"
#include "server/net/DeadlineWheel.h"

#include <cstdint>
#include <functional>
#include <utility>

namespace chatmet::server {

/// One thread. nowMs: of the steady clock.
class StallWatch
{
public:
    /// Between two looks, milliseconds: a stall is found at most so much late.
    static constexpr std::int64_t lookMs = limits::sendQueueAgeMs / 4;

    enum class Finding
    {
        Moves,
        DropHints, ///< nothing was taken for half of limits::sendQueueAgeMs
        TooSlow    ///< ... for all of it
    };

    /// look: asked for after lookMs, by the deadline.
    StallWatch(std::function<void()> look, std::uint64_t sentBytes, std::int64_t nowMs)
        : m_deadline(std::move(look)), m_sentBytes(sentBytes), m_movedMs(nowMs)
    {
    }

    [[nodiscard]] Deadline& deadline() { return m_deadline; }

    /// sentBytes: everything that the system ever took of this connection.
    [[nodiscard]] Finding look(std::uint64_t sentBytes, std::int64_t nowMs)
    {
        if (sentBytes != m_sentBytes) {
            m_sentBytes = sentBytes;
            m_movedMs = nowMs;
        }
        const std::int64_t stoodMs = nowMs - m_movedMs;
        return stoodMs >= limits::sendQueueAgeMs       ? Finding::TooSlow
               : stoodMs >= limits::sendQueueAgeMs / 2 ? Finding::DropHints
                                                       : Finding::Moves;
    }

private:
    Deadline m_deadline;
    std::uint64_t m_sentBytes;
    std::int64_t m_movedMs;
};

} // namespace chatmet::server
