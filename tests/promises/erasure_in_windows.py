# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P4 in the desktop program itself: what was typed, shown and drawn, after its page has erased itself."""

import secrets

from tests.promises.promise import Promise
from tests.support.blackbox.noise import Noise
from tests.support.blackbox.tap import Tap


class ErasureInWindows(Promise):
    def begin(self):
        self.one_server = self.server()
        self.tap = Tap(self.one_server)
        self.addCleanup(self.tap.close)
        self.partner = self.headless().client(secrets.token_hex(7))
        self.partner.arrive(self.one_server)
        # Letters that a keyboard has; what it has not is pasted.
        self.content = {"partner": self.partner.name, "typed": secrets.token_hex(16), "short": secrets.token_hex(7),
                        "received": secrets.token_hex(40), "pasted": "साँझ ढली " + secrets.token_hex(12),
                        "caption": secrets.token_hex(16), "draft": secrets.token_hex(16),
                        "searched": secrets.token_hex(16), "selected": secrets.token_hex(16)}
        self.noise = Noise(self.folder())
        self.win = self.window("--server", self.tap.url, "--fingerprint", self.tap.fingerprint, "--username", "quiet-otter",
                               "--meet")
        self.partner.wait("paired")
        self.win.await_title("with " + self.partner.name)

    def talk(self):
        self.win.focus()
        for label in ("typed", "short", "pasted"):
            (self.win.paste if label == "pasted" else self.win.type)(self.content[label])
            self.win.press("Return")
            self.assertEqual(self.partner.message()["text"], self.content[label])
        self.partner.send(self.content["received"])
        self.partner.wait("delivered")
        self.select()
        self.partner.do("picture", file=self.noise.file, caption=self.content["caption"])
        self.partner.wait("picture-sending")
        self.within(20, "the picture's offer", lambda: self.search(self.win, {"caption": self.content["caption"]}))
        self.win.press("ctrl+shift+o")
        self.partner.wait("picture-state", own=True, state="here")
        self.win.type(self.content["draft"])
        self.win.press("ctrl+f")
        self.win.type(self.content["searched"])
        self.assert_found(self.win, {**self.content, **self.noise.pixels}, [*self.content, "pixels as shown"])

    def select(self):
        """Characters of a message that fills the window, by mouse, and copies them."""
        self.partner.send("\n".join([self.content["selected"]] * 30))
        self.partner.wait("delivered")
        self.win.focus()
        _, height = self.win.size()
        self.win.drag((310, 110), (340, height - 180))
        self.win.press("ctrl+c")
        # It is not fetched here: what another program has fetched, that one has, and so has its X server.
        self.within(20, "text of the window's own on the clipboard", lambda: "x-kde-passwordManagerHint" in self.win.display.ask(
            "xclip", "-selection", "clipboard", "-out", "-target", "TARGETS"))
        self.win.press("Tab")  # back to where one writes

    def check(self):
        sealed = self.tap.unique_bodies()
        self.assertGreater(len(sealed), 3, "void: nothing was seen on the wire")
        needles = {**self.content, **self.noise.pixels, **sealed}
        # It wipes when it comes to rest, which nothing outside shows.
        left = self.until(10, lambda: not self.search(self.win, needles))
        if not left:
            self.assert_gone(self.win, needles)

    def test_searchIsClosed_wordIsForgotten(self):
        """window: after a search was closed, while the conversation goes on, the word that was searched for (found before)"""
        self.begin()
        self.win.focus()
        self.win.press("ctrl+f")
        self.win.type(self.content["searched"])
        word = {"searched": self.content["searched"]}
        self.within(20, "the word in the field", lambda: self.search(self.win, word))
        self.win.press("Escape")
        if not self.until(10, lambda: not self.search(self.win, word)):
            self.assert_gone(self.win, word)

    def until(self, seconds, get):
        try:
            return self.within(seconds, "", get)
        except AssertionError:
            return False

    def test_partnerLeaves_pageIsErased(self):
        """window: after its partner had left and the page was erased by going on, nothing typed, drafted, pasted, received or shown, no pixel and no name of the partner, no word searched for (all found before)"""
        self.begin()
        self.talk()
        self.partner.do("leave")
        self.win.await_title("has left")
        self.win.press("ctrl+n")
        self.win.await_title("^quiet-otter – ChatMet$")
        self.check()

    def test_ownNext_erasesAtOnce(self):
        """window: after its own Next, likewise"""
        self.begin()
        self.talk()
        self.win.press("ctrl+shift+n")
        self.assertEqual(self.partner.wait("ended")["cause"], "partner-left")
        self.win.await_title("^quiet-otter – ChatMet$")
        self.check()

    def test_partnerIsKilled_pageErasesItself(self):
        """window: after its partner's program was killed and the page had erased itself after 30 s, likewise"""
        self.begin()
        self.talk()
        self.partner.headless.child.kill()
        self.win.await_title("ended|lost|gone|left")
        self.win.await_title("^quiet-otter – ChatMet$", seconds=50)
        self.check()
