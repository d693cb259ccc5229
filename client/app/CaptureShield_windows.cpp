// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window's display affinity
// (https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setwindowdisplayaffinity). Written to the
// documentation, not yet run.
#include "client/app/CaptureShield.h"

#include <windows.h>

namespace chatmet::client {

namespace {

// WDA_EXCLUDEFROMCAPTURE; older headers lack it.
constexpr DWORD excludeFromCapture = 0x11;

} // namespace

CaptureReach captureReach()
{
    return CaptureReach::AllTools;
}

bool hideFromCapture(WId window, bool hidden)
{
    const auto handle = reinterpret_cast<HWND>(window);
    if (!hidden)
        return SetWindowDisplayAffinity(handle, WDA_NONE) != 0;
    // Before Windows 10, version 2004, recordings can only show it black.
    return SetWindowDisplayAffinity(handle, excludeFromCapture) != 0 ||
           SetWindowDisplayAffinity(handle, WDA_MONITOR) != 0;
}

} // namespace chatmet::client
