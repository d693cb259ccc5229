# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop program leaves to others by X11's selections: marked as secret, gone with the conversation, never PRIMARY."""

import secrets
import subprocess
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox.display import until

MARK = "x-kde-passwordManagerHint"
SECONDS = 20


class Clipboard(Promise):
    def setUp(self):
        super().setUp()
        server = self.server()
        self.partner = self.headless().client("lantern-fox")
        self.partner.connect(server, self.partner.name)
        self.partner.wait("welcomed")
        self.partner.do("meet", topics=[])
        self.win = self.window("--server", server.url, "--fingerprint", server.fingerprint, "--username", "quiet-otter",
                               "--meet")
        self.partner.wait("seal", state="sealed")
        self.win.await_title("with lantern-fox")
        self.win.focus()
        self.text = secrets.token_hex(12)

    def selection(self, name, target="UTF8_STRING"):
        return self.win.display.ask("xclip", "-selection", name, "-out", "-target", target)

    def copy_from_composer(self):
        self.win.type(self.text)
        self.win.press("ctrl+a", "ctrl+c")
        until(SECONDS, "the text on the clipboard", lambda: self.selection("clipboard") == self.text)

    def select_by_mouse(self):
        """A double click on the word in the composer."""
        width, height = self.win.size()
        self.win.display.ask("xdotool", "mousemove", "--window", self.win.id, str(width // 2 - 60), str(height - 34),
                             "click", "--repeat", "2", "--delay", "60", "1")

    def leave(self):
        self.partner.do("leave")
        self.win.await_title("has left")
        self.win.press("ctrl+n")
        self.win.await_title("^quiet-otter – ChatMet$")

    def test_copiedText_isMarked_andGoneWithTheConversation(self):
        self.copy_from_composer()
        self.assertIn(MARK, self.selection("clipboard", "TARGETS").split())
        self.assertEqual(self.selection("clipboard", MARK), "secret")
        self.leave()
        until(SECONDS, "an empty clipboard", lambda: self.selection("clipboard") == "")

    def test_copiedMessage_isMarked_andGoneWithTheConversation(self):
        self.partner.send(self.text)
        self.partner.wait("delivered")
        self.win.press("shift+Tab", "ctrl+a", "ctrl+c")
        until(SECONDS, "the message on the clipboard", lambda: self.text in self.selection("clipboard"))
        self.assertEqual(self.selection("clipboard", MARK), "secret")
        self.win.press("ctrl+shift+n")
        self.win.await_title("^quiet-otter – ChatMet$")
        until(SECONDS, "an empty clipboard", lambda: self.selection("clipboard") == "")

    def test_selectedText_isNoPrimarySelection(self):
        self.win.type(self.text)
        self.select_by_mouse()
        # Copying shows that something was selected.
        self.win.press("ctrl+c")
        until(SECONDS, "the selected text on the clipboard", lambda: self.selection("clipboard") == self.text)
        self.assertEqual(self.selection("primary"), "")

    def test_charactersOfMessages_areNoPrimarySelection_andCopiedOnWish(self):
        """Two messages of so many lines that they fill the list: wherever lines begin, there is text."""
        lines = [secrets.token_hex(12) for _ in range(18)]
        for half in (lines[:9], lines[9:]):
            self.partner.send("\n".join(half))
            self.partner.wait("delivered")
        self.win.focus()
        _, height = self.win.size()
        self.win.drag((310, 110), (340, height - 190))
        self.win.press("ctrl+c")
        text = until(SECONDS, "characters of both messages on the clipboard",
                     lambda: (got := self.selection("clipboard")).count("lantern-fox: ") == 2 and got)
        first, second = text.removeprefix("lantern-fox: ").split("\nlantern-fox: ")
        self.assertTrue("\n".join(lines[:9]).endswith(first) and first != "\n".join(lines[:9]), text)
        self.assertTrue("\n".join(lines[9:]).startswith(second) and second != "\n".join(lines[9:]), text)
        self.assertEqual(self.selection("clipboard", MARK), "secret")
        self.assertEqual(self.selection("primary"), "")
        self.leave()
        until(SECONDS, "an empty clipboard", lambda: self.selection("clipboard") == "")

    def test_foreignClipboard_stays(self):
        self.copy_from_composer()
        subprocess.run(["xclip", "-selection", "clipboard", "-in"], input=b"of another program", timeout=SECONDS, check=True,
                       env=self.win.display.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.leave()
        self.assertEqual(self.selection("clipboard"), "of another program")

    def test_end_leavesNothingOnTheClipboard(self):
        self.copy_from_composer()
        self.assertEqual(self.win.stop()[0], 0)
        self.assertEqual(self.selection("clipboard"), "")


if __name__ == "__main__":
    unittest.main()
