// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Winsock's inet_pton and inet_ntop, which need no WSAStartup. Run under wine, not on Windows.
#include "server/ops/NumericAddress.h"

#include <winsock2.h>
#include <ws2tcpip.h>

namespace chatmet::server {

std::optional<NumericAddress> readNumericAddress(const std::string& text)
{
    NumericAddress address;
    if (text.find('\0') != std::string::npos) { // the system would stop reading there
        return std::nullopt;
    }
    if (::inet_pton(AF_INET, text.c_str(), address.bytes.data()) == 1) {
        address.size = 4;
    } else if (::inet_pton(AF_INET6, text.c_str(), address.bytes.data()) == 1) {
        address.size = 16;
    } else {
        return std::nullopt;
    }
    return address;
}

std::string numericAddressText(const NumericAddress& address)
{
    char text[INET6_ADDRSTRLEN]{};
    const int family = address.size == 4 ? AF_INET : AF_INET6;
    const bool known = address.size == 4 || address.size == 16;
    return known && ::inet_ntop(family, address.bytes.data(), text, sizeof text) != nullptr ? text : "";
}

} // namespace chatmet::server
