# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P4 in the clients, and in the server between them: the client's own network and state, with a tap on both lines."""

import os
import secrets
import time

from tests.promises.promise import Promise
from tests.support.blackbox.noise import Noise
from tests.support.blackbox.tap import Tap


class ErasureInClients(Promise):
    def begin(self, **options):
        """options: of both clients' connect command. Two clients in processes of their own, each searched for what the other wrote; both lines through a tap."""
        self.one_server = self.server()
        self.tap = Tap(self.one_server)
        self.addCleanup(self.tap.close)
        self.programs = [self.headless(), self.headless()]
        self.one, self.other = (program.client(role) for program, role in zip(self.programs, ("one", "other")))
        # Short ones live inside objects, where nothing is freed: most real names and words are short.
        self.names = [secrets.token_hex(7), secrets.token_hex(7)]
        self.topic = secrets.token_hex(7)
        self.content = {"short": secrets.token_hex(7), "long": secrets.token_hex(300),
                        "hindi": "साँझ ढली " + secrets.token_hex(20), "back": secrets.token_hex(30),
                        "caption": secrets.token_hex(20)}
        self.noise = Noise(self.folder())
        for client, name in zip((self.one, self.other), self.names):
            client.do("connect", server=self.tap.url, fingerprint=self.tap.fingerprint, username=name, **options)
            client.wait("welcomed")
            client.do("meet", topics=[self.topic])
        for client in (self.one, self.other):
            client.wait("seal", state="sealed")

    def talk(self):
        for label in ("short", "long", "hindi"):
            self.one.send(self.content[label])
            self.assertEqual(self.other.message()["text"], self.content[label])
        self.other.send(self.content["back"])
        self.assertEqual(self.one.message()["text"], self.content["back"])
        self.other.do("accept", auto=True)
        self.one.do("picture", file=self.noise.file, caption=self.content["caption"])
        key = self.other.wait("picture-here")["key"]
        path = os.path.join(self.folder(), "saved.png")
        self.other.do("save", key=key, file=path)
        self.other.wait("saved")
        with open(path, "rb") as file:
            # Without the head that all files of the format have.
            self.content["file"] = file.read()[100:]
        for program, partner in zip(self.programs, reversed(self.names)):
            needles = {**self.content, "partner": partner, "topic": self.topic}
            self.assert_found(program, needles, set(needles) - {"file"})
        self.assert_found(self.programs[1], {"file": self.content["file"], **self.noise.pixels}, ["file", "pixels as shown"])

    def needles(self, partner, besides=()):
        sealed = self.tap.unique_bodies(besides)
        self.assertGreater(len(sealed), 3, "void: nothing was seen on the wire")
        return {**self.content, **self.noise.pixels, **sealed, "partner": partner}

    def check(self, *erased, besides=()):
        """Neither the server nor the clients that erased hold anything of it. besides: bodies of another conversation."""
        for client in erased:
            client.do("state")  # after the turn of the loop in which it wipes
            client.wait("state")
        for program, partner in zip(self.programs, reversed(self.names)):
            if program.child.poll() is None:
                self.assert_gone(program, self.needles(partner, besides))
        needles = self.needles(self.names[0], besides)
        del needles["partner"]  # the session may live on
        self.assert_gone(self.one_server, needles)

    def erase(self, client):
        client.wait("ended")
        client.do("erase")
        client.wait("erased")

    def test_leave(self):
        """clients: after a leave and the pages' erasure neither client nor the server had a text, caption, partner's name, a picture's pixels or file, or a body as it was on the wire; after goodbye no username and no topic either (all found before)"""
        self.begin()
        self.talk()
        self.one.do("leave")
        self.one.wait("erased")
        self.erase(self.other)
        self.check(self.one, self.other)
        for client in (self.one, self.other):
            client.do("stop")
            client.wait("line", state="closed")
            client.do("state")
            client.wait("state")
        # Without the first letter: what only empties a text overwrites no more than that.
        persons = {label: word[1:] for label, word in zip(("name of one", "name of other", "topic"),
                                                          (*self.names, self.topic))}
        for program in (*self.programs, self.one_server):
            self.assert_gone(program, persons)

    def test_takenBack(self):
        """clients: after a message was taken back, while the pair went on, neither client nor the server had it"""
        self.begin()
        content = {"taken back": secrets.token_hex(300)}
        self.one.send(content["taken back"])
        key = self.one.wait("message", own=True)["key"]
        self.other.message()
        for program in self.programs:
            self.assert_found(program, content, content)
        self.one.do("take-back", key=key)
        self.other.wait("taken-back")
        self.one.send("what was meant")
        self.other.message()
        self.one.wait("delivered")
        for program in (*self.programs, self.one_server):
            self.assert_gone(program, content)

    def test_pageErasesItself(self):
        """clients: after the ended page had erased itself by its own clock"""
        self.begin(page_ms=300)
        self.talk()
        self.one.do("leave")
        self.other.wait("erased")
        self.check(self.one, self.other)

    def test_next(self):
        """clients: after Next, while the one who pressed it talked to somebody else"""
        self.begin()
        self.talk()
        third = self.headless().client("third")
        third.arrive(self.one_server, topics=[self.topic])
        before = self.tap.bodies()
        self.one.do("next")
        self.one.wait("seal", state="sealed")
        third.wait("seal", state="sealed")
        third.send("hello")
        third.wait("delivered")
        self.erase(self.other)
        after = [body for body in self.tap.bodies() if body not in before]
        self.assertTrue(after, "void: the other conversation was not seen")
        self.check(self.one, self.other, besides=after)

    def test_killedPartner(self):
        """clients: after the partner's program was killed"""
        self.begin()
        self.talk()
        self.programs[0].child.kill()
        self.programs[0].child.wait(10)
        self.erase(self.other)
        self.check(self.other)

    def test_cutLine(self):
        """clients: after the line of one of them was cut: both, once erased"""
        self.begin()
        self.talk()
        self.one.do("drop")
        self.erase(self.one)
        self.erase(self.other)
        self.check(self.one, self.other)

    def test_pictureCutInHalf(self):
        """clients: after a leave in the middle of a large picture, whose parts were in both clients and the server"""
        self.begin()
        self.talk()
        self.one.do("picture", generate={"width": 3_500, "height": 2_500, "seed": 7})
        self.other.wait("picture-progress")
        self.one.do("leave")
        self.one.wait("erased")
        self.erase(self.other)
        self.check(self.one, self.other)

    def test_serverEnds(self):
        """clients: after the server ended under them"""
        self.begin()
        self.talk()
        self.assertEqual(self.one_server.stop()[0], 0)
        for client, program, partner in zip((self.one, self.other), self.programs, reversed(self.names)):
            self.erase(client)
            client.do("stop")
            client.wait("line", state="closed")
            client.do("state")
            client.wait("state")
            self.assert_gone(program, self.needles(partner))

    def test_serverHoldsWhatAHungClientDoesNotTake_untilThePairEnds(self):
        """clients: bodies as they were on the wire were found in the server while a client hung, and gone once its partner had left"""
        self.begin()
        self.programs[1].child.send_signal(19)
        before = self.tap.bodies()
        for label in ("short", "long", "hindi"):
            self.one.send(self.content[label])
            self.one.wait("sent")
        bodies = self.tap.unique_bodies(before)
        self.assert_found(self.one_server, bodies)
        self.one.do("leave")
        self.one.wait("erased")
        deadline = time.monotonic() + 10
        while self.search(self.one_server, bodies):
            self.assertLess(time.monotonic(), deadline, "a hung client keeps them")
        self.programs[1].child.send_signal(18)
