# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop program is started again: its window comes to the front, unless another one was asked for."""

import hashlib
import os
import subprocess
import unittest

from tests.promises.promise import Promise, skip_or_fail
from tests.support.blackbox.display import Window, until
from tests.support.blackbox.programs import program
from tests.support.blackbox.startups import Startups

SECONDS = 20
LINK = "chatmet://room.example/AQEBAQEBAQEBAQEBAQEBAQ#v1.AgICAgICAgICAgICAgICAg." + "b" * 64

SQUATTER = """
import socket, sys
place = socket.socket(socket.AF_UNIX)
place.bind("\\0" + sys.argv[1])
place.listen()
place.settimeout(20)
print("ready", flush=True)
came = place.accept()[0]
came.settimeout(20)
print("heard", came.recv(4096), flush=True)
"""


class OtherStarts(Promise):
    def setUp(self):
        super().setUp()
        self.first = self.window()
        self.first.focus()
        self.ask = self.first.display.ask
        self.environment = {**self.first.display.environment, "QT_QPA_PLATFORM": "xcb", "HOME": self.first.home,
                            "XDG_RUNTIME_DIR": self.first.folder.name}

    def visible(self):
        return self.ask("xdotool", "search", "--onlyvisible", "--name", "ChatMet").split()

    def start_again(self, *arguments, **more):
        return subprocess.run([program("client"), *arguments], env={**self.environment, **more}, capture_output=True,
                              timeout=SECONDS, check=False)

    def test_startedAgain_theWindowComesForward(self):
        for arguments in ((), (LINK,)):
            self.ask("xdotool", "windowminimize", "--sync", self.first.id)
            self.assertEqual(self.visible(), [])
            again = self.start_again(*arguments)
            self.assertEqual((again.returncode, again.stdout, again.stderr), (0, b"", b""))
            until(SECONDS, "the window", lambda: self.visible() == [self.first.id])
            until(SECONDS, "the keyboard", lambda: self.ask("xdotool", "getactivewindow") == self.first.id)

    def test_damagedLink_isForTheWindowToSay(self):
        self.ask("xdotool", "windowminimize", "--sync", self.first.id)
        again = self.start_again("chatmet://room.example/secret#v1.x")
        self.assertEqual((again.returncode, again.stdout, again.stderr), (0, b"", b""))
        until(SECONDS, "the window", lambda: self.visible() == [self.first.id])

    def test_startedAgain_theDesktopNoLongerWaitsForAWindow(self):
        startups = Startups(self.first.display.name)
        self.addCleanup(startups.close)
        for announced in ("host-1_TIME100", "a launcher of many words, with a very long id-2_TIME200"):
            self.assertEqual(self.start_again(DESKTOP_STARTUP_ID=announced).returncode, 0)
            said = "remove: ID=" + announced.replace(" ", "\\ ")
            until(SECONDS, f"{said!r}", lambda expected=said: expected in startups.heard())
        self.assertEqual(self.start_again().returncode, 0)
        self.assertEqual(len(startups.heard()), 2)

    def test_separate_opensAnother(self):
        other = self.keep(Window(self.first.display, "--separate"))
        self.assertEqual(sorted(self.visible()), sorted([self.first.id, other.id]))
        self.assertEqual(other.stop()[0], 0)

    def test_anotherUserInItsPlace_isToldNothing(self):
        if os.geteuid() != 0:
            skip_or_fail(self, "another user needs root")
        self.assertEqual(self.first.stop()[0], 0)
        desktop = hashlib.sha256(b"\0" + self.environment["DISPLAY"].encode()).hexdigest()[:16]
        name = f"0-org.chatmet.ChatMet-{desktop}"
        self.assertNotIn("WAYLAND_DISPLAY", self.environment)
        squatter = subprocess.Popen(["setpriv", "--reuid=65534", "--clear-groups", "python3", "-c", SQUATTER, name],
                                    stdout=subprocess.PIPE, env={"PATH": os.environ["PATH"]})
        try:
            self.assertEqual(squatter.stdout.readline(), b"ready\n")
            self.keep(Window(self.first.display, LINK))
            self.assertEqual(squatter.stdout.readline(), b"heard b''\n")
        finally:
            squatter.kill()
            squatter.wait()
            squatter.stdout.close()


if __name__ == "__main__":
    unittest.main()
