# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop program as a person has it: on a virtual display, driven by keys, watched by its title."""

import hashlib
import os
import re
import select
import shutil
import subprocess
import tempfile
import time

from tests.support.blackbox.programs import Process, program

WANTED = ("Xvfb", "openbox", "xdotool", "xprop", "xclip", "import")
START_SECONDS = 30
STEP_SECONDS = 20
SETTLE_SECONDS = 2
MANAGER_ATTEMPTS = 3


def missing():
    """What a display needs and this machine lacks, in words; empty for nothing."""
    return ", ".join(name for name in WANTED if shutil.which(name) is None)


def until(seconds, what, get):
    deadline = time.monotonic() + seconds
    while not (got := get()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.05)
    return got


class Display:
    """An X server of its own with a window manager on it; for one window, so that the keyboard is always its."""

    def __init__(self, size="1280x800"):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", size + "x24", "-nolisten", "tcp",
                                        "-dpi", "96"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as numbers:
            ready, _, _ = select.select([numbers], [], [], START_SECONDS)
            number = numbers.readline().strip() if ready else ""
        if not number:
            self.server.kill()
            self.server.wait(10)
            raise AssertionError("the virtual display did not start")
        self.name = ":" + number
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("WAYLAND_", "XDG_", "DBUS_"))}
        self.environment |= {"DISPLAY": self.name, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
        self.manager = None
        try:
            self._manage()
        except BaseException:
            self.close()  # a display that is left would hold the output of whoever runs the tests
            raise

    def _manage(self):
        """On a busy machine openbox was seen to start and never to take the display: then another one does."""
        for attempt in range(MANAGER_ATTEMPTS):
            self.manager = subprocess.Popen(["openbox", "--sm-disable"], env=self.environment, stdin=subprocess.DEVNULL,
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                return until(START_SECONDS / MANAGER_ATTEMPTS, "the window manager",
                             lambda: "window id" in self.ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))
            except AssertionError:
                if attempt + 1 == MANAGER_ATTEMPTS:
                    raise
                self.manager.kill()
                self.manager.wait(10)

    def ask(self, *command, **options):
        done = subprocess.run(command, env=self.environment, capture_output=True, timeout=STEP_SECONDS, check=False,
                              **options)
        return done.stdout.decode(errors="replace").strip()

    def close(self):
        for child in (self.manager, self.server):
            if child is not None:
                child.terminate()
                child.wait(10)


class Window(Process):
    """chatmet on a display, with a home folder of its own that is thrown away. wrapper: put before the command."""

    def __init__(self, display, *options, home=None, wrapper=(), **popen):
        self.display = display
        self.folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.home = home or os.path.join(self.folder.name, "home")
        os.makedirs(self.home, 0o700, exist_ok=True)
        environment = {**display.environment, "QT_QPA_PLATFORM": "xcb", "HOME": self.home,
                       "XDG_RUNTIME_DIR": self.folder.name}
        super().__init__([*wrapper, program("client"), *options], env=environment, **popen)
        self.id = until(START_SECONDS, "a window", self._find)

    def _find(self):
        if self.child.poll() is not None:
            raise AssertionError(f"the client ended with {self.child.returncode}: {self.child.stderr.read()!r}")
        found = self.display.ask("xdotool", "search", "--onlyvisible", "--pid", str(self.pid))
        return found.splitlines()[0] if found else None

    def title(self):
        return self.display.ask("xdotool", "getwindowname", self.id)

    def await_title(self, pattern, seconds=STEP_SECONDS):
        """The match of a pattern in the title."""
        try:
            return until(seconds, f"a title like {pattern!r}", lambda: re.search(pattern, self.title()))
        except AssertionError as late:
            raise AssertionError(f"{late}; now {self.title()!r}") from None

    def focus(self):
        """Gives it the keyboard and waits until it stands still, since a page that is just being shown misses keys."""
        self.display.ask("xdotool", "windowactivate", "--sync", self.id)
        until(STEP_SECONDS, "the keyboard", lambda: self.display.ask("xdotool", "getactivewindow") == self.id)
        look = None
        deadline = time.monotonic() + SETTLE_SECONDS  # a cursor that blinks never rests
        while look != (look := self.look()) and time.monotonic() < deadline:
            time.sleep(0.1)

    def look(self):
        done = subprocess.run(["import", "-silent", "-window", self.id, "-depth", "8", "rgb:-"], capture_output=True,
                              env=self.display.environment, timeout=STEP_SECONDS, check=False)
        return hashlib.sha256(done.stdout).hexdigest()

    def press(self, *keys):
        self.display.ask("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text):
        self.display.ask("xdotool", "type", "--delay", "12", text)

    def size(self):
        """Width and height in pixels."""
        shape = self.display.ask("xdotool", "getwindowgeometry", "--shell", self.id)
        said = dict(line.split("=") for line in shape.splitlines())
        return int(said["WIDTH"]), int(said["HEIGHT"])

    def drag(self, start, end):
        """With the left button, from one place in the window to another, in pixels; (0, 0) is the upper left corner."""
        def to(place):
            return ["mousemove", "--window", self.id, *map(str, place)]
        middle = [(a + b) // 2 for a, b in zip(start, end)]
        self.display.ask("xdotool", *to(start), "mousedown", "1", *to(middle), *to(end), "mouseup", "1")

    def paste(self, text):
        """Through the clipboard, since a keyboard has no key for each of the world's letters."""
        subprocess.run(["xclip", "-selection", "clipboard", "-in"], input=text.encode(), env=self.display.environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=STEP_SECONDS, check=True)
        until(STEP_SECONDS, "the clipboard to hold text", lambda: "UTF8_STRING" in self.display.ask(
            "xclip", "-selection", "clipboard", "-out", "-target", "TARGETS"))
        self.press("ctrl+v")

    def picture(self, file):
        """A picture of the window, for whoever looks into a failure."""
        self.display.ask("import", "-window", self.id, file)

    def start_chatting(self):
        """By keys alone: Enter goes to what is missing, the tick for being 18 or older; Space ticks it, Enter goes on."""
        self.focus()
        self.press("Return")
        self.press("space")
        self.press("Return")

    def kill(self):
        super().kill()
        self.folder.cleanup()
