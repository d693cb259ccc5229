// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Numeric addresses between text and bytes, by the system's own reader. Differs by system.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace chatmet::server {

struct NumericAddress
{
    std::array<std::uint8_t, 16> bytes{}; ///< network order
    std::size_t size{0};                  ///< 4: IPv4, 16: IPv6

    auto operator<=>(const NumericAddress&) const = default;
};

/// Nothing for names, zones ("fe80::1%eth0") and anything else that is not exactly one address.
[[nodiscard]] std::optional<NumericAddress> readNumericAddress(const std::string& text);
/// The shortest form, RFC 5952. Empty only for a size that is neither.
[[nodiscard]] std::string numericAddressText(const NumericAddress& address);

} // namespace chatmet::server
