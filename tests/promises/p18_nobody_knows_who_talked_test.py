# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P18: after a session nothing in the server's memory, log or metrics names with whom it talked."""

import os
import secrets
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.wire import field

HALF = 8  # bytes of an id that already name it


class Partners(Promise):
    def meet(self, server):
        """(line of one, line of other, ids and names of their meeting)"""
        names = [secrets.token_hex(8), secrets.token_hex(8)]
        lines = [self.line(server), self.line(server)]
        for line, name in zip(lines, names):
            line.welcome(username=name)
            line.send(wire.MEET, field(1, "alpha") + field(1, "beta"))
            line.expect(wire.WAITING)
        paired = [line.expect(wire.PAIRED)[0] for line in lines]
        needles = {"conversation": paired[0][1][0], "member one": paired[0][2][0], "member other": paired[0][3][0],
                   "name one": names[0], "name other": names[1]}
        lines[0].send(wire.SEND, field(1, needles["conversation"]) + field(2, 1), body=os.urandom(300))
        lines[0].expect(wire.ACCEPTED)
        lines[1].expect(wire.MESSAGE)
        return (*lines, needles)

    def test_partnerIsGone_theOneWhoStaysKeepsNoTraceOfIt(self):
        """when one of a pair had gone and the ticket for reporting it was used up, the server's memory had no name, member or conversation of it (found before), though the other was still there"""
        server = self.server()
        one, other, needles = self.meet(server)
        self.assert_found(server, needles)
        one.send(wire.GOODBYE)
        one.expect_closed()
        while other.receive()[0] != wire.ENDED:
            pass
        # For two minutes it may still be reported and blocked, by the random ids of the pair; each once.
        for kind, answer in ((wire.REPORT, wire.REPORTED), (wire.BLOCK, wire.BLOCKED)):
            other.send(kind, field(1, needles["conversation"]) + field(2, needles["member one"]))
            other.expect(answer)
        # What it was told last stays until it says that it has it.
        other.send(wire.MEET)
        other.expect(wire.WAITING)
        other.acknowledge()
        self.settle(server)
        del needles["name other"]
        self.assert_gone(server, needles, fragments=HALF)

    def test_bothAreGone_nothingNamesThem(self):
        """when both had gone, one by goodbye and one by a cut line, nothing of ten such pairs was in the server's memory, its log or its output"""
        log = self.folder()
        server = self.server("--access-log", log, writable=True)
        needles = {}
        for number in range(10):
            one, other, ids = self.meet(server)
            needles |= {f"{label} of pair {number}": value for label, value in ids.items()}
            one.send(wire.GOODBYE)
            one.expect_closed()
            other.socket.close()
        self.settle(server)
        self.assert_gone(server, needles, fragments=HALF)
        self.assertEqual(server.stop()[0], 0)
        self.assert_unsaid(needles, server)
        for file in os.listdir(log):
            with open(os.path.join(log, file), "rb") as lines:
                text = lines.read()
            for label, value in needles.items():
                raw = value.encode() if isinstance(value, str) else value
                self.assertFalse(raw in text or raw.hex().encode() in text, label)


class PartnersWithFourThreadsAfterTheWindow(Partners):
    OPTIONS = ("--threads", "4")
    RESUME_WINDOW = 1


if __name__ == "__main__":
    unittest.main()
