// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/DesktopNotifications_linux.h"
#include "client/app/Notifier.h"
#include "client/app/PortalNotifications_linux.h"

#include <QFile>

namespace chatmet::client {

std::unique_ptr<Notifier> systemNotifier()
{
    // There in every Flatpak: flatpak-metadata(5) and the portals themselves go by it.
    if (QFile::exists(QStringLiteral("/.flatpak-info")))
        return std::make_unique<PortalNotifications>();
    return std::make_unique<DesktopNotifications>();
}

} // namespace chatmet::client
