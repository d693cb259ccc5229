# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`chatmet-server top` in a terminal: a page that is written again, in the window's size, until q; and the terminal as it was."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unittest

from tests.support.blackbox.operating import Operator
from tests.support.blackbox.programs import program

SECONDS = 20
LINES = 28  # of the whole page
ENTERED, LEFT = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
PAGE = re.compile(r"\x1b\[H(.*?)\x1b\[J", re.S)


class Terminal:
    """A window with `top` in it, by a pseudo-terminal: what a person types, and what the screen is told."""

    def __init__(self, command, rows=24, columns=80, **options):
        self.person, self.program_end = pty.openpty()
        self.before = termios.tcgetattr(self.program_end)
        self.resize(rows, columns)
        self.shown = ""
        mine = {"stdin": self.program_end, "stdout": self.program_end, "stderr": self.program_end, **options}
        self.child = subprocess.Popen(command, start_new_session=True, preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0), **mine)

    def resize(self, rows, columns):
        fcntl.ioctl(self.program_end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys):
        os.write(self.person, keys.encode())

    def more(self, seconds=0.0):
        """Whether anything was written within this time; what was is in `shown`."""
        if not select.select([self.person], [], [], seconds)[0]:
            return False
        piece = os.read(self.person, 65_536)
        self.shown += piece.decode()
        return bool(piece)

    def await_page(self, wanted, seconds=SECONDS):
        """The next whole page that is as wanted, as its lines; what stood before it is forgotten."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            while page := PAGE.search(self.shown):
                self.shown = self.shown[page.end():]
                lines = page[1].split("\x1b[K")[:-1]
                lines = [line.lstrip("\r\n") for line in lines]  # to which the terminal adds its own
                if wanted(lines):
                    return lines
            self.more(min(1, max(deadline - time.monotonic(), 0)))
        raise AssertionError(f"no such page within {seconds} s: {self.shown!r}")

    def end(self):
        """Its status, and what it wrote until then."""
        status = self.child.wait(SECONDS)
        while self.more():
            pass
        return status, self.shown

    def close(self):
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait(SECONDS)
        for end in (self.person, self.program_end):
            try:
                os.close(end)
            except OSError:
                pass  # a test closed it


def has(name, value):
    return lambda lines: any(re.match(rf"{name} +{value}\b", line) for line in lines)


class Top(Operator):
    def top(self, **options):
        terminal = Terminal([program("server"), "top", "--control", self.path("control")], **options)
        self.addCleanup(terminal.close)
        return terminal

    def assert_asItWas(self, terminal, written):
        self.assertTrue(written.rstrip().endswith(LEFT), written[-200:])
        self.assertEqual(termios.tcgetattr(terminal.program_end), terminal.before)

    def test_page_isWrittenAgain_withWhatHasChanged(self):
        server = self.server()
        terminal = self.top()
        first = terminal.await_page(has("sessions", 0))
        self.assertEqual(first[0], "chatmet-server")
        self.line(server).welcome()
        terminal.await_page(has("sessions", 1))
        terminal.await_page(lambda lines: any(re.match(r"sessions +1  \d+\.\d/s$", line) for line in lines))

    def test_page_isAsLargeAsTheWindow_atOnce(self):
        """Not with the next second: twelve changes are seen in less than twelve of them."""
        self.server()
        terminal = self.top(rows=24)
        self.assertEqual(len(terminal.await_page(lambda _: True)), 24)
        begin = time.monotonic()
        for rows in range(10, 22):
            terminal.resize(rows, 40)
            lines = terminal.await_page(lambda lines, rows=rows: len(lines) == rows)
            self.assertLessEqual(max(map(len, lines)), 40)
            self.assertRegex(lines[-1], r"^\(\d+ lines more: ")
        self.assertLess(time.monotonic() - begin, 8)
        terminal.resize(60, 120)
        self.assertRegex(terminal.await_page(lambda lines: len(lines) == LINES)[-1], "^bytes sent ")

    def test_ends_leaveTheTerminalAsItWas(self):
        """By q, by Ctrl+C, and by what else asks a program to end."""
        self.server()
        ends = {"q": lambda terminal: terminal.type("q"), "other keys, then Q": lambda terminal: terminal.type("xyz\x1b[A\r Q"),
                "Ctrl+C": lambda terminal: terminal.type("\x03"), "Ctrl+Z, then q": lambda terminal: terminal.type("\x1aq"),
                "SIGTERM": lambda terminal: terminal.child.send_signal(signal.SIGTERM)}
        for name, end in ends.items():
            with self.subTest(end=name):
                terminal = self.top()
                terminal.await_page(lambda _: True)
                self.assertEqual(termios.tcgetattr(terminal.program_end)[3] & (termios.ICANON | termios.ECHO), 0)
                end(terminal)
                status, written = terminal.end()
                self.assertEqual(status, 0)
                self.assert_asItWas(terminal, written)

    def test_screenOfItsOwn_isEnteredFirst(self):
        self.server()
        terminal = self.top()
        terminal.type("q")
        status, written = terminal.end()
        self.assertEqual(status, 0)
        self.assertEqual(written.count(ENTERED), 1)
        self.assertTrue(written.replace("q", "", 1).startswith(ENTERED), written[:200])  # typed before anybody could hide it

    def test_serverThatGoesAway_isSaidOnTheScreenThatStays(self):
        server = self.server()
        terminal = self.top()
        terminal.await_page(lambda _: True)
        self.assertEqual(server.stop(), (0, ""))
        status, written = terminal.end()
        self.assertEqual(status, 1)
        before, left, words = written.rpartition(LEFT)
        self.assertTrue(left, written)
        self.assertRegex(words, rf"^chatmet-server: no server answers at {re.escape(self.path('control'))} \(.*\)[^\n]*\r\n$")
        self.assertNotIn("no server", before)
        self.assertEqual(termios.tcgetattr(terminal.program_end), terminal.before)

    def test_noServer_isSaid_andTheScreenIsNotTouched(self):
        status, written = self.top().end()
        self.assertEqual(status, 1)
        self.assertIn("no server answers at", written)
        self.assertNotIn("\x1b", written)

    def test_windowThatIsClosed_endsIt(self):
        self.server()
        terminal = self.top()
        terminal.await_page(lambda _: True)
        os.close(terminal.program_end)
        os.close(terminal.person)
        self.assertEqual(terminal.child.wait(SECONDS), 0)

    def test_withoutKeys_itIsShownAllTheSame(self):
        """A script's standard input, which is at its end at once."""
        self.server()
        terminal = self.top(stdin=subprocess.DEVNULL)
        for _ in range(2):
            terminal.await_page(lambda _: True)
        terminal.type("\x03")
        status, written = terminal.end()
        self.assertEqual(status, 0)
        self.assert_asItWas(terminal, written)

    def test_metricsThatAreOff_areNotMissed(self):
        """It asks at the control socket."""
        self.server()
        self.assertRegex(self.control("top"), r"(?m)^connections +0  of \d+$")


if __name__ == "__main__":
    unittest.main()
