// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// GetTickCount64() "includes time the system spends in sleep or hibernation"; the unbiased interrupt time
// (100 ns units) does not.
#include "client/net/SleepClock.h"

#include <windows.h>

namespace chatmet::client {

qint64 sleepCountingMs()
{
    return static_cast<qint64>(::GetTickCount64());
}

qint64 awakeMs()
{
    ULONGLONG hundredNanoseconds = 0;
    ::QueryUnbiasedInterruptTime(&hundredNanoseconds);
    return static_cast<qint64>(hundredNanoseconds / 10'000);
}

} // namespace chatmet::client
