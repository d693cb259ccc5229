# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P12: the client connects to its server, its proxy or its resolver and to nobody else, links in messages included."""

import os
import re
import socket
import unittest

from tests.promises.promise import Promise, require_strace
from tests.support.blackbox import tracing

# On this computer: the display, the session bus (notifications, the tray: tests/integration/desktop_test.py hears what is said
# there), and what glibc asks for names of users and hosts.
LOCAL = re.compile(r"\.X11-unix/X|/nscd/socket|/run/user/|/at-spi|/bus")


class NobodyElse(Promise):
    def setUp(self):
        super().setUp()
        require_strace(self)
        self.trace = os.path.join(self.folder(), "trace")
        self.bystander = socket.create_server(("127.0.0.1", 0))
        self.bystander.setblocking(False)
        self.addCleanup(self.bystander.close)
        self.place = f"127.0.0.1:{self.bystander.getsockname()[1]}"

    def links(self):
        return [f"look: http://{self.place}/canary https://{self.place}/canary.png www.example.org/canary",
                f'<img src="http://{self.place}/pixel.png"> <a href="http://{self.place}/">here</a>',
                f"![picture](http://{self.place}/markdown.png) file:///etc/hostname ftp://{self.place}/x",
                f"<style>@import url(http://{self.place}/style.css);</style> smb://{self.place}/share"]

    def check(self, server):
        """What was called is the server and nobody else; nothing reached the bystander."""
        calls = tracing.destinations(self.trace)
        internet = {call for call in calls if call[0] != "unix"}
        self.assertEqual(internet, {("inet", "127.0.0.1", server.port)})
        self.assertEqual([path for kind, path, _ in calls if kind == "unix" and not LOCAL.search(path)], [])
        with self.assertRaises(BlockingIOError):
            self.bystander.accept()

    def test_window_callsItsServerOnly(self):
        """a window that received, showed and sent links of many kinds, and a picture, called its server and nobody else; no name was looked up"""
        server = self.server()
        window = self.window("--server", server.url, "--fingerprint", server.fingerprint, "--username", "quiet-otter",
                             "--meet", wrapper=tracing.network_wrapper(self.trace))
        partner = self.headless().client("partner-heron")
        partner.arrive(server)
        partner.wait("paired")
        for text in self.links():
            partner.send(text)
            partner.wait("delivered")
        partner.do("picture", generate={"width": 640, "height": 480, "seed": 3})
        partner.wait("picture-sending")
        window.focus()
        window.press("ctrl+shift+o")
        partner.wait("picture-state", own=True, state="here")
        window.paste(self.links()[0])
        window.press("Return")
        self.assertIn("canary", partner.message()["text"])
        window.press("alt+F4", "alt+F4")  # the first one asks
        self.assertEqual(window.child.wait(15), 0)
        self.check(server)

    def test_beforeStart_nothingIsCalled(self):
        """a window that was opened and closed again without pressing Start called nobody, though it was given a server by name"""
        window = self.window("--server", "wss://chat.example.org", wrapper=tracing.network_wrapper(self.trace))
        window.await_title("^ChatMet$")
        window.focus()
        window.press("Tab", "Tab", "Return")
        window.press("alt+F4")
        self.assertEqual(window.child.wait(15), 0)
        calls = tracing.destinations(self.trace)
        self.assertTrue(calls, "void: the trace sees the display being called")
        self.assertEqual([call for call in calls if call[0] != "unix"], [])


if __name__ == "__main__":
    unittest.main()
