// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// https://specifications.freedesktop.org/startup-notification-spec/startup-notification-0.1.txt: "remove:
// ID=..." in pieces of 20 bytes to the root window. Qt says it once a window of its own is shown, and here
// there is none. Its plugin for X11 brings Xlib along, which nothing else of this program needs.
#include "client/app/StartNotice.h"

#include <QByteArray>
#include <QLibrary>

#include <algorithm>
#include <array>
#include <cstring>

namespace chatmet::client {

namespace {

constexpr int idBytesMax = 1'024;
constexpr int clientMessage = 33;
constexpr long propertyChangeMask = 1L << 22;

struct XMessage
{
    int type{clientMessage};
    unsigned long serial{0};
    int isSent{1};
    void* display{nullptr};
    unsigned long window{0};
    unsigned long kind{0};
    int bits{8};
    alignas(long) std::array<char, 20> piece{};
    std::array<long, 16> rest{}; ///< XEvent is a union of larger ones
};

void say(const QByteArray& words)
{
    QLibrary xlib(QStringLiteral("X11"), 6);
    const auto openDisplay = reinterpret_cast<void* (*)(const char*)>(xlib.resolve("XOpenDisplay"));
    const auto rootOf = reinterpret_cast<unsigned long (*)(void*)>(xlib.resolve("XDefaultRootWindow"));
    const auto atom =
        reinterpret_cast<unsigned long (*)(void*, const char*, int)>(xlib.resolve("XInternAtom"));
    const auto makeWindow = reinterpret_cast<unsigned long (*)(
        void*, unsigned long, int, int, unsigned, unsigned, unsigned, unsigned long, unsigned long)>(
        xlib.resolve("XCreateSimpleWindow"));
    const auto sendEvent =
        reinterpret_cast<int (*)(void*, unsigned long, int, long, XMessage*)>(xlib.resolve("XSendEvent"));
    const auto closeDisplay = reinterpret_cast<int (*)(void*)>(xlib.resolve("XCloseDisplay"));
    if (!openDisplay || !rootOf || !atom || !makeWindow || !sendEvent || !closeDisplay)
        return;
    void* display = openDisplay(nullptr);
    if (display == nullptr)
        return;
    const unsigned long root = rootOf(display);
    XMessage message;
    message.window = makeWindow(display, root, -1, -1, 1, 1, 0, 0, 0); // is never shown: tells messages apart
    message.kind = atom(display, "_NET_STARTUP_INFO_BEGIN", 0);
    const auto pieceBytes = static_cast<qsizetype>(message.piece.size());
    for (qsizetype at = 0; at <= words.size(); at += pieceBytes) { // with the zero at its end
        message.piece.fill('\0');
        std::memcpy(message.piece.data(), words.constData() + at,
                    static_cast<std::size_t>(std::min(pieceBytes, words.size() - at)));
        sendEvent(display, root, 0, propertyChangeMask, &message);
        message.kind = atom(display, "_NET_STARTUP_INFO", 0);
    }
    closeDisplay(display); // sends what waits
}

} // namespace

void endStartNotice()
{
    const QByteArray id = qgetenv("DESKTOP_STARTUP_ID");
    // With Wayland it is the token by which the window that is there comes forward, and ends with that.
    if (id.isEmpty() || id.size() > idBytesMax || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        return;
    QByteArray quoted;
    for (const char one : id) {
        if (one == ' ' || one == '"' || one == '\\')
            quoted += '\\';
        quoted += one;
    }
    say("remove: ID=" + quoted);
}

} // namespace chatmet::client
