# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P16: floods, join storms and slow readers within stated loads are refused without hurting those who behave."""

import os
import select
import subprocess
import sys
import time
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.pairs import exchange
from tests.support.blackbox.wire import field, pair

TALK_SECONDS = 4
PAIRS = 100
STORM, STORM_SECONDS = 5_000, 120
LATE_SECONDS = 0.25   # the 99th of 100 messages
GRACE_SECONDS = 10    # until a load has begun
MEMORY_KIB = 256 * 1_024


def resident_kib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


class Floods(Promise):
    def begin(self, server, load, *arguments):
        """A load in a process of its own, which says when it is there."""
        child = subprocess.Popen([sys.executable, "-m", "tests.promises.load", load, str(server.port), *map(str, arguments)],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(child.stdout.close)
        self.addCleanup(child.wait)
        self.addCleanup(child.kill)
        self.addCleanup(child.stdin.close)
        ready, _, _ = select.select([child.stdout], [], [], GRACE_SECONDS * 3)
        self.assertTrue(ready, "void: the load did not begin")
        self.assertEqual(child.stdout.readline(), b"loaded\n")
        return child

    @staticmethod
    def end(child):
        """What the load counted."""
        child.stdin.close()
        line = child.stdout.readline()
        child.wait(30)
        return [int(number) for number in line.split()]

    def people(self, server, pairs=PAIRS):
        """Pairs who behave, no two people from one address."""
        found = []
        for number in range(pairs):
            lines = pair(server, source=f"127.0.1.{1 + number}")
            for line in lines[:2]:
                self.addCleanup(line.close)
            found.append([*lines, 0])
        return found

    def done(self, child):
        """What the load counted, once it has done all it was asked for."""
        ready, _, _ = select.select([child.stdout], [], [], 60)
        self.assertTrue(ready, "void: the load did not end")
        return self.end(child)

    def talk(self, server, pairs, seconds=TALK_SECONDS):
        """One pair after the other: every message there and back in order. Returns how late the 99th of 100 was,
        seconds."""
        took = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for lines in pairs:
                took += exchange(lines)
        self.assertLess(resident_kib(server.pid), MEMORY_KIB)
        self.assertGreater(len(took), 100, "void: hardly anything was said")
        return sorted(took)[len(took) * 99 // 100]

    def check(self, load, *arguments, seconds=TALK_SECONDS):
        server = self.server()
        pairs = self.people(server)
        child = self.begin(server, load, *arguments)
        self.assertLess(self.talk(server, pairs, seconds), LATE_SECONDS)
        counts = self.end(child)
        self.talk(server, pairs, seconds=1)
        return counts

    def config(self, text):
        path = os.path.join(self.folder(), "server.toml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return ("--config", path)

    def test_messages_faster_thanTheyAreRead_areRefused(self):
        """20 people sent bodies of 64 KiB as fast as they could to partners who never acknowledged: refused with the time to wait, 100 other pairs lost nothing and were on time (99 of 100 messages within 250 ms)"""
        sent, refused, closed = self.check("messages", 20)
        self.assertGreater(sent, 1_000, "void: no flood")
        self.assertGreater(refused, sent // 2)
        self.assertEqual(closed, 0)

    def test_slowReaders_areRefusedOrCut(self):
        """100 people who read nothing at all were written to until their partners were refused; the server stayed below 256 MiB and 100 other pairs lost nothing"""
        sent, refused, _ = self.check("slow", 100, seconds=10)
        self.assertGreater(sent, 500, "void: nobody was written to")
        self.assertGreater(refused, 0)

    def test_joinStorm_ofOneAddress_isAskedForPuzzles(self):
        """5,000 connections from one address, as fast as they could be made: 50 were welcomed, the others were asked for a puzzle that they did not solve; 100 pairs from other addresses lost nothing and were on time"""
        server = self.server()
        pairs = self.people(server)
        child = self.begin(server, "joins", STORM)
        begin = time.monotonic()
        while not select.select([child.stdout], [], [], 0)[0]:
            self.assertLess(self.talk(server, pairs, seconds=1), LATE_SECONDS)
            self.assertLess(time.monotonic() - begin, STORM_SECONDS, "void: the storm did not end")
        joined, asked, broken = self.end(child)
        self.assertEqual(joined + asked, STORM)
        self.assertEqual(broken, 0)
        self.assertLess(joined, 50 + STORM_SECONDS)  # one comes back each second

    def test_joinStorm_thatTakesEveryPlace_leavesRoomForOthers(self):
        """900 connections from one address on a server with 900 places: it got a third of them, and people from elsewhere came in and talked"""
        options = self.config("[limits]\nconnections_max = 900\n")
        server = self.server(*options)
        child = self.begin(server, "joins", 900)
        joined, asked, broken = self.done(child)
        self.assertLess(joined + asked, 310)
        self.assertGreater(broken, 500)
        self.talk(server, self.people(server, 20), seconds=0.5)

    def test_silentConnections_areClosed(self):
        """300 connections that never spoke were all closed by the server within 8 s; 100 other pairs lost nothing and were on time"""
        opened, closed, late = self.check("silent", 300)
        self.assertEqual((opened, closed, late), (300, 300, 0))

    def test_fullServer_refusesNewcomersInWords(self):
        """a server for 10 people refused the 11th to 40th with the time to wait, and the ten talked on"""
        # So few talk so much each that a quick machine would meet the limit of messages of one person.
        server = self.server(*self.config("[limits]\nsessions_max = 10\nmessages_per_session = { burst = 0 }\n"
                                          "body_bytes_per_session = { burst = 0 }\n"))
        pairs = [pair(server) for _ in range(5)]
        for _ in range(30):
            line = self.line(server)
            line.send_message(wire.hello(username="one too many"))
            fields = line.expect_error(80)
            self.assertGreater(fields[3][0], 0)
            line.expect_closed()
            line.close()
        self.talk(server, [[*lines, 0] for lines in pairs], seconds=0.5)
        for lines in pairs:
            lines[0].send(wire.LEAVE, field(1, lines[2]))
            lines[0].expect(wire.ENDED)
            for line in lines[:2]:
                line.close()
        self.settle(server)


if __name__ == "__main__":
    unittest.main()
