// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ProxyWords.h"

#include "client/net/SystemProxy.h"

#include <QRegularExpression>

namespace chatmet::client {

namespace {

constexpr qsizetype hostLettersMax = 253; // RFC 1035, 2.3.4, without the dots at its ends

} // namespace

QString ProxyWords::shortName(ProxyKind kind)
{
    switch (kind) {
    case ProxyKind::None: return tr("direct");
    case ProxyKind::System: return tr("the system’s proxy");
    case ProxyKind::Socks5: return tr("SOCKS5 proxy");
    case ProxyKind::Tor: return tr("Tor");
    case ProxyKind::TorBrowser: return tr("Tor Browser");
    }
    return {};
}

QString ProxyWords::meaning(ProxyKind kind)
{
    switch (kind) {
    case ProxyKind::None: return tr("The server sees this computer’s address.");
    case ProxyKind::System:
        return tr("Everything goes through the one proxy that the system names for its programs.");
    case ProxyKind::Socks5:
        return tr("Everything goes through this proxy, the server’s name included. Nothing goes around it.");
    case ProxyKind::Tor:
        return tr("Everything goes through Tor on this computer (port 9050), which has to be running. "
                  "Nothing goes around it.");
    case ProxyKind::TorBrowser:
        return tr("Everything goes through Tor Browser’s Tor (port 9150): keep Tor Browser open. Nothing "
                  "goes around it.");
    }
    return {};
}

QString ProxyWords::aboutPort(const QString& typed)
{
    if (typed.trimmed().isEmpty() || portFrom(typed) != 0)
        return {};
    return tr("A port is a number from 1 to 65535.");
}

QString ProxyWords::aboutHost(const QString& typed)
{
    if (typed.trimmed().isEmpty() || !hostFrom(typed).isEmpty())
        return {};
    return tr("This is not the name or address of a computer. Type it alone, such as 127.0.0.1.");
}

QString ProxyWords::hindrance(const ProxyPolicy& proxy)
{
    if (proxy.kind == ProxyKind::Socks5 && (proxy.host.isEmpty() || proxy.port == 0))
        return tr("The SOCKS5 proxy has no address or port yet. Until it has, nothing is sent.");
    if (proxy.kind != ProxyKind::System)
        return {};
    switch (systemProxy().found) {
    case SystemProxy::Found::Fixed: return {};
    case SystemProxy::Found::Automatic:
        return tr("A script chooses the system’s proxy. ChatMet runs no such script: it could learn whom you "
                  "visit, or say to go around the proxy. Nothing is sent. Type the proxy under SOCKS5, or "
                  "choose another way.");
    case SystemProxy::Found::Nothing:
        return tr("The system names no fixed proxy to this program. Nothing is sent. Type the proxy under "
                  "SOCKS5, or choose another way.");
    case SystemProxy::Found::Unusable:
        return tr("The system’s proxy is of a kind that can’t carry the line. Nothing is sent. Choose "
                  "another way.");
    }
    return {};
}

quint16 portFrom(const QString& typed)
{
    static const QRegularExpression digits(QStringLiteral("\\A[1-9][0-9]{0,4}\\z"));
    const QString text = typed.trimmed();
    const uint port = digits.match(text).hasMatch() ? text.toUInt() : 0;
    return port <= 65'535 ? static_cast<quint16>(port) : 0;
}

QString hostFrom(const QString& typed)
{
    QString text = typed.trimmed();
    if (text.startsWith(u'[') && text.endsWith(u']'))
        text = text.sliced(1, text.size() - 2);
    // A colon is of an IPv6 address, which has two of them at least; one is that of a port.
    static const QRegularExpression letters(QStringLiteral("\\A[A-Za-z0-9._:-]+\\z"));
    const bool good =
        text.size() <= hostLettersMax && letters.match(text).hasMatch() && text.count(u':') != 1;
    return good ? text : QString();
}

} // namespace chatmet::client
