// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which hosts an invite may name.

#include <string_view>

namespace chatmet::protocol {

/// ASCII in lower case: labels of letters, digits and inner hyphens, 1 to 63 bytes, at most 253 in all, no
/// dot at the end; or an IPv4 address. A last label that is a number, or looks like one to some resolvers
/// (0x7f), makes it an address or nothing.
[[nodiscard]] bool isHostName(std::string_view text);

/// Without brackets and zone, RFC 4291 section 2.2, lower case.
[[nodiscard]] bool isIpv6Address(std::string_view text);

} // namespace chatmet::protocol
