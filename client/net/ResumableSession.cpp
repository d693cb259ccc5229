// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/ResumableSession.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

ResumableSession::ResumableSession(std::function<qint64()> clock) : m_clock(std::move(clock))
{
    m_window.setSingleShot(true);
    m_window.setTimerType(Qt::PreciseTimer);
    connect(&m_window, &QTimer::timeout, this, &ResumableSession::windowOver);
}

void ResumableSession::begin(const protocol::Welcome& welcome)
{
    m_window.stop();
    m_hasBegun = true;
    m_windowMs = std::min<std::uint32_t>(welcome.resumeWindowMs, limits::resumeWindowMsMax);
    m_token = m_windowMs > 0 ? welcome.token : SessionToken();
}

bool ResumableSession::end()
{
    m_window.stop();
    m_token = {};
    m_windowMs = 0;
    numbers = {};
    kept = {};
    return std::exchange(m_hasBegun, false);
}

bool ResumableSession::isWindowOpen() const
{
    return isResumable() && leftMs() > 0;
}

int ResumableSession::windowLeftMs() const
{
    return m_window.isActive() ? std::max(m_window.remainingTime(), 1) : 0;
}

void ResumableSession::lineLost()
{
    m_lostAtMs = m_clock();
    m_window.start(static_cast<int>(m_windowMs));
}

void ResumableSession::setWindowAnew()
{
    if (isWindowOpen())
        m_window.start(static_cast<int>(leftMs()));
}

} // namespace chatmet::client
