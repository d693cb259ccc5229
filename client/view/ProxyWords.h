// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is said of the way to the server.

#include "client/net/ProxyPolicy.h"

#include <QCoreApplication>

namespace chatmet::client {

class ProxyWords
{
    Q_DECLARE_TR_FUNCTIONS(ProxyWords)

public:
    /// "direct", "Tor"; for the line on the first page.
    [[nodiscard]] static QString shortName(ProxyKind kind);
    /// What it means for the person, in a sentence or two.
    [[nodiscard]] static QString meaning(ProxyKind kind);

    /// Why a port that was typed is none; empty where it is one, or nothing is typed yet.
    [[nodiscard]] static QString aboutPort(const QString& typed);
    [[nodiscard]] static QString aboutHost(const QString& typed);

    /// Why nothing can go this way, whatever the server; empty where it can be tried. Asks the system.
    [[nodiscard]] static QString hindrance(const ProxyPolicy& proxy);
};

/// 1..65535 in digits; 0 for anything else.
[[nodiscard]] quint16 portFrom(const QString& typed);
/// A host name or an address, in ASCII; an IPv6 address may stand in brackets, which are left out. Empty for
/// anything else.
[[nodiscard]] QString hostFrom(const QString& typed);

} // namespace chatmet::client
