// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stated fallback: neither X11 nor Wayland lets a window ask to be left out of recordings.
#include "client/app/CaptureShield.h"

namespace chatmet::client {

CaptureReach captureReach()
{
    return CaptureReach::Nowhere;
}

bool hideFromCapture(WId, bool)
{
    return false;
}

} // namespace chatmet::client
