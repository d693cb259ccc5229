// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Its clock_gettime(3): CLOCK_MONOTONIC "will continue to increment while the system is asleep",
// CLOCK_UPTIME_RAW does not.
#include "client/net/SleepClock.h"

#include <ctime>

namespace chatmet::client {

qint64 sleepCountingMs()
{
    return static_cast<qint64>(::clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW) / 1'000'000);
}

qint64 awakeMs()
{
    return static_cast<qint64>(::clock_gettime_nsec_np(CLOCK_UPTIME_RAW) / 1'000'000);
}

} // namespace chatmet::client
