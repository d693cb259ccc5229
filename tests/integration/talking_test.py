# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Replies, messages that are taken back, reports and blocks: the real clients and the real server."""

from tests.promises.promise import Promise
from tests.support.blackbox.headless import meet
from tests.support.blackbox.relay import Relay

SPAM = 4


class Talking(Promise):
    RESUME_WINDOW = 20

    def setUp(self):
        super().setUp()
        self.host = self.server()
        program = self.headless()
        self.one, self.other, self.third = (program.client(name) for name in ("one", "other", "third"))

    def meet(self):
        meet(self.one, self.other, self.host)

    def test_reply_namesTheSameMessageOnBothSides(self):
        self.meet()
        self.one.send("a question")
        question = self.other.message()
        self.other.do("send", text="an answer", reply=question["key"])
        answer = self.one.message()
        self.assertEqual((answer["text"], answer["reply"]), ("an answer", question["number"]))

    def test_takenBack_goesOnBothSides_andTheConversationGoesOn(self):
        self.meet()
        self.one.send("too much said")
        key = self.one.wait("message", own=True)["key"]
        self.other.message(text="too much said")
        self.one.wait("delivered", key=key)
        self.one.do("take-back", key=key)
        self.assertTrue(self.one.wait("taken-back")["own"])
        self.assertFalse(self.other.wait("taken-back")["own"])
        self.one.send("what I meant")
        self.assertEqual(self.other.message()["text"], "what I meant")

    def test_takenBack_whileThePartnerIsAway_isNeverShown(self):
        relay = Relay(self.host)
        self.addCleanup(relay.close)
        for client, server in ((self.one, self.host), (self.other, relay)):
            client.connect(server, client.name)
            client.wait("welcomed")
            client.do("meet", topics=[])
        for client in (self.one, self.other):
            client.wait("seal", state="sealed")
        relay.refuse()
        relay.cut()
        self.one.wait("partner-line", away=True)
        self.one.send("too much said")
        key = self.one.wait("sent")["key"]
        self.one.do("take-back", key=key)
        self.one.send("what I meant")
        self.one.wait("sent")
        relay.refuse(False)
        self.assertEqual(self.other.message()["text"], "what I meant")
        missing = next(event for event in self.other.seen if event["event"] == "missing")
        self.assertFalse(any(event.get("text") == "too much said" for event in self.other.seen))
        taken = next(event for event in self.other.seen if event["event"] == "taken-back")
        self.assertEqual(taken["key"], missing["key"], "the author's word came for it")

    def test_block_endsIt_andTheTwoDontMeetAgain(self):
        self.meet()
        self.one.do("block")
        self.one.wait("ticket", blocked=True)
        self.assertEqual(self.one.wait("ended")["cause"], "you-left")
        self.assertEqual(self.other.wait("ended")["cause"], "partner-left")
        for client in (self.other, self.one):
            client.do("meet", topics=["tea"])
            client.wait("meeting", state="waiting")
        self.third.arrive(self.host, topics=["tea"])
        self.third.wait("paired")
        self.other.wait("paired")
        self.third.do("leave")
        self.other.wait("ended")
        self.one.do("state")
        self.assertEqual(self.one.wait("state")["meeting"], "waiting")

    def test_report_afterTheEnd_isTaken_andCostsThoseBehindThatAddressAPuzzle(self):
        self.meet()
        self.other.do("leave")
        self.one.wait("ended")
        told = [event for event in self.one.seen if event["event"] == "ticket"]
        self.assertGreater(told[-1]["left_ms"], 100_000)
        self.one.do("report", reason=SPAM)
        self.one.wait("ticket", reported=True)
        self.third.connect(self.host, "third")
        self.third.wait("line", state="connecting")
        self.third.wait("welcomed")  # it solved the puzzle
        self.assertTrue(any(event["event"] == "puzzle" for event in self.third.seen), self.third.seen)

    def test_ofThePairBefore_aReportIsTaken(self):
        self.meet()
        self.other.do("stop")
        self.one.wait("ended")
        self.third.arrive(self.host)
        self.one.do("meet", topics=[])
        self.one.wait("paired")
        self.one.do("report", reason=SPAM, before=True)
        self.one.wait("ticket", before=True, reported=True)
        self.third.send("still here")
        self.one.message(text="still here")
