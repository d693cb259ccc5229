# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time from exec to the first mapped window and memory at rest, of the client and of the least window in Qt.

Both in turn on one virtual display, so that the ratio means something: client_bench.py CLIENT LEAST-WINDOW"""

import contextlib
import ctypes
import ctypes.util
import os
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from tests.bench.goals import row  # noqa: E402

ROUNDS = 15
MAP_NOTIFY, SUBSTRUCTURE_NOTIFY = 19, 1 << 19
MAP_SECONDS = 20


class Watcher:
    """Tells when a window of some size is mapped on the display; Xlib through ctypes."""

    def __init__(self, display):
        self.x = ctypes.CDLL(ctypes.util.find_library("X11"))
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(display.encode()))
        root = self.x.XDefaultRootWindow(self.display)
        self.x.XSelectInput(self.display, root, ctypes.c_long(SUBSTRUCTURE_NOTIFY))
        self.x.XSync(self.display, 0)
        self.event = (ctypes.c_long * 24)()

    def wait_for_map(self):
        deadline = time.monotonic() + MAP_SECONDS
        while time.monotonic() < deadline:
            while self.x.XPending(self.display):
                self.x.XNextEvent(self.display, self.event)
                if ctypes.cast(self.event, ctypes.POINTER(ctypes.c_int))[0] == MAP_NOTIFY:
                    return time.monotonic()
            time.sleep(0.0005)
        raise RuntimeError("no window came")

    def drain(self):
        self.x.XSync(self.display, 0)
        while self.x.XPending(self.display):
            self.x.XNextEvent(self.display, self.event)


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
        return [int(child) for child in children.read().split()]


def pss_kib(pid):
    """Of the process and those that it has started."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        own = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return own + sum(pss_kib(child) for child in children_of(pid))


def measure(command, display, watcher):
    watcher.drain()
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    begin = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        mapped = watcher.wait_for_map() - begin
        time.sleep(1.5)  # until it rests; the figure is of rest
        return mapped * 1000, pss_kib(child.pid) / 1024
    finally:
        child.terminate()
        child.wait(10)


@contextlib.contextmanager
def virtual_display():
    """An X server of its own, without a window manager; its name."""
    read, write = os.pipe()
    xvfb = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
                            pass_fds=[write], stderr=subprocess.DEVNULL)
    try:
        os.close(write)
        with os.fdopen(read) as numbers:
            yield ":" + numbers.readline().strip()
    finally:
        xvfb.terminate()
        xvfb.wait(10)


def main(client, least):
    with virtual_display() as display:
        watcher = Watcher(display)
        figures = {client: [], least: []}
        for number in range(ROUNDS + 1):
            for program in (client, least):
                figure = measure([program], display, watcher)
                if number > 0:  # the first round warms the disk cache
                    figures[program].append(figure)
    times, memory = zip(*figures[client])
    least_times, least_memory = zip(*figures[least])
    median, least_median = statistics.median(times), statistics.median(least_times)
    row("exec to first window, against the least one", "x", median / least_median, 2,
        f"{median:.0f} ms against {least_median:.0f}; of the fastest {min(times):.0f} and {min(least_times):.0f}: "
        f"{min(times) / min(least_times):.2f} x")
    row("PSS on the first page", "MB", statistics.median(memory), 45,
        f"with its helper process; the least window {statistics.median(least_memory):.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
