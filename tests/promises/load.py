# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""People who do not behave, in a process of their own: python3 -m tests.promises.load KIND PORT [COUNT]

Says "loaded" once the load is there, goes on until its input ends, then says three counts in a line."""

import resource
import select
import socket
import ssl
import sys
import time

from tests.support.blackbox import wire
from tests.support.blackbox.wire import Line, field, pair

RATE_LIMITED, OVER_BUDGET = 83, 81
PER_ADDRESS = 40  # sessions: fewer than an address is asked puzzles for
HERE = "127.0.66.6"  # who behaves comes from elsewhere; any address of 127.0.0.0/8 is this computer's
SECONDS_MAX = 60
BODY = bytes(range(256)) * 256
SILENT_SECONDS = 8  # a TLS handshake may take 5 s (Limits.h); a timer's step and a machine under load


class Server:
    def __init__(self, port):
        self.port = port


def asked_to_end():
    return bool(select.select([sys.stdin], [], [], 0)[0])


def loaded():
    print("loaded", flush=True)
    return time.monotonic() + SECONDS_MAX


class Talker:
    """Sends to a partner who does not acknowledge, and counts what it is answered."""

    def __init__(self, server, reads, number):
        self.one, self.other, self.conversation = pair(server, source=f"127.0.67.{1 + 2 * number // PER_ADDRESS}")
        self.number = 1
        self.sent = self.refused = self.closed = 0
        self.reads = reads

    def step(self):
        if self.closed:
            return
        try:
            self.one.send(wire.SEND, field(1, self.conversation) + field(2, self.number), body=BODY)
            self.sent += 1
            kind, fields, _, _ = self.one.receive()
            while kind == wire.MESSAGE:
                kind, fields, _, _ = self.one.receive()
            if kind == wire.ACCEPTED:
                self.number += 1
            elif kind == wire.ERROR and fields[1][0] in (RATE_LIMITED, OVER_BUDGET):
                self.refused += 1
            else:
                self.closed = 1
            while self.reads and select.select([self.other.socket], [], [], 0)[0]:
                self.other.receive()  # read, never acknowledged
        except (wire.Closed, OSError):
            self.closed = 1


def talk(server, count, reads):
    talkers = [Talker(server, reads, number) for number in range(count)]
    end = loaded()
    while not asked_to_end() and time.monotonic() < end:
        for talker in talkers:
            talker.step()
    return [sum(values) for values in zip(*((one.sent, one.refused, one.closed) for one in talkers))]


def joins(server, count):
    """Connections from one address, as fast as they can be made, none of which solves a puzzle; all stay open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(count + 100, hard) if hard >= 0 else count + 100, hard))
    joined = asked = broken = 0
    lines = []
    end = loaded()
    for _ in range(count):
        if asked_to_end() or time.monotonic() > end:
            break
        try:
            line = Line(server, source=HERE)
            lines.append(line)
            line.send_message(wire.hello(username="stormer"))
            kind = line.receive()[0]
            joined += kind == wire.WELCOME
            asked += kind == wire.CHALLENGE
        except (wire.Closed, OSError):
            broken += 1
    return joined, asked, broken


def silent(server, count):
    """Half of them begin a TLS handshake and never go on."""
    begin = time.monotonic()
    lines = [wire.connect(server, source=HERE) for _ in range(count)]
    for line in lines[::2]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        try:
            context.wrap_bio(incoming, outgoing).do_handshake()
        except ssl.SSLWantReadError:
            line.sendall(outgoing.read()[:100])
    loaded()
    closed = late = 0
    waiting = set(lines)
    while waiting and time.monotonic() < begin + 2 * SILENT_SECONDS:
        for line in select.select(list(waiting), [], [], 0.1)[0]:
            try:
                ended = line.recv(4096) == b""
            except OSError:
                ended = True
            if ended:
                waiting.discard(line)
                closed += 1
                late += time.monotonic() > begin + SILENT_SECONDS
    select.select([sys.stdin], [], [], SECONDS_MAX)
    return len(lines), closed, late


def main(kind, port, count=0):
    server = Server(int(port))
    counts = {"messages": lambda: talk(server, int(count), True), "slow": lambda: talk(server, int(count), False),
              "joins": lambda: joins(server, int(count)), "silent": lambda: silent(server, int(count))}[kind]()
    print(*counts, flush=True)


if __name__ == "__main__":
    socket.setdefaulttimeout(10)
    main(*sys.argv[1:])
