// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/DesktopBus.h"
#include "client/app/SessionBus_linux.h"

#include <QtGlobal>

namespace chatmet::client {

void startNoDesktopBus()
{
    // Without an address libdbus runs dbus-launch, which starts a daemon that outlives the program.
    if (!hasSessionBus())
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
}

bool mayHaveTray()
{
    return hasSessionBus(); // Qt asks there first
}

} // namespace chatmet::client
