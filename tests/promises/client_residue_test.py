# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P2, P4: what a client's memory holds of a conversation once it is erased, and of its person once the session is over."""

import os
import secrets
import subprocess
import tempfile
import unittest

from tests.support.blackbox import residue
from tests.support.blackbox.headless import Headless
from tests.support.blackbox.programs import Server, require_all

HEADERS = 2_000  # of a JPEG: tables that the library has as constants


class ClientResidue(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.kill)
        # Two processes: each is searched for what the other one wrote. The clients' names in there are not the persons'.
        self.programs = [Headless(), Headless()]
        for one in self.programs:
            self.addCleanup(one.kill)
        self.one, self.other = self.programs[0].client("one"), self.programs[1].client("other")
        # Short ones live inside objects, where nothing is freed: most real names are short.
        self.names = [secrets.token_hex(7), secrets.token_hex(7)]
        self.topic = secrets.token_hex(7)
        self.texts = {"short": secrets.token_hex(7), "long": secrets.token_hex(300), "back": secrets.token_hex(30)}

    def search(self, headless, needles):
        try:
            return residue.search(headless.pid, needles)
        except residue.NotSearched as reason:
            if require_all():
                raise
            self.skipTest(f"the system does not let us look into the client: {reason}")

    def talk(self):
        for client, name in ((self.one, self.names[0]), (self.other, self.names[1])):
            client.connect(self.server, name)
            client.wait("welcomed")
            client.do("meet", topics=[self.topic])
        for client in (self.one, self.other):
            client.wait("paired", topics=[self.topic])
        for label in ("short", "long"):
            self.one.send(self.texts[label])
            self.assertEqual(self.other.message()["text"], self.texts[label])
        self.other.send(self.texts["back"])
        self.assertEqual(self.one.message()["text"], self.texts["back"])
        self.other.do("accept", auto=True)
        self.one.do("picture", generate={"width": 640, "height": 480, "seed": 7})
        return self.other.wait("picture-here")["key"]

    def saved(self, key):
        """The bytes of the picture's file."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "saved.jpg")
            self.other.do("save", key=key, file=path)
            self.other.wait("saved")
            with open(path, "rb") as file:
                return file.read()

    @staticmethod
    def pixels(picture):
        """As QImage has them: blue, green, red, alpha."""
        done = subprocess.run(["convert", "jpg:-", "-depth", "8", "bgra:-"], input=picture, capture_output=True,
                              timeout=30, check=True)
        return done.stdout[:200_000]

    def needles(self, partner, picture):
        return {**self.texts, "partner": partner, "file": picture[HEADERS:]}

    def test_erased_nothingOfTheConversationIsLeft_stopped_nothingOfThePerson(self):
        picture = self.saved(self.talk())
        asked = [(self.programs[0], self.needles(self.names[1], picture)),
                 (self.programs[1], self.needles(self.names[0], picture))]
        for headless, needles in asked:
            self.assertLessEqual({*self.texts, "partner"}, set(self.search(headless, needles)), "control")
        self.assertIn("file", self.search(*asked[1]), "control")
        self.one.do("leave")
        self.one.wait("erased")
        self.other.wait("ended")
        self.other.do("erase")
        self.other.wait("erased")
        for client in (self.one, self.other):
            client.do("state")  # after the turn of the loop in which it wipes
            client.wait("state")
        pixels = self.pixels(picture)
        for headless, needles in asked:
            self.assertEqual(self.search(headless, {**needles, "pixels": pixels}), {})
        for client in (self.one, self.other):
            client.do("stop")
            client.wait("line", state="closed")
        for (headless, needles), name in zip(asked, self.names):
            # Without its first letter: what only empties a text overwrites no more than that.
            self.assertEqual(self.search(headless, {**needles, "own name": name[1:], "topic": self.topic[1:]}), {})


if __name__ == "__main__":
    unittest.main()
