# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on a desktop that has a session bus, notifications and a tray: what it says there, and what closing it asks."""

import os
import re
import shutil
import signal
import subprocess
import unittest

from tests.promises.promise import Promise, require_strace, skip_or_fail
from tests.support.blackbox import display, tracing
from tests.support.blackbox.display import until

SECONDS = 20
LOCAL = re.compile(r"\.X11-unix/X|/nscd/socket|/bus|@\"\d+-org\.chatmet")


class OnADesktop(Promise):
    def setUp(self):
        super().setUp()
        require_strace(self)
        lacking = display.missing() or next((name for name in ("dbus-daemon", "dbus-monitor", "dunst", "trayer")
                                             if shutil.which(name) is None), None)
        if lacking:
            skip_or_fail(self, f"a desktop needs {lacking}")
        self.screen = display.Display()
        self.addCleanup(self.screen.close)
        self.place = self.folder()
        daemon = self.start("dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address",
                            f"--address=unix:path={self.place}/bus", stdout=subprocess.PIPE)
        self.screen.environment["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().decode().strip()
        self.addCleanup(daemon.stdout.close)
        self.bus = os.path.join(self.place, "heard")
        with open(self.bus, "wb") as heard:
            self.start("dbus-monitor", "--session", stdout=heard)
        self.start("dunst", "-conf", "/dev/null")
        self.start("trayer", "--edge", "bottom", "--widthtype", "request", "--height", "24")
        until(SECONDS, "the desktop", lambda: "org.freedesktop.Notifications" in self.heard())

        self.trace = os.path.join(self.place, "trace")
        self.server_program = self.server()
        self.partner = self.headless().client("needle-heron")
        self.window_program = self.keep(display.Window(
            self.screen, "--server", self.server_program.url, "--fingerprint", self.server_program.fingerprint,
            "--username", "needle-otter", "--meet", wrapper=tracing.whole_wrapper(self.trace)))

    def start(self, *command, stdout=subprocess.DEVNULL):
        child = subprocess.Popen(command, env=self.screen.environment, stdin=subprocess.DEVNULL, stdout=stdout,
                                 stderr=subprocess.DEVNULL)
        self.addCleanup(child.wait, SECONDS)
        self.addCleanup(child.kill)
        return child

    def heard(self):
        with open(self.bus, encoding="utf-8", errors="replace") as heard:
            return heard.read()

    def meet(self):
        self.partner.arrive(self.server_program)
        self.partner.wait("paired")
        self.window_program.await_title("with needle-heron")

    def notification(self):
        """The partner writes until it is told: what comes before the program has heard that it is minimised counts as seen."""
        for _ in range(SECONDS):
            self.partner.send("needle-words")
            self.partner.wait("delivered")
            try:
                return until(1, "the notification", self.popup).splitlines()[0]
            except AssertionError:
                continue
        self.fail("nothing was told")

    def popup(self):
        return self.screen.ask("xdotool", "search", "--onlyvisible", "--class", "dunst")

    def test_message_whileElsewhere_isToldWithoutContent(self):
        window = self.window_program
        self.meet()
        self.screen.ask("xdotool", "windowminimize", "--sync", window.id)
        popup = self.notification()
        self.assertIn('"New message"', self.heard())
        window.await_title(r"^\(\d+\) ")
        # The middle button is how dunst calls a notification's action.
        self.screen.ask("xdotool", "mousemove", "--window", popup, "5", "5", "click", "2")
        until(SECONDS, "the window", lambda: self.screen.ask("xdotool", "getactivewindow") == window.id)
        window.await_title("^needle-otter with")

        before = window.look()
        window.press("alt+F4")
        until(SECONDS, "the question", lambda: window.look() != before)
        window.press("Escape")
        window.focus()
        self.assertIsNone(window.child.poll())
        window.press("alt+F4", "alt+F4")
        self.assertEqual(window.child.wait(SECONDS), 0)
        self.assertEqual(self.partner.wait("ended")["cause"], "partner-left")
        self.assertNotIn("needle", self.heard())
        self.assertEqual([call for call in tracing.writes(self.trace) if not re.search(r"\d +(execve|connect)\(", call)], [])
        calls = tracing.destinations(self.trace)
        self.assertEqual({call for call in calls if call[0] != "unix"}, {("inet", "127.0.0.1", self.server_program.port)})
        self.assertEqual([path for kind, path, _ in calls if kind == "unix" and not LOCAL.search(path)], [])

    def test_message_seenMeanwhile_isTakenBack(self):
        window = self.window_program
        self.meet()
        self.screen.ask("xdotool", "windowminimize", "--sync", window.id)
        self.notification()
        window.focus()
        until(SECONDS, "the notification to go", lambda: not self.popup())
        self.assertIn("member=CloseNotification", self.heard())

    def test_tray_hasTheIcon_untilTheEnd(self):
        tray = until(SECONDS, "the tray", lambda: self.screen.ask("xdotool", "search", "--class", "trayer")).splitlines()[-1]

        def icons():
            return len(re.findall(r"chatmet", self.screen.ask("xwininfo", "-tree", "-id", tray), re.IGNORECASE))

        until(SECONDS, "the icon", icons)
        self.meet()
        self.window_program.child.send_signal(signal.SIGTERM)  # asks nothing
        self.assertEqual(self.window_program.child.wait(SECONDS), 0)
        self.assertEqual(self.partner.wait("ended")["cause"], "partner-left")
        until(SECONDS, "the icon to go", lambda: not icons())

    def tray_icon(self):
        """Its window in the tray."""
        tray = until(SECONDS, "the tray", lambda: self.screen.ask("xdotool", "search", "--class", "trayer")).splitlines()[-1]
        found = until(SECONDS, "the icon", lambda: re.search(
            r"(0x[0-9a-f]+) .*chatmet", self.screen.ask("xwininfo", "-tree", "-id", tray), re.IGNORECASE))
        return found[1]

    def press_in_tray_menu(self, *keys):
        icon = self.tray_icon()

        def windows():
            return set(self.screen.ask("xdotool", "search", "--onlyvisible", "--pid", str(self.window_program.pid)).split())

        before = windows()

        def opened():
            self.screen.ask("xdotool", "mousemove", "--window", icon, "8", "8", "click", "3")
            try:
                return until(3, "the menu", lambda: windows() - before)
            except AssertionError:
                return None  # a click so soon after the last menu may be lost

        menu = until(SECONDS, "the menu", opened)
        self.window_program.press(*keys)
        # The next one has the same window, and would not be seen to open.
        until(SECONDS, "the menu to go", lambda: not menu & windows())

    def test_tray_showsTheWindow_andPanics(self):
        window = self.window_program
        self.meet()
        self.screen.ask("xdotool", "windowminimize", "--sync", window.id)
        self.press_in_tray_menu("Down", "Return")  # Show ChatMet
        until(SECONDS, "the window", lambda: self.screen.ask("xdotool", "getactivewindow") == window.id)

        self.screen.ask("xdotool", "windowminimize", "--sync", window.id)
        self.screen.ask("xdotool", "mousemove", "--window", self.tray_icon(), "8", "8", "click", "1")
        until(SECONDS, "the window", lambda: self.screen.ask("xdotool", "getactivewindow") == window.id)

        self.press_in_tray_menu("Down", "Down", "Return")  # Panic, which does not
        self.assertEqual(window.child.wait(SECONDS), 0)
        self.assertEqual(self.partner.wait("ended")["cause"], "partner-left")

    def test_trayQuit_somebodyThere_asksFirst(self):
        window = self.window_program
        self.meet()
        self.screen.ask("xdotool", "windowminimize", "--sync", window.id)
        self.press_in_tray_menu("Up", "Return")
        until(SECONDS, "the window", lambda: self.screen.ask("xdotool", "getactivewindow") == window.id)
        self.assertIsNone(window.child.poll())
        self.press_in_tray_menu("Up", "Return")  # which answers the question
        self.assertEqual(window.child.wait(SECONDS), 0)
        self.assertEqual(self.partner.wait("ended")["cause"], "partner-left")

    def test_trayQuit_nobodyThere_asksNothing(self):
        self.partner.arrive(self.server_program)
        self.partner.wait("paired")
        self.window_program.await_title("with needle-heron")
        self.partner.do("leave")
        self.window_program.await_title("has left")
        self.press_in_tray_menu("Up", "Return")
        self.assertEqual(self.window_program.child.wait(SECONDS), 0)


class WithoutADesktop(Promise):
    def test_noBus_noneIsStarted(self):
        require_strace(self)
        trace = os.path.join(self.folder(), "trace")
        window = self.window(wrapper=tracing.whole_wrapper(trace))
        window.focus()
        window.child.send_signal(signal.SIGTERM)
        self.assertEqual(window.child.wait(SECONDS), 0)
        started = [line for line in tracing.whole_lines(trace) if "execve(" in line]  # those that failed too
        self.assertTrue(started, "void: the trace sees nothing")
        self.assertEqual([line for line in started if "dbus-launch" in line], [])


if __name__ == "__main__":
    unittest.main()
