// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Turns the deadline wheel by one steady timer; sleeps while no deadline is set.

#include "common/base/Clock.h"
#include "server/net/AsioTypes.h"
#include "server/net/DeadlineWheel.h"

namespace chatmet::server {

/// Lives on its io_context's thread. Deadlines are set through here, so that the timer wakes when needed.
class WheelTimer
{
public:
    WheelTimer(asio::io_context& io, const Clock& clock);

    /// Sets a deadline this many milliseconds from now.
    void setIn(Deadline& deadline, std::int64_t delayMs);
    [[nodiscard]] Now now() const { return m_clock.now(); }

    /// Stops the timer, so that io_context::run can end; deadlines set from here on never fire.
    void stop();

private:
    void arm();
    void onTick();

    const Clock& m_clock;
    DeadlineWheel m_wheel;
    SteadyTimer m_timer;
    bool m_armed{false};
    bool m_stopped{false};
};

} // namespace chatmet::server
