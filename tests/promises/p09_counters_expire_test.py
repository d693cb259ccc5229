# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P9: address-based counters expire to nothing."""

import os
import re
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire

REFUSED = "127.0.4.91"
NOT_OFFERED = ["limits and strikes by address are not offered yet: the only counter is that of refusals within a minute"]
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


if __name__ == "__main__":
    unittest.main()
