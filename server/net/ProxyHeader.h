// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a balancer says before anything else: whose connection it passes on. PROXY protocol 1 and 2
// (proxy-protocol.txt of HAProxy, 2020). Pure logic.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace chatmet::server {

/// What the first bytes of a connection come to.
struct ProxyHeader
{
    /// Version 1: a line of at most so many bytes, its end included (specification section 2.1).
    static constexpr std::size_t lineBytesMax = 107;
    /// Version 2: 16 bytes, addresses and what balancers add to them. The specification allows 64 KiB; nobody
    /// adds more than a certificate's name or an id.
    static constexpr std::size_t binaryBytesMax = 16 + 1'024;
    static constexpr std::size_t bytesMax = binaryBytesMax;

    enum class State : std::uint8_t
    {
        Incomplete, ///< so far it is one
        Whole,
        Bad ///< it is none, or says nonsense: close the connection
    };
    State state{State::Incomplete};
    /// Incomplete: so many bytes more are part of it in any case, at least 1: to read them takes nothing from
    /// what follows.
    std::size_t wants{0};
    /// Whole: who is behind the balancer, numeric, an IPv4 address inside IPv6 as such; empty where it speaks
    /// for itself (version 1 UNKNOWN, version 2 LOCAL, an address family that is none of IPv4 and IPv6).
    std::string source{};

    /// bytes: everything so far, read as `wants` said, so never more than the header.
    [[nodiscard]] static ProxyHeader read(std::span<const std::uint8_t> bytes);
};

} // namespace chatmet::server
