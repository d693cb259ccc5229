// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The memory of another process, read through /proc.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <sys/types.h>
#include <vector>

namespace chatmet::residue {

struct Mapping
{
    std::uintptr_t start = 0;
    std::uintptr_t end = 0;
    std::string permissions; ///< as in proc(5), e.g. "rw-p"
    std::string name;        ///< path or [heap] and the like; "anonymous" if it has none
};

/// A run of pages that hold something.
struct PageRun
{
    std::uintptr_t start = 0;
    std::uintptr_t end = 0;
};

/// Opened for one live process; needs the right to trace it (ptrace(2), "access mode checking").
class ProcessMemory
{
public:
    /// Throws std::runtime_error with the reason if the process is not there or may not be read.
    explicit ProcessMemory(pid_t process);
    ~ProcessMemory();
    ProcessMemory(const ProcessMemory&) = delete;
    ProcessMemory& operator=(const ProcessMemory&) = delete;

    /// All mappings but those of the kernel ([vvar], [vsyscall], ...). Throws if the process has ended.
    [[nodiscard]] std::vector<Mapping> mappings() const;

    /// Pages of a private mapping that this process has in memory or in swap, PROT_NONE ones included; all
    /// pages of a shared one, since another process may have filled them. Untouched pages hold zeros or the
    /// file's own bytes.
    [[nodiscard]] std::vector<PageRun> filledPages(const Mapping& mapping) const;

    /// Reads what it can from address; returns the bytes got, 0 if the first page cannot be read.
    [[nodiscard]] std::size_t read(std::uintptr_t address, std::span<unsigned char> into) const;

private:
    [[nodiscard]] int openFile(const char* name) const;

    pid_t m_process;
    int m_memory = -1;
    int m_pagemap = -1;
};

} // namespace chatmet::residue
