// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/SessionBus_linux.h"

#include <QFile>

namespace chatmet::client {

bool hasSessionBus()
{
    // What libdbus looks at before it launches one.
    const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    if (!address.isEmpty())
        return !address.startsWith("disabled:") && !address.startsWith("autolaunch:");
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(QFile::decodeName(runtime) + QStringLiteral("/bus"));
}

QDBusConnection sessionBus()
{
    return hasSessionBus() ? QDBusConnection::sessionBus() : QDBusConnection(QString());
}

} // namespace chatmet::client
