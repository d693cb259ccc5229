// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whether a peer is still there: after silence it is pinged, and without an answer it is gone (Protocol.md,
// "Resume"). Pure logic.

#include "common/protocol/Limits.h"
#include "server/core/Described.h"

#include <cstdint>
#include <utility>

namespace chatmet::server {

/// One thread. nowMs: of the steady clock.
class SilenceWatch
{
public:
    enum class Finding
    {
        Heard,
        Ask, ///< a ping is due
        Gone
    };
    struct Look
    {
        Finding finding;
        std::int64_t againInMs; ///< but where it is gone
    };

    /// Anything came: a message or a part of one, a ping, a pong.
    void heard(std::int64_t nowMs)
    {
        m_lastHeardMs = nowMs;
        m_pinged = false;
    }

    /// The first time limits::pingAfterSilenceMs after the line was opened, which counts as heard.
    [[nodiscard]] Look look(std::int64_t nowMs)
    {
        const std::int64_t silentMs = nowMs - m_lastHeardMs;
        if (silentMs < limits::pingAfterSilenceMs)
            return {Finding::Heard, limits::pingAfterSilenceMs - silentMs};
        if (std::exchange(m_pinged, true))
            return {Finding::Gone, 0};
        return {Finding::Ask, limits::dropAfterPingMs};
    }

private:
    std::int64_t m_lastHeardMs{0};
    bool m_pinged{false}; ///< and nothing heard since

    CHATMET_DESCRIBED(SilenceWatch, (m_lastHeardMs, m_pinged))
};

} // namespace chatmet::server
