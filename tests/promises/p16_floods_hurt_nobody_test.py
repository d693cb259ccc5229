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
from tests.support.blackbox.wire import field, pair

NOT_OFFERED = ["limits by address and puzzles are not offered yet: these loads are refused by the limits of a session, of "
               "connections and of memory"]
TALK_SECONDS = 3
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

    def talk(self, server, lines, seconds=TALK_SECONDS):
        """Two who behave: every message there and back in order. Returns how late the 99th of 100 was, seconds."""
        one, other, conversation = lines[:3]
        took = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.number += 1
            for sender, receiver in ((one, other), (other, one)):
                body = os.urandom(100)
                begin = time.monotonic()
                sender.send(wire.SEND, field(1, conversation) + field(2, self.number), body=body)
                sender.expect(wire.ACCEPTED)
                _, _, got, header = receiver.receive()
                took.append(time.monotonic() - begin)
                self.assertEqual(got, body)
                receiver.send_message(wire.frame(wire.ACK, acknowledged=header[1][0]))
        self.assertLess(resident_kib(server.pid), MEMORY_KIB)
        self.assertGreater(len(took), 100, "void: hardly anything was said")
        return sorted(took)[len(took) * 99 // 100]

    def check(self, load, *arguments):
        self.number = 0
        server = self.server()
        lines = pair(server)
        for line in lines[:2]:
            self.addCleanup(line.close)
        child = self.begin(server, load, *arguments)
        self.assertLess(self.talk(server, lines), LATE_SECONDS)
        counts = self.end(child)
        self.talk(server, lines, seconds=1)
        return counts

    def test_messages_faster_thanTheyAreRead_areRefused(self):
        """20 people sent bodies of 64 KiB as fast as they could to partners who never acknowledged: refused with the time to wait, the messages of two others were on time (99 of 100 within 250 ms)"""
        sent, refused, closed = self.check("messages", 20)
        self.assertGreater(sent, 1_000, "void: no flood")
        self.assertGreater(refused, sent // 2)
        self.assertEqual(closed, 0)

    def test_slowReaders_areRefusedOrCut(self):
        """100 people who read nothing at all were written to until their partners were refused; the server stayed below 256 MiB and two others were on time"""
        sent, refused, _ = self.check("slow", 100)
        self.assertGreater(sent, 500, "void: nobody was written to")
        self.assertGreater(refused, 0)

    def test_joinStorm_isServed(self):
        """people came, were welcomed and went as fast as one core could make them; two others were on time"""
        joined, refused, _ = self.check("joins")
        self.assertGreater(joined, 200, "void: no storm")
        self.assertEqual(refused, 0)

    def test_silentConnections_areClosed(self):
        """300 connections that never spoke were all closed by the server within 8 s; two others were on time"""
        opened, closed, late = self.check("silent", 300)
        self.assertEqual((opened, closed, late), (300, 300, 0))

    def test_fullServer_refusesNewcomersInWords(self):
        """a server for 10 people refused the 11th to 40th with the time to wait, and the ten talked on"""
        config = os.path.join(self.folder(), "server.toml")
        with open(config, "w", encoding="utf-8") as file:
            file.write("[limits]\nsessions_max = 10\n")
        server = self.server("--config", config)
        pairs = [pair(server) for _ in range(5)]
        for _ in range(30):
            line = self.line(server)
            line.send_message(wire.hello(username="one too many"))
            fields = line.expect_error(80)
            self.assertGreater(fields[3][0], 0)
            line.expect_closed()
            line.close()
        for lines in pairs:
            self.number = 0
            self.talk(server, lines, seconds=0.3)
            lines[0].send(wire.LEAVE, field(1, lines[2]))
            lines[0].expect(wire.ENDED)
            for line in lines[:2]:
                line.close()
        self.settle(server)


if __name__ == "__main__":
    unittest.main()
