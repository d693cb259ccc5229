// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which way the line to the server takes, as the person chooses it.

namespace chatmet::client {

enum class ProxyKind
{
    None,
    System,    ///< the fixed one that the system names; no line at all where it names none
    Socks5,    ///< host, port
    Tor,       ///< 127.0.0.1:9050, the daemon's
    TorBrowser ///< 127.0.0.1:9150
};

} // namespace chatmet::client
