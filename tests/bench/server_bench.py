# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server costs: memory of an idle connection, CPU of a message between two people, bytes of a picture.

Each figure comes with a ratio taken in the same run, since machines differ and are noisy: a message against a
WebSocket ping answered by the same server, which has the same TLS and the same socket but no rules."""

import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from tests.support.blackbox import wire  # noqa: E402
from tests.support.blackbox.programs import UNLIMITED, Server  # noqa: E402
from tests.support.blackbox.wire import Line, field, pair  # noqa: E402

IDLE_LINES = 1_000
PAIRS = 20
MESSAGES = 400  # by each of the pair, one answering the other
BODY = os.urandom(128)
CHUNKS = 300
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_kib(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Rss:"))


def idle_memory(server):
    warm = [Line(server) for _ in range(50)]
    for number, line in enumerate(warm):
        line.welcome(username=f"warm-{number}")
    before = resident_kib(server.pid)
    lines = []
    for number in range(IDLE_LINES):
        line = Line(server)
        line.welcome(username=f"idle-{number}")
        lines.append(line)
    time.sleep(1)  # one tick of acknowledgements; the figure is of rest, not of arrival
    per_line = (resident_kib(server.pid) - before) / IDLE_LINES
    for line in warm + lines:
        line.close()
    return per_line


def message_cpu(server):
    """CPU seconds of the server for one message: sent, numbered, accepted, relayed, acknowledged."""
    pairs = [pair(server) for _ in range(PAIRS)]
    before = cpu_seconds(server.pid)
    for number in range(1, MESSAGES + 1):
        for who in (0, 1):
            for lines in pairs:
                lines[who].send(wire.SEND, field(1, lines[2]) + field(2, number), body=BODY)
            for lines in pairs:
                lines[who].expect(wire.ACCEPTED)
                header = lines[1 - who].receive()[3]
                lines[1 - who].send_message(wire.frame(wire.ACK, acknowledged=header[1][0]))
    spent = cpu_seconds(server.pid) - before
    for one, other, _ in pairs:
        one.close()
        other.close()
    return spent / (PAIRS * MESSAGES * 2)


def ping_cpu(server):
    lines = [Line(server) for _ in range(PAIRS * 2)]
    for number, line in enumerate(lines):
        line.welcome(username=f"ping-{number}")
    before = cpu_seconds(server.pid)
    rounds = MESSAGES
    for _ in range(rounds):
        for line in lines:
            line.send_message(BODY[:100], wire.PING)
        for line in lines:
            while line.receive_control() != wire.PONG:
                pass
    spent = cpu_seconds(server.pid) - before
    for line in lines:
        line.close()
    return spent / (rounds * len(lines))


def picture_cpu(server):
    """CPU seconds of the server for one MiB of a picture in passing."""
    one, other, conversation = pair(server)
    stream = field(1, conversation) + field(2, bytes(2) + os.urandom(14))
    one.send(wire.SEND, field(1, conversation) + field(2, 1), body=b"offer")
    one.expect(wire.ACCEPTED)
    member = other.expect(wire.MESSAGE)[0][2][0]
    other.send(wire.ACCEPT, stream + field(3, member) + field(4, 4))
    one.expect(wire.ACCEPT)
    one.send(wire.OPEN, stream + field(3, CHUNKS * 65_536))
    other.expect(wire.OPEN)
    chunk = os.urandom(65_536)
    before = cpu_seconds(server.pid)
    for number in range(CHUNKS):
        one.send(wire.CHUNK, stream + field(3, number), body=chunk, reliable=False)
        other.expect(wire.CHUNK)
        other.send(wire.CREDIT, stream + field(3, number + 1) + field(4, number + 5), reliable=False)
        one.expect(wire.CREDIT)
    spent = cpu_seconds(server.pid) - before
    one.close()
    other.close()
    return spent / (CHUNKS / 16)


def main():
    server = Server(*UNLIMITED)
    try:
        print(f"idle memory         {idle_memory(server):8.1f} KiB a connection ({IDLE_LINES} connections, RSS)")
        message, ping = message_cpu(server), ping_cpu(server)
        print(f"messages, pairs     {1 / message:8.0f} a CPU second ({message * 1e6:.1f} us each, 128-byte bodies)")
        print(f"  against a ping    {message / ping:8.2f} x the CPU of a WebSocket ping on the same server")
        print(f"pictures            {picture_cpu(server) * 1e3:8.2f} CPU ms a MiB in passing")
        print(f"memory afterwards   {resident_kib(server.pid):8d} KiB RSS")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
