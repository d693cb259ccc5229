// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Several arrivals in a row are told as one: the last of them, once some time has passed since the one
// before.

#include "client/app/Arrival.h"

#include <QtGlobal>

#include <optional>
#include <utility>

namespace chatmet::client {

/// Times in milliseconds, of whatever clock the caller has. Any thread, one at a time.
class AlertPace
{
public:
    static constexpr qint64 apartMs = 5'000; ///< "not more than one every few seconds"

    /// What is to be told now; nothing: it waits, dueIn() says how long.
    std::optional<Arrival> arrived(Arrival arrival, qint64 nowMs)
    {
        m_waiting = arrival;
        return due(nowMs);
    }
    /// What waits, where its time has come.
    std::optional<Arrival> due(qint64 nowMs)
    {
        if (!m_waiting || dueIn(nowMs) > 0)
            return std::nullopt;
        m_toldMs = nowMs;
        return std::exchange(m_waiting, std::nullopt);
    }
    /// How long it has to wait still; 0: not at all, or nothing waits.
    [[nodiscard]] qint64 dueIn(qint64 nowMs) const
    {
        return m_waiting && m_toldMs ? qBound<qint64>(0, *m_toldMs + apartMs - nowMs, apartMs) : 0;
    }
    [[nodiscard]] bool isWaiting() const { return m_waiting.has_value(); }
    /// The person is here: what waits need not be told. How long ago the last one was told still counts.
    void drop() { m_waiting.reset(); }

private:
    std::optional<Arrival> m_waiting;
    std::optional<qint64> m_toldMs;
};

} // namespace chatmet::client
