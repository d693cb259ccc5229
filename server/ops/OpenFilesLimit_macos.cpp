// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS refuses a soft limit above OPEN_MAX where the hard one is unlimited (setrlimit(2)). Not built or
// tested here.
#include "server/ops/OpenFilesLimit.h"

#include <algorithm>
#include <sys/resource.h>
#include <sys/syslimits.h>

namespace chatmet::server {

std::size_t raiseOpenFilesLimit() noexcept
{
    constexpr std::size_t fallback = 256; // macOS's default
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return fallback;
    }
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, OPEN_MAX);
    return static_cast<std::size_t>(setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before);
}

} // namespace chatmet::server
