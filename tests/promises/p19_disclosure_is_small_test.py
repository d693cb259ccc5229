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

FIELDS = ["time", "address", "version", "system"]
FOUR = re.compile(r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\dZ) (?P<address>[0-9a-f.:]+) (?P<version>ChatMet/(?:other|[\d.]+)) "
                  r"(?P<system>linux|windows|macos|other)")


class Disclosure(Promise):
    def setUp(self):
        super().setUp()
        self.log = self.folder()
        self.server_here = self.server("--access-log", self.log, writable=True)
        self.words = {"name one": secrets.token_hex(8), "name other": secrets.token_hex(8), "topic": secrets.token_hex(8),
                      "text": secrets.token_hex(16)}
        lines = []
        for number, name in enumerate(("name one", "name other")):
            line = self.line(self.server_here, source=f"127.0.5.{number + 1}")
            self.words[f"token of {name}"] = line.welcome(username=self.words[name])[2][0]
            line.send(wire.MEET, field(1, self.words["topic"]))
            lines.append(line)
        for line in lines:
            line.expect(wire.WAITING)
            paired = line.expect(wire.PAIRED)[0]
        self.words |= {"conversation": paired[1][0], "member": paired[2][0], "partner's member": paired[3][0]}
        lines[0].send(wire.SEND, field(1, self.words["conversation"]) + field(2, 1), body=self.words["text"].encode())
        lines[1].expect(wire.MESSAGE)
        refused = self.line(self.server_here, source="127.0.5.3")
        refused.send(wire.MEET)  # before any hello
        refused.expect_closed()

    def command(self, *arguments):
        done = subprocess.run([program("server"), "log", *arguments, "--access-log", self.log], capture_output=True,
                              timeout=20, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.unsaid(done.stdout + done.stderr)
        return done.stdout.decode()

    def unsaid(self, text):
        for label, word in self.words.items():
            raw = word.encode() if isinstance(word, str) else word
            self.assertFalse(raw in text or raw.hex().encode() in text, label)

    def test_export_isFourFields(self):
        """what the server's export command handed out after a conversation, as CSV and as JSON, were the two arrivals with exactly time, address, version and system, and no word of who they were or with whom they talked"""
        rows = list(csv.reader(io.StringIO(self.command("export", "--format", "csv"))))
        self.assertEqual(rows[0], FIELDS)
        found = json.loads(self.command("export", "--format", "json"))
        self.assertEqual([list(row.values()) for row in found], rows[1:])
        self.assertEqual([list(row) for row in found], [FIELDS] * 2)
        self.assertEqual([row["address"] for row in found], ["127.0.5.1", "127.0.5.2"])
        for row in found:
            self.assertTrue(FOUR.fullmatch(f"{row['time']} {row['address']} ChatMet/{row['version']} {row['system']}") or
                            FOUR.fullmatch(" ".join(row.values())), row)

    def test_export_ofOneAddress_namesNobodyElse(self):
        """an export for one address held that one and nobody else"""
        found = json.loads(self.command("export", "--format", "json", "--address", "127.0.5.2"))
        self.assertEqual([row["address"] for row in found], ["127.0.5.2"])

    def test_everythingOnDisk_isFourFieldsToo(self):
        """all that the server had on its disk was lines of these four fields and counts of refusals"""
        self.assertEqual(self.server_here.stop()[0], 0)
        lines = []
        for name in os.listdir(self.log):
            with open(os.path.join(self.log, name), "rb") as file:
                text = file.read()
            self.unsaid(text)
            lines += text.decode().splitlines()
        self.assertEqual(len(lines), 3)
        self.assertEqual(sum(bool(FOUR.fullmatch(line)) for line in lines), 2)
        self.assertRegex(" ".join(lines), r"127\.0\.5\.3 refused x1")


if __name__ == "__main__":
    unittest.main()
