# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What floods cost those who behave: how late the 99th of 100 messages is while somebody floods, against calm in the same run.

100 pairs from addresses of their own take turns, one message at a time. The load runs with the lowest priority, since a
real one runs on somebody else's computer; what it costs here is what the server spends on it."""

import os
import select
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from tests.support.blackbox.pairs import exchange  # noqa: E402
from tests.support.blackbox.programs import Server  # noqa: E402
from tests.support.blackbox.wire import pair  # noqa: E402

PAIRS = 100
SECONDS = 6
LOADS = (("messages", 20), ("slow", 100), ("joins", 5_000), ("silent", 1_000))


def talk(pairs, seconds):
    """Seconds that each message took, from before it was sent until its receiver had it; every one has to come."""
    took = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for lines in pairs:
            took += exchange(lines)
            time.sleep(0.002)  # people write at most 20 a second each; this leaves room for the load
    return sorted(took)


def at(took, share):
    return took[min(int(len(took) * share), len(took) - 1)] * 1e3


def flooded(server, pairs, load, count):
    child = subprocess.Popen(["nice", "-n", "19", sys.executable, "-m", "tests.promises.load", load, str(server.port), str(count)],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        if child.stdout.readline() != b"loaded\n":
            raise AssertionError(f"{load}: the load did not begin")
        took = talk(pairs, SECONDS)
        while load == "joins" and not select.select([child.stdout], [], [], 0)[0]:
            took += talk(pairs, 1)
        child.stdin.close()
        counts = child.stdout.readline().split()
        child.wait(60)
        return sorted(took), " ".join(count.decode() for count in counts)
    finally:
        child.kill()
        child.wait()


def main():
    server = Server()
    try:
        pairs = [[*pair(server, source=f"127.0.1.{1 + number}"), 0] for number in range(PAIRS)]
        talk(pairs, 1)
        print(f"{PAIRS} pairs who behave: latency of a message in ms   50 %   99 %  99.9 %   99 % against calm")
        for load, count in LOADS:
            calm = talk(pairs, SECONDS)
            took, counts = flooded(server, pairs, load, count)
            more = talk(pairs, SECONDS)
            beside = sorted(calm + more)
            print(f"  calm                                             {at(beside, .5):6.2f} {at(beside, .99):6.2f} {at(beside, .999):6.2f}")
            print(f"  {load} ({count}; counted {counts})".ljust(51) +
                  f"{at(took, .5):6.2f} {at(took, .99):6.2f} {at(took, .999):6.2f}   {at(took, .99) / at(beside, .99):.2f} x", flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
