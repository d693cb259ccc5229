// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/DayWatch.h"

#include <utility>

namespace chatmet::client {

namespace {

constexpr qint64 lookAgainMsMax = 60 * 60 * 1'000;

} // namespace

DayWatch::DayWatch(QObject* parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DayWatch::look);
    setClock([] { return QDateTime::currentDateTime(); });
}

void DayWatch::setClock(Clock clock)
{
    m_clock = std::move(clock);
    look();
}

void DayWatch::look()
{
    const QDateTime now = m_clock();
    const qint64 midnightMs = now.msecsTo(now.date().addDays(1).startOfDay());
    m_timer.start(static_cast<int>(qBound<qint64>(1, midnightMs, lookAgainMsMax)));
    if (std::exchange(m_today, now.date()) != now.date())
        Q_EMIT changed(m_today);
}

} // namespace chatmet::client
