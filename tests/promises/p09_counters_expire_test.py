# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P9: address-based counters expire to nothing."""

import os
import re
import time
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire

REFUSED = "127.0.4.91"
CROWDED = "127.0.4.92"
MINUTE_AND_TICK_SECONDS = 80  # the minute that it counts, and the log's 5 s


class Counters(Promise):
    def refuse(self, server, count):
        for _ in range(count):
            line = self.line(server, source=REFUSED)
            line.send(wire.MEET)  # before any hello: refused
            line.expect_error(20)
            line.expect_closed()
            line.close()

    def test_refusals_areCountedForAMinute_thenTheirAddressIsForgotten(self):
        """refusals of an address were counted in memory (found), written as one line when the minute was over, and then gone from memory"""
        log = self.folder()
        server = self.server("--access-log", log, writable=True)
        self.refuse(server, 3)
        self.settle(server)
        found = self.search(server, {"address": REFUSED})
        written = self.within(MINUTE_AND_TICK_SECONDS, "the minute's line", lambda: self.written(log))
        self.assertTrue(found or sum(written) == 3, "void: the counter was never seen")
        self.assertEqual(sum(written), 3)
        self.settle(server)
        self.assert_gone(server, {"address": REFUSED})

    @staticmethod
    def written(log):
        text = ""
        for name in os.listdir(log):
            with open(os.path.join(log, name), encoding="utf-8") as file:
                text += file.read()
        counts = [int(count) for count in re.findall(rf" {re.escape(REFUSED)} refused x(\d+)\n", text)]
        return counts if sum(counts) >= 3 else None

    def test_withoutALog_nothingIsCounted(self):
        """without an access log the address was gone from memory with its connection"""
        server = self.server()
        held = self.line(server, source=REFUSED)
        held.welcome()
        self.assert_found(server, {"address": REFUSED})
        held.close()
        self.refuse(server, 20)
        self.settle(server)
        self.assert_gone(server, {"address": REFUSED})
        self.line(server, source=REFUSED).welcome()

    def test_arrivalsOfAnAddress_areCounted_thenNothingIsLeft(self):
        """eight people of one address were counted until the next was asked for a puzzle; they went, and within 20 s the server held nothing of it but the newcomer itself, who was asked for none"""
        config = os.path.join(self.folder(), "server.toml")
        with open(config, "w", encoding="utf-8") as file:
            file.write("[limits]\narrivals_per_address = { puzzle_from = 8, refuse_from = 100, per_minute = 60 }\n")
        server = self.server("--config", config)
        lines = [self.line(server, source=CROWDED) for _ in range(9)]
        for line in lines:
            line.welcome()
        self.assertGreater(lines[-1].puzzle, 0)
        self.assertEqual(self.held_of_address(lines[-1])["address.sessions"], b"9")
        for line in lines:
            line.close()
        self.settle(server)
        newcomer = self.within(20, "no puzzle any more", lambda: self.calm(server))
        held = self.within(20, "only the newcomer counts", lambda: self.only_itself(newcomer))
        self.assertEqual(held, {"address.sessions": b"1"})

    def calm(self, server):
        line = self.line(server, source=CROWDED)
        line.welcome()
        if not line.puzzle:
            return line
        line.close()
        time.sleep(3)  # each of these counts itself; one comes back each second
        return None

    def only_itself(self, line):
        held = self.held_of_address(line)
        return held if "address.taken" not in held and len(held) == 1 else None

    @staticmethod
    def held_of_address(line):
        """What the server says it counts of the line's address: field -> value."""
        while True:
            line.send(wire.HOLDINGS_REQUEST)
            kind, _, body, header = line.receive()
            if kind == wire.HOLDINGS:
                break
            line.send_message(wire.frame(wire.ACK, acknowledged=header[1][0]))
            time.sleep(0.1)  # it answers twice a second
        rows = [wire.parse(row) for row in wire.parse(body).get(1, [])]
        return {row[1][0].decode(): row.get(2, [b""])[0] for row in rows if row[1][0].startswith(b"address.")}


if __name__ == "__main__":
    unittest.main()
