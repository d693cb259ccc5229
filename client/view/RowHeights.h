// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where the rows of a long list stand, when each has a height of its own.

#include <cstddef>
#include <vector>

namespace chatmet::client {

/// Heights and their sums in pixels, in a Fenwick tree: to ask for a place, or to change a height, costs some
/// twenty steps in a list of 100,000 rows. Not for several threads.
class RowHeights
{
public:
    [[nodiscard]] int count() const { return static_cast<int>(m_heights.size() - m_gone); }
    /// row: 0..count()-1, as everywhere but in top().
    [[nodiscard]] int height(int row) const { return m_heights[m_gone + static_cast<std::size_t>(row)]; }
    /// row: 0..count(); that of count() is where the list ends.
    [[nodiscard]] int top(int row) const;
    [[nodiscard]] int total() const { return top(count()); }
    /// The row that stands there; -1 above the first and below the last.
    [[nodiscard]] int rowAt(int y) const;

    void clear();
    void append(int height);
    void set(int row, int height);
    /// Of the first rows: as append(), for each. Of others: O(count).
    void remove(int first, int last);

private:
    [[nodiscard]] int sumOf(std::size_t count) const;
    void add(std::size_t at, int difference);
    void build();

    std::vector<int> m_heights;
    std::vector<int> m_sums; ///< of the tree, from 1
    std::size_t m_gone{0}; ///< rows at the front that were removed, 0 high; taken out when they are the half
};

} // namespace chatmet::client
