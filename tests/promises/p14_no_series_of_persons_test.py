# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P14: metrics are totals; no series per person, address or conversation."""

import http.client
import os
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire

PATHS = ("/", "/metrics", "/health", "/status", "/debug", "/holdings", "/.well-known/metrics")
LISTEN = "0A"  # proc(5), /proc/net/tcp


def listening(pid):
    """Ports on which a process listens, and how many other sockets it has that are no connection of a port of these."""
    inodes = set()
    for number in os.listdir(f"/proc/{pid}/fd"):
        try:
            target = os.readlink(f"/proc/{pid}/fd/{number}")
        except OSError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    ports = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        try:
            with open(f"/proc/{pid}/net/{table}", encoding="ascii") as rows:
                for row in list(rows)[1:]:
                    cells = row.split()
                    if cells[9] in inodes and (cells[3] == LISTEN or table.startswith("udp")):
                        ports.add((table, int(cells[1].rsplit(":", 1)[1], 16)))
        except FileNotFoundError:
            pass  # a kernel without IPv6
    return ports


class Metrics(Promise):
    def test_server_listensInOnePlace(self):
        """in the middle of a conversation the server listened on its one port and on no other, of any kind"""
        server = self.server()
        wire.pair(server)
        self.assertEqual(listening(server.pid), {("tcp", server.port)})

    def test_metrics_haveTheSameSeriesWhoeverTalks(self):
        """the metrics, which are off unless asked for, had the same series before anybody came and after 20 pairs, a room and a refusal (but one for each kind of refusal), and no name, topic, address or id stood in them"""
        server = self.server("--metrics", "127.0.0.1:0")
        port = int(server.error_line(20).rsplit(" ", 1)[1])
        before = self.series(port)
        ids = []
        for number in range(20):
            one, other, conversation = wire.pair(server)
            one.send(wire.SEND, wire.field(1, conversation) + wire.field(2, 1), body=b"something to count")
            other.expect(wire.MESSAGE)
            one.send(wire.CANCEL if number else wire.MEET)
            ids.append(conversation.hex())
            one.close()
            other.close()
        room = wire.Room(server, 3)
        self.addCleanup(room.close)
        after = self.series(port)
        self.assertLessEqual(before, after)
        self.assertTrue(all(one.startswith('chatmet_refusals_total{code="') for one in after - before), after - before)
        text = self.text(port).lower()
        for word in ("first-bytes", "other-bytes", "127.0.0", "something to count", *ids):
            self.assertNotIn(word, text)

    def text(self, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.addCleanup(connection.close)
        connection.request("GET", "/metrics")
        return connection.getresponse().read().decode()

    def series(self, port):
        """Names with their labels."""
        return {row.rsplit(" ", 1)[0] for row in self.text(port).splitlines() if not row.startswith("#")}

    def test_everyPath_isAnsweredWithoutAnything(self):
        """asked by HTTP for metrics, health and the like while two talked, it answered with an error without a word about anybody or any number"""
        server = self.server()
        one, other, conversation = wire.pair(server)
        one.send(wire.SEND, wire.field(1, conversation) + wire.field(2, 1), body=b"something to count")
        other.expect(wire.MESSAGE)
        for path in PATHS:
            line = self.line(server, upgrade=False)
            line.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: text/plain\r\n\r\n".encode())
            answer = b""
            try:
                while piece := line.socket.recv(4096):
                    answer += piece
            except OSError:
                pass
            self.assertRegex(answer, rb"^HTTP/1\.1 4\d\d ")
            _, _, content = answer.partition(b"\r\n\r\n")
            self.assertLess(len(content), 200)
            self.assertNotRegex(content, rb"\d|first-bytes|other-bytes|127\.0")

    def test_output_hasNoSeries(self):
        """through 20 conversations the server said nothing on its output but its ready line"""
        server = self.server()
        for _ in range(20):
            one, other, conversation = wire.pair(server)
            one.send(wire.LEAVE, wire.field(1, conversation))
            one.close()
            other.close()
        self.assertEqual(server.stop(), (0, ""))
        self.assertEqual(server.said(), b"")


if __name__ == "__main__":
    unittest.main()
