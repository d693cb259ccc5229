// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/ProxyPolicy.h"

#include "client/net/SystemProxy.h"
#include "common/base/Random.h"

#include <QByteArray>

#include <array>

namespace chatmet::client {

namespace {

constexpr quint16 torPort = 9050;
constexpr quint16 torBrowserPort = 9150;

QNetworkProxy socks5(const QString& host, quint16 port)
{
    QNetworkProxy proxy(QNetworkProxy::Socks5Proxy, host, port);
    proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return proxy;
}

QString randomWord()
{
    std::array<std::uint8_t, 12> bytes{};
    systemRandom().fill(bytes);
    const QByteArray raw(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return QString::fromLatin1(raw.toHex());
}

QNetworkProxy tor(quint16 port)
{
    QNetworkProxy proxy = socks5(QStringLiteral("127.0.0.1"), port);
    proxy.setUser(randomWord());
    proxy.setPassword(randomWord());
    return proxy;
}

std::optional<QNetworkProxy> ofSystem()
{
    const SystemProxy system = systemProxy();
    if (system.found != SystemProxy::Found::Fixed)
        return std::nullopt;
    return system.proxy;
}

} // namespace

std::optional<QNetworkProxy> ProxyPolicy::proxyFor() const
{
    switch (kind) {
    case ProxyKind::None: return QNetworkProxy(QNetworkProxy::NoProxy);
    case ProxyKind::System: return ofSystem();
    case ProxyKind::Tor: return tor(torPort);
    case ProxyKind::TorBrowser: return tor(torBrowserPort);
    case ProxyKind::Socks5: break;
    }
    if (host.isEmpty() || port == 0)
        return std::nullopt;
    return socks5(host, port);
}

} // namespace chatmet::client
