// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// So that one address can't take every place: it may have as many connections as half of what is free.

#include "common/protocol/Limits.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace chatmet::server {

/// Counts connections by the tag of their address prefix, from the accepted socket to its end, and knows
/// nothing of an address that has none. The share shrinks as places do, so that one address ends up with a
/// third at most, two with a quarter each, and so on; no number has to be set. Up to
/// limits::connectionsPerAddressAlways are never refused. One thread.
class ConnectionShares
{
public:
    /// open, max: connections of this loop, and how many there may be.
    [[nodiscard]] bool mayEnter(std::uint64_t tag, std::size_t open, std::size_t max) const
    {
        const auto found = m_open.find(tag);
        const std::size_t own = found == m_open.end() ? 0 : found->second;
        const std::size_t free = max > open ? max - open : 0;
        return own < limits::connectionsPerAddressAlways || own < free / 2;
    }
    void enter(std::uint64_t tag) { ++m_open[tag]; }
    void leave(std::uint64_t tag)
    {
        const auto found = m_open.find(tag);
        if (found != m_open.end() && --found->second == 0)
            m_open.erase(found);
    }
    /// Addresses that have connections.
    [[nodiscard]] std::size_t size() const { return m_open.size(); }

private:
    std::unordered_map<std::uint64_t, std::size_t> m_open;
};

} // namespace chatmet::server
