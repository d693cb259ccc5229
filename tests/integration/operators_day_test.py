# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day of an operator whose server people talk on: metrics, a notice, a ban that ends one of them, and an end that waits for a picture."""

import re
import signal
import time
import unittest

from tests.support.blackbox import wire
from tests.support.blackbox.headless import Headless, meet
from tests.support.blackbox.operating import Operator

CHUNK = 65_536
RATE_LIMITED = 83
OPERATOR_NOTICE = 18  # a kind of frame
NOTICE = "restart at 18:00"
PEST = "127.0.7.7"  # any address of 127.0.0.0/8 is this computer's


def histograms(text):
    """Name -> (upper bounds with their counts in the order of the page, sum, count)."""
    found = {}
    for name in re.findall(r"^# TYPE (\S+) histogram$", text, re.M):
        buckets = [(float(bound), int(count)) for bound, count in
                   re.findall(rf'^{name}_bucket{{le="([^"]+)"}} (\d+)$', text, re.M)]
        found[name] = (buckets, float(re.search(rf"^{name}_sum (\S+)$", text, re.M)[1]),
                       int(re.search(rf"^{name}_count (\d+)$", text, re.M)[1]))
    return found


class Histograms(Operator):
    def whole(self, port):
        """Those of now, each as Prometheus wants it: cumulative up to +Inf, which is the count, with a sum that can be of them."""
        found = histograms(self.get(port, "/metrics")[1])
        for name, (buckets, total, count) in found.items():
            with self.subTest(name=name):
                bounds, counts = [bound for bound, _ in buckets], [number for _, number in buckets]
                self.assertEqual(bounds, sorted(set(bounds)))
                self.assertEqual(bounds[-1], float("inf"))
                self.assertEqual(counts, sorted(counts))
                self.assertEqual(counts[-1], count)
                # Each took as long as the bound below its class at least, and as the bound above at most.
                inside = [(low, high, upper - lower) for (low, lower), (high, upper) in zip([(0.0, 0), *buckets], buckets)]
                self.assertGreaterEqual(total + 1e-6, sum(low * number for low, _, number in inside))
                self.assertLessEqual(total - 1e-6, sum(high * number for _, high, number in inside if number))
        return found

    def test_histograms_areWhole_andGrowWithWhatTheyCount(self):
        for threads in ("1", "3"):
            with self.subTest(threads=threads):
                server = self.server("--metrics", "127.0.0.1:0", "--threads", threads)
                port = self.metrics(server)
                before = self.whole(port)
                self.assertEqual(set(before), {"chatmet_handshake_seconds", "chatmet_event_seconds", "chatmet_tick_lateness_seconds"})
                self.assertEqual(before["chatmet_handshake_seconds"][1:], (0, 0))
                one, other, conversation = wire.pair(server)
                for number in range(1, 31):
                    one.send(wire.SEND, wire.field(1, conversation) + wire.field(2, number), body=b"any body")
                    other.expect(wire.MESSAGE)
                    one.expect(wire.ACCEPTED)
                self.assertEqual(self.value_within(10, port, "chatmet_messages_total", 30), 30)
                self.assertEqual(self.value(port, "chatmet_handshake_seconds_count"), 2)
                after = self.whole(port)
                for name, grown in (("chatmet_event_seconds", 30), ("chatmet_handshake_seconds", 2)):
                    self.assertGreaterEqual(after[name][2], before[name][2] + grown, name)
                    self.assertGreater(after[name][1], before[name][1], name)
                # A tick comes with time alone.
                late = before["chatmet_tick_lateness_seconds"][2]
                self.assertTrue(self.grown_within(10, port, "chatmet_tick_lateness_seconds_count", late))
                for line in (one, other):
                    line.close()
                self.assertEqual(server.stop(), (0, ""))

    def grown_within(self, seconds, port, series, before):
        deadline = time.monotonic() + seconds
        while self.value(port, series) <= before and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.value(port, series) > before


class Day(Operator):
    def story(self, threads):
        server = self.server("--metrics", "127.0.0.1:0", "--threads", threads, "--config", self.path("d.toml", "drain_window = 30\n"),
                             resume_window=20)
        port = self.metrics(server)
        headless = Headless()
        self.addCleanup(headless.kill)
        one, other = headless.client("lantern-fox"), headless.client("quiet-otter")
        meet(one, other, server)
        self.talk(one, other, "in the morning")
        self.assertEqual(self.value_within(10, port, "chatmet_pairs", 1), 1)

        self.control("notice", NOTICE)
        for client in (one, other):
            self.assertEqual(client.wait("operator-notice")["text"], NOTICE)

        pest, partner = self.came(server, source=PEST), self.came(server)
        self.met(pest, partner)
        self.assertEqual(self.value_within(10, port, "chatmet_pairs", 2), 2)
        self.ban(server, port, pest, partner)
        self.talk(one, other, "at noon")
        self.end(server, one, other, partner)
        self.assertEqual(headless.quit(), 0)

    def came(self, server, **options):
        """Whoever comes is told what was told to those who were there."""
        line = wire.Line(server, **options)
        self.addCleanup(line.close)
        line.welcome()
        self.assertEqual(line.expect(OPERATOR_NOTICE)[0][1], [NOTICE.encode()])
        return line

    def met(self, *lines):
        """Of two who look for somebody: their conversation."""
        for line in lines:
            line.send(wire.MEET)
            line.expect(wire.WAITING)
        for line in lines:
            fields, _ = line.expect(wire.PAIRED)
            line.partner = fields[3][0]
        return fields[1][0]

    def talk(self, one, other, text):
        for sender, receiver in ((one, other), (other, one)):
            sender.send(text)
            self.assertEqual(receiver.message(text=text)["text"], text)
            sender.wait("delivered")

    def ban(self, server, port, pest, partner):
        """Who is banned is closed, and waited for no more; the others notice nothing; nobody of that network comes in until the end."""
        self.control("ban", f"{PEST}/24", "--for", "2h", "--why", "insults")
        pest.expect_error(RATE_LIMITED)
        pest.expect_closed()
        partner.expect(wire.ENDED)
        for source in (PEST, "127.0.7.200"):
            with wire.connect(server, source=source) as refused:
                self.assertEqual(refused.recv(1), b"")
        for series, value in (("chatmet_bans", 1), ("chatmet_pairs", 1), ("chatmet_sessions", 3),
                              ('chatmet_connections_refused_total{why="banned"}', 2)):
            self.assertEqual(self.value_within(10, port, series, value), value, series)
        self.control("unban", f"{PEST}/24")
        self.assertEqual(self.value_within(10, port, "chatmet_bans", 0), 0)
        self.came(server, source=PEST)

    def end(self, server, one, other, partner):
        """Everybody is told, a picture has its time, and then it is over."""
        sender = self.came(server)
        stream = wire.begin_picture(sender, partner, self.met(sender, partner), CHUNK)
        server.child.send_signal(signal.SIGTERM)
        for client in (one, other):
            self.assertEqual(client.wait("ended")["cause"], "server-ended")
            client.wait("problem", problem="shutting-down")
        self.assertIn("draining", self.control("health", status=1))
        self.assertIsNone(server.child.poll())
        sender.send(wire.CHUNK, stream, body=bytes(CHUNK), reliable=False)
        partner.expect(wire.CHUNK)
        partner.send(wire.END, stream + wire.field(3, 1))
        sender.expect(wire.END)
        for line in (sender, partner):
            line.expect(wire.FAREWELL)
            line.expect_closed()
        self.assertEqual(server.stop(), (0, ""))

    def test_day_onOneThread(self):
        self.story("1")

    def test_day_onSeveralThreads(self):
        self.story("4")


if __name__ == "__main__":
    unittest.main()
