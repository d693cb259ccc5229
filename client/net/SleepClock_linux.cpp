// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// clock_gettime(2): CLOCK_BOOTTIME "is identical to CLOCK_MONOTONIC, except that it also includes any time
// that the system is suspended".
#include "client/net/SleepClock.h"

#include <ctime>

namespace chatmet::client {

namespace {

qint64 readMs(clockid_t clock)
{
    timespec now{};
    ::clock_gettime(clock, &now); // can't fail for these two
    return qint64(now.tv_sec) * 1'000 + now.tv_nsec / 1'000'000;
}

} // namespace

qint64 sleepCountingMs()
{
    return readMs(CLOCK_BOOTTIME);
}

qint64 awakeMs()
{
    return readMs(CLOCK_MONOTONIC);
}

} // namespace chatmet::client
