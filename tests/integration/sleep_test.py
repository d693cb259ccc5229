# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on a computer that sleeps: after too long a time nothing of the conversation is shown, nor in its memory."""

import os
import secrets
import unittest

from tests.promises.promise import Promise, skip_or_fail
from tests.support.blackbox import display

# tests/support/sleep; CTest names it.
COMPUTER = "CHATMET_SLEEPING_COMPUTER"


class SleepingComputer(Promise):
    RESUME_WINDOW = 20

    def setUp(self):
        super().setUp()
        lacking = display.missing() or (None if os.environ.get(COMPUTER) else COMPUTER)
        if lacking:
            skip_or_fail(self, f"a computer that sleeps needs {lacking}")
        self.content = {"received": secrets.token_hex(40), "partner": secrets.token_hex(7)}
        self.slept = os.path.join(self.folder(), "slept")
        screen = display.Display()
        self.addCleanup(screen.close)
        screen.environment |= {"LD_PRELOAD": os.environ[COMPUTER], "CHATMET_SLEPT": self.slept}
        self.one_server = self.server()
        self.partner = self.headless().client(self.content["partner"])
        self.one = self.keep(display.Window(screen, "--server", self.one_server.url, "--fingerprint",
                                            self.one_server.fingerprint, "--username", "quiet-otter", "--meet"))
        self.partner.arrive(self.one_server)
        self.partner.wait("paired")
        self.one.await_title("with " + self.partner.name)
        self.partner.send(self.content["received"])
        self.partner.wait("delivered")
        self.assert_found(self.one, self.content)

    def sleep(self, seconds):
        with open(self.slept, "wb") as file:
            file.truncate(seconds)

    def test_sleptTooLong_nothingIsLeft(self):
        self.sleep(self.RESUME_WINDOW + 1)
        self.one.await_title("^quiet-otter – ChatMet$")
        self.within(10, "the memory to be wiped", lambda: not self.search(self.one, self.content))
        self.assertEqual(self.partner.wait("ended", seconds=2 * self.RESUME_WINDOW)["cause"], "partner-lost")

    def test_sleptShortly_goesOn(self):
        self.sleep(self.RESUME_WINDOW - 10)
        self.partner.wait("partner-line", away=True)
        self.partner.wait("partner-line", away=False)
        self.one.focus()
        self.one.type("still-here")
        self.one.press("Return")
        self.assertEqual(self.partner.message()["text"], "still-here")


if __name__ == "__main__":
    unittest.main()
