// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/ServerKeys.h"

#include "client/app/CommandLine.h"
#include "client/net/ServerAddress.h"
#include "client/view/SettingsChoices.h"
#include "common/protocol/Invite.h"

#include <QUrl>

namespace chatmet::client {

QStringList ServerKeys::fill(const CommandLine& commandLine, const QList<KnownServer>& remembered,
                             const QString& packagers)
{
    QStringList servers;
    for (const auto& [url, fingerprint] : remembered) {
        servers.append(url);
        m_keys.insert(url, fingerprint);
    }
    m_openedLink = commandLine.link;
    if (!commandLine.server.url.isEmpty()) {
        const QString server = commandLine.server.url.toString();
        servers.removeAll(server);
        servers.prepend(server);
        if (m_openedLink.isEmpty()) {
            m_commandLines = server;
            m_keys.insert(server, commandLine.server.fingerprint);
        }
    }
    // Whatever the person has used, or asks for, comes before the packager's.
    const auto offered = serverUrl(packagers);
    if (offered && !servers.contains(offered->toString())) {
        servers.append(offered->toString());
        if (const QByteArray fingerprint = serverFingerprint(packagers); !fingerprint.isEmpty())
            m_keys.insert(offered->toString(), fingerprint);
    }
    return servers;
}

QByteArray ServerKeys::keyFor(const QString& typed)
{
    const auto url = serverUrl(typed);
    if (serverUrl(m_openedLink) != url)
        m_openedLink.clear();
    const QString server = url ? url->toString() : QString();
    const QByteArray trusted = m_keys.value(server);
    if (!trusted.isEmpty())
        return trusted;
    const QByteArray pasted = serverFingerprint(typed);
    return pasted.isEmpty() && !m_keys.contains(server) ? serverFingerprint(m_openedLink) : pasted;
}

QString ServerKeys::openedServer() const
{
    const auto url = serverUrl(m_openedLink);
    return url ? url->toString() : QString();
}

QString ServerKeys::takeInvite(const QString& url)
{
    const bool isThisServers = openedServer() == url;
    const QString link = std::exchange(m_openedLink, {});
    return isThisServers && protocol::parseInvite(link.toStdString()) ? link : QString();
}

} // namespace chatmet::client
