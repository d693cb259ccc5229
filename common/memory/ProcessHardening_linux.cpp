// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: setrlimit, prctl, mlockall.

#include "common/memory/ProcessHardening.h"

#include <array>
#include <cerrno>
#include <linux/capability.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace chatmet {
namespace {

HardeningItem item(Hardening name, bool obtained, const char* obtainedText, const char* refusedText,
                   int error)
{
    if (obtained)
        return {name, true, obtainedText};
    return {name, false, std::string(refusedText) + ": " + std::generic_category().message(error)};
}

HardeningItem forbidCoreFile()
{
    const rlimit none{0, 0};
    const bool done = setrlimit(RLIMIT_CORE, &none) == 0;
    return item(Hardening::NoCoreFile, done, "core files are off", "core files could not be turned off",
                errno);
}

HardeningItem forbidDumping()
{
    const bool done = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
    return item(Hardening::NotDumpable, done, "other programs of this user cannot read the memory",
                "other programs of this user can read the memory", errno);
}

bool mayLockWithoutLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY)
        return true;
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> sets{};
    return syscall(SYS_capget, &header, sets.data()) == 0 && (sets[0].effective & (1U << CAP_IPC_LOCK)) != 0;
}

/// Pages are locked when they are first touched (MCL_ONFAULT, Linux 4.4): without it every thread's whole
/// stack and every reserved arena would be made resident at once.
HardeningItem lockMemory()
{
    if (!mayLockWithoutLimit())
        return {Hardening::LockedMemory, false,
                "memory can be swapped out: locked memory is limited on this system"};
    const bool done = mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0;
    return item(Hardening::LockedMemory, done, "memory is not swapped out", "memory can be swapped out",
                errno);
}

} // namespace

HardeningReport hardenProcess(const HardeningOptions& options)
{
    HardeningReport report{forbidCoreFile(), forbidDumping()};
    if (options.lockMemory)
        report.push_back(lockMemory());
    return report;
}

} // namespace chatmet
