// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// No computer is put to sleep by a test: CLOCK_BOOTTIME alone goes on, by as many seconds as the file that
// CHATMET_SLEPT names is long. The kernel says nothing of it then, as on a system that has no such timer; the
// program has to see it by itself.
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept
{
    const long status = ::syscall(SYS_clock_gettime, clock, now);
    const char* const slept = clock == CLOCK_BOOTTIME ? std::getenv("CHATMET_SLEPT") : nullptr;
    struct stat file = {};
    if (slept != nullptr && ::stat(slept, &file) == 0)
        now->tv_sec += file.st_size;
    return static_cast<int>(status);
}

extern "C" int timerfd_create(int, int) noexcept
{
    errno = ENOSYS;
    return -1;
}
