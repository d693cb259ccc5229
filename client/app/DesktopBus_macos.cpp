// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// There is no such bus.
#include "client/app/DesktopBus.h"

namespace chatmet::client {

void startNoDesktopBus() {}

bool mayHaveTray()
{
    return true;
}

} // namespace chatmet::client
