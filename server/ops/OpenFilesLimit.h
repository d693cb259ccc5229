// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How many descriptors this process may hold; connections must stay below it.

#include <cstddef>

namespace chatmet::server {

/// Raises the soft limit to the hard one and returns what holds then. Call once, at start.
[[nodiscard]] std::size_t raiseOpenFilesLimit() noexcept;

/// So many of them are kept free for the listeners, the loops, the log and the standard streams.
inline constexpr std::size_t descriptorsReserved = 64;

} // namespace chatmet::server
