// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How much one session may send: more than any person does, less than a program can.

#include "server/core/Described.h"
#include "server/core/LimitSettings.h"
#include "server/core/TokenBucket.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace chatmet::server {

/// Of one session. One thread. nowMs: of the steady clock.
class SessionLimits
{
public:
    /// Milliseconds until so many of this kind may pass; 0: now. Takes nothing.
    [[nodiscard]] std::uint32_t waitMs(const SessionSettings& settings, SessionKind kind, std::uint32_t count,
                                       std::int64_t nowMs) const
    {
        const SessionRate& rate = settings.of(kind);
        return rate.burst == 0
                   ? 0
                   : static_cast<std::uint32_t>(at(kind).waitMs(count, rate.burst, rate.perMinute, nowMs));
    }

    void take(const SessionSettings& settings, SessionKind kind, std::uint32_t count, std::int64_t nowMs)
    {
        const SessionRate& rate = settings.of(kind);
        if (rate.burst != 0)
            m_taken[static_cast<std::size_t>(kind)].take(count, rate.perMinute, nowMs);
    }

private:
    [[nodiscard]] const TokenBucket& at(SessionKind kind) const
    {
        return m_taken[static_cast<std::size_t>(kind)];
    }

    std::array<TokenBucket, sessionKindsCount> m_taken;

    CHATMET_DESCRIBED(SessionLimits, (m_taken))
};

} // namespace chatmet::server
