# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What wiping costs the server: CPU per message of the real one and of one that does not wipe, in turn on one machine.

wipe_bench.py SERVER SERVER-WITHOUT-WIPING: the median of the ratios of neighbouring rounds, with the quarters beside it;
and, as a measure of what such a figure is worth, the same for the real one beside a second run of itself."""

import os
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from tests.support.blackbox import wire  # noqa: E402
from tests.support.blackbox.programs import UNLIMITED, Server  # noqa: E402
from tests.support.blackbox.wire import field, pair  # noqa: E402

ROUNDS = 60
PAIRS = 20
MESSAGES = 30  # by each of a pair, one answering the other
SIZES = (312, 65_536)  # bodies: the smallest that sealing makes, and a chunk of a picture
PROCESSORS = sorted(os.sched_getaffinity(0))


def cpu_seconds(pid):
    """Time on a processor, from the scheduler's own nanoseconds."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as times:
            total += int(times.read().split()[0])
    return total / 1e9


def pin(pid, number):
    """Keeps a program on one processor, where there are two."""
    if len(PROCESSORS) > 1:
        for task in os.listdir(f"/proc/{pid}/task"):
            os.sched_setaffinity(int(task), {PROCESSORS[number]})


class Talk:
    """One server with its pairs; every round of every size goes on where the last one ended."""

    def __init__(self, program):
        os.environ["CHATMET_SERVER"] = program
        self.server = Server(*UNLIMITED, writable=True)
        pin(self.server.pid, 0)
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


def shown(ratios):
    low, median, high = statistics.quantiles(ratios, n=4)
    return f"{median:.3f} (quarters {low:.3f} and {high:.3f})"


def main(wiping, plain):
    pin(os.getpid(), -1)
    talks = [Talk(wiping), Talk(plain), Talk(wiping)]
    try:
        for size in SIZES:
            for talk in talks:
                talk.round(size)  # the first one touches what later ones find
            rounds = []
            for number in range(ROUNDS):
                order = talks[number % 3:] + talks[:number % 3]
                spent = {talk: talk.round(size) for talk in order}
                rounds.append([spent[talk] for talk in talks])
            medians = [statistics.median(column) * 1e6 for column in zip(*rounds)]
            print(f"{size:6} bytes: {medians[0]:6.1f} us a message with wiping, {medians[1]:6.1f} without")
            print(f"    wiping beside none:   {shown([row[0] / row[1] for row in rounds])}")
            print(f"    wiping beside itself: {shown([row[0] / row[2] for row in rounds])}")
    finally:
        for talk in talks:
            talk.server.kill()


if __name__ == "__main__":
    main(*sys.argv[1:3])
