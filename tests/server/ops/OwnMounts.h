// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Mounts that only the test's own process sees, where the system lets it.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sched.h>
#include <string>
#include <string_view>
#include <sys/mount.h>
#include <unistd.h>

namespace chatmet::server {

inline bool writeInto(const char* file, const std::string& text)
{
    return static_cast<bool>(std::ofstream(file) << text << std::flush);
}

/// Whether this process now has mounts of its own; as root, or as one where users may have a namespace of
/// theirs.
inline bool takeOwnMounts()
{
    const std::string user = std::to_string(geteuid());
    const std::string group = std::to_string(getegid());
    if (geteuid() == 0) {
        if (unshare(CLONE_NEWNS) != 0) {
            return false;
        }
    } else if (unshare(CLONE_NEWNS | CLONE_NEWUSER) != 0 || !writeInto("/proc/self/setgroups", "deny") ||
               !writeInto("/proc/self/uid_map", "0 " + user + " 1") ||
               !writeInto("/proc/self/gid_map", "0 " + group + " 1")) {
        return false;
    }
    return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

/// A file system of that size, in memory, for as long as the process lives.
inline void mountSmall(const std::filesystem::path& folder, std::size_t bytes)
{
    const std::string options = "mode=0700,size=" + std::to_string(bytes);
    ASSERT_EQ(mount("tmpfs", folder.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, options.c_str()), 0);
}

inline bool requireAll()
{
    const char* given = std::getenv("CHATMET_REQUIRE_ALL");
    return given != nullptr && std::string_view(given) == "1";
}

} // namespace chatmet::server

/// Ends the test where mounts can't be had: skipped, or failed with CHATMET_REQUIRE_ALL=1.
#define CHATMET_NEEDS_OWN_MOUNTS()                                                                           \
    if (!takeOwnMounts()) {                                                                                  \
        if (requireAll()) {                                                                                  \
            FAIL() << "CHATMET_REQUIRE_ALL is set and this process may have no mounts of its own";           \
        }                                                                                                    \
        GTEST_SKIP() << "this process may have no mounts of its own";                                        \
    }
