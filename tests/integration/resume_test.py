# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that drop under the real programs: nothing is lost, nothing comes twice, nothing out of order, or the pair ends."""

import os
import tempfile
import threading
import time
import unittest

from tests.support.blackbox import wire
from tests.support.blackbox.headless import Headless, meet
from tests.support.blackbox.noise import Noise
from tests.support.blackbox.programs import Server
from tests.support.blackbox.relay import Relay
from tests.support.blackbox.wire import Line, field

WINDOW = 20
TYPING_OF_PARTNER = 32
PAIRS = 10
TEXTS = 60
CUTS = 8  # and then no more: on a machine where a line needs as long to come back, they would go on for ever
CUTS_EVERY_SECONDS = 0.7


class Resume(unittest.TestCase):
    def begin(self, window=WINDOW, **options):
        self.server = Server(resume_window=window, **options)
        self.addCleanup(self.server.kill)
        self.relay = Relay(self.server)
        self.addCleanup(self.relay.close)
        self.headless = Headless()
        self.addCleanup(self.headless.kill)
        self.one, self.other = self.headless.client("lantern-fox"), self.headless.client("quiet-otter")

    def meet(self, **options):
        """One's line goes through the relay, the other's does not."""
        self.begin(**options)
        self.one.connect(self.relay, self.one.name)
        self.other.connect(self.server, self.other.name)
        for client in (self.one, self.other):
            client.wait("welcomed")
            client.do("meet", topics=[])
        for client in (self.one, self.other):
            client.wait("seal", state="sealed")

    def test_droppedLine_isTakenUpAgain_andNothingIsLost(self):
        self.meet()
        self.one.send("before")
        self.assertEqual(self.other.message()["text"], "before")
        self.relay.refuse()
        self.relay.cut()
        self.one.wait("line", state="reconnecting")
        self.assertGreater(self.other.wait("partner-line", away=True)["for_ms"], (WINDOW - 5) * 1_000)
        self.one.send("said while away")
        self.other.send("heard while away")
        self.other.wait("sent")
        self.relay.refuse(False)
        self.one.wait("line", state="online")
        self.other.wait("partner-line", away=False)
        self.assertEqual(self.one.message()["text"], "heard while away")
        self.assertEqual(self.other.message()["text"], "said while away")
        self.other.wait("delivered")
        for client in (self.one, self.other):
            self.assertFalse([event for event in client.seen if event["event"] in ("ended", "refused")])

    def test_windowIsOver_bothAreTold(self):
        self.meet(window=1)
        self.relay.refuse()
        self.relay.cut()
        self.assertEqual(self.other.wait("ended")["cause"], "partner-lost")
        self.assertEqual(self.one.wait("ended")["cause"], "own-line-lost")
        self.relay.refuse(False)
        self.one.wait("welcomed")  # as somebody new

    def test_partner_mayRefuseToWait(self):
        self.meet()
        self.relay.refuse()
        self.relay.cut()
        self.other.wait("partner-line", away=True)
        self.other.do("leave")
        self.other.wait("erased")
        self.relay.refuse(False)
        self.assertEqual(self.one.wait("ended")["cause"], "partner-left")

    def test_lineThatTheServerThinksIsAlive_isTakenOver(self):
        self.meet()
        self.relay.cut_unnoticed()
        self.one.wait("line", state="reconnecting")
        self.other.send("into the old line")
        self.one.wait("line", state="online")
        self.assertEqual(self.one.message()["text"], "into the old line")
        self.one.send("from the new one")
        self.assertEqual(self.other.message()["text"], "from the new one")

    def test_picture_goesOnFromItsChunk_whicheverLineDrops(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        picture = Noise(folder.name, 600, 400).file
        for sender, receiver in ((0, 1), (1, 0)):
            with self.subTest(sender=("whose line drops", "the other")[sender]):
                self.meet()
                clients = (self.one, self.other)
                clients[receiver].do("accept", auto=True)
                clients[sender].do("picture", file=picture)
                for _ in range(4):
                    clients[receiver].wait("picture-progress")
                    self.relay.cut()
                here = clients[receiver].wait("picture-here", own=False)
                self.assertGreater(here["bytes"], 600_000)
                clients[sender].wait("picture-state", own=True, state="here")
                self.assertGreater(self.relay.connections, 1)

    def test_manyPairs_whoseLinesBreakAgainAndAgain_loseRepeatAndMixNothing(self):
        self.begin()
        pairs = [(self.headless.client(f"left-{number}"), self.headless.client(f"right-{number}")) for number in range(PAIRS)]
        for pair in pairs:
            meet(*pair, self.relay)
        stop = threading.Event()

        def cut_again_and_again():
            for _ in range(CUTS):
                if stop.wait(CUTS_EVERY_SECONDS):
                    return
                self.relay.cut()

        cutter = threading.Thread(target=cut_again_and_again)
        cutter.start()
        try:
            for number in range(TEXTS):
                for pair in pairs:
                    for client in pair:
                        client.send(f"{number} from {client.name}")
                time.sleep(0.05)  # spread over several cuts
            for one, other in pairs:
                for receiver, sender in ((one, other), (other, one)):
                    for number in range(TEXTS):
                        self.assertEqual(receiver.message()["text"], f"{number} from {sender.name}")
        finally:
            stop.set()
            cutter.join(5)
        for pair in pairs:
            for client in pair:
                self.assertFalse([event for event in client.seen if event["event"] in ("ended", "failed")], client.name)
        self.assertGreater(self.relay.connections, 3 * PAIRS)

    def test_tokens_asTheDocumentHasThem(self):
        self.begin()
        line, other = Line(self.server), Line(self.server)
        for one in (line, other):
            self.addCleanup(one.close)
        first = line.welcome(username="bytes")
        other.welcome(username="other-bytes")
        self.assertEqual(first[4], [WINDOW * 1_000])
        for one in (line, other):
            one.send(wire.MEET)
            one.expect(wire.WAITING)
        conversation = line.expect(wire.PAIRED)[0][1][0]
        line.close()
        other.send(wire.SEND, field(1, conversation) + field(2, 1), body=b"waits")
        used = Line(self.server)
        used.send_message(wire.hello(extra=field(5, field(1, first[2][0]) + field(2, 2))))
        fields, _ = used.expect(wire.WELCOME)
        self.assertEqual(fields[12], [1])
        self.assertNotEqual(fields[2], first[2])
        self.assertEqual(used.expect(wire.MESSAGE)[1], b"waits")
        used.close()  # as if the welcome had never come
        again = Line(self.server)
        self.addCleanup(again.close)
        again.send_message(wire.hello(extra=field(5, field(1, first[2][0]) + field(2, 2))))
        again.expect(wire.WELCOME)
        self.assertEqual(again.expect(wire.MESSAGE)[1], b"waits")
        again.send_message(wire.frame(wire.ACK, acknowledged=3))
        again.sequence = 1
        again.send(wire.TYPING, field(1, conversation) + field(3, 1), reliable=False)
        other.expect_after(TYPING_OF_PARTNER)
        late = Line(self.server)
        self.addCleanup(late.close)
        late.send_message(wire.hello(extra=field(5, field(1, first[2][0]) + field(2, 2))))
        late.expect_error(27)


if __name__ == "__main__":
    unittest.main()
