// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: no crash report, and an access list on the process itself; whether that list keeps others out is
// tried. Memory is not locked: VirtualLock takes a block at a time out of a small quota, and there is nothing
// for all of it. Run under wine, not on Windows.

#include "common/memory/ProcessHardening.h"

#include <windows.h>
// After windows.h, whose types it uses.
#include <sddl.h>

/// As werapi.h has it, which mingw-w64's C++ cannot read.
extern "C" HRESULT WINAPI WerSetFlags(DWORD flags);

namespace chatmet {
namespace {

constexpr DWORD noHeap = 1; ///< WER_FAULT_REPORTING_FLAG_NOHEAP

/// Without the dialogue of a crash the system makes no report of it either; what is reported all the same
/// leaves out the heap.
HardeningItem forbidCrashReport()
{
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
    const bool done = SUCCEEDED(WerSetFlags(noHeap));
    return {Hardening::NoCoreFile, done,
            done ? "crash reports leave out the heap" : "crash reports may hold memory"};
}

/// For the owner (S-1-3-4, OWNER RIGHTS: in place of the right to rewrite this list) and so for every program
/// of this user: to end the process, to wait for its end, and to ask what it is. For the system: everything.
constexpr const wchar_t* accessList = L"D:P(A;;0x101001;;;S-1-3-4)(A;;GA;;;SY)";

HardeningItem keepOthersOut()
{
    PSECURITY_DESCRIPTOR list = nullptr;
    if (ConvertStringSecurityDescriptorToSecurityDescriptorW(accessList, SDDL_REVISION_1, &list, nullptr) !=
        0) {
        SetKernelObjectSecurity(GetCurrentProcess(), DACL_SECURITY_INFORMATION, list);
        LocalFree(list);
    }
    // The program is let in to itself no more than others are.
    const HANDLE opened = OpenProcess(PROCESS_VM_READ, FALSE, GetCurrentProcessId());
    if (opened != nullptr)
        CloseHandle(opened);
    return {Hardening::NotDumpable, opened == nullptr,
            opened == nullptr
                ? "other programs of this user cannot read the memory, but for the one that started this"
                : "other programs of this user can read the memory"};
}

} // namespace

HardeningReport hardenProcess(const HardeningOptions& options)
{
    HardeningReport report{forbidCrashReport(), keepOthersOut()};
    if (options.lockMemory)
        report.push_back({Hardening::LockedMemory, false, "memory can be swapped out"});
    return report;
}

void restartWithGSliceMalloc(char**) {}

} // namespace chatmet
