// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/residue/ResidueScan.h"

#include "tests/support/residue/ProcessMemory.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

namespace chatmet::residue {
namespace {

class Scan
{
public:
    Scan(const ProcessMemory& memory, const PatternSet& patterns)
        : m_memory(memory), m_patterns(patterns), m_block(blockBytes + patterns.overlapBytes())
    {
    }

    void searchMapping(const Mapping& mapping)
    {
        ++m_result.mappings;
        m_hitsHere.clear();
        for (const PageRun& run : m_memory.filledPages(mapping))
            searchRun(run);
        for (auto& [key, hit] : m_hitsHere) {
            hit.mapping = mapping.name;
            m_result.total += hit.count;
            m_result.hits.push_back(std::move(hit));
        }
    }

    ScanResult take() { return std::move(m_result); }

private:
    static constexpr std::size_t blockBytes = 4U << 20;
    static constexpr std::size_t pageBytes = 4096;

    void searchRun(const PageRun& run)
    {
        for (std::uintptr_t at = run.start; at < run.end;) {
            const std::size_t wanted = std::min<std::size_t>(m_block.size(), run.end - at);
            const std::size_t got = m_memory.read(at, std::span(m_block).first(wanted));
            if (got == 0) {
                m_result.unreadableBytes += std::min<std::size_t>(pageBytes, run.end - at);
                at += pageBytes;
                continue;
            }
            const bool isWhole = got == wanted && wanted == m_block.size();
            const std::size_t begin = isWhole ? blockBytes : got;
            m_patterns.find(
                std::span(m_block).first(got), begin,
                [this, at](std::size_t pattern, std::size_t offset) { note(pattern, at + offset); });
            m_result.bytes += begin;
            at += begin;
        }
    }

    void note(std::size_t index, std::uintptr_t address)
    {
        const Pattern& pattern = m_patterns.patterns()[index];
        Hit& hit = m_hitsHere[{pattern.label, pattern.encoding}];
        if (hit.count++ == 0) {
            hit.label = pattern.label;
            hit.encoding = pattern.encoding;
            hit.address = address;
        }
        hit.address = std::min(hit.address, address);
    }

    const ProcessMemory& m_memory;
    const PatternSet& m_patterns;
    std::vector<unsigned char> m_block;
    std::map<std::pair<std::string, std::string>, Hit> m_hitsHere;
    ScanResult m_result;
};

} // namespace

ScanResult scanProcess(pid_t process, const PatternSet& patterns)
{
    const ProcessMemory memory(process);
    Scan scan(memory, patterns);
    for (const Mapping& mapping : memory.mappings())
        scan.searchMapping(mapping);
    static_cast<void>(memory.mappings()); // throws if it has ended, and what was read is not all
    ScanResult result = scan.take();
    if (result.bytes == 0)
        throw std::runtime_error("no page of the process could be read");
    return result;
}

} // namespace chatmet::residue
