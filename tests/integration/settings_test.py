# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings page of the real program, by keys: what is chosen is to be seen at once and stands in the file."""

import os
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox.display import until

SECONDS = 20


class SettingsPage(Promise):
    def settings(self, win):
        try:
            with open(os.path.join(win.home, ".config", "chatmet", "settings.conf"), encoding="ascii") as file:
                return file.read().splitlines()
        except FileNotFoundError:
            return []

    def await_setting(self, win, line):
        until(SECONDS, f"{line!r} in the file", lambda: line in self.settings(win))

    def test_language_isShownAtOnce_inTheSameProcess(self):
        win = self.window("--server", "wss://chat.example.org")
        win.focus()
        self.assertEqual(self.settings(win), [])
        before, look = win.id, win.look()
        win.press("ctrl+comma", "Tab", "End")  # the second of the page; the last language: Hindi
        self.await_setting(win, "language = hi")
        win.id = until(SECONDS, "another window", lambda: (now := win._find()) != before and now)
        win.focus()
        self.assertNotEqual(win.look(), look)
        win.press("Home")  # the page is open where it was: as the system
        until(SECONDS, "no language in the file", lambda: "language = hi" not in self.settings(win))
        win.id = until(SECONDS, "a third window", lambda: (now := win._find()) != win.id and now)
        win.focus()
        win.press("Escape", "alt+F4")
        self.assertEqual(win.child.wait(SECONDS), 0)

    def test_theme_isShownAtOnce_andRemembered(self):
        win = self.window("--server", "wss://chat.example.org")
        win.focus()
        look = win.look()
        win.press("ctrl+comma", "End")  # high contrast
        self.await_setting(win, "theme = contrast")
        win.press("Escape")
        until(SECONDS, "another look", lambda: win.look() != look)
        win.press("alt+F4")
        self.assertEqual(win.child.wait(SECONDS), 0)

    def test_withoutSettings_holdsButIsNotWritten(self):
        win = self.window("--no-settings", "--server", "wss://chat.example.org")
        win.focus()
        look = win.look()
        win.press("ctrl+comma", "End", "Escape")
        until(SECONDS, "another look", lambda: win.look() != look)
        win.press("alt+F4")
        self.assertEqual(win.child.wait(SECONDS), 0)
        self.assertEqual(os.listdir(win.home), [])


if __name__ == "__main__":
    unittest.main()
