// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Finds any of very many patterns in one pass over a block of memory.

#include "tests/support/residue/Needles.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace chatmet::residue {

/// A table of the first bytes of each pattern (8, or 4 of shorter ones) behind a bit field that settles
/// nearly every place of the memory with one look. Fixed after construction; find() may run in several
/// threads.
class PatternSet
{
public:
    /// pattern: index into patterns(). at: offset of the first byte within the block.
    using Found = std::function<void(std::size_t pattern, std::size_t at)>;

    explicit PatternSet(std::vector<Pattern> patterns);

    [[nodiscard]] const std::vector<Pattern>& patterns() const { return m_patterns; }

    /// How far blocks that follow each other have to overlap so that nothing is missed between them.
    [[nodiscard]] std::size_t overlapBytes() const { return m_longestBytes == 0 ? 0 : m_longestBytes - 1; }

    /// Reports every occurrence that begins in the first beginBytes of block, overlapping ones too.
    void find(std::span<const unsigned char> block, std::size_t beginBytes, const Found& found) const;

private:
    /// Patterns of one kind, whose keys are read from memory in the same way.
    struct Table
    {
        std::size_t keyBytes = 0;
        bool isMasked = false;
        struct Entry
        {
            std::uint64_t key;
            std::size_t pattern;
        };
        std::vector<Entry> entries; ///< sorted by key
        std::vector<std::uint64_t> bits;
        unsigned shift = 0;
    };

    void build(Table& table);
    void lookUp(const Table& table, std::uint64_t key, std::span<const unsigned char> block, std::size_t at,
                const Found& found) const;
    template <std::size_t KeyBytes, bool IsMasked>
    void scan(const Table& table, std::span<const unsigned char> block, std::size_t beginBytes,
              const Found& found) const;
    [[nodiscard]] bool matches(const Pattern& pattern, std::span<const unsigned char> rest) const;

    std::vector<Pattern> m_patterns;
    std::size_t m_longestBytes = 0;
    Table m_long{8, false, {}, {}, 0};
    Table m_short{4, false, {}, {}, 0};
    Table m_masked{8, true, {}, {}, 0};
};

} // namespace chatmet::residue
