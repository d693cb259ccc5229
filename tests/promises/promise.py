# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the promises share: programs that are ended and whose words are kept, and searches that skip in words.

The first line of a test's docstring is what the page of results says was checked; write it for an operator."""

import os
import secrets
import tempfile
import time
import unittest

from tests.support.blackbox import display, residue, tracing, wire
from tests.support.blackbox.headless import Headless
from tests.support.blackbox.programs import Server, require_all
from tests.support.blackbox.wire import Line


def skip_or_fail(test, reason):
    """Where the machine lacks something: a skip with its reason, and a failure under CHATMET_REQUIRE_ALL=1."""
    if require_all():
        test.fail(f"CHATMET_REQUIRE_ALL is set and {reason}")
    test.skipTest(reason)


def require_strace(test):
    if not tracing.installed():
        skip_or_fail(test, "strace is not installed")


class Promise(unittest.TestCase):
    """Programs of a test by what they are; all are killed when it is over."""

    OPTIONS = ()  # of every server
    RESUME_WINDOW = 0  # of every server, seconds

    def shortDescription(self):
        words = super().shortDescription()
        options = [*self.OPTIONS, *(("--resume-window", str(self.RESUME_WINDOW)) if self.RESUME_WINDOW else ())]
        return f"with {' '.join(options)}: {words}" if words and options else words

    def setUp(self):
        self.processes = []

    def keep(self, process):
        self.processes.append(process)
        self.addCleanup(process.kill)
        return process

    def server(self, *options, **more):
        more.setdefault("resume_window", self.RESUME_WINDOW)
        return self.keep(Server(*self.OPTIONS, *options, **more))

    def headless(self, *options, **more):
        return self.keep(Headless(*options, **more))

    def window(self, *options, **more):
        """The desktop program on a virtual display of its own."""
        if lacking := display.missing():
            skip_or_fail(self, f"a window needs {lacking}")
        screen = display.Display()
        self.addCleanup(screen.close)
        return self.keep(display.Window(screen, *options, **more))

    def line(self, server, **options):
        line = Line(server, **options)
        self.addCleanup(line.close)
        return line

    def folder(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        return folder.name

    # ---- memory

    def search(self, process, needles, **options):
        """What of it is in the memory of the program, its helper and picture processes included: label -> where. Skips the
        test where nobody lets us look."""
        found = {}
        for pid in residue.family(process.pid):
            try:
                for label, places in residue.search(pid, needles, **options).items():
                    found.setdefault(label, []).extend(places)
            except residue.NotSearched as reason:
                if not residue.ended(pid):
                    skip_or_fail(self, f"the system does not let us look into the memory of our programs: {reason}")
                if pid == process.pid:
                    raise
        return found

    def assert_found(self, process, needles, labels=None, seconds=5):
        """The control: these have to be found, within a time, or a search that finds nothing means nothing."""
        wanted = set(needles if labels is None else labels)
        deadline = time.monotonic() + seconds
        while missing := wanted - set(self.search(process, needles)):
            self.assertLess(time.monotonic(), deadline, f"void: the search does not find what is there: {missing}")

    def assert_gone(self, process, needles, **options):
        self.assertEqual(self.search(process, needles, **options), {}, "left in memory")

    def stack_used(self, process):
        """How far below its stack pointer any sleeping thread of it has left something, bytes."""
        try:
            return max(residue.stack_used(process.pid).values(), default=0)
        except residue.NotSearched as reason:
            skip_or_fail(self, f"the system does not let us look into the memory of our programs: {reason}")

    # ---- words of the programs

    def assert_unsaid(self, needles, *processes):
        """None of it in what these programs have written to stdout and stderr; ends them."""
        for process in processes or self.processes:
            process.kill()
            said = process.said()
            for label, needle in needles.items():
                raw = needle.encode() if isinstance(needle, str) else needle
                for form in (raw, raw.hex().encode()):
                    self.assertFalse(form in said, f"{label} stands in the output of {process.name}")

    # ---- waiting

    def within(self, seconds, what, get):
        """What get() answers as soon as it is something."""
        deadline = time.monotonic() + seconds
        while not (got := get()):
            self.assertLess(time.monotonic(), deadline, f"not within {seconds} s: {what}")
            time.sleep(0.01)
        return got

    def settle(self, server):
        """A session has come and gone: the server has handled everything before it, and waits for no line that dropped
        before it either."""
        if self.RESUME_WINDOW:
            lines = [self.line(server), self.line(server)]
            topic = secrets.token_hex(8)  # or they would meet somebody who waits for anyone
            for line in lines:
                line.welcome(username="afterwards")
                line.send(wire.MEET, wire.field(1, topic))
                line.expect(wire.WAITING)
            lines[1].expect(wire.PAIRED)
            lines[0].close()
            lines[1].expect_after(wire.ENDED)
            lines[1].close()
        line = self.line(server)
        line.welcome(username="afterwards")
        line.send(11)
        line.expect_closed()
        line.close()
