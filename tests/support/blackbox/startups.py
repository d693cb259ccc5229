# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What programs tell an X11 desktop of their start: until "remove: ID=..." it shows a cursor that is busy.

https://specifications.freedesktop.org/startup-notification-spec/startup-notification-0.1.txt"""

import ctypes

PROPERTY_CHANGE_MASK = 1 << 22
CLIENT_MESSAGE = 33


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong), ("format", ctypes.c_int),
                ("data", ctypes.c_long * 5), ("padding", ctypes.c_char * 192)]


class Startups:
    """Listens on a display from now on. Close it before the display."""

    def __init__(self, name):
        self.x = ctypes.CDLL("libX11.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = self.x.XInternAtom.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(name.encode()))
        root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        self.begin, self.more = (self.x.XInternAtom(self.display, one, 0) for one in (b"_NET_STARTUP_INFO_BEGIN",
                                                                                        b"_NET_STARTUP_INFO"))
        self.x.XSelectInput(self.display, root, ctypes.c_long(PROPERTY_CHANGE_MASK))
        self.x.XSync(self.display, 0)
        self.words = {}
        self.said = []

    def heard(self):
        """Every message that has come whole, oldest first."""
        event = ClientMessage()
        while self.x.XPending(self.display):
            self.x.XNextEvent(self.display, ctypes.byref(event))
            if event.type != CLIENT_MESSAGE or event.message_type not in (self.begin, self.more):
                continue
            piece = ctypes.string_at(ctypes.addressof(event) + ClientMessage.data.offset, 20)
            before = b"" if event.message_type == self.begin else self.words.get(event.window, b"")
            self.words[event.window] = before + piece
            if b"\0" in piece:
                self.said.append(self.words.pop(event.window).split(b"\0")[0].decode())
        return self.said

    def close(self):
        self.x.XCloseDisplay(self.display)
