// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PageCountdown.h"

namespace chatmet::client {

PageCountdown::PageCountdown(QObject* parent) : QObject(parent), m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PageCountdown::tick);
}

void PageCountdown::start(int milliseconds)
{
    m_deadline = QDeadlineTimer(milliseconds, Qt::PreciseTimer);
    if (milliseconds <= 0) {
        m_timer.stop();
        Q_EMIT over();
        return;
    }
    // Up to the next whole second, so that each is said once.
    m_timer.start((milliseconds - 1) % 1'000 + 1);
    Q_EMIT changed(seconds());
}

int PageCountdown::seconds() const
{
    return m_timer.isActive() ? static_cast<int>((m_deadline.remainingTime() + 999) / 1'000) : 0;
}

void PageCountdown::tick()
{
    const qint64 left = m_deadline.remainingTime();
    if (left <= 0) {
        Q_EMIT over();
        return;
    }
    m_timer.start(static_cast<int>((left - 1) % 1'000 + 1));
    Q_EMIT changed(seconds());
}

} // namespace chatmet::client
