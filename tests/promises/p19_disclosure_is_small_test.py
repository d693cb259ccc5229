# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P19: a legal disclosure contains time, address, version and system, and nothing else."""

import os
import re
import secrets
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.wire import field

FOUR = re.compile(r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\dZ) (?P<address>[0-9a-f.:]+) (?P<version>ChatMet/(?:other|[\d.]+)) "
                  r"(?P<system>linux|windows|macos|other)")


class Disclosure(Promise):
    def test_everythingOnDisk_isFourFields(self):
        """all that the server had on a disk after a conversation, which is all that can be disclosed, was lines of exactly four fields"""
        log = self.folder()
        server = self.server("--access-log", log, writable=True)
        words = [secrets.token_hex(8) for _ in range(4)]
        lines = []
        for number, name in enumerate(words[:2]):
            line = self.line(server, source=f"127.0.5.{number + 1}")
            line.welcome(username=name)
            line.send(wire.MEET, field(1, words[2]))
            lines.append(line)
        for line in lines:
            line.expect(wire.WAITING)
            conversation = line.expect(wire.PAIRED)[0][1][0]
        lines[0].send(wire.SEND, field(1, conversation) + field(2, 1), body=words[3].encode())
        lines[1].expect(wire.MESSAGE)
        self.assertEqual(server.stop()[0], 0)
        found = []
        for name in os.listdir(log):
            with open(os.path.join(log, name), encoding="utf-8", newline="") as file:
                found += file.read().splitlines()
        self.assertEqual(len(found), 2)
        for line in found:
            self.assertTrue(FOUR.fullmatch(line), line)
            self.assertEqual([word for word in words if word in line], [])
        self.assertEqual({FOUR.fullmatch(line)["address"] for line in found}, {"127.0.5.1", "127.0.5.2"})


if __name__ == "__main__":
    unittest.main()
