# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P10: no other data about the machine is sent: a hello's fields are all listed, by revision, and others are refused."""

import os
import re
import struct
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.tap import Tap
from tests.support.blackbox.wire import field, frame, varint

LISTED = {"revision": 1, "username": 2, "client_version": 3, "system": 4, "resume": 5}
PROTOCOL = "common/protocol/Protocol.md"
SCHEMA = "common/protocol/chatmet.proto"
# Of RFC 6455's opening handshake, and nothing that a browser would add of the machine or the language.
REQUEST_FIELDS = {b"host", b"upgrade", b"connection", b"sec-websocket-key", b"sec-websocket-version",
                  b"sec-websocket-protocol"}


def other_fields():
    """A field of each number that is not listed, in each wire type: varint, 64 bits, bytes, 32 bits."""
    for number in [*range(6, 40), 99, 1_000, 100_000, 2**29 - 1]:
        yield varint(number << 3) + varint(7)
        yield varint(number << 3 | 1) + struct.pack("<Q", 7)
        yield field(number, b"machine id")
        yield varint(number << 3 | 5) + struct.pack("<I", 7)


class Hello(Promise):
    def test_documentAndSchema_listTheSameFields(self):
        """the protocol's document and its schema list the same five fields: revision, username, version, system, resume"""
        with open(PROTOCOL, encoding="utf-8") as file:
            sentence = re.search(r"\*\*Revision 1 lists exactly\*\*:([^.]*)\.", file.read()).group(1)
        self.assertLessEqual(set(LISTED), set(re.findall(r"`(\w+)`", sentence)))
        with open(SCHEMA, encoding="utf-8") as file:
            message = re.search(r"^message Hello \{(.*?)^\}", file.read(), re.S | re.M).group(1)
        fields = {name: int(number) for name, number in re.findall(r"^\s*\w+ (\w+) = (\d+);", message, re.M)}
        self.assertEqual(fields, LISTED)

    def test_clients_sendTheListedFieldsOnly(self):
        """what a window and the client without windows sent was a hello of the listed fields, and a WebSocket request with no field but those of the handshake"""
        for kind in ("window", "headless"):
            with self.subTest(kind=kind):
                tap = Tap()
                self.addCleanup(tap.close)
                if kind == "window":
                    window = self.window("--server", tap.url, "--fingerprint", tap.fingerprint, "--username", "quiet-otter")
                    window.start_chatting()
                else:
                    client = self.headless().client("one")
                    client.do("connect", server=tap.url, fingerprint=tap.fingerprint, username="quiet-otter")
                self.within(20, "the hello", lambda: tap.frames("from_client"))
                self.check(tap.passings[0])

    def check(self, passing):
        opcode, payload = passing.from_client.done[0]
        size, = struct.unpack(">H", payload[:2])
        header = wire.parse(payload[2:2 + size])
        self.assertEqual((opcode, list(header), payload[2 + size:]), (wire.BINARY, [wire.HELLO], b""))
        hello = wire.parse(header[wire.HELLO][0])
        self.assertEqual(sorted(hello), [1, 2, 3, 4])
        self.assertEqual((hello[1], hello[2], hello[4]), ([1], [b"quiet-otter"], [1]))
        self.assertRegex(hello[3][0].decode(), r"^\d+\.\d+\.\d+$")
        first, *lines = passing.request.split(b"\r\n")
        self.assertEqual(first, b"GET / HTTP/1.1")
        self.assertEqual({line.split(b":")[0].strip().lower() for line in lines} - REQUEST_FIELDS, set())
        for machine in (os.uname().nodename, os.uname().release, os.path.expanduser("~")):
            if len(machine) > 3:
                self.assertNotIn(machine.encode(), passing.request + passing.client_hello + payload)

    def test_otherFields_areRefused(self):
        """every field that is not listed, of 38 numbers in each of 4 forms, in the hello or beside it, and each listed one given twice, was refused"""
        server = self.server()
        cases = [wire.hello(extra=extra) for extra in other_fields()]
        cases += [frame(wire.HELLO, field(1, 1) + field(2, "n"), extra=extra) for extra in other_fields()
                  if extra[:1] not in (b"\x52", b"\x5a")]
        cases += [wire.hello(extra=field(number, value)) for number, value in ((1, 1), (2, "twice"), (3, "1.2"), (4, 1))]
        for case in cases:
            line = self.line(server)
            line.send_message(case)
            kind, fields, _, _ = line.receive()
            self.assertEqual(kind, wire.ERROR, case.hex())
            self.assertIn(fields[1][0], (23, 2), case.hex())
            line.expect_closed()
            line.close()
        self.line(server).welcome()


if __name__ == "__main__":
    unittest.main()
