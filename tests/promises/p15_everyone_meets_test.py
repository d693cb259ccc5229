# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P15: everyone waiting has at most one partner, and two who may meet never both wait beyond 6 s, whoever drops out when."""

import os
import queue
import random
import subprocess
import time
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.wire import field

PEOPLE = 60
STEPS = 1_500
WAIT_SECONDS = 6
SIMULATED_SEEDS = 300


class Person:
    """What a client was told: at most one partner at a time."""

    def __init__(self, client):
        self.client = client
        self.partner = None
        self.faults = []
        self.meetings = 0

    def read(self):
        """Takes what has come; returns whether anything has."""
        any_came = False
        while True:
            try:
                event = self.client.headless.events[self.client.name].get_nowait()
            except queue.Empty:
                return any_came
            any_came = True
            if event["event"] == "paired":
                if self.partner is not None:
                    self.faults.append(f"{self.client.name} has {self.partner} and {event['partner']}")
                if event["partner"] == self.client.name:
                    self.faults.append(f"{self.client.name} met itself")
                self.partner = event["partner"]
                self.meetings += 1
            elif event["event"] == "meeting" and event["state"] != "paired":
                self.partner = None


class Meetings(Promise):
    def test_crowd_thatDropsOutAtRandom_hasOnePartnerEach(self):
        """60 people met, left, pressed Next, cancelled and lost their lines 1,500 times in any order: nobody had two partners or themselves, and then all were in pairs within 6 s"""
        seed = random.SystemRandom().randrange(1 << 32)
        dice = random.Random(seed)
        server = self.server()
        headless = self.headless()
        people = [Person(headless.client(f"person-{number}")) for number in range(PEOPLE)]
        for person in people:
            person.client.connect(server, person.client.name)
        for person in people:
            person.client.wait("welcomed")
        for step in range(STEPS):
            person = dice.choice(people)
            what = dice.choice(("meet", "meet", "meet", "next", "leave", "cancel", "drop"))
            arguments = {"topics": dice.sample(["a", "b", "c"], dice.randrange(3))} if what == "meet" else {}
            person.client.do(what, **arguments)
            if step % 50 == 49:
                self.caught_up(dice.choice(people))
                for one in people:
                    one.read()
        self.all_meet(people, seed)
        self.assertGreater(sum(person.meetings for person in people), PEOPLE, "void: hardly anybody met")

    @staticmethod
    def caught_up(person):
        """The process has done what it was asked so far."""
        person.client.do("state")
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                event = person.client.headless.events[person.client.name].get(timeout=0.1)
            except queue.Empty:
                continue
            if event["event"] == "state":
                return
            if event["event"] == "paired":
                person.partner = event["partner"]
            elif event["event"] == "meeting" and event["state"] != "paired":
                person.partner = None
        raise AssertionError("no answer within 30 s")

    def all_meet(self, people, seed):
        """Everybody comes back to having nobody, then everybody looks for somebody."""
        for person in people:
            person.client.do("retry")
            person.client.do("leave")
            person.client.do("cancel")
        states = {person.client.name: self.idle(person) for person in people}
        self.assertEqual(set(states.values()), {"none"}, f"seed {seed}")
        begin = time.monotonic()
        for person in people:
            person.partner = None
            person.client.do("meet", topics=["t" + person.client.name])  # nobody's: the whole wait
        for person in people:
            left = begin + WAIT_SECONDS + 1 - time.monotonic()
            event = person.client.wait("paired", seconds=max(left, 0.01))
            person.partner = event["partner"]
        took = time.monotonic() - begin
        self.assertLess(took, WAIT_SECONDS, f"seed {seed}")
        partner = {person.client.name: person.partner for person in people}
        self.assertTrue(all(partner[partner[name]] == name != partner[name] for name in partner), f"seed {seed}")
        self.assertEqual([fault for person in people for fault in person.faults], [], f"seed {seed}")

    @staticmethod
    def idle(person):
        """Waits until a client is online with nobody; its state."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            person.client.do("erase")
            person.client.do("leave")
            person.client.do("cancel")
            person.client.do("state")
            state = person.client.wait("state")
            if (state["line"], state["meeting"]) == ("online", "none"):
                person.read()
                return state["meeting"]
        return "never"

    def test_twoWithDifferentTopics_meetWithinSixSeconds(self):
        """two who had no topic in common met after 5 s and before 6 s, although a third came and dropped out in between"""
        server = self.server()
        one, other, third = (self.line(server, seconds=15) for _ in range(3))
        for line, topic in ((one, "music"), (other, "chess")):
            line.welcome(username=topic)
            line.send(wire.MEET, field(1, topic))
            line.expect(wire.WAITING)
        begin = time.monotonic()
        third.welcome(username="passing")
        third.send(wire.MEET, field(1, "rivers"))
        third.expect(wire.WAITING)
        third.socket.close()
        self.assertEqual(one.expect(wire.PAIRED)[0][4], [b"chess"])
        self.assertEqual(other.expect(wire.PAIRED)[0][4], [b"music"])
        took = time.monotonic() - begin
        self.assertGreater(took, 3, "topics were not preferred")
        self.assertLess(took, WAIT_SECONDS)

    def test_rules_inVirtualTime_holdForSeeds(self):
        """the server's rules alone, in 300 worlds of people, broken lines and lies from printed seeds, gave each at most one partner, and everyone one within 6 s"""
        done = subprocess.run([os.environ["CHATMET_SIMULATION"], "--seeds", f"1..{SIMULATED_SEEDS}"],
                              capture_output=True, text=True, timeout=100, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-2_000:])
        self.assertIn(f"{SIMULATED_SEEDS} seeds, ", done.stdout)
        self.assertIn(": 0 broken", done.stdout)


if __name__ == "__main__":
    unittest.main()
