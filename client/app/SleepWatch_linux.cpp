// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// timerfd_create(2), TFD_TIMER_CANCEL_ON_SET: read() fails with ECANCELED once the wall clock was set, and
// the kernel sets it at every awakening (fs/timerfd.c, timerfd_resume()). org.freedesktop.login1 would say
// the same, for a connection to the system bus, and only where there is a logind.
#include "client/app/SleepWatch.h"

#include <QSocketNotifier>

#include <cstdint>
#include <ctime>
#include <limits>
#include <sys/timerfd.h>
#include <unistd.h>

namespace chatmet::client {

namespace {

/// Never expires: it is there to be cancelled.
bool arm(int timer)
{
    itimerspec never{};
    never.it_value.tv_sec = std::numeric_limits<time_t>::max();
    return ::timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr) == 0;
}

} // namespace

bool onMaybeAwake(QObject* context, const std::function<void()>& look)
{
    const int timer = ::timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    if (timer < 0 || !arm(timer)) {
        if (timer >= 0)
            ::close(timer);
        return false;
    }
    auto* notifier = new QSocketNotifier(timer, QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [timer, look] {
        std::uint64_t expired = 0;
        [[maybe_unused]] const auto cancelled = ::read(timer, &expired, sizeof(expired));
        arm(timer);
        look();
    });
    QObject::connect(notifier, &QObject::destroyed, [timer] { ::close(timer); });
    return true;
}

} // namespace chatmet::client
