// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/SystemProxy.h"

#include <QUrl>

namespace chatmet::client {

namespace {

constexpr quint16 socksPort = 1080; // RFC 1928, section 3
constexpr quint16 httpPort = 80;    // of the scheme

} // namespace

SystemProxy systemProxyFrom(const QString& words)
{
    using Found = SystemProxy::Found;
    if (words.isEmpty())
        return {};
    if (words.startsWith(u"pac+") || words.startsWith(u"wpad:"))
        return {Found::Automatic, {}};
    const QUrl url(words.contains(QLatin1String("://")) ? words : QLatin1String("http://") + words);
    if (!url.isValid() || url.host().isEmpty())
        return {Found::Unusable, {}};
    const bool isSocks = url.scheme() == u"socks5" || url.scheme() == u"socks5h" || url.scheme() == u"socks";
    if (!isSocks && url.scheme() != u"http") // https: would need TLS to the proxy, which Qt has not
        return {Found::Unusable, {}};
    QNetworkProxy proxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                        static_cast<quint16>(url.port(isSocks ? socksPort : httpPort)), url.userName(),
                        url.password());
    // The server's name is looked up by the proxy.
    proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return {Found::Fixed, proxy};
}

} // namespace chatmet::client
