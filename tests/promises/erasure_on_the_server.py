# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P4 in the server: bodies made of bytes, so that the test knows every one, and ends of every kind."""

import os
import secrets
import signal

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.wire import field

CHUNK = 65_536
WIPED_STACK = 32 * 1024  # server/app/ConnectionLoop.cpp


class ErasureOnTheServer(Promise):
    def begin(self, **options):
        """A server and two lines that talk: a text that was delivered, half a picture, a text never acknowledged."""
        self.one_server = self.server()
        one, other, conversation = wire.pair(self.one_server, **options)
        for line in (one, other):
            self.addCleanup(line.close)
        self.conversation = conversation
        self.content = {"plain text": "राग यमन, साँझ " + secrets.token_hex(30), "short": secrets.token_hex(7),
                        "sealed text": os.urandom(288), "picture": os.urandom(3 * CHUNK),
                        "unacknowledged": os.urandom(1_056)}
        ids = field(1, conversation)
        for number, label in enumerate(("plain text", "short", "sealed text"), 1):
            body = self.content[label]
            one.send(wire.SEND, ids + field(2, number), body=body.encode() if isinstance(body, str) else body)
            one.expect(wire.ACCEPTED)
            other.expect(wire.MESSAGE)
        stream = wire.begin_picture(one, other, conversation, 6 * CHUNK)
        for number in range(3):
            chunk = self.content["picture"][number * CHUNK:(number + 1) * CHUNK]
            one.send(wire.CHUNK, stream + field(3, number), body=chunk, reliable=False)
            self.assertEqual(other.expect(wire.CHUNK)[1], chunk)
        one.send(wire.SEND, ids + field(2, 4), body=self.content["unacknowledged"])
        one.expect(wire.ACCEPTED)
        self.assert_found(self.one_server, self.content, ["unacknowledged", "plain text", "short", "sealed text"])
        return one, other

    def gone(self):
        self.assert_gone(self.one_server, self.content)

    @staticmethod
    def until_ended(line):
        """Why."""
        return line.expect_after(wire.ENDED)[2][0]

    def test_leave_whileBothStay(self):
        """server: after a leave, both still there: no text, plain or sealed, delivered or not, and no chunk of a picture cut in half (found before)"""
        one, other = self.begin()
        one.send(wire.LEAVE, field(1, self.conversation))
        self.assertEqual((self.until_ended(one), self.until_ended(other)), (3, 1))
        self.gone()

    def test_next_whileBothTalkToOthers(self):
        """server: after Next, while both talked to others already"""
        one, other = self.begin()
        third = self.line(self.one_server)
        third.welcome(username="third")
        third.send(wire.MEET)
        third.expect(wire.WAITING)
        one.send(wire.LEAVE, field(1, self.conversation))
        self.until_ended(one)
        one.send(wire.MEET)
        one.expect(wire.WAITING)
        one.expect(wire.PAIRED)
        self.until_ended(other)
        self.gone()

    def test_bothLeaveAtOnce(self):
        """server: after both left in the same moment"""
        one, other = self.begin()
        for line in (one, other):
            line.send(wire.LEAVE, field(1, self.conversation))
        self.until_ended(one)
        self.until_ended(other)
        self.gone()

    def test_goodbyeOfOne(self):
        """server: after one said goodbye"""
        one, other = self.begin()
        one.send(wire.GOODBYE)
        self.until_ended(other)
        self.gone()

    def test_cutLine(self):
        """server: after the line of the sender, and of the receiver, was cut"""
        for cut in (0, 1):
            with self.subTest(cut=("sender", "receiver")[cut]):
                lines = self.begin()
                lines[cut].socket.close()
                self.assertEqual(self.until_ended(lines[1 - cut]), 2)
                self.gone()

    def test_clientKilledInTheMiddleOfAMessage(self):
        """server: after a client died in the middle of a message, whose half was there, masked and not (found before)"""
        one, other = self.begin()
        mask, text = os.urandom(4), secrets.token_hex(4_000)
        payload = wire.frame(wire.SEND, field(1, self.conversation) + field(2, 5), one.sequence + 1, body=text.encode())
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
        one.socket.sendall(bytes([0x82, 0xFE]) + len(payload).to_bytes(2, "big") + mask + masked[:5_000])
        half = {"half a text": text, "its masked bytes": masked[200:4_000]}
        self.within(5, "half a text in the server", lambda: self.search(self.one_server, half))
        one.socket.close()
        self.assertEqual(self.until_ended(other), 2)
        self.assert_gone(self.one_server, {**self.content, **half})

    def test_receiverThatHangs_isCutAndItsFramesErased(self):
        """server: after a leave while the partner's socket was full and it read nothing: its line was cut, then nothing was left"""
        one, other = self.begin(receive_bytes=4_096)
        held = self.fill(one, other)
        one.send(wire.LEAVE, field(1, self.conversation))
        self.assertEqual(self.until_ended(one), 3)
        self.assert_gone(self.one_server, {**self.content, "held back": held})

    def fill(self, one, other):
        """Messages that the receiver acknowledges and does not read, until one of them has to wait in the server."""
        for number in range(5, 120):
            body = os.urandom(CHUNK)
            one.send(wire.SEND, field(1, self.conversation) + field(2, number), body=body)
            one.expect(wire.ACCEPTED)
            # Waiting, Paired, three messages, StreamOpen and the fourth message were the server's first seven.
            other.send_message(wire.frame(wire.ACK, acknowledged=number + 3))
            if number % 4 == 0:
                self.settle(self.one_server)
                if self.search(self.one_server, {"held back": body}):
                    return body
        return self.fail("void: nothing has to wait in the server")

    def test_stack_deeperThanItIsWiped_wasNeverUsed(self):
        """server: no thread's stack was used further down than it is overwritten after each message"""
        one, other = self.begin()
        one.send(wire.HOLDINGS_REQUEST)
        one.expect(wire.HOLDINGS)
        one.send(wire.LEAVE, field(1, self.conversation))
        self.until_ended(other)
        self.settle(self.one_server)
        self.assertLess(self.stack_used(self.one_server), WIPED_STACK)

    def test_drain_withAClientThatHangs(self):
        """server: in the middle of its orderly end, with a client that hung: before it ended, nothing was left"""
        one, other = self.begin()
        self.one_server.child.send_signal(signal.SIGTERM)
        one.expect_after(wire.FAREWELL)
        self.one_server.child.send_signal(signal.SIGSTOP)  # the other side reads nothing: there is time to look
        self.gone()
        self.one_server.child.send_signal(signal.SIGCONT)
        self.assertEqual(self.one_server.child.wait(10), 0)
        del other

    def test_manySmallMaskedMessages(self):
        """server: after 300 small messages, each masked anew (most of them found before)"""
        one, other = self.begin()
        texts = [secrets.token_hex(12) for _ in range(300)]
        for number, text in enumerate(texts, 5):
            one.sequence += 1
            mask = os.urandom(4)
            payload = wire.frame(wire.SEND, field(1, self.conversation) + field(2, number), one.sequence,
                                 body=text.encode())
            masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
            one.socket.sendall(bytes([0x82, 0x80 | len(payload)]) + mask + masked)
        needles = {text: text for text in texts}
        received = 0
        while received < len(texts):
            received += other.receive()[0] == wire.MESSAGE
        self.assertGreater(len(self.search(self.one_server, needles)), 250, "void: nothing was acknowledged")
        other.send(wire.LEAVE, field(1, self.conversation))
        for line in (one, other):
            self.until_ended(line)
        self.assert_gone(self.one_server, {**self.content, **needles})

    def test_shortTopics(self):
        """server: a topic that was looked for and given up, and one that led to a meeting, were gone with it (found before)"""
        self.one_server = self.server()
        line, other = self.line(self.one_server), self.line(self.one_server)
        topics = {"given up": secrets.token_hex(7), "long": secrets.token_hex(16), "met": secrets.token_hex(7)}
        line.welcome(username="looking")
        line.send(wire.MEET, field(1, topics["given up"]) + field(1, topics["long"]) + field(1, topics["given up"][1:] + "x"))
        line.expect(wire.WAITING)
        self.assert_found(self.one_server, topics, ["given up", "long"])
        line.send(wire.CANCEL)
        line.expect(wire.CANCELLED)
        other.welcome(username="other")
        for one in (line, other):
            one.send(wire.MEET, field(1, topics["met"]))
        paired = line.expect_after(wire.PAIRED)
        self.assertEqual(paired[5], [topics["met"].encode()])
        other.expect_after(wire.PAIRED)
        line.send(wire.LEAVE, field(1, paired[1][0]))
        self.until_ended(line)
        self.until_ended(other)
        self.assert_gone(self.one_server, topics)
