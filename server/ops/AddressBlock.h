// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One network address, or all that share its beginning.

#include "server/ops/NumericAddress.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace chatmet::server {

/// An IPv4 address inside IPv6 (::ffff:203.0.113.7) counts as the IPv4 address.
class AddressBlock
{
public:
    /// What truncated addresses keep, bits: what providers usually give to one customer (IPv6) or more.
    static constexpr unsigned truncatedBitsIpv4 = 24;
    static constexpr unsigned truncatedBitsIpv6 = 48;

    /// text: a numeric address, with or without "/BITS"; what stands behind the bits is cleared. Nothing for
    /// anything else.
    [[nodiscard]] static std::optional<AddressBlock> parse(std::string_view text);

    /// The block that has just its first bits in common with it; itself where it has no more than those.
    [[nodiscard]] AddressBlock beginning(unsigned bits) const;
    /// This address's beginning as truncated addresses keep it.
    [[nodiscard]] AddressBlock truncated() const;
    /// How many bits all of its addresses have in common.
    [[nodiscard]] unsigned bits() const { return m_bits; }
    /// Whether every address of the other is one of this.
    [[nodiscard]] bool contains(const AddressBlock& other) const;
    [[nodiscard]] bool isLoopback() const;
    /// One address alone, an IPv6 one.
    [[nodiscard]] bool isSingleIpv6() const;
    /// "203.0.113.7", "203.0.113.0/24".
    [[nodiscard]] std::string text() const;

    /// Some order, by which the same blocks stand together.
    auto operator<=>(const AddressBlock&) const = default;

private:
    AddressBlock(const NumericAddress& address, unsigned bits);

    NumericAddress m_address;
    unsigned m_bits; ///< 8 * m_address.size: a single address
};

} // namespace chatmet::server
