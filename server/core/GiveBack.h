// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Taking ids out of vectors without leaving them behind.

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace chatmet::server {

/// Takes every `one` out. A vector keeps what it stops using; here the block is given back, and so wiped.
template <class T> void eraseAndGiveBack(std::vector<T>& all, const T& one)
{
    std::vector<T> others;
    std::remove_copy(all.begin(), all.end(), std::back_inserter(others), one);
    all = std::move(others);
}

} // namespace chatmet::server
