// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/SleepWatch.h"

#include <utility>

namespace chatmet::client {

namespace {

constexpr int lookEveryMs = 3'000; ///< how long after an awakening something may still be shown there
constexpr qint64 leastMs = 1'000;  ///< the two clocks are not read in the same moment

} // namespace

SleepWatch::SleepWatch(Clock sleepCounting, Clock awake)
    : m_sleepCounting(std::move(sleepCounting)),
      m_awake(std::move(awake)),
      m_slept(sleptSoFar()),
      m_isTold(onMaybeAwake(this, [this] { look(); }))
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &SleepWatch::look);
}

void SleepWatch::setLooking(bool looking)
{
    if (!looking || m_isTold)
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

void SleepWatch::look()
{
    const qint64 slept = sleptSoFar() - m_slept;
    if (slept < leastMs)
        return;
    m_slept += slept;
    Q_EMIT woke(slept);
}

} // namespace chatmet::client
