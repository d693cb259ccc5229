# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a well-behaved client never sends: each gets its code, and costs nobody else anything."""

import os
import socket
import struct
import unittest

from tests.support.blackbox import wire
from tests.support.blackbox.programs import Server
from tests.support.blackbox.wire import Line, field, frame, pair


class BadInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()

    @classmethod
    def tearDownClass(cls):
        status, errors = cls.server.stop()
        assert status == 0, errors

    def setUp(self):
        # Two who talk through everything that happens in a test: they must not notice.
        self.one, self.other, self.conversation = pair(self.server)

    def tearDown(self):
        self.one.send(wire.SEND, field(1, self.conversation) + field(2, 1), body=b"still here")
        self.one.expect(wire.ACCEPTED)
        _, body = self.other.expect(wire.MESSAGE)
        self.assertEqual(body, b"still here")
        self.one.close()
        self.other.close()

    def line(self, welcomed=True):
        line = Line(self.server)
        self.addCleanup(line.close)
        if welcomed:
            line.welcome()
        return line

    # ---- frames

    def check_closing(self, payload, code, opcode=wire.BINARY):
        line = self.line()
        line.send_message(payload, opcode)
        self.assertEqual(line.expect_error(code)[7], [1], "says that it closes")
        line.expect_closed()

    def test_frame_shorterThanItsHeader_isBadFrame(self):
        self.check_closing(struct.pack(">H", 100) + b"short", 1)

    def test_frame_empty_isBadFrame(self):
        self.check_closing(b"", 1)

    def test_frame_ofOneByte_isBadFrame(self):
        self.check_closing(b"\x00", 1)

    def test_header_ofNoBytes_isBadFrame(self):
        self.check_closing(b"\x00\x00", 1)

    def test_header_thatDoesNotParse_isBadHeader(self):
        self.check_closing(struct.pack(">H", 6) + b"\xff" * 6, 2)

    def test_header_aboveLimit_isTooLong(self):
        self.check_closing(struct.pack(">H", 4097) + b"\x0a" * 4097, 3)

    def test_header_withShortId_isBadHeader(self):
        self.check_closing(frame(wire.LEAVE, field(1, b"short"), sequence=1), 2)

    def test_textMessage_isBadFrame(self):
        self.check_closing(b"hello", 1, wire.TEXT)

    def test_unknownKind_staysOpen(self):
        line = self.line()
        line.send(59)
        line.expect_error(5)
        line.send(wire.MEET)
        line.expect(wire.WAITING)

    def test_bodyAboveLimit_staysOpen(self):
        line = self.line()
        line.send(wire.SEND, field(1, os.urandom(16)) + field(2, 1), body=bytes(65_537))
        line.expect_error(4)
        line.send(wire.MEET)
        line.expect(wire.WAITING)

    def test_messageAboveEveryLimit_isClosed(self):
        line = self.line()
        line.send_message(bytes(2 + 4096 + 65536 + 1))
        self.assertIn(line.expect_closed(), (1009, None))

    def test_endlessFragments_areClosed(self):
        line = self.line()
        line.send_message(bytes(60_000), final=False)
        try:
            for _ in range(20):
                line.send_message(bytes(60_000), opcode=0, final=False)
        except OSError:
            pass  # already closed: as it should be
        line.expect_closed()

    # ---- hello

    def test_anythingBeforeHello_isHelloFirst(self):
        line = self.line(welcomed=False)
        line.send(wire.MEET)
        line.expect_error(20)
        line.expect_closed()

    def test_secondHello_isAlreadyWelcome(self):
        line = self.line()
        line.send_message(wire.hello())
        line.expect_error(21)
        line.send(wire.MEET)
        line.expect(wire.WAITING)

    def test_usernames_areAnsweredAndMayBeRepeated(self):
        line = self.line(welcomed=False)
        cases = [("", 24), ("   ", 24), ("n" * 25, 25), ("bell\x07", 26), ("gpj\u202eexe", 26),
                 ("zero\u200bwidth", 26), ("line\nbreak", 26), ("a" + "\u0301" * 6, 26), ("x" * 200, 25)]
        for name, code in cases:
            with self.subTest(name=name):
                line.send_message(wire.hello(username=name))
                line.expect_error(code)
        self.assertTrue(line.welcome(username="निशा")[2])

    def test_usernameThatIsNotUtf8_isBadHeader(self):
        line = self.line(welcomed=False)
        line.send_message(frame(wire.HELLO, field(1, 1) + field(2, b"\xff\xfe")))
        line.expect_error(2)
        line.expect_closed()

    def test_revisionAbove_isToldToRepeat(self):
        line = self.line(welcomed=False)
        line.send_message(wire.hello(revision=7))
        self.assertEqual(line.expect(wire.HELLO_AGAIN)[0][1], [1])
        line.welcome()

    def test_revisionBelowMinimum_isToldToUpdate(self):
        line = self.line(welcomed=False)
        line.send_message(frame(wire.HELLO, field(2, "old")))
        line.expect_error(22)
        line.expect_closed()

    def test_unlistedField_isRefused(self):
        for where in ("hello", "header"):
            line = self.line(welcomed=False)
            extra = field(90, "machine id")
            line.send_message(wire.hello(extra=extra) if where == "hello" else
                              frame(wire.HELLO, field(1, 1) + field(2, "n"), extra=extra))
            line.expect_error(23)
            line.expect_closed()

    def test_resumeOfNothing_isUnknown(self):
        line = self.line(welcomed=False)
        line.send_message(wire.hello(extra=field(5, field(1, os.urandom(16)))))
        line.expect_error(27)
        line.welcome()

    # ---- numbers

    def test_sequenceWithAGap_isClosed(self):
        line = self.line()
        line.sequence = 5
        line.send(wire.MEET)
        line.expect_error(7)
        line.expect_closed()

    def test_acknowledgingTheUnsent_isClosed(self):
        line = self.line()
        line.send_message(frame(wire.ACK, acknowledged=1000))
        line.expect_error(2)
        line.expect_closed()

    # ---- conversations

    def test_messageToAConversationOfOthers_isRefused(self):
        line = self.line()
        line.send(wire.SEND, field(1, self.conversation) + field(2, 1), body=b"let me in")
        fields = line.expect_error(40)
        self.assertEqual(fields[5], [self.conversation])

    def test_emptyBody_isRefused(self):
        one, other, conversation = pair(self.server)
        one.send(wire.SEND, field(1, conversation) + field(2, 1))
        one.expect_error(46)
        one.close()
        other.close()

    def test_streamNobodyOffered_isUnknown(self):
        one, other, conversation = pair(self.server)
        one.send(wire.OPEN, field(1, conversation) + field(2, os.urandom(16)) + field(3, 10))
        one.expect_error(60)
        one.close()
        other.close()

    def test_topics_areChecked(self):
        line = self.line()
        line.send(wire.MEET, b"".join(field(1, f"t{i}") for i in range(9)))
        line.expect_error(44)
        line.send(wire.MEET, field(1, "x" * 33))
        line.expect_error(45)
        line.send(wire.CANCEL)
        line.expect_error(43)
        line.send(wire.MEET, field(1, "म्यूज़िक"))
        line.expect(wire.WAITING)
        line.send(wire.MEET)
        line.expect_error(42)

    # ---- floods: who sends too much is told so, and the partner talks on

    def test_bodiesFasterThanAcknowledged_areRefused_andThePartnerStays(self):
        one, other, conversation = pair(self.server)
        ids = field(1, conversation)
        for number in range(1, 41):
            one.send(wire.SEND, ids + field(2, number), body=bytes(65_536))
        kinds = [one.receive()[:2] for _ in range(40)]
        self.assertEqual({kind for kind, _ in kinds}, {wire.ACCEPTED, wire.ERROR})
        accepted = [kind for kind, _ in kinds].count(wire.ACCEPTED)
        refused = [fields for kind, fields in kinds if kind == wire.ERROR]
        self.assertEqual(refused[0][1], [83], "rate limited")
        self.assertGreater(refused[0][3][0], 0, "with the time to wait")
        for _ in range(accepted):
            _, body = other.expect(wire.MESSAGE)
            self.assertEqual(len(body), 65_536)
        # Once it has read, the flooder goes on under the number that was refused.
        other.send_message(frame(wire.ACK, acknowledged=2 + accepted))
        other.send(wire.SEND, ids + field(2, 1), body=b"I am still here")
        self.assertEqual(one.expect(wire.MESSAGE)[1], b"I am still here")
        one.send(wire.SEND, ids + field(2, accepted + 1), body=b"sorry")
        self.assertEqual(other.expect(wire.ACCEPTED)[0][2], [1])
        self.assertEqual(other.expect(wire.MESSAGE)[1], b"sorry")
        one.close()
        other.close()

    # ---- below the frames

    def test_plainHttpOverTls_isAnswered(self):
        line = Line(self.server, upgrade=False)
        self.addCleanup(line.close)
        line.socket.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while b"\r\n\r\n" not in answer:
            piece = line.socket.recv(4096)
            self.assertTrue(piece, "an answer before the end")
            answer += piece
        self.assertRegex(answer, rb"^HTTP/1\.1 4\d\d ")

    def test_garbageInsteadOfTls_isCut(self):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=10) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\n\r\n")
            try:
                while raw.recv(4096):
                    pass  # an alert, then the end
            except ConnectionResetError:
                pass  # the end, with bytes of ours unread

    def test_upgradeWithoutSubprotocol_isStillWelcomed(self):
        line = Line(self.server, subprotocol=None)
        self.addCleanup(line.close)
        line.welcome()

    def test_partnerWhoVanishesMidPicture_endsItForBoth(self):
        one, other, conversation = pair(self.server)
        stream = bytes(2) + os.urandom(14)
        ids = field(1, conversation) + field(2, stream)
        # Who offered is the partner: its member id stands in the message's field 2.
        one.send(wire.SEND, field(1, conversation) + field(2, 1), body=b"an offer, as far as the server knows")
        one.expect(wire.ACCEPTED)
        member = other.expect(wire.MESSAGE)[0][2][0]
        other.send(wire.ACCEPT, ids + field(3, member) + field(4, 4))
        one.expect(wire.ACCEPT)
        one.send(wire.OPEN, ids + field(3, 3 * 65_536))
        other.expect(wire.OPEN)
        one.send(wire.CHUNK, ids, body=bytes(65_536), reliable=False)
        other.expect(wire.CHUNK)
        one.socket.close()
        fields, _ = self.until_ended(other)
        self.assertEqual(fields[2], [2], "lost")
        other.send(wire.MEET)
        other.expect(wire.WAITING)
        other.close()

    @staticmethod
    def until_ended(line):
        while True:
            kind, fields, body, _ = line.receive()
            if kind == wire.ENDED:
                return fields, body


if __name__ == "__main__":
    unittest.main()
