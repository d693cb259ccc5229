// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/residue/ProcessMemory.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

namespace chatmet::residue {
namespace {

std::string fileOf(pid_t process, const char* name)
{
    return "/proc/" + std::to_string(process) + '/' + name;
}

bool belongsToKernel(const std::string& name)
{
    return name.rfind("[vvar", 0) == 0 || name == "[vsyscall]" || name == "[vdso]";
}

/// A line of proc(5), /proc/pid/maps: start-end permissions offset device inode name.
Mapping parseMapping(const std::string& line)
{
    std::istringstream fields(line);
    Mapping mapping;
    char dash = 0;
    std::string offset;
    std::string device;
    std::string inode;
    fields >> std::hex >> mapping.start >> dash >> mapping.end >> mapping.permissions >> offset >> device >>
        inode;
    std::getline(fields >> std::ws, mapping.name);
    if (mapping.permissions.size() != 4 || mapping.end <= mapping.start)
        throw std::runtime_error("the list of mappings has a line in an unknown form");
    if (mapping.name.empty())
        mapping.name = "anonymous";
    return mapping;
}

/// pread, again where a signal came between.
ssize_t readAt(int file, void* into, std::size_t bytes, std::uintptr_t offset)
{
    ssize_t got = 0;
    do {
        got = pread(file, into, bytes, static_cast<off_t>(offset));
    } while (got < 0 && errno == EINTR);
    return got;
}

} // namespace

ProcessMemory::ProcessMemory(pid_t process) : m_process(process)
{
    m_memory = openFile("mem");
    if (m_memory < 0)
        throw std::runtime_error("cannot open the process's memory: " +
                                 std::generic_category().message(errno));
    m_pagemap = openFile("pagemap"); // without it every page is read
}

ProcessMemory::~ProcessMemory()
{
    close(m_memory);
    if (m_pagemap >= 0)
        close(m_pagemap);
}

int ProcessMemory::openFile(const char* name) const
{
    return open(fileOf(m_process, name).c_str(), O_RDONLY | O_CLOEXEC);
}

std::vector<Mapping> ProcessMemory::mappings() const
{
    std::ifstream lines(fileOf(m_process, "maps"));
    std::vector<Mapping> all;
    std::string line;
    while (std::getline(lines, line)) {
        Mapping mapping = parseMapping(line);
        if (!belongsToKernel(mapping.name))
            all.push_back(std::move(mapping));
    }
    if (all.empty())
        throw std::runtime_error(
            "the process has no memory that can be listed: it ended, or may not be read");
    return all;
}

std::vector<PageRun> ProcessMemory::filledPages(const Mapping& mapping) const
{
    if (m_pagemap < 0 || mapping.permissions[3] == 's')
        return {{mapping.start, mapping.end}};
    constexpr std::uint64_t presentOrSwapped = std::uint64_t{3} << 62; // kernel's admin-guide/mm/pagemap.rst
    const auto pageBytes = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    std::vector<PageRun> runs;
    std::vector<std::uint64_t> pages(4096);
    for (std::uintptr_t at = mapping.start; at < mapping.end;) {
        const std::size_t wanted = std::min<std::size_t>(pages.size(), (mapping.end - at) / pageBytes);
        const ssize_t got = readAt(m_pagemap, pages.data(), wanted * 8, at / pageBytes * 8);
        if (got < 8) {
            runs.push_back({at, mapping.end});
            break;
        }
        for (std::size_t i = 0; i < static_cast<std::size_t>(got) / 8; ++i, at += pageBytes) {
            if ((pages[i] & presentOrSwapped) == 0)
                continue;
            if (!runs.empty() && runs.back().end == at)
                runs.back().end += pageBytes;
            else
                runs.push_back({at, at + pageBytes});
        }
    }
    return runs;
}

std::size_t ProcessMemory::read(std::uintptr_t address, std::span<unsigned char> into) const
{
    std::size_t total = 0;
    while (total < into.size()) {
        const ssize_t got = readAt(m_memory, into.data() + total, into.size() - total, address + total);
        if (got <= 0)
            break;
        total += static_cast<std::size_t>(got);
    }
    return total;
}

} // namespace chatmet::residue
