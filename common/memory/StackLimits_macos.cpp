// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS: pthread_get_stackaddr_np and pthread_get_stacksize_np. Written to the documentation, not yet run.

#include "common/memory/StackLimits.h"

#include <pthread.h>
#include <signal.h>

namespace chatmet::memory {

StackLimits findStackLimits() noexcept
{
    const auto end = reinterpret_cast<std::uintptr_t>(pthread_get_stackaddr_np(pthread_self()));
    const std::uintptr_t bytes = pthread_get_stacksize_np(pthread_self());
    return {end - bytes, end, MINSIGSTKSZ};
}

} // namespace chatmet::memory
