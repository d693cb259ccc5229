// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: error reporting is told to leave this process's memory out. There is no flag that keeps other
// programs of the same user from reading it, and locking takes a quota per page. Written to the
// documentation, not yet run.

#include "common/memory/ProcessHardening.h"

#include <werapi.h>
#include <windows.h>

namespace chatmet {

HardeningReport hardenProcess(const HardeningOptions& options)
{
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
    const bool noHeap = SUCCEEDED(WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP));
    HardeningReport report;
    report.push_back({Hardening::NoCoreFile, noHeap,
                      noHeap ? "crash reports leave out the heap" : "crash reports may hold memory"});
    report.push_back({Hardening::NotDumpable, false, "other programs of this user can read the memory"});
    if (options.lockMemory)
        report.push_back({Hardening::LockedMemory, false, "memory can be swapped out"});
    return report;
}

void restartWithGSliceMalloc(char**) {}

} // namespace chatmet
