// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The fixed proxy that the system names for its programs. A script that chooses one is refused: it would be
// fetched from somebody else, told the server's name, and could say "go without".

#include <QNetworkProxy>
#include <QString>

namespace chatmet::client {

struct SystemProxy
{
    enum class Found
    {
        Nothing,
        Fixed,
        Automatic, ///< a script (PAC), or one that is to be looked for (WPAD)
        Unusable   ///< of a kind that can't carry our line
    };
    Found found{Found::Nothing};
    QNetworkProxy proxy{QNetworkProxy::NoProxy}; ///< only where Fixed: SOCKS5 or HTTP, with host and port
};

/// Asks the system, and nobody else: SystemProxy_linux.cpp, SystemProxy_windows.cpp, SystemProxy_macos.cpp.
/// What the system would let go around its proxy is not asked for: nothing does. Any thread.
[[nodiscard]] SystemProxy systemProxy();

/// Of words like http://HOST:PORT, socks5://USER:PASSWORD@HOST:PORT or HOST:PORT, which is http.
[[nodiscard]] SystemProxy systemProxyFrom(const QString& words);

} // namespace chatmet::client
