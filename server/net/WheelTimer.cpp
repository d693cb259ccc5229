// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/WheelTimer.h"

namespace chatmet::server {

WheelTimer::WheelTimer(asio::io_context& io, const Clock& clock)
    : m_clock(clock), m_wheel(clock.now().steadyMs), m_timer(io)
{
}

void WheelTimer::setIn(Deadline& deadline, std::int64_t delayMs)
{
    m_wheel.set(deadline, m_clock.now().steadyMs + delayMs);
    arm();
}

void WheelTimer::stop()
{
    m_stopped = true;
    m_timer.cancel();
}

void WheelTimer::arm()
{
    if (m_armed || m_stopped || m_wheel.empty()) {
        return;
    }
    m_armed = true;
    m_timer.expires_after(std::chrono::milliseconds(m_wheel.slotMs()));
    m_timer.async_wait([this](ErrorCode error) {
        if (!error) {
            onTick();
        }
    });
}

void WheelTimer::onTick()
{
    m_armed = false;
    m_wheel.advance(m_clock.now().steadyMs);
    arm();
}

} // namespace chatmet::server
