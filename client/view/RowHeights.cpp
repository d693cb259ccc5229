// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/RowHeights.h"

#include <bit>

namespace chatmet::client {

namespace {

constexpr std::size_t goneMin = 1'024; ///< fewer are not worth building anew for

/// How many rows the sum at this place of the tree is of.
std::size_t span(std::size_t at)
{
    return at & (~at + 1);
}

} // namespace

int RowHeights::sumOf(std::size_t count) const
{
    int sum = 0;
    for (std::size_t at = count; at > 0; at -= span(at))
        sum += m_sums[at];
    return sum;
}

int RowHeights::top(int row) const
{
    return m_heights.empty() ? 0 : sumOf(m_gone + static_cast<std::size_t>(row));
}

int RowHeights::rowAt(int y) const
{
    if (y < 0 || y >= total())
        return -1;
    // The most rows that end at y or above it.
    std::size_t rows = 0;
    for (std::size_t step = std::bit_floor(m_heights.size()); step > 0; step /= 2) {
        if (rows + step <= m_heights.size() && m_sums[rows + step] <= y) {
            rows += step;
            y -= m_sums[rows];
        }
    }
    return static_cast<int>(rows - m_gone);
}

void RowHeights::clear()
{
    *this = {};
}

void RowHeights::append(int height)
{
    m_heights.push_back(height);
    if (m_sums.empty())
        m_sums.push_back(0);
    const std::size_t at = m_heights.size();
    int sum = height;
    for (std::size_t below = 1; below < span(at); below *= 2)
        sum += m_sums[at - below];
    m_sums.push_back(sum);
}

void RowHeights::add(std::size_t at, int difference)
{
    for (; at < m_sums.size(); at += span(at))
        m_sums[at] += difference;
}

void RowHeights::set(int row, int height)
{
    int& known = m_heights[m_gone + static_cast<std::size_t>(row)];
    add(m_gone + static_cast<std::size_t>(row) + 1, height - known);
    known = height;
}

void RowHeights::remove(int first, int last)
{
    if (first > 0) {
        const auto from = m_heights.begin() + static_cast<std::ptrdiff_t>(m_gone);
        m_heights.erase(from + first, from + last + 1);
        return build();
    }
    for (int row = first; row <= last; ++row) {
        set(0, 0);
        ++m_gone;
    }
    if (m_gone >= goneMin && m_gone * 2 > m_heights.size())
        build();
}

void RowHeights::build()
{
    const std::vector<int> heights(m_heights.begin() + static_cast<std::ptrdiff_t>(m_gone), m_heights.end());
    clear();
    m_heights.reserve(heights.size());
    for (const int height : heights)
        append(height);
}

} // namespace chatmet::client
