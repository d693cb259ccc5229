// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// NSWindow's sharing type, by the Objective-C runtime
// (https://developer.apple.com/documentation/appkit/nswindow /sharingtype-swift.enum). Recorders that use
// ScreenCaptureKit don't heed it since macOS 15. Written to the documentation, not yet run.
#include "client/app/CaptureShield.h"

#include <objc/message.h>
#include <objc/objc.h>

namespace chatmet::client {

CaptureReach captureReach()
{
    return CaptureReach::SomeTools;
}

/// window: Qt's WId is an NSView there.
bool hideFromCapture(WId window, bool hidden)
{
    constexpr unsigned long sharingNone = 0;     // NSWindowSharingNone
    constexpr unsigned long sharingReadOnly = 1; // NSWindowSharingReadOnly
    const id view = reinterpret_cast<id>(window);
    const id owner = reinterpret_cast<id (*)(id, SEL)>(objc_msgSend)(view, sel_registerName("window"));
    if (owner == nil)
        return false;
    reinterpret_cast<void (*)(id, SEL, unsigned long)>(objc_msgSend)(
        owner, sel_registerName("setSharingType:"), hidden ? sharingNone : sharingReadOnly);
    return true;
}

} // namespace chatmet::client
