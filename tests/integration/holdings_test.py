# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the real server says that it holds, over real TLS: all of it, while it is so, and nothing of others."""

import tempfile
import unittest

from tests.support.blackbox import wire
from tests.support.blackbox.headless import Headless, meet
from tests.support.blackbox.programs import Server
from tests.support.blackbox.wire import HOLDINGS, HOLDINGS_REQUEST, Line, field, pair, parse

RATE_LIMITED = 83
PAUSE_MS = 500


def rows_of(body):
    """field -> (value, age in ms, gone, bytes, count) of a page."""
    rows = {}
    for raw in parse(body).get(1, []):
        row = parse(raw)
        name = row[1][0].decode()
        assert name not in rows, f"{name} stands there twice"
        rows[name] = (row.get(2, [b""])[0].decode(), row.get(3, [0])[0], row.get(4, [b""])[0].decode(),
                      row.get(5, [0])[0], row.get(6, [1])[0])
    return rows


def ask(line):
    """The list as it is now, and its bytes; asks again where the last answer is too young."""
    while True:
        line.send(HOLDINGS_REQUEST)
        kind, fields, body, header = line.receive()
        if kind == HOLDINGS:
            assert fields.get(1, [0]) == [0] and fields[2] == [1], fields
            return rows_of(body), body
        assert kind == wire.ERROR and fields[1] == [RATE_LIMITED], (kind, fields)
        line.send_message(wire.frame(wire.ACK, acknowledged=header[1][0]))  # a refusal is reliable: not among the rows
        wait_ms = fields[3][0]
        assert 1 <= wait_ms <= PAUSE_MS
        line.socket.settimeout(wait_ms / 1000 + 0.001)
        try:
            assert line.receive()[0] is None  # nothing comes meanwhile
        except TimeoutError:
            line.socket.settimeout(10)


class Holdings(unittest.TestCase):
    def server(self, *options, **more):
        server = Server(*options, **more)
        self.addCleanup(server.kill)
        return server

    def test_arrival_isListedWithItsAddressAndTheAccessLog(self):
        with tempfile.TemporaryDirectory() as folder:
            server = self.server("--access-log", folder, "--retention-days", "14", writable=True)
            line = Line(server)
            self.addCleanup(line.close)
            welcome = line.welcome(username="quiet-otter")
            rows, body = ask(line)
            self.assertEqual(rows["session.username"][0], "quiet-otter")
            self.assertEqual(rows["line.address"][0], "127.0.0.1")
            self.assertEqual(rows["line.tls.keys"][3], 2 * line.socket.cipher()[2] // 8)
            self.assertGreater(rows["line.webSocket"][3], 1000)
            self.assertEqual({name for name in rows if name.startswith("accessLog.")},
                             {f"accessLog.{column}" for column in ("time", "address", "version", "system")})
            self.assertEqual(rows["accessLog.address"][2], "days:14")
            self.assertNotIn(welcome[2][0], body, "the token")
            self.assertNotIn(welcome[2][0].hex().encode(), body, "the token in hex")
            self.assertFalse([name for name in rows if name.startswith(("conversation", "matchmaker", "ending"))])

    def test_token_isNeverInTheList_norIsAnythingOfThePartner(self):
        server = self.server()
        one, other, conversation = pair(server)
        for line, partner in ((one, b"other-bytes"), (other, b"first-bytes")):
            self.addCleanup(line.close)
            rows, body = ask(line)
            self.assertNotIn(partner, body)
            self.assertEqual(rows["session.pair"][0], conversation.hex())
            for name, row in rows.items():
                if name.startswith("conversation.partner."):
                    self.assertEqual(row[0], "", name)
            self.assertEqual(rows["session.id"][0], "")

    def test_messages_waiting_areListedBySizeUntilAcknowledged(self):
        one, other, conversation = pair(self.server())
        self.addCleanup(one.close)
        self.addCleanup(other.close)
        one.send(wire.SEND, field(1, conversation) + field(2, 1), body=b"content")
        one.expect(wire.ACCEPTED)
        kind, _, body, header = other.receive()
        self.assertEqual((kind, body), (wire.MESSAGE, b"content"))
        rows, body = ask(other)
        # Waiting and Paired have no body; the message's has seven bytes.
        self.assertEqual(rows["session.outbox.frames.body"][3], 7)
        self.assertEqual(rows["session.outbox.frames.body"][2], "acknowledged")
        self.assertEqual(rows["session.outbox.frames.kind"][4], 3)
        self.assertNotIn(b"content", body)
        other.send_message(wire.frame(wire.ACK, acknowledged=header[1][0]))
        self.assertFalse([name for name in ask(other)[0] if name.startswith("session.outbox.frames")])

    def test_conversation_isGoneFromTheListOnceItIsTold(self):
        one, other, conversation = pair(self.server())
        self.addCleanup(one.close)
        self.addCleanup(other.close)
        one.send(wire.LEAVE, field(1, conversation))
        for line in (one, other):
            line.expect(wire.ENDED)
            rows, body = ask(line)
            self.assertFalse([name for name in rows if name.startswith(("conversation", "ending"))])
            # For two minutes it still names what a report would be about, and says so.
            self.assertEqual(rows["ticket.conversation"][0], conversation.hex())
            self.assertEqual(body.count(conversation.hex().encode()), 1)

    def test_request_tooSoon_isToldToWait(self):
        line = Line(self.server())
        self.addCleanup(line.close)
        line.welcome()
        for _ in range(2):
            line.send(HOLDINGS_REQUEST)
        line.expect(HOLDINGS)
        self.assertLessEqual(line.expect_error(RATE_LIMITED)[3][0], PAUSE_MS)
        ask(line)

    def test_client_watching_hearsAgainUntilItLooksAway(self):
        server = self.server()
        headless = Headless()
        self.addCleanup(headless.kill)
        one, other = headless.client("quiet-otter"), headless.client("lantern-fox")
        meet(one, other, server)
        one.do("holdings", watch=True)
        one.wait("holdings", state="asking")
        first = one.wait("holdings", state="heard")
        second = one.wait("holdings", state="heard")
        ages = [next(row["age_ms"] for row in event["rows"] if row["field"] == "session.username")
                for event in (first, second)]
        self.assertGreater(ages[1], ages[0])
        self.assertNotIn("lantern-fox", str(first) + str(second))
        one.do("holdings", watch=False)
        one.wait("holdings", state="off", rows=[])
        self.assertEqual(headless.quit(), 0)


if __name__ == "__main__":
    unittest.main()
