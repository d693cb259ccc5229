// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: resource limits, Landlock without any exception, and a seccomp filter that names what is allowed.
#include "client/picture/PictureConfinement.h"
#include "client/process/Landlock_linux.h"
#include "client/process/SystemCallFilter_linux.h"

#include <cerrno>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace chatmet::client {

namespace {

// The hungriest picture that passes the gate takes 500 MB (PictureDecoder.h) and its file twice 64 MB.
constexpr rlim_t dataBytesMax = 1'024 * 1'048'576ULL;
constexpr rlim_t addressBytesMax = 4 * dataBytesMax; // libraries and what threads reserve without using it
/// Seconds for everything that one process decodes; it ends by itself long before (PictureProcess.cpp).
constexpr rlim_t processorSecondsMax = 120;
/// Threads of Qt have one or two each; nothing else can be opened anyway.
constexpr rlim_t descriptorsMax = 64;

bool limitTo(__rlimit_resource resource, rlim_t most)
{
    rlimit limit{};
    if (::getrlimit(resource, &limit) != 0)
        return false;
    limit.rlim_max = limit.rlim_max < most ? limit.rlim_max : most;
    limit.rlim_cur = limit.rlim_max;
    return ::setrlimit(resource, &limit) == 0;
}

bool takeLimits()
{
    const bool memory = limitTo(RLIMIT_DATA, dataBytesMax) && limitTo(RLIMIT_AS, addressBytesMax);
    const bool rest = limitTo(RLIMIT_CPU, processorSecondsMax) && limitTo(RLIMIT_NOFILE, descriptorsMax) &&
                      limitTo(RLIMIT_FSIZE, 0) && limitTo(RLIMIT_CORE, 0);
    return memory && rest;
}

bool takeFiles()
{
    const int version = landlock::version();
    return version > 0 && landlock::giveUp(landlock::everything(version));
}

bool takeCalls()
{
    SystemCallFilter filter(SystemCallFilter::Otherwise::Kill);
    filter.allow({"read", "readv", "write", "writev", "recvfrom", "recvmsg", "sendto", "sendmsg", "poll",
                  "ppoll", "ppoll_time64", "close", "lseek", "_llseek", "fstat"});
    filter.allow({"brk", "munmap", "mremap", "madvise", "mincore"});
    for (const char* map : {"mmap", "mmap2", "mprotect"}) // no memory becomes code
        filter.allowWhere(map, 2, PROT_EXEC, 0);
    // Threads, which Qt makes for large pictures; no processes.
    filter.allowWhere("clone", 0, CLONE_THREAD, CLONE_THREAD);
    filter.refuse({"clone3"}, ENOSYS); // its flags are out of a filter's sight; glibc falls back to clone
    filter.allow({"futex", "futex_time64", "set_robust_list", "rseq", "gettid", "getpid", "sched_yield",
                  "sched_getaffinity", "sched_getparam", "sched_getscheduler", "sched_get_priority_min",
                  "sched_get_priority_max", "membarrier", "eventfd2", "pipe2", "exit", "exit_group"});
    filter.allowWhere("prctl", 0, ~0ULL, PR_SET_NAME);
    filter.allowWhere("prlimit64", 2, ~0ULL, 0); // asking for a limit, not setting one
    filter.allow({"rt_sigaction",    "rt_sigreturn",    "rt_sigprocmask",
                  "sigaltstack",     "restart_syscall", "clock_gettime",
                  "clock_gettime64", "clock_nanosleep", "clock_nanosleep_time64",
                  "nanosleep",       "gettimeofday",    "getrandom",
                  "getrlimit",       "getrusage",       "sysinfo",
                  "uname",           "getuid",          "geteuid",
                  "getgid",          "getegid"});
    // Libraries look whether there is a file and do without.
    filter.refuse({"open",       "openat",     "openat2", "access",     "faccessat", "faccessat2", "stat",
                   "stat64",     "lstat",      "lstat64", "newfstatat", "fstatat64", "statx",      "readlink",
                   "readlinkat", "getdents64", "getcwd",  "ioctl",      "fcntl",     "fcntl64"},
                  EACCES);
    return filter.load();
}

} // namespace

PictureConfinement confinePictureProcess()
{
    PictureConfinement obtained;
    obtained.limits = takeLimits();
    obtained.files = takeFiles();
    obtained.calls = takeCalls();
    return obtained;
}

} // namespace chatmet::client
