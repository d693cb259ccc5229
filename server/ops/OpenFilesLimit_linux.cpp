// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/OpenFilesLimit.h"

#include <sys/resource.h>

namespace chatmet::server {

std::size_t raiseOpenFilesLimit() noexcept
{
    constexpr std::size_t fallback = 1024; // what Linux gives where it can't be asked
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return fallback;
    }
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    return static_cast<std::size_t>(setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_max : before);
}

} // namespace chatmet::server
