# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop program as a screen reader has it: every control named, rows that read as sentences, arrivals spoken."""

import re
import secrets
import unittest

from tests.promises.promise import Promise, skip_or_fail
from tests.support.blackbox import display, screen_reader

SECONDS = 20
TABS_MAX = 25


class ScreenReader(Promise):
    def setUp(self):
        super().setUp()
        if lacking := display.missing() or screen_reader.missing():
            skip_or_fail(self, f"a screen reader needs {lacking}")
        self.screen = display.Display()
        self.addCleanup(self.screen.close)
        self.reader = screen_reader.AccessibilityBus({**self.screen.environment, "HOME": self.folder(),
                                                      "XDG_RUNTIME_DIR": self.folder()})
        self.addCleanup(self.reader.close)
        self.screen.environment = self.reader.environment

    def start(self, *options):
        return self.keep(display.Window(self.screen, *options))

    def shown(self, fits):
        """The tree, once it has a row that fits."""
        rows = []

        def look():
            rows[:] = self.reader.tree()
            return any(fits(row) for row in rows)
        try:
            display.until(SECONDS, "the page", look)
        except AssertionError as late:
            raise AssertionError(f"{late}\n" + screen_reader.words(rows)) from None
        return rows

    def assert_named(self, rows):
        self.assertEqual(screen_reader.faults(rows), [], "in\n" + screen_reader.words(rows))

    def pair(self):
        server = self.server()
        self.partner = self.headless().client("lantern-fox")
        self.partner.connect(server, self.partner.name)
        self.partner.wait("welcomed")
        self.partner.do("meet", topics=[])
        self.win = self.start("--server", server.url, "--fingerprint", server.fingerprint, "--username", "quiet-otter",
                              "--meet")
        self.partner.wait("seal", state="sealed")
        self.win.await_title("with lantern-fox")
        self.win.focus()

    def await_spoken(self, pattern):
        heard = []

        def listen():
            heard.extend(self.reader.spoken())
            return any(re.search(pattern, words) for words in heard)
        try:
            display.until(SECONDS, "words", listen)
        except AssertionError as late:
            raise AssertionError(f"{late}: {pattern!r} in {heard}") from None
        return heard

    def test_welcome_everythingIsNamed(self):
        self.start().focus()
        rows = self.shown(lambda row: row["name"] == "Start chatting")
        self.assert_named(rows)
        roles = {row["role"] for row in rows}
        self.assertLessEqual({"push button", "check box", "text", "combo box"}, roles)

    def test_pages_everythingIsNamed(self):
        server = self.server()
        win = self.start("--server", server.url, "--fingerprint", server.fingerprint, "--username", "quiet-otter")
        win.start_chatting()
        rows = self.shown(lambda row: row["name"] == "Who would you like to talk to?")
        self.assert_named(rows)
        win.press("ctrl+i")
        rows = self.shown(lambda row: row["role"] in ("table", "tree table", "tree") and row["name"])
        self.assert_named(rows)
        win.press("Escape")
        win.press("ctrl+k")
        rows = self.shown(lambda row: row["name"] == "Places")
        self.assert_named(rows)
        self.await_spoken("^Home$")
        win.press("Escape")
        win.press("F1")
        self.assert_named(self.shown(lambda row: row["name"] == "Next part of the window"))
        win.press("Escape")
        self.assert_menu_is_read(win)

    def await_focus(self, name):
        got = []
        try:
            display.until(SECONDS, f"the focus on {name!r}",
                          lambda: got.extend(self.reader.focused()) or any(row["name"] == name for row in got))
        except AssertionError as late:
            raise AssertionError(f"{late} in {got}") from None

    def tab_to(self, win, name):
        """By Tab alone, as whoever sees nothing goes through a page."""
        self.reader.focused()
        passed = []
        for _ in range(TABS_MAX):
            win.press("Tab")
            heard = []
            try:
                display.until(SECONDS, "a focus", lambda: heard.extend(self.reader.focused()) or heard)
            except AssertionError as late:
                raise AssertionError(f"{late} after {passed}") from None
            passed.extend(row["name"] for row in heard)
            if any(row["name"] == name for row in heard):
                return
        self.fail(f"no Tab leads to {name!r}, but to {passed}")

    def assert_panel_is_named(self, name, win, *keys):
        """keys open it, Esc closes it. name: of something that stands in it alone."""
        win.press(*keys)
        self.assert_named(self.shown(lambda row: row["name"] == name))
        win.press("Escape")
        display.until(SECONDS, f"the end of {name!r}", lambda: not any(row["name"] == name for row in self.reader.tree()))

    def assert_menu_is_read(self, win):
        """Entry by entry, as the focus goes there."""
        self.reader.focused()
        win.press("F10")
        win.press(*["Down"] * 6)
        got = []

        def listen():
            got.extend(self.reader.focused())
            return len({row["name"] for row in got if "menu item" in row["role"]}) >= 4
        try:
            display.until(SECONDS, "entries", listen)
        except AssertionError as late:
            raise AssertionError(f"{late} in {got}") from None
        self.assertEqual([row for row in got if "menu" in row["role"] and not row["name"].strip()], [])

    def test_chat_rowsReadAsSentences(self):
        self.pair()
        text = secrets.token_hex(8)
        self.partner.send(text)
        self.win.type("hello")
        self.win.press("Return")
        rows = self.shown(lambda row: row["role"] == "list item" and "delivered" in row["name"])
        self.assert_named(rows)
        items = [row["name"] for row in rows if row["role"] == "list item"]
        self.assertTrue(any(re.fullmatch(rf"lantern-fox, [0-9:]+, {text}", item) for item in items), items)
        self.assertTrue(any(re.fullmatch(r"You, [0-9:]+, hello, delivered", item) for item in items), items)

    def test_panelsOfAPair_everythingIsNamed(self):
        self.pair()
        self.assert_panel_is_named("Search in this conversation", self.win, "ctrl+f")
        self.assert_panel_is_named("They match", self.win, "ctrl+shift+e")
        self.assert_panel_is_named("Look", self.win, "ctrl+comma")
        self.assert_panel_is_named("Stay", self.win, "ctrl+q")
        self.tab_to(self.win, "Emoji")
        self.win.press("space")
        self.await_focus("Search emoji")  # a list that pops up is in no tree
        self.win.type("whale")
        self.win.press("Down")
        self.await_focus("spouting whale")
        self.win.press("Escape")
        self.tab_to(self.win, "Send a picture")
        self.assert_panel_is_named("File name or folder", self.win, "space")

    def test_room_fromItsTitleToItsPeople_byTabAlone(self):
        server = self.server()
        win = self.start("--server", server.url, "--fingerprint", server.fingerprint, "--username", "quiet-otter")
        win.start_chatting()
        win.await_title("^quiet-otter – ChatMet$")
        self.tab_to(win, "Title of the new room")
        win.type("Tea")
        win.press("Return")
        win.await_title("Tea")
        self.assert_named(self.shown(lambda row: row["name"] == "What can be done in this room"))
        self.tab_to(win, "Invite")
        self.assert_panel_is_named("Invite as text", win, "Return")
        self.tab_to(win, "People")
        self.assert_panel_is_named("Tea: 1 person", win, "Return")

    def test_news_areSpoken_andGoneWithTheConversation(self):
        self.pair()
        self.await_spoken("talking with lantern-fox")
        text = secrets.token_hex(12)
        self.partner.send(text)
        self.await_spoken(f"^lantern-fox: {text}$")
        self.partner.do("leave")
        self.await_spoken("^lantern-fox has left.$")
        self.win.press("ctrl+n")
        self.win.await_title("^quiet-otter – ChatMet$")
        needles = {"the text": text.encode(), "the text, UTF-16": text.encode("utf-16-le")}
        self.assert_gone(self.win, needles)

    def test_elsewhere_onlyThatSomethingCame(self):
        self.pair()
        self.win.press("ctrl+i")
        self.shown(lambda row: row["name"] == "On this computer")
        self.reader.spoken()
        text = secrets.token_hex(12)
        self.partner.send(text)
        heard = self.await_spoken("^New message$")
        self.assertFalse([words for words in heard if text in words], heard)


if __name__ == "__main__":
    unittest.main()
