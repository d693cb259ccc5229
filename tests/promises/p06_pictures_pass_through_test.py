# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P6: a picture in passing is never in a file, and the server's memory falls back after it has passed."""

import os
import unittest

from tests.promises.promise import Promise, require_strace
from tests.support.blackbox import tracing, wire
from tests.support.blackbox.headless import meet
from tests.support.blackbox.wire import field, pair

CHUNK = 65_536
CHUNKS = 300  # 20 MB, the largest picture
PICTURES = 3
WINDOW = 4    # chunks that the server holds of a stream at most (Protocol.md, "Pictures")
# What else may come and go in a busy server: OpenSSL's and the socket's buffers of two lines, pages that malloc keeps.
SLACK_KIB = 1_024


def private_kib(pid):
    """Memory of its own, in KiB, swapped-out pages included."""
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
        rows = dict(line.split(":", 1) for line in status)
    return int(rows["RssAnon"].split()[0]) + int(rows["VmSwap"].split()[0])


class Pictures(Promise):
    def open_stream(self, server, chunks, **options):
        one, other, conversation = pair(server, **options)
        self.addCleanup(one.close)
        self.addCleanup(other.close)
        ids = field(1, conversation) + field(2, bytes(2) + os.urandom(14))
        one.send(wire.SEND, field(1, conversation) + field(2, 1), body=b"an offer, as far as the server knows")
        one.expect(wire.ACCEPTED)
        member = other.expect(wire.MESSAGE)[0][2][0]
        other.send(wire.ACCEPT, ids + field(3, member) + field(4, WINDOW))
        one.expect(wire.ACCEPT)
        one.send(wire.OPEN, ids + field(3, chunks * CHUNK))
        other.expect(wire.OPEN)
        return one, other, ids

    def pass_picture(self, server):
        """Returns the most memory seen on the way and the last chunks, which nobody acknowledged singly."""
        one, other, ids = self.open_stream(server, CHUNKS)
        most = 0
        kept = {}
        for number in range(CHUNKS):
            chunk = os.urandom(CHUNK)
            one.send(wire.CHUNK, ids + field(3, number), body=chunk, reliable=False)
            self.assertEqual(other.expect(wire.CHUNK)[1], chunk)
            if number + 1 < CHUNKS:
                other.send(wire.CREDIT, ids + field(3, number + 1) + field(4, number + 1 + WINDOW), reliable=False)
                one.expect(wire.CREDIT)
            if number % 25 == 0:
                most = max(most, private_kib(server.pid))
                kept[f"chunk {number}"] = chunk
        other.send(wire.END, ids + field(3, 1))
        one.expect(wire.END)
        return most, kept

    def test_largestPictures_memoryStaysAndFallsBack(self):
        """three pictures of 20 MB passed; the server's memory never held more than a window of 256 KiB more, and fell back after each"""
        server = self.server()
        self.pass_picture(server)  # what a first picture needs once: code pages, arenas
        before = private_kib(server.pid)
        for _ in range(PICTURES):
            most, kept = self.pass_picture(server)
            self.assertLess(most, before + WINDOW * CHUNK // 1024 + SLACK_KIB)
            self.assertLess(private_kib(server.pid), before + SLACK_KIB)
            self.assert_gone(server, kept)

    def test_heldBack_isFoundThenGone(self):
        """while a receiver did not take its chunks the server held them (found); once the picture was cancelled they were gone"""
        server = self.server()
        one, other, ids = self.open_stream(server, WINDOW, receive_bytes=4_096)
        self.fill(server, one, other, wire.parse(ids)[1][0])
        chunks = [os.urandom(CHUNK) for _ in range(WINDOW)]
        for number, chunk in enumerate(chunks):
            one.send(wire.CHUNK, ids + field(3, number), body=chunk, reliable=False)
        needles = {f"chunk {number}": chunk for number, chunk in enumerate(chunks)}
        found = self.within(5, "a chunk in the server", lambda: self.search(server, needles))
        self.assertTrue(found)
        one.send(wire.END, ids + field(3, 2))
        self.settle(server)
        # What was on its way into the socket when it was cancelled is finished; the rest was dropped.
        while other.receive()[0] != wire.END:
            pass
        self.settle(server)
        self.assert_gone(server, needles)

    def fill(self, server, one, other, conversation):
        """Messages that the receiver acknowledges and does not read, until one of them has to wait in the server."""
        for number in range(2, 120):
            body = os.urandom(CHUNK)
            one.send(wire.SEND, field(1, conversation) + field(2, number), body=body)
            one.expect(wire.ACCEPTED)
            # Waiting, Paired, the offer and StreamOpen were the server's first four.
            other.send_message(wire.frame(wire.ACK, acknowledged=number + 3))
            if number % 4 == 0 and self.search(server, {"message": body}) and self.still(server, body):
                return
        self.fail("void: nothing has to wait in the server")

    def still(self, server, body):
        """Not because its acknowledgement was still on its way."""
        self.settle(server)
        return self.search(server, {"message": body})

    def test_picture_isInNoFile(self):
        """while a picture passed between two clients neither the server nor a client opened a file for writing"""
        require_strace(self)
        folder = self.folder()
        traces = [os.path.join(folder, name) for name in ("server", "client")]
        server = self.server(wrapper=tracing.wrapper(traces[0]), writable=True)
        programs = [self.headless(wrapper=tracing.wrapper(traces[1])), self.headless()]
        one, other = [program.client(name) for program, name in zip(programs, ("one", "other"))]
        meet(one, other, server)
        for sender, receiver in ((one, other), (other, one)):
            receiver.do("accept", auto=True)
            sender.do("picture", generate={"width": 2_000, "height": 1_500, "seed": 5})
            self.assertGreater(receiver.wait("picture-here")["bytes"], 100_000)
        self.assertEqual(programs[0].quit(), 0)
        self.assertEqual(server.stop()[0], 0)
        for trace in traces:
            self.assertTrue(tracing.calls(trace), "the trace sees files being opened")
            self.assertEqual(tracing.writes(trace), [])


if __name__ == "__main__":
    unittest.main()
