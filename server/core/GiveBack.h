// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Taking ids out of vectors without leaving them behind.

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace chatmet::server {

/// Takes out every one that is meant. A vector keeps what it stops using; here the block is given back, and
/// so wiped.
template <class T, class IsMeant> void eraseIfAndGiveBack(std::vector<T>& all, IsMeant isMeant)
{
    std::vector<T> others;
    std::remove_copy_if(std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()),
                        std::back_inserter(others), isMeant);
    all = std::move(others);
}

template <class T> void eraseAndGiveBack(std::vector<T>& all, const T& one)
{
    eraseIfAndGiveBack(all, [&](const T& other) { return other == one; });
}

} // namespace chatmet::server
