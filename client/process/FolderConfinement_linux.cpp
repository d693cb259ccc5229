// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/process/FolderConfinement_linux.h"

#include "client/process/Landlock_linux.h"
#include "client/process/SystemCallFilter_linux.h"

#include <sys/mman.h>

namespace chatmet::client {

bool confineToFolder(const std::string& folder)
{
    if (const int version = landlock::version();
        version > 0 &&
        !landlock::giveUp(landlock::everything(version),
                          {{folder, landlock::makeFile | landlock::writeFile | landlock::removeFile}}))
        return false;
    SystemCallFilter filter(SystemCallFilter::Otherwise::Kill);
    filter.allow({"openat",          "open",         "unlinkat",      "renameat",
                  "renameat2",       "write",        "fsync",         "close",
                  "fstat",           "newfstatat",   "lseek",         "brk",
                  "munmap",          "madvise",      "futex",         "exit_group",
                  "rt_sigprocmask",  "rt_sigreturn", "clock_gettime", "clock_gettime64",
                  "clock_nanosleep", "nanosleep",    "getpid",        "gettid",
                  "restart_syscall"});
    filter.allowWhere("mmap", 2, PROT_EXEC, 0);
    filter.allowWhere("mprotect", 2, PROT_EXEC, 0);
    return filter.load();
}

} // namespace chatmet::client
