// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/residue/PatternSet.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace chatmet::residue {
namespace {

constexpr std::size_t maskBytes = 4;

template <std::size_t KeyBytes> std::uint64_t loadKey(const void* bytes)
{
    std::uint64_t key = 0;
    std::memcpy(&key, bytes, KeyBytes);
    return key;
}

std::uint64_t bitOf(std::uint64_t key, unsigned shift)
{
    return (key * 0x9E3779B97F4A7C15U) >> shift; // Fibonacci hashing (Knuth, TAOCP 3, 6.4)
}

} // namespace

PatternSet::PatternSet(std::vector<Pattern> patterns) : m_patterns(std::move(patterns))
{
    for (std::size_t i = 0; i < m_patterns.size(); ++i) {
        const Pattern& pattern = m_patterns[i];
        Table& table = pattern.isMasked ? m_masked : pattern.bytes.size() >= 8 ? m_long : m_short;
        const char* const bytes = pattern.bytes.data();
        table.entries.push_back({table.keyBytes == 8 ? loadKey<8>(bytes) : loadKey<4>(bytes), i});
        m_longestBytes = std::max(m_longestBytes, pattern.bytes.size() + (pattern.isMasked ? maskBytes : 0));
    }
    for (Table* table : {&m_long, &m_short, &m_masked})
        build(*table);
}

void PatternSet::build(Table& table)
{
    constexpr unsigned fewestBits = 16;
    constexpr unsigned mostBits = 30;
    // 32 bits per entry: one place in 32 that holds nothing has to be looked up.
    const unsigned width =
        std::clamp(static_cast<unsigned>(std::bit_width(table.entries.size())) + 5, fewestBits, mostBits);
    table.shift = 64 - width;
    table.bits.assign((std::size_t{1} << width) / 64, 0);
    std::sort(table.entries.begin(), table.entries.end(),
              [](const Table::Entry& a, const Table::Entry& b) { return a.key < b.key; });
    for (const Table::Entry& entry : table.entries) {
        const std::uint64_t bit = bitOf(entry.key, table.shift);
        table.bits[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
}

bool PatternSet::matches(const Pattern& pattern, std::span<const unsigned char> rest) const
{
    const std::size_t size = pattern.bytes.size();
    if (!pattern.isMasked)
        return rest.size() >= size && std::memcmp(rest.data(), pattern.bytes.data(), size) == 0;
    if (rest.size() < size + maskBytes)
        return false;
    for (std::size_t i = 0; i < size; ++i)
        if (static_cast<char>(rest[i] ^ rest[i + maskBytes]) != pattern.bytes[i])
            return false;
    return std::memcmp(rest.data(), pattern.unmasked.data(), maskBytes) != 0;
}

void PatternSet::lookUp(const Table& table, std::uint64_t key, std::span<const unsigned char> block,
                        std::size_t at, const Found& found) const
{
    auto entry = std::lower_bound(table.entries.begin(), table.entries.end(), key,
                                  [](const Table::Entry& e, std::uint64_t value) { return e.key < value; });
    for (; entry != table.entries.end() && entry->key == key; ++entry)
        if (matches(m_patterns[entry->pattern], block.subspan(at)))
            found(entry->pattern, at);
}

template <std::size_t KeyBytes, bool IsMasked>
void PatternSet::scan(const Table& table, std::span<const unsigned char> block, std::size_t beginBytes,
                      const Found& found) const
{
    constexpr std::size_t readBytes = KeyBytes + (IsMasked ? maskBytes : 0);
    if (table.entries.empty() || block.size() < readBytes)
        return;
    const std::size_t end = std::min(beginBytes, block.size() - readBytes + 1);
    const unsigned char* const bytes = block.data();
    for (std::size_t at = 0; at < end; ++at) {
        std::uint64_t key = loadKey<KeyBytes>(bytes + at);
        if constexpr (IsMasked)
            key ^= loadKey<KeyBytes>(bytes + at + maskBytes);
        const std::uint64_t bit = bitOf(key, table.shift);
        if ((table.bits[bit / 64] >> bit % 64 & 1) != 0)
            lookUp(table, key, block, at, found);
    }
}

void PatternSet::find(std::span<const unsigned char> block, std::size_t beginBytes, const Found& found) const
{
    scan<8, false>(m_long, block, beginBytes, found);
    scan<4, false>(m_short, block, beginBytes, found);
    scan<8, true>(m_masked, block, beginBytes, found);
}

} // namespace chatmet::residue
