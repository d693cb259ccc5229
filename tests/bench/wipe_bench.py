# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What wiping costs the server: CPU per message of the real one and of one that does not wipe, in turn on one machine.

wipe_bench.py SERVER SERVER-WITHOUT-WIPING: the ratio of each pair of rounds, and the median of these ratios."""

import os
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from tests.support.blackbox import wire  # noqa: E402
from tests.support.blackbox.programs import Server  # noqa: E402
from tests.support.blackbox.wire import field, pair  # noqa: E402

ROUNDS = 15
PAIRS = 20
MESSAGES = 100  # by each of a pair, one answering the other
SIZES = (312, 65_536)  # bodies: the smallest that sealing makes, and a chunk of a picture


def cpu_seconds(pid):
    """Time on a processor, from the scheduler's own nanoseconds."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as times:
            total += int(times.read().split()[0])
    return total / 1e9


class Talk:
    """One server with its pairs; every round of every size goes on where the last one ended."""

    def __init__(self, program):
        os.environ["CHATMET_SERVER"] = program
        self.server = Server(writable=True)
        self.pairs = [pair(self.server) for _ in range(PAIRS)]
        self.number = 0

    def round(self, size):
        """CPU seconds of the server for one message: sent, numbered, accepted, relayed, acknowledged."""
        body = os.urandom(size)
        before = cpu_seconds(self.server.pid)
        for _ in range(MESSAGES):
            self.number += 1
            for who in (0, 1):
                for lines in self.pairs:
                    lines[who].send(wire.SEND, field(1, lines[2]) + field(2, self.number), body=body)
                for lines in self.pairs:
                    lines[who].expect(wire.ACCEPTED)
                    header = lines[1 - who].receive()[3]
                    lines[1 - who].send_message(wire.frame(wire.ACK, acknowledged=header[1][0]))
        return (cpu_seconds(self.server.pid) - before) / (PAIRS * MESSAGES * 2)


def main(wiping, plain):
    talks = [Talk(wiping), Talk(plain)]
    try:
        for size in SIZES:
            for talk in talks:
                talk.round(size)  # the first one touches what later ones find
            rounds = []
            for number in range(ROUNDS):
                order = talks if number % 2 == 0 else talks[::-1]
                spent = {talk: talk.round(size) for talk in order}
                rounds.append([spent[talk] for talk in talks])
            ratios = [with_wipes / without for with_wipes, without in rounds]
            medians = [statistics.median(column) * 1e6 for column in zip(*rounds)]
            print(f"{size:6} bytes: {medians[0]:6.1f} us a message with wiping, {medians[1]:6.1f} without; ratio of pairs of "
                  f"rounds: median {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})")
    finally:
        for talk in talks:
            talk.server.kill()


if __name__ == "__main__":
    main(*sys.argv[1:3])
