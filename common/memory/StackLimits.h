// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where the calling thread's stack lies.

#include <cstdint>

namespace chatmet::memory {

struct StackLimits
{
    std::uintptr_t lowest = 0;  ///< the first usable address, guard pages not counted
    std::uintptr_t end = 0;     ///< one past the last
    std::uintptr_t reserve = 0; ///< bytes above lowest to leave alone, for a signal that arrives meanwhile
};

/// Asks the system; all zeros if it does not say. May allocate.
[[nodiscard]] StackLimits findStackLimits() noexcept;

} // namespace chatmet::memory
