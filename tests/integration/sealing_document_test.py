# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protocol.md is enough to write another client: one that knows nothing else talks to ours, both ways, pictures too."""

import hashlib
import os
import pathlib
import re
import struct
import unittest
import zlib

from tests.support.blackbox import seal, wire
from tests.support.blackbox.headless import Headless
from tests.support.blackbox.programs import Server
from tests.support.blackbox.wire import Line, field, parse

KEY_EXCHANGE, KEY_EXCHANGED = 23, 24
TEXT, PICTURE, RECEIPT, EMOJI_CHECK = 1, 2, 3, 5
PNG = 2


def png(width, height):
    """A picture of noise: larger than a chunk."""
    def part(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + os.urandom(3 * width) for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b""))


class Vector(unittest.TestCase):
    def test_wholeSealing_givesTheVectorOfTheDocument(self):
        said = []
        first = seal.Exchange(b"c" * 16, b"i" * 16, b"r" * 16, True, b"\x11" * 32, b"\x33" * 32)
        share = seal.public_key(b"\x22" * 32)
        first.run(lambda step, body: said.append(body), lambda step: share)
        self.assertEqual(said[0].hex(), "25bc259e7c2c39dd74392581c335d9d42daaa720ae9520f263e7299d8f013288")
        self.assertEqual(first.transcript.hex(), "2ed7c0b27751acf85359955b187df9ab063ebf2c6d0f274e8dd1481b0dc7fdef")
        self.assertEqual(first.emoji, [18, 38, 3, 38, 54, 35, 38])
        body, _ = first.sending.seal(b"hello")
        self.assertEqual(hashlib.blake2b(body, digest_size=32).hexdigest(),
                         "6143ead70a79a17da532f3f13d271354146970795f32edb8aca119f1f7df850d")
        _, key = first.sending.seal(b"picture")
        self.assertEqual(first.sending.seal_chunk(key, b"chunk", 0, False).hex(),
                         "5e65490279e11c4be0a72da84de9c568a001c3ce04")
        self.assertEqual(first.sending.seal_chunk(key, b"last", 1, True).hex(),
                         "ea1fddd905bd9ff5d11263f08659b32bb0690c85")

    def test_wholeSealingOfARoom_givesTheVectorOfTheDocument(self):
        secret = seal.Secret(b"\x07" * 16)
        self.assertEqual(secret.proof.hex(), "a1d08688302fbdb466b66ccb415e969f62a9306cf8f4b80043a3da02f32b9844")
        self.assertEqual(secret.admission.hex(), "b09a7a47c349855ec4c81425c9660572ea90739052b8710ceaf997c6d38ac1f7")
        first = seal.Membership("Asha", secret, b"\x11" * 32, b"\x22" * 32, b"\x55" * 32)
        second = seal.Membership("Boris", secret, b"\x33" * 32, b"\x44" * 32)
        first.enter(b"c" * 16, b"a" * 16)
        second.enter(b"c" * 16, b"b" * 16)
        self.assertEqual(first.package.hex(), "7b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f13"
                         "a09aa5f47a6759802ff955f8dc2d2a14a5c99d23be97f864127ff9383455a4f0"
                         "89965966c3cd59f510266493b19fe949b4ab1681712cbad3e77c67684ce450b0")
        chain = first.chain_for(seal.Member(b"b" * 16, "Boris", second.package), b"\x66" * 24)
        self.assertEqual(chain.hex(), "66" * 24 +
                         "08970488c0f0ed36522d12aa00d4fbbfe41fe0158765ba1519f580caa97c9609765ae9e0a28381340d7f82cdbe8f084a"
                         "cd3fc4ae6904901465e41511af6fe5f0b60c0b3bb4d4f7541c5b4a2ddb3a45d0dafb62159d64c2b4e1e66d43bff99fe4"
                         "bb17f33fd11a7fcace3cbdf4a10af5bf0e47e3d951683d155dd0d771b9137ef2f3e74215794369d19e47aaa334fd889d"
                         "3cf4ab869ea06bfe49f7fa03")
        author = seal.Member(b"a" * 16, "Asha", first.package)
        self.assertTrue(author.is_proven_by(secret))
        self.assertTrue(second.take_chain(author, chain))
        body, _ = first.seal(b"hello")
        self.assertEqual(hashlib.blake2b(body, digest_size=32).hexdigest(),
                         "925562ef7eeb4f7615e48092c086b2b5d3d966a988e981ea6480ae29dcc8df28")
        self.assertEqual(second.open(author, body)[0], b"hello")
        _, key = first.seal(b"picture")
        self.assertEqual(first.chain.seal_chunk(key, b"chunk", 0, False).hex(),
                         "77353028713f1e0f21d6ea3928ab7b4fb4ed253f58")
        self.assertEqual(first.chain.seal_chunk(key, b"last", 1, True).hex(),
                         "67265c0534b2837e4a1513273ee0f8ac7f4d2358")

    def test_theDocument_saysTheVectorsThatAreChecked(self):
        top = pathlib.Path(__file__).resolve().parents[2]
        said = re.findall(r"\b[0-9a-f]{64,}\b", (top / "common/protocol/Protocol.md").read_text())
        checked = (top / "tests/common/seal/SealVectorsTest.cpp").read_text()
        self.assertGreater(len(said), 10)
        for digits in said:
            self.assertIn(digits, checked)


class OtherClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def setUp(self):
        headless = Headless()
        self.addCleanup(headless.kill)
        self.ours = headless.client("lantern-fox")
        self.ours.connect(self.server, self.ours.name)
        self.ours.wait("welcomed")
        self.line = Line(self.server)
        self.addCleanup(self.line.close)
        self.line.welcome(username="other-client")
        self.number = 0
        self.heard = []  # messages that came while something else was waited for

    def expect(self, kind):
        while True:
            got, fields, body, _ = self.line.receive()
            if got == kind:
                return fields, body
            self.assertEqual(got, wire.MESSAGE)
            self.heard.append((fields, body))

    def meet(self, initiator):
        """Who waits longer begins; which of two frames the server sees first, nobody can say, so it may take some meetings."""
        for _ in range(50):
            if initiator:
                self.line.send(wire.MEET)
                self.line.expect(wire.WAITING)
            self.ours.do("meet", topics=[])
            self.ours.wait("meeting", state="waiting")
            if not initiator:
                self.line.send(wire.MEET)
            fields = self.expect_past_waiting(wire.PAIRED)
            self.conversation, own, self.partner = (fields[number][0] for number in (1, 2, 3))
            if bool(fields.get(6, [0])[0]) == initiator:
                break
            self.ours.wait("meeting", state="paired")
            self.line.send(wire.LEAVE, field(1, self.conversation))
            self.expect_ended()
            self.ours.wait("meeting", state="ended")
        self.keys = seal.Exchange(self.conversation, own, self.partner, initiator)
        self.keys.run(self.say_step, self.hear_step)
        emoji = self.ours.wait("seal", state="sealed")["emoji"]
        self.assertEqual(emoji, self.keys.emoji)

    def expect_ended(self):
        while self.line.receive()[0] != wire.ENDED:
            pass

    def expect_past_waiting(self, kind):
        got, fields, _, _ = self.line.receive()
        if got == wire.WAITING:
            got, fields, _, _ = self.line.receive()
        self.assertEqual(got, kind)
        return fields

    def say_step(self, step, body):
        self.line.send(KEY_EXCHANGE, field(1, self.conversation) + field(2, step), body=body)

    def hear_step(self, step):
        fields, body = self.line.expect(KEY_EXCHANGED)
        self.assertEqual((fields[2][0], fields[3][0]), (self.partner, step))
        return body

    def say(self, kind, content):
        """The picture key of what was said."""
        self.number += 1
        body, key = self.keys.sending.seal(field(kind, content))
        self.line.send(wire.SEND, field(1, self.conversation) + field(2, self.number), body=body)
        self.expect(wire.ACCEPTED)
        return key

    def hear(self, kind):
        """(fields, number, picture key) of the next content of this kind; receipts in between pass."""
        while True:
            fields, body = self.heard.pop(0) if self.heard else self.line.expect(wire.MESSAGE)
            content, key = self.keys.receiving.open(body)
            got, = parse(content).items()
            if got[0] == kind:
                return parse(got[1][0]), fields[3][0], key
            self.assertEqual(got[0], RECEIPT)

    def talk(self):
        for text in ("नमस्ते", "m" * 4_000):
            self.say(TEXT, field(1, text))
            self.assertEqual(self.ours.message()["text"], text)
        self.ours.send("and you?")
        fields, number, _ = self.hear(TEXT)
        self.assertEqual(fields[1][0].decode(), "and you?")
        self.say(RECEIPT, field(1, number))
        self.ours.wait("delivered")

    def test_asInitiator_talks(self):
        self.meet(initiator=True)
        self.talk()

    def test_asResponder_talks(self):
        self.meet(initiator=False)
        self.talk()

    def test_emoji_bothSay_isVerified(self):
        self.meet(initiator=True)
        self.say(EMOJI_CHECK, field(1, 1))
        self.ours.wait("seal", state="sealed")
        self.ours.do("emoji", match=True)
        self.ours.wait("seal", state="verified")
        fields, _, _ = self.hear(EMOJI_CHECK)
        self.assertEqual(fields[1][0], 1)

    def test_picture_toOurs_arrivesByteForByte(self):
        self.meet(initiator=False)
        picture = png(200, 150)
        chunks = [picture[at:at + seal.CHUNK_BYTES] for at in range(0, len(picture), seal.CHUNK_BYTES)]
        self.assertGreater(len(chunks), 1)
        stream = bytes(2) + os.urandom(14)
        key = self.say(PICTURE, field(1, stream) + field(2, len(picture)) + field(3, 200) + field(4, 150) + field(5, PNG))
        self.ours.do("accept", key=self.ours.wait("picture-offered")["key"])
        self.expect(wire.ACCEPT)
        ids = field(1, self.conversation) + field(2, stream)
        self.line.send(wire.OPEN, ids + field(3, len(picture) + seal.TAG * len(chunks)))
        for number, plain in enumerate(chunks):
            sealed = self.keys.sending.seal_chunk(key, plain, number, number == len(chunks) - 1)
            self.line.send(wire.CHUNK, ids + field(3, number), body=sealed, reliable=False)
        here = self.ours.wait("picture-here")
        self.assertEqual(here["sha256"], hashlib.sha256(picture).hexdigest())

    def test_picture_fromOurs_opensChunkByChunk(self):
        self.meet(initiator=True)
        self.ours.do("picture", generate={"width": 900, "height": 700, "seed": 5})
        offer, _, key = self.hear(PICTURE)
        size, stream = offer[2][0], offer[1][0]
        ids = field(1, self.conversation) + field(2, stream)
        self.line.send(wire.ACCEPT, ids + field(3, self.partner) + field(4, 4))
        fields, _ = self.expect(wire.OPEN)
        count = -(-size // seal.CHUNK_BYTES)
        self.assertEqual(fields[3][0], size + seal.TAG * count)
        picture = b""
        for number in range(count):
            fields, sealed = self.expect(wire.CHUNK)
            self.assertEqual(fields.get(3, [0])[0], number)
            picture += self.keys.receiving.open_chunk(key, sealed, number, number == count - 1)
            self.line.send(wire.CREDIT, ids + field(3, number + 1) + field(4, number + 5), reliable=False)
        self.assertEqual(len(picture), size)
        self.assertEqual(picture[:2], b"\xff\xd8")

    def test_changedMessage_oursLeaves(self):
        self.meet(initiator=True)
        body, _ = self.keys.sending.seal(field(TEXT, field(1, "never seen")))
        self.line.send(wire.SEND, field(1, self.conversation) + field(2, 1), body=body[:-1] + bytes([body[-1] ^ 1]))
        self.assertEqual(self.ours.wait("ended")["cause"], "not-intact")

    def test_plainMessage_oursLeaves(self):
        self.meet(initiator=False)
        self.line.send(wire.SEND, field(1, self.conversation) + field(2, 1), body=field(TEXT, field(1, "in the clear")))
        self.assertEqual(self.ours.wait("ended")["cause"], "not-intact")
        self.assertNotIn("in the clear", str(self.ours.seen))


if __name__ == "__main__":
    unittest.main()
