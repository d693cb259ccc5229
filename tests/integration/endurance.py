# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pairs that talk and send pictures for minutes while all their lines are cut every few seconds, half of the times unnoticed
by the server. Everything has to come, once and in order. Run by hand: python3 -m tests.integration.endurance --help"""

import argparse
import collections
import queue
import random
import tempfile
import time

from tests.support.blackbox.headless import Headless, meet
from tests.support.blackbox.noise import Noise
from tests.support.blackbox.programs import Server
from tests.support.blackbox.relay import Relay

BAD_EVENTS = ("ended", "error", "failed", "refused")
ROUND_SECONDS = 0.5
REST_SECONDS = 120  # until all that was under way has come


class Person:
    """One side of a pair: counts what it said, and checks what it hears."""

    def __init__(self, client):
        self.client = client
        self.partner = None
        self.said = self.heard = self.sent_pictures = self.seen_pictures = 0
        self.pictures = collections.Counter()  # by their hash

    def say(self):
        self.client.send(f"{self.said} from {self.client.name}")
        self.said += 1

    def send_picture(self, file):
        self.client.do("picture", file=file)
        self.sent_pictures += 1

    def take_in(self):
        """All that has happened so far."""
        events = self.client.headless.events[self.client.name]
        while True:
            try:
                event = events.get_nowait()
            except queue.Empty:
                return
            if event["event"] in BAD_EVENTS or event.get("state") in ("cancelled", "failed", "not-opened", "declined"):
                raise AssertionError(f"{self.client.name}: {event}")
            if event["event"] == "message" and not event["own"]:
                expected = f"{self.heard} from {self.partner.client.name}"
                if event["text"] != expected:
                    raise AssertionError(f"{self.client.name}: heard {event['text']!r}, not {expected!r}")
                self.heard += 1
            elif event["event"] == "picture-here":
                self.seen_pictures += 1
                self.pictures[event["sha256"]] += 1

    def has_all(self):
        return self.heard == self.partner.said and self.seen_pictures == self.partner.sent_pictures


def break_lines(relay, dice):
    relay.let_go()
    if dice.random() < 0.5:
        relay.cut()
    else:
        relay.cut_unnoticed()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--cut-every", type=float, default=4, metavar="SECONDS")
    parser.add_argument("--picture-every", type=float, default=30, metavar="SECONDS")
    options = parser.parse_args()
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        server, headless = Server(resume_window=20), Headless()
        relay = Relay(server)
        try:
            talk(options, dice, relay, headless, Noise(folder, 600, 400).file)
        finally:
            headless.kill()
            relay.close()
            server.kill()


def talk(options, dice, relay, headless, picture):
    people = []
    for number in range(options.pairs):
        pair = [Person(headless.client(f"{side}-{number}")) for side in ("left", "right")]
        meet(*(person.client for person in pair), relay)
        pair[0].partner, pair[1].partner = pair[1], pair[0]
        people += pair
    for person in people:
        person.client.do("accept", auto=True)
    begin = time.monotonic()
    cuts, next_cut, next_picture, turn = 0, begin + options.cut_every, begin, 0
    while (now := time.monotonic()) < begin + options.minutes * 60:
        for person in people:
            person.say()
            person.take_in()
        if now >= next_cut:
            break_lines(relay, dice)
            cuts, next_cut = cuts + 1, now + options.cut_every
        if now >= next_picture:
            for person in people[turn::2]:
                if person.partner.seen_pictures == person.sent_pictures:
                    person.send_picture(picture)
            turn, next_picture = 1 - turn, now + options.picture_every
        time.sleep(max(now + ROUND_SECONDS - time.monotonic(), 0))
    relay.let_go()
    deadline = time.monotonic() + REST_SECONDS
    while not all(person.has_all() for person in people):
        if time.monotonic() > deadline:
            missing = [person.client.name for person in people if not person.has_all()]
            raise AssertionError(f"not all has come to {missing}")
        time.sleep(ROUND_SECONDS)
        for person in people:
            person.take_in()
    if len({digest for person in people for digest in person.pictures}) != 1:
        raise AssertionError("pictures came that were not sent")
    print(f"{options.pairs} pairs, {time.monotonic() - begin:.0f} s, lines cut {cuts} times, {relay.connections} connections: "
          f"{sum(person.heard for person in people)} messages and {sum(person.seen_pictures for person in people)} pictures, "
          f"each once and in order")


if __name__ == "__main__":
    main()
