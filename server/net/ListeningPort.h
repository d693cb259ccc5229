// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How every listener of the server gets its port, and how a look at it does.

#include "server/net/AsioTypes.h"
#include "server/net/SharedPort.h"

#include <boost/asio/ip/v6_only.hpp>

#include <cstdint>
#include <string>

namespace chatmet::server {

/// address: numeric, or "localhost", which is 127.0.0.1 here. An error for anything else.
[[nodiscard]] inline asio::ip::address listenAddressOf(const std::string& address, ErrorCode& error)
{
    return asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
}

/// Binds and listens; "::" serves both kinds. acceptor: a new one; it is to be closed after an error.
template <class Acceptor>
void listenOn(Acceptor& acceptor, const Tcp::endpoint& endpoint, PortUse use, int backlog, ErrorCode& error)
{
    acceptor.open(endpoint.protocol(), error);
    if (!error) {
        takePort(acceptor.native_handle(), error);
    }
    const auto share = [&](PortUse whose) {
        if (!error && use == whose && !sharePort(acceptor.native_handle())) {
            error = asio::error::operation_not_supported;
        }
    };
    share(PortUse::Joined);
    if (!error && endpoint.address().is_v6()) {
        acceptor.set_option(asio::ip::v6_only(!endpoint.address().is_unspecified()), error);
    }
    if (!error) {
        acceptor.bind(endpoint, error);
    }
    if (!error) {
        acceptor.listen(backlog, error);
    }
    share(PortUse::First);
}

} // namespace chatmet::server
