// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: Landlock, and a seccomp filter for what Landlock does not reach. Where a kernel has no Landlock
// (before 5.13, or switched off), the filter alone refuses the calls that open for writing or make something.
#include "client/process/Landlock_linux.h"
#include "client/process/SystemCallFilter_linux.h"
#include "client/process/WriteShelter.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace chatmet::client {

namespace {

std::string withReason(const char* words, int error)
{
    return std::string(words) + ": " + std::generic_category().message(error);
}

bool hasOneThread()
{
    DIR* const folder = ::opendir("/proc/self/task");
    if (folder == nullptr)
        return true; // no /proc: as the caller promises
    int threads = 0;
    while (const dirent* entry = ::readdir(folder))
        threads += entry->d_name[0] != '.';
    ::closedir(folder);
    return threads == 1;
}

/// Version 0 where it did not take effect.
int takeLandlock()
{
    const int version = landlock::version();
    if (version == 0)
        return 0;
    // Programs open /dev/null to write to nobody; it keeps nothing.
    const auto rights =
        landlock::writing(version) & (landlock::writeFile | landlock::truncate | landlock::deviceIoctl);
    return landlock::giveUp(landlock::writing(version), {{"/dev/null", rights}}) ? version : 0;
}

/// Times, owner, rights and extended attributes, and length by path, which Landlock knows from version 3 on
/// only; and ways round both filters.
void refuseAttributes(SystemCallFilter& filter)
{
    filter.refuse({"truncate",      "truncate64",       "chmod",
                   "fchmod",        "fchmodat",         "chown",
                   "chown32",       "fchown",           "fchown32",
                   "lchown",        "lchown32",         "fchownat",
                   "utime",         "utimes",           "futimesat",
                   "utimensat",     "utimensat_time64", "setxattr",
                   "lsetxattr",     "fsetxattr",        "removexattr",
                   "lremovexattr",  "fremovexattr",     "mount",
                   "umount2",       "pivot_root",       "move_mount",
                   "open_tree",     "fsopen",           "mount_setattr",
                   "swapon",        "swapoff",          "acct",
                   "quotactl",      "quotactl_fd",      "open_by_handle_at",
                   "io_uring_setup"},
                  EPERM);
    constexpr int fchmodat2 = 452;
    constexpr int setxattrat = 463;
    constexpr int removexattrat = 466;
    constexpr int fileSetattr = 469;
    filter.refuseNumbers({fchmodat2, setxattrat, removexattrat, fileSetattr}, EPERM);
}

/// What Landlock would do, as far as a filter can: it sees flags, not paths.
void refuseFiles(SystemCallFilter& filter)
{
    for (const int flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC}) {
        const auto bit = static_cast<std::uint64_t>(flag);
        filter.refuseWhere("open", 1, bit, bit, EACCES);
        filter.refuseWhere("openat", 2, bit, bit, EACCES);
    }
    filter.refuse({"openat2"}, ENOSYS); // its flags are out of a filter's sight; callers fall back to openat
    filter.refuse({"creat", "mkdir", "mkdirat", "rmdir", "rename", "renameat", "renameat2", "link", "linkat",
                   "symlink", "symlinkat", "unlink", "unlinkat", "mknod", "mknodat"},
                  EACCES);
}

} // namespace

WriteShelter takeWriteShelter(ShelterMeans means)
{
    WriteShelter shelter;
    if (!hasOneThread()) {
        shelter.text = "files can be written: there were threads already when the right was given up";
        return shelter;
    }
    const int version = means == ShelterMeans::All ? takeLandlock() : 0;
    SystemCallFilter filter(SystemCallFilter::Otherwise::Allow);
    refuseAttributes(filter);
    if (version == 0)
        refuseFiles(filter);
    shelter.attributes = filter.load();
    const int error = errno;
    shelter.files = version > 0 || shelter.attributes;
    if (version > 0 && shelter.attributes)
        shelter.text = "this program cannot write any file (Landlock " + std::to_string(version) + ")";
    else if (version > 0)
        shelter.text = withReason("this program cannot write any file, but change a file's times", error);
    else if (shelter.attributes)
        shelter.text = "this program cannot write any file (by a filter of system calls; no Landlock here)";
    else
        shelter.text = withReason("this program could write files: this system takes no such filter", error);
    return shelter;
}

bool writingIsRefused()
{
    const char* const home = std::getenv("HOME");
    bool tried = false;
    for (const char* folder : {home, ".", "/tmp", "/var/tmp", "/dev/shm"}) {
        if (folder == nullptr)
            continue;
        const int file = ::open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
        if (file >= 0) {
            ::close(file);
            return false;
        }
        tried = tried || errno == EACCES;
    }
    return tried;
}

} // namespace chatmet::client
