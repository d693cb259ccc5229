# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P2, P3, P4, P6: what the live server's memory holds once a pair and its sessions are over."""

import os
import secrets
import time
import unittest

from tests.support.blackbox import residue, wire
from tests.support.blackbox.programs import Server, require_all
from tests.support.blackbox.wire import Line, field


def unique(words):
    """A text that stands nowhere else, longer than any short-string buffer."""
    return f"{words} {secrets.token_hex(24)} {words[::-1]}"


class ServerResidue(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.kill)
        self.usernames = ["one" + secrets.token_hex(8), "two" + secrets.token_hex(8)]
        self.topic = "topic" + secrets.token_hex(8)
        self.text = unique("राग यमन, साँझ")
        self.waiting_text = unique("never acknowledged")
        self.picture = os.urandom(3 * 65_536)
        self.tokens = []

    def search(self, needles, **options):
        try:
            return residue.search(self.server.pid, needles, **options)
        except residue.NotSearched as reason:
            if require_all():
                raise
            self.skipTest(f"the system does not let us look into the server: {reason}")

    def meet(self):
        lines = []
        for username in self.usernames:
            line = Line(self.server)
            self.addCleanup(line.close)
            self.tokens.append(line.welcome(username=username)[2][0])
            line.send(wire.MEET, field(1, self.topic))
            line.expect(wire.WAITING)
            lines.append(line)
        for line in lines:
            self.conversation = line.expect(wire.PAIRED)[0][1][0]
        return lines

    def talk(self, one, other):
        """A text that is delivered, half a picture, and a text that its receiver never acknowledges."""
        one.send(wire.SEND, field(1, self.conversation) + field(2, 1), body=self.text.encode())
        one.expect(wire.ACCEPTED)
        fields, _ = other.expect(wire.MESSAGE)
        ids = field(1, self.conversation) + field(2, bytes(2) + os.urandom(14))
        other.send(wire.ACCEPT, ids + field(3, fields[2][0]) + field(4, 4))
        one.expect(wire.ACCEPT)
        one.send(wire.OPEN, ids + field(3, 6 * 65_536))
        other.expect(wire.OPEN)
        for number in range(3):
            chunk = self.picture[number * 65_536:(number + 1) * 65_536]
            one.send(wire.CHUNK, ids + field(3, number), body=chunk, reliable=False)
            self.assertEqual(other.expect(wire.CHUNK)[1], chunk)
        one.send(wire.SEND, field(1, self.conversation) + field(2, 2), body=self.waiting_text.encode())
        one.expect(wire.ACCEPTED)

    def content(self):
        return {"text": self.text, "unacknowledged text": self.waiting_text, "picture": self.picture}

    def persons(self):
        return {"username one": self.usernames[0], "username two": self.usernames[1], "topic": self.topic,
                "token one": self.tokens[0], "token two": self.tokens[1]}

    def control(self):
        """What the server holds while they talk has to be found, or the search is void."""
        found = self.search({**self.content(), **self.persons()})
        for label in ("unacknowledged text", "username one", "username two"):
            self.assertIn(label, found)

    @staticmethod
    def until_ended(line):
        while True:
            kind, fields, _, _ = line.receive()
            if kind == wire.ENDED:
                return fields[2][0]

    def test_leave_leavesNoContent_goodbyeNoPerson(self):
        one, other = self.meet()
        self.talk(one, other)
        self.control()
        one.send(wire.LEAVE, field(1, self.conversation))
        self.assertEqual(self.until_ended(one), 3)
        self.assertEqual(self.until_ended(other), 1)
        # Both are still connected; the server has said that it erased the conversation.
        self.assertEqual(self.search(self.content()), {})
        for line in (one, other):
            line.send(wire.GOODBYE)
            line.expect_closed()
        self.settle()
        self.assertEqual(self.search({**self.content(), **self.persons()}), {})

    def test_cutLine_leavesNoContent(self):
        one, other = self.meet()
        self.talk(one, other)
        self.control()
        one.socket.close()
        self.assertEqual(self.until_ended(other), 2)
        self.assertEqual(self.search(self.content()), {})
        self.assertEqual(self.search({"username one": self.usernames[0], "token one": self.tokens[0]}), {})

    def test_shortNamesAndTopics_areGoneWithTheirUse(self):
        """Short ones live inside objects, where nothing is freed: most real names are short."""
        name, topic, refused = (secrets.token_hex(7) for _ in range(3))
        line = Line(self.server)
        self.addCleanup(line.close)
        line.send_message(wire.hello(username=refused + "\u202e"))
        line.expect_error(26)
        line.welcome(username=name)
        line.send(wire.MEET, field(1, topic) + field(1, topic[1:] + "x"))
        line.expect(wire.WAITING)
        self.assertEqual(set(self.search({"name": name, "topic": topic})), {"name", "topic"}, "control")
        line.send(wire.CANCEL)
        line.expect(wire.CANCELLED)
        self.settle()
        self.assertEqual(self.search({"topic": topic, "refused": refused}), {})
        line.send(wire.GOODBYE)
        line.expect_closed()
        self.settle()
        self.assertEqual(self.search({"name": name, "topic": topic}), {})

    def test_whoTalkedWithWhom_isGoneWithThem(self):
        one, other = self.meet()
        self.talk(one, other)
        for line in (one, other):
            line.send(wire.GOODBYE)
            line.expect_closed()
            line.close()
        self.settle()
        self.assertEqual(self.search({"conversation": self.conversation}, fragments=8), {})

    def test_clientKilledInTheMiddleOfAMessage_leavesNothing(self):
        one, other = self.meet()
        mask, text = os.urandom(4), secrets.token_hex(4_000)
        payload = wire.frame(wire.SEND, field(1, self.conversation) + field(2, 1), one.sequence + 1, body=text.encode())
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
        one.socket.sendall(bytes([0x82, 0xFE]) + len(payload).to_bytes(2, "big") + mask + masked[:5_000])
        needles = {"text": text, "masked": masked[200:4_000]}
        self.assertIn("text", self.within(5, lambda: self.search(needles)), "control")
        one.socket.close()
        self.assertEqual(self.until_ended(other), 2)
        self.assertEqual(self.search(needles), {})

    def test_manySmallMaskedMessages_leaveNothing(self):
        one, other = self.meet()
        texts = [secrets.token_hex(12) for _ in range(300)]
        for number, text in enumerate(texts, 1):
            one.sequence += 1
            mask = os.urandom(4)
            payload = wire.frame(wire.SEND, field(1, self.conversation) + field(2, number), one.sequence,
                                 body=text.encode())
            masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
            one.socket.sendall(bytes([0x82, 0x80 | len(payload)]) + mask + masked)
        for text in texts:
            self.assertEqual(other.expect(wire.MESSAGE)[1], text.encode())
        needles = {text: text for text in texts}
        self.assertGreater(len(self.search(needles)), 250, "control: nothing was acknowledged")
        other.send(wire.LEAVE, field(1, self.conversation))
        for line in (one, other):
            self.until_ended(line)
        self.assertEqual(self.search(needles), {})

    @staticmethod
    def within(seconds, get):
        """What get() answers as soon as it is something, or its last answer."""
        deadline = time.monotonic() + seconds
        while not (got := get()) and time.monotonic() < deadline:
            pass
        return got

    def settle(self):
        """Another session has come and gone: the server has handled everything before it."""
        line = Line(self.server)
        self.addCleanup(line.close)
        line.welcome(username="afterwards")
        line.send(wire.GOODBYE)
        line.expect_closed()


if __name__ == "__main__":
    unittest.main()
