// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PageCountdown.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

PageCountdown::PageCountdown(std::function<qint64()> clock, QObject* parent)
    : QObject(parent), m_clock(std::move(clock)), m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PageCountdown::tick);
}

void PageCountdown::start(int milliseconds)
{
    m_deadlineMs = m_clock() + milliseconds;
    if (milliseconds <= 0) {
        m_timer.stop();
        Q_EMIT over();
        return;
    }
    // Up to the next whole second, so that each is said once.
    m_timer.start((milliseconds - 1) % 1'000 + 1);
    Q_EMIT changed(seconds());
}

void PageCountdown::wake()
{
    if (m_timer.isActive())
        tick();
}

int PageCountdown::seconds() const
{
    return m_timer.isActive() ? static_cast<int>((std::max<qint64>(leftMs(), 0) + 999) / 1'000) : 0;
}

void PageCountdown::tick()
{
    const qint64 left = leftMs();
    if (left <= 0) {
        m_timer.stop();
        Q_EMIT over();
        return;
    }
    m_timer.start(static_cast<int>((left - 1) % 1'000 + 1));
    Q_EMIT changed(seconds());
}

} // namespace chatmet::client
