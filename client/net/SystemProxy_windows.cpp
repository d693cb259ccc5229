// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The person's own settings of Windows. Written to the documentation, not yet run.
#include "client/net/SystemProxy.h"

#include <QStringList>

// In this order: winhttp.h needs what windows.h declares.
#include <windows.h>
#include <winhttp.h>

namespace chatmet::client {

namespace {

/// Of "HOST:PORT" for everything, or "http=HOST:PORT;https=HOST:PORT;socks=HOST:PORT"
/// (WINHTTP_CURRENT_USER_IE_PROXY_CONFIG).
QString fromList(const QString& list)
{
    if (!list.contains(u'='))
        return list.section(u';', 0, 0).trimmed();
    for (const QString& kind : {QStringLiteral("https="), QStringLiteral("socks=")}) {
        for (const QString& entry : list.split(u';')) {
            if (entry.trimmed().startsWith(kind))
                return (kind == u"socks=" ? QStringLiteral("socks5://") : QString()) +
                       entry.trimmed().mid(kind.size());
        }
    }
    return {};
}

QString taken(LPWSTR text)
{
    const QString copy = text == nullptr ? QString() : QString::fromWCharArray(text);
    if (text != nullptr)
        GlobalFree(text);
    return copy;
}

} // namespace

SystemProxy systemProxy()
{
    WINHTTP_CURRENT_USER_IE_PROXY_CONFIG config = {};
    if (WinHttpGetIEProxyConfigForCurrentUser(&config) == 0)
        return {};
    const QString script = taken(config.lpszAutoConfigUrl);
    const QString fixed = taken(config.lpszProxy);
    taken(config.lpszProxyBypass);
    if (!script.isEmpty())
        return {SystemProxy::Found::Automatic, {}};
    const SystemProxy found = systemProxyFrom(fromList(fixed));
    // "Detect settings" is on by default and finds nothing in most networks: a fixed proxy goes before it.
    if (found.found == SystemProxy::Found::Nothing && config.fAutoDetect != 0)
        return {SystemProxy::Found::Automatic, {}};
    return found;
}

} // namespace chatmet::client
