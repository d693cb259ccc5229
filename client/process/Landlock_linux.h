// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Landlock (Linux 5.13 and later): a thread gives up rights to files, for itself and all that it starts, for
// good. https://docs.kernel.org/userspace-api/landlock.html

#include <cstdint>
#include <initializer_list>
#include <string>

namespace chatmet::client::landlock {

/// Rights as bits, those of the kernel's linux/landlock.h.
using Rights = std::uint64_t;

inline constexpr Rights execute = 1ULL << 0;
inline constexpr Rights writeFile = 1ULL << 1;
inline constexpr Rights readFile = 1ULL << 2;
inline constexpr Rights readFolder = 1ULL << 3;
inline constexpr Rights removeFile = 1ULL << 5;
inline constexpr Rights makeFolder = 1ULL << 7;
inline constexpr Rights makeFile = 1ULL << 8;
inline constexpr Rights truncate = 1ULL << 14;    ///< from ABI 3
inline constexpr Rights deviceIoctl = 1ULL << 15; ///< from ABI 5

/// The kernel's version of Landlock; 0 where it has none or it is switched off.
[[nodiscard]] int version();

/// Everything that changes a file, a folder or a device, as far as this version knows it.
[[nodiscard]] Rights writing(int version);
/// The same and reading, listing and running.
[[nodiscard]] Rights everything(int version);

/// What stays allowed of the rights that are given up: below a folder, or for one file.
struct Exception
{
    std::string path;
    Rights rights;
};

/// Gives up `rights` (of this version) but for the exceptions; also the right to gain rights by running a
/// program (no_new_privs). The calling thread and what it starts from now on; files that are open stay
/// usable. False, with errno, where the kernel refuses or an exception's path does not exist; nothing is
/// given up then but no_new_privs.
[[nodiscard]] bool giveUp(Rights rights, std::initializer_list<Exception> exceptions = {});

} // namespace chatmet::client::landlock
