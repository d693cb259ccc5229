// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/ServerAddress.h"

#include "common/protocol/Fingerprint.h"

namespace chatmet::client {

namespace {

using protocol::usualPort;

bool isGoodUrl(const QUrl& url)
{
    return url.isValid() && url.scheme() == QLatin1String("wss") && !url.host().isEmpty() &&
           url.port(usualPort) != 0 && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
}

/// Of a server, or of a room on it.
std::optional<protocol::ServerLink> linkFrom(const QString& text)
{
    const std::string pasted = text.toStdString();
    if (const auto link = protocol::parseServerLink(pasted))
        return *link;
    if (const auto invite = protocol::parseInvite(pasted))
        return protocol::ServerLink{invite->host, invite->port, invite->fingerprint};
    return std::nullopt;
}

QUrl urlOf(const protocol::ServerLink& link)
{
    QUrl url;
    url.setScheme(QStringLiteral("wss"));
    url.setHost(QString::fromStdString(link.host));
    url.setPort(link.port);
    return url;
}

} // namespace

bool isGoodAddress(const ServerAddress& server)
{
    return isGoodUrl(server.url) &&
           (server.fingerprint.isEmpty() || protocol::isFingerprint(server.fingerprint.toStdString()));
}

std::optional<QUrl> serverUrl(const QString& typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    const auto link = linkFrom(text);
    QUrl url = link ? urlOf(*link)
                    : QUrl(text.contains(QLatin1String("://")) ? text : QLatin1String("wss://") + text,
                           QUrl::StrictMode);
    if (!isGoodUrl(url))
        return std::nullopt;
    if (url.port() == usualPort)
        url.setPort(-1);
    if (url.path() == QLatin1String("/"))
        url.setPath({});
    return url;
}

QByteArray serverFingerprint(const QString& typed)
{
    const auto link = linkFrom(typed.trimmed());
    return link ? QByteArray::fromStdString(link->fingerprint) : QByteArray();
}

bool isLink(const QString& text)
{
    return linkFrom(text.trimmed()).has_value();
}

protocol::ServerLink linkOf(const ServerAddress& server)
{
    return {server.url.host(QUrl::FullyEncoded).toLower().toStdString(),
            static_cast<std::uint16_t>(server.url.port(usualPort)), server.fingerprint.toStdString()};
}

} // namespace chatmet::client
