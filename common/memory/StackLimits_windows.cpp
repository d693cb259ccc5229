// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: GetCurrentThreadStackLimits (Windows 8 and later). Run under wine, not on Windows.

#include "common/memory/StackLimits.h"

#include <windows.h>

namespace chatmet::memory {

StackLimits findStackLimits() noexcept
{
    ULONG_PTR lowest = 0;
    ULONG_PTR end = 0;
    GetCurrentThreadStackLimits(&lowest, &end);
    // Guard pages and the room that the system keeps for handling a stack overflow.
    constexpr std::uintptr_t reserve = 64 * 1024;
    return {lowest, end, reserve};
}

} // namespace chatmet::memory
