// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which way the client's only connection takes: straight, through the system's proxy, through SOCKS5 or Tor.

#include "client/net/ProxyKind.h"

#include <QNetworkProxy>
#include <QString>

#include <optional>

namespace chatmet::client {

/// A value; the default is no proxy.
struct ProxyPolicy
{
    ProxyKind kind{ProxyKind::None};
    QString host;    ///< Socks5 only
    quint16 port{0}; ///< Socks5 only, not 0

    /// What the socket is given: explicit in every case, so that no default of the program applies. With
    /// SOCKS5 the server's name is looked up by the proxy and nothing goes around it. Tor: a random user and
    /// password for this connection, so that it gets a circuit of its own (SOCKS isolation, tor(1),
    /// IsolateSOCKSAuth). Nothing where there is no such proxy: Socks5 without host or port, or a system
    /// that names no fixed one (SystemProxy.h). With a proxy wanted there is never a line without one.
    [[nodiscard]] std::optional<QNetworkProxy> proxyFor() const;

    friend bool operator==(const ProxyPolicy&, const ProxyPolicy&) = default;
};

} // namespace chatmet::client
