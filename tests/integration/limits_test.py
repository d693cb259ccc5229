# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits of a running server: puzzles before refusals, the time to wait, one memory budget, slow readers, balancers."""

import os
import re
import tempfile
import time
import unittest

from tests.support.blackbox import balancer, wire
from tests.support.blackbox.headless import Headless
from tests.support.blackbox.programs import Server
from tests.support.blackbox.wire import Line, field, pair

OVER_BUDGET, SERVER_FULL, RATE_LIMITED, PUZZLE_WRONG, PUZZLE_LATE = 81, 80, 83, 90, 91
HERE, ELSEWHERE = "127.0.0.1", "127.0.7.7"  # any address of 127.0.0.0/8 is this computer's
AGE_SECONDS = 10  # Limits.h, sendQueueAgeMs
MIB = 1_048_576


class Limits(unittest.TestCase):
    def serve(self, text, *options, **more):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        config = os.path.join(folder.name, "server.toml")
        with open(config, "w", encoding="utf-8") as file:
            file.write(text)
        self.server = Server("--config", config, *options, **more)
        self.addCleanup(self.server.kill)
        return self.server

    def line(self, **options):
        line = Line(self.server, **options)
        self.addCleanup(line.close)
        return line

    def arrive(self, **options):
        line = self.line(**options)
        line.welcome()
        return line


class Puzzles(Limits):
    FEW = "[limits]\narrivals_per_address = { puzzle_from = 2, refuse_from = 4, per_minute = 1 }\n"

    def challenge(self):
        line = self.line()
        line.send_message(wire.hello())
        fields, _ = line.expect(wire.CHALLENGE)
        return line, fields[1][0], fields[2][0]

    def test_address_busy_isAskedForAPuzzle_thenTurnedAwayWithTheTime(self):
        self.serve(self.FEW)
        lines = [self.arrive() for _ in range(4)]
        self.assertEqual([line.puzzle > 0 for line in lines], [False, False, True, True])
        refused = self.line()
        refused.send_message(wire.hello())
        error = refused.expect_error(RATE_LIMITED)
        self.assertGreater(error[3][0], 1_000)
        self.assertEqual(error[7], [1])
        refused.expect_closed()
        self.assertEqual(self.arrive(source=ELSEWHERE).puzzle, 0)

    def test_solution_wrongOrOfAnotherLine_isSaid_andAskedForAgain(self):
        self.serve(self.FEW.replace("puzzle_from = 2", "puzzle_from = 0"))
        line, challenge, bits = self.challenge()
        line.send_message(wire.frame(wire.PUZZLE, field(1, challenge) + field(2, b"12345678")))
        line.expect_error(PUZZLE_WRONG)
        line.expect(wire.CHALLENGE)
        other, _, _ = self.challenge()
        solution = wire.solve(challenge, bits)
        other.send_message(solution)
        other.expect_error(PUZZLE_LATE)
        other.expect(wire.CHALLENGE)
        line.send_message(solution)
        line.send_message(wire.hello())
        line.expect(wire.WELCOME)

    def test_ourClient_solvesIt(self):
        self.serve(self.FEW.replace("puzzle_from = 2", "puzzle_from = 0"))
        headless = Headless()
        self.addCleanup(headless.kill)
        client = headless.client("patient-otter")
        client.connect(self.server, client.name)
        client.wait("puzzle", solving=True)
        client.wait("puzzle", solving=False)
        client.wait("welcomed")

    def test_ourClient_turnedAway_saysSo(self):
        self.serve(self.FEW.replace("refuse_from = 4", "refuse_from = 1"))
        self.arrive()
        headless = Headless()
        self.addCleanup(headless.kill)
        client = headless.client("late-otter")
        client.connect(self.server, client.name)
        self.assertEqual(client.wait("problem")["problem"], "too-many-here")

    def test_threads_shareTheCount(self):
        self.serve(self.FEW, "--threads", "3")
        self.assertEqual(sum(self.arrive().puzzle > 0 for _ in range(4)), 2)


class Sessions(Limits):
    def test_messages_beyondTheLimit_waitAndLoseNothing(self):
        self.serve("[limits]\nmessages_per_session = { burst = 5, per_minute = 600 }\n")
        one, other, conversation = pair(self.server)
        for line in (one, other):
            self.addCleanup(line.close)
        number, waits = 1, 0
        while number <= 12:
            one.send(wire.SEND, field(1, conversation) + field(2, number), body=b"%d" % number)
            kind, fields, _, _ = one.receive()
            if kind == wire.ERROR:
                self.assertEqual((fields[1][0], fields[4][0]), (RATE_LIMITED, one.sequence))
                waits += 1
                time.sleep(fields[3][0] / 1_000)  # as it was told
            else:
                self.assertEqual(kind, wire.ACCEPTED)
                number += 1
        self.assertGreater(waits, 0)
        for number in range(1, 13):
            self.assertEqual(other.expect(wire.MESSAGE)[1], b"%d" % number)

    def test_ourClients_goOnByThemselves(self):
        """Refused messages go again when the time is over, in their order."""
        self.serve("[limits]\nmessages_per_session = { burst = 5, per_minute = 300 }\n")
        headless = Headless()
        self.addCleanup(headless.kill)
        one, other = headless.client("eager-otter"), headless.client("calm-otter")
        for client in (one, other):
            client.arrive(self.server)
        for client in (one, other):
            client.wait("seal", state="sealed")
        texts = [f"text {number}" for number in range(20)]
        for text in texts:
            one.send(text)
        self.assertEqual([other.message()["text"] for _ in texts], texts)


class Budget(Limits):
    def stream(self, lines, sending):
        """Asks for a picture of 3 chunks; the outcome at the sender: "open" or an error's code."""
        outcome = self.ask_for_stream(lines, sending)
        for line in lines[:2]:
            line.acknowledge()  # nobody hoards here
        return outcome

    def ask_for_stream(self, lines, sending):
        one, other, conversation = lines
        ids = field(1, conversation) + field(2, bytes(2) + os.urandom(14))
        self.last_stream = ids
        one.send(wire.SEND, field(1, conversation) + field(2, sending), body=b"offer")
        one.expect(wire.ACCEPTED)
        member = other.expect(wire.MESSAGE)[0][2][0]
        other.send(wire.ACCEPT, ids + field(3, member) + field(4, 4))
        one.expect(wire.ACCEPT)
        one.send(wire.OPEN, ids + field(3, 3 * 65_536))
        if other.receive()[0] == wire.OPEN:
            return "open"
        fields, _ = one.expect(wire.ERROR)
        one.expect(wire.END)
        return fields[1][0]

    def test_brim_picturesFirst_thenSessions_neverMessages(self):
        """2 MiB, of which an idle person takes 24 KiB: pictures are refused from three quarters on, people from seven
        eighths, and those who are in talk on."""
        self.serve("[limits]\nmemory_mib_max = 2\narrivals_per_address = { refuse_from = 0 }\n"
                   "sessions_per_address = { refuse_from = 0 }\n")
        talking = pair(self.server)
        for line in talking[:2]:
            self.addCleanup(line.close)
        people, outcomes, number = 2, {}, 0
        while True:
            newcomer = self.line()
            newcomer.send_message(wire.hello())
            kind, fields, _, _ = newcomer.receive()
            if kind == wire.ERROR:
                self.assertEqual(fields[1][0], SERVER_FULL)
                self.assertGreater(fields[3][0], 0)
                break
            people += 1
            self.assertLess(people, 200, "nobody was refused")
            number += 1
            outcomes[people] = self.stream(talking, number)
            if outcomes[people] == "open":
                self.assertNotIn(OVER_BUDGET, outcomes.values())
                self.end_stream(talking)
        refused_from = min(count for count, outcome in outcomes.items() if outcome == OVER_BUDGET)
        self.assertLess(refused_from, people, "pictures give way before people")
        self.assertLess(people * 24 * 1_024, 2 * MIB)
        one, other, conversation = talking
        for _ in range(20):
            number += 1
            one.send(wire.SEND, field(1, conversation) + field(2, number), body=bytes(300))
            one.expect(wire.ACCEPTED)
            other.expect(wire.MESSAGE)
            other.acknowledge()

    def end_stream(self, lines):
        """The pair's picture is given up, so that only people fill the budget."""
        lines[0].send(wire.END, self.last_stream + field(3, 2))
        lines[1].expect(wire.END)


class SlowReaders(Limits):
    def test_queue_thatStands_isCut_andTheSessionMayResume(self):
        self.serve("", resume_window=60)
        one, other, conversation = pair(self.server, receive_bytes=4_096)
        self.addCleanup(one.close)
        self.addCleanup(other.close)
        begin = time.monotonic()
        sent = 0
        while True:
            one.send(wire.SEND, field(1, conversation) + field(2, sent + 1), body=os.urandom(60_000))
            kind, fields, _, _ = one.receive()
            if kind == wire.ERROR:
                self.assertEqual(fields[1][0], RATE_LIMITED)
                break
            sent += 1
        fields = self.wait_for(one, 25, AGE_SECONDS * 2)  # its partner is away
        self.assertGreater(time.monotonic() - begin, AGE_SECONDS / 2)
        self.assertGreater(fields[3][0], 0)
        back = self.line()
        back.send_message(wire.frame(wire.HELLO, field(1, 1) + field(3, "0.1.0") + field(4, 1)
                                     + field(5, field(1, other.token) + field(2, other.received))))
        welcome, _ = back.expect(wire.WELCOME)
        self.assertEqual(welcome[12], [1])
        for number in range(1, sent + 1):
            fields, body = back.expect(wire.MESSAGE)
            self.assertEqual((fields[3][0], len(body)), (number, 60_000))

    def wait_for(self, line, kind, seconds):
        line.socket.settimeout(seconds)
        return line.expect_after(kind)


class Balancers(Limits):
    def serve_behind(self, *peers):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        self.log = os.path.join(folder.name, "log")
        os.mkdir(self.log, 0o700)
        return self.serve(f"proxy_peers = [{', '.join(repr(peer) for peer in peers)}]\n".replace("'", '"'),
                          "--access-log", self.log, writable=True)

    def through(self, header, **options):
        line = balancer.through(self.server, header, **options)
        self.addCleanup(line.close)
        return line

    def logged(self):
        self.server.stop()
        text = ""
        for name in os.listdir(self.log):
            with open(os.path.join(self.log, name), encoding="utf-8") as file:
                text += file.read()
        return sorted(re.findall(r"Z (\S+) (ChatMet|refused)", text))

    def test_header_saysWhoseConnectionItIs(self):
        self.serve_behind("127.0.0.0/24")
        for header, piece in ((balancer.version_one("203.0.113.7"), None), (balancer.version_one("2001:db8::7"), 1),
                              (balancer.version_two("203.0.113.8"), None), (balancer.version_two("2001:db8::8"), 1),
                              (balancer.version_two("203.0.113.9", extra=b"\x04\x00\x03abc"), 5),
                              (balancer.version_two("203.0.113.10", command=0), None)):
            self.through(header, piece=piece).welcome()
        self.assertEqual([address for address, _ in self.logged()],
                         ["127.0.0.1", "2001:db8::7", "2001:db8::8", "203.0.113.7", "203.0.113.8", "203.0.113.9"])

    def test_limits_goByThatAddress(self):
        self.serve("proxy_peers = [\"127.0.0.1\"]\n[limits]\n"
                   "arrivals_per_address = { puzzle_from = 1, refuse_from = 9, per_minute = 1 }\n")
        puzzles = []
        for source in ("203.0.113.7", "203.0.113.7", "203.0.113.8", "::ffff:203.0.113.8", "2001:db8::1", "2001:db8::2",
                       "2001:db8:0:1::1"):
            line = self.through(balancer.version_two(source))
            line.welcome()
            puzzles.append(line.puzzle > 0)
        self.assertEqual(puzzles, [False, True, False, True, False, True, False])

    def test_listed_withoutAHeader_isClosed_andCounted(self):
        self.serve_behind("127.0.0.1")
        with self.assertRaises((OSError, wire.Closed)):
            Line(self.server)
        silent = wire.connect(self.server)
        self.addCleanup(silent.close)
        silent.sendall(b"PROXY TCP4 ")
        self.assertEqual(silent.recv(1), b"", "closed within the time of a TLS handshake")
        self.assertEqual(set(self.logged()), {("127.0.0.1", "refused")})  # a line for each minute

    def test_unlisted_withAHeader_isNoTls(self):
        self.serve_behind("127.0.9.0/24")
        for header in (balancer.version_one("203.0.113.7"), balancer.version_two("203.0.113.7")):
            with self.assertRaises((OSError, wire.Closed)):
                balancer.through(self.server, header)
        Line(self.server).welcome()
        self.assertEqual(self.logged(), [("127.0.0.1", "ChatMet")])


if __name__ == "__main__":
    unittest.main()
