# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""200 pairs at once, with pictures: every message arrives once and in order, whether the server has one thread or four."""

import unittest

from tests.support.blackbox.headless import Headless
from tests.support.blackbox.programs import UNLIMITED, Server, sanitized

PAIRS = 40 if sanitized() else 200  # one process plays them all, and a sanitizer makes it ten times as slow
MESSAGES = 20
SECONDS = 240


class ManyPairs(unittest.TestCase):
    def test_oneThread_everyMessage_arrivesOnceInOrder(self):
        self.talk(Server(*UNLIMITED))

    def test_fourThreads_everyMessage_arrivesOnceInOrder(self):
        self.talk(Server("--threads", "4", *UNLIMITED))

    def talk(self, server):
        self.addCleanup(server.kill)
        headless = Headless(watched=False)  # the filter of strace makes its many guarded pages five times as slow
        self.addCleanup(headless.kill)
        clients = [headless.client(f"person-{number}") for number in range(2 * PAIRS)]
        for client in clients:
            client.connect(server, client.name)
        for client in clients:
            client.wait("welcomed", SECONDS)
        for client in clients:
            client.do("meet", topics=[])
        partner = {client.name: client.wait("paired", SECONDS)["partner"] for client in clients}
        self.assertTrue(all(partner[partner[name]] == name for name in partner), "one partner each")

        for client in clients:
            client.do("picture", generate={"width": 640, "height": 480, "seed": int(client.name.split("-")[1])})
        for number in range(MESSAGES):
            for client in clients:
                client.send(f"{client.name} says {number}")
        for client in clients:
            self.check(client, partner[client.name])
        self.assertEqual(server.stop()[0], 0)

    def check(self, client, other):
        texts, shown, delivered = [], 0, set()
        while len(texts) < MESSAGES or shown < 1 or len(delivered) < MESSAGES:
            event = self.next_event(client)
            if event["event"] == "message" and not event["own"]:
                texts.append(event["text"])
            elif event["event"] == "picture-offered":
                client.do("accept", key=event["key"])
            elif event["event"] == "picture-here":
                shown += 1
            elif event["event"] == "delivered":
                self.assertNotIn(event["key"], delivered)
                delivered.add(event["key"])
            self.assertNotIn(event["event"], ("problem", "refused", "error", "ended"), event)
        self.assertEqual(texts, [f"{other} says {number}" for number in range(MESSAGES)])

    @staticmethod
    def next_event(client):
        return client.headless.events[client.name].get(timeout=SECONDS)


if __name__ == "__main__":
    unittest.main()
