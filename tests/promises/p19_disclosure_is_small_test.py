# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P19: a legal disclosure contains time, address, version and system, and nothing else."""

import csv
import io
import json
import os
import re
import secrets
import subprocess
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.programs import program
from tests.support.blackbox.wire import field

FOUR = re.compile(r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\dZ) (?P<address>[0-9a-f.:]+) (?P<version>ChatMet/(?:other|[\d.]+)) "
                  r"(?P<system>linux|windows|macos|other)")


class Disclosure(Promise):
    def talk(self, log):
        """A conversation of two people; the words that nobody may find: names, topic, message."""
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
        return words

    def test_everythingOnDisk_isFourFields(self):
        """all that the server had on a disk after a conversation, which is all that can be disclosed, was lines of exactly four fields"""
        log = self.folder()
        words = self.talk(log)
        found = []
        for name in os.listdir(log):
            with open(os.path.join(log, name), encoding="utf-8", newline="") as file:
                found += file.read().splitlines()
        self.assertEqual(len(found), 2)
        for line in found:
            self.assertTrue(FOUR.fullmatch(line), line)
            self.assertEqual([word for word in words if word in line], [])
        self.assertEqual({FOUR.fullmatch(line)["address"] for line in found}, {"127.0.5.1", "127.0.5.2"})

    def test_export_isFourFields(self):
        """what the command for disclosures printed, as CSV and as JSON, was time, address, version and system of each arrival"""
        log = self.folder()
        words = self.talk(log)
        printed = {}
        for form in ("csv", "json"):
            printed[form] = subprocess.run([program("server"), "log", "export", "--access-log", log, "--format", form],
                                           capture_output=True, text=True, timeout=20, check=True).stdout
            self.assertEqual([word for word in words if word in printed[form]], [])
        rows = list(csv.DictReader(io.StringIO(printed["csv"]), strict=True))
        self.assertEqual(rows, json.loads(printed["json"]))
        self.assertEqual(len(rows), 2)
        for row in rows:
            self.assertEqual(list(row), ["time", "address", "version", "system"])
            self.assertTrue(FOUR.fullmatch(f"{row['time']} {row['address']} ChatMet/{row['version']} {row['system']}"), row)


if __name__ == "__main__":
    unittest.main()
