// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS: no core files, no debugger. mlockall does not exist there. Written to the documentation, not yet
// run.

#include "common/memory/ProcessHardening.h"

#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/types.h>

namespace chatmet {

HardeningReport hardenProcess(const HardeningOptions& options)
{
    const rlimit none{0, 0};
    const bool noCore = setrlimit(RLIMIT_CORE, &none) == 0;
    const bool noDebugger = ptrace(PT_DENY_ATTACH, 0, nullptr, 0) == 0;
    HardeningReport report;
    report.push_back({Hardening::NoCoreFile, noCore,
                      noCore ? "core files are off" : "core files could not be turned off"});
    report.push_back(
        {Hardening::NotDumpable, noDebugger,
         noDebugger ? "debuggers of this user are refused" : "debuggers of this user can read the memory"});
    if (options.lockMemory)
        report.push_back({Hardening::LockedMemory, false, "memory can be swapped out, into encrypted swap"});
    return report;
}

void restartWithGSliceMalloc(char**) {}

} // namespace chatmet
