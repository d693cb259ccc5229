# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window in a real conversation: memory on the home page, memory after 5,000 messages and 50 pictures, and how
long a 12-megapixel photo that arrives keeps the window from answering.

conversation_bench.py BENCH-CLIENT: the program with a watch in it (ClientWatch.cpp). CHATMET_SERVER and CHATMET_HEADLESS
name the others."""

import json
import os
import select
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from tests.bench.client_bench import pss_kib, virtual_display  # noqa: E402
from tests.bench.goals import row  # noqa: E402
from tests.support.blackbox.headless import Headless  # noqa: E402
from tests.support.blackbox.programs import UNLIMITED, Server  # noqa: E402

MESSAGES, PICTURES, PHOTOS = 5_000, 50, 5
PICTURE = (1_600, 1_200)  # about what people send each other; the noise in it makes it as large as a photo
PHOTO = (4_000, 3_000)
REST_SECONDS = 2
WAIT_SECONDS = 60
TEXTS = ("ok", "that is what I thought when I saw it yesterday", "आज सुबह से पुराने ग़ज़ल सुन रहा हूँ",
         "a longer one, which takes two or three lines of the window, as people write when they tell how their day was, with "
         "a smile 😀")


class Window:
    """bench-client; every wait is limited."""

    def __init__(self, program, display, server):
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.child = subprocess.Popen([program, "--no-settings", "--server", server.url, "--fingerprint", server.fingerprint,
                                       "--username", "bench-window", "--meet"], env=environment, stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.rest = b""

    def do(self, command):
        self.child.stdin.write(command.encode() + b"\n")
        self.child.stdin.flush()

    def line(self, seconds=WAIT_SECONDS):
        deadline = time.monotonic() + seconds
        while b"\n" not in self.rest:
            if not select.select([self.child.stdout], [], [], max(deadline - time.monotonic(), 0))[0]:
                raise AssertionError(f"the window said nothing within {seconds} s")
            piece = os.read(self.child.stdout.fileno(), 4096)
            if not piece:
                raise AssertionError(f"the window ended with {self.child.wait(10)}")
            self.rest += piece
        line, self.rest = self.rest.split(b"\n", 1)
        return json.loads(line)

    def wait(self, key):
        while key not in (line := self.line()):
            pass
        return line

    def await_page(self, page):
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            self.do("where")
            if self.wait("seen")["seen"] == page:
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"the window does not show {page}")
            time.sleep(0.1)

    def memory(self):
        """PSS in MB at rest, with the processes that it has started."""
        time.sleep(REST_SECONDS)
        return pss_kib(self.child.pid) / 1024

    def end(self):
        self.child.terminate()
        try:
            self.child.wait(15)
        finally:
            self.child.kill()
            self.child.wait()


def send_picture(partner, window, size, seed):
    """What the window said of it, and the bytes of the file."""
    partner.do("picture", generate={"width": size[0], "height": size[1], "seed": seed}, caption="")
    sent = partner.wait("picture-sending", WAIT_SECONDS)
    return window.wait("picture"), sent["bytes"]


def talk(partner, window):
    """Messages and pictures until there are enough; the bytes of all picture files."""
    each = MESSAGES // PICTURES
    total = 0
    for number in range(PICTURES):
        for text in range(each - 1):
            partner.send(TEXTS[text % len(TEXTS)])
        total += send_picture(partner, window, PICTURE, number)[1]
    return total


def photos(partner, window):
    """The longest stalls of each photo that arrives, and when the last one is seen large."""
    stalls = [send_picture(partner, window, PHOTO, 1_000 + number)[0] for number in range(PHOTOS)]
    window.do("view")
    return stalls, window.wait("view")


def main(program):
    server = Server(*UNLIMITED)
    headless = Headless()
    window = None
    with virtual_display() as display:
        try:
            window = Window(program, display, server)
            window.await_page("home")
            window.do("cancel")
            row("PSS idle on the home page", "MB", window.memory(), 45, "with its helper process")
            partner = headless.client("partner")
            partner.arrive(server)
            window.do("meet")
            partner.wait("paired")
            window.await_page("chat")
            total = talk(partner, window)
            memory = window.memory()
            row("PSS, 5,000 messages and 50 pictures", "MB", memory, 100,
                f"pictures of {PICTURE[0]} x {PICTURE[1]}, {total / 1_048_576:.0f} MB of files")
            stalls, view = photos(partner, window)
            wall = [stall["longest_ms"] for stall in stalls]
            row("a photo of 12 megapixels arrives", "ms", statistics.median(wall), 16,
                f"longest stall, median of {PHOTOS}: {min(wall):.0f} to {max(wall):.0f}; of its own work "
                f"{max(stall['longest_cpu_ms'] for stall in stalls):.0f}")
            row("the same, seen large", "ms", view["longest_ms"], None, f"of its own work {view['longest_cpu_ms']:.0f}")
        finally:
            if window is not None:
                window.end()
            headless.kill()
            server.stop()


if __name__ == "__main__":
    main(sys.argv[1])
