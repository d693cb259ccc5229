// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which hub a connection belongs to stands in its id: 16 bits of hub, 48 bits that count.

#include "server/core/Events.h"

#include <cstddef>
#include <cstdint>

namespace chatmet::server {

inline constexpr int connectionCounterBits = 48;
inline constexpr std::size_t hubsMax = 1U << 16U;

/// counter: below 2^48, which no process reaches.
[[nodiscard]] constexpr ConnectionId connectionId(std::size_t hub, std::uint64_t counter)
{
    return ConnectionId{std::uint64_t{hub} << connectionCounterBits | counter};
}

[[nodiscard]] constexpr std::size_t hubOf(ConnectionId connection)
{
    return static_cast<std::size_t>(static_cast<std::uint64_t>(connection) >> connectionCounterBits);
}

} // namespace chatmet::server
