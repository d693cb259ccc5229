# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P1: nothing is asked before chatting but a username and the confirmation of age."""

import os
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.tap import Tap
from tests.support.blackbox.wire import field, frame


class NothingIsAsked(Promise):
    def test_window_newPerson_chatsAfterATickAndEnter(self):
        """a window with an empty home folder chats after Enter, Space (the tick for age) and Enter, with a suggested name"""
        server = self.server()
        partner = self.headless().client("partner-heron")
        partner.arrive(server)
        window = self.window("--server", server.url, "--fingerprint", server.fingerprint)
        window.start_chatting()
        name = window.await_title("^(.+) – ChatMet$").group(1)
        self.assertGreater(len(name), 2, "a suggested username")
        window.press("ctrl+n")
        self.assertEqual(partner.wait("paired")["partner"], name)
        window.await_title("^(?:\\(\\d+\\) )?.+ with partner-heron – ChatMet$")

    def test_window_withoutTheTick_sendsNothing_withIt_nameAndNoMore(self):
        """without the tick nothing is sent; with it one line is opened, and its hello has revision, username, version, system"""
        tap = Tap()
        self.addCleanup(tap.close)
        window = self.window("--server", tap.url, "--fingerprint", tap.fingerprint)
        window.focus()
        for _ in range(3):  # Enter without the tick goes to the tick
            window.press("Return")
        self.assertEqual(tap.passings, [])
        window.press("space", "Return")
        frames = self.within(20, "the hello", lambda: tap.frames("from_client"))
        self.assertEqual(len(tap.passings), 1, "a line before the tick")
        kind, payload, body = frames[0]
        self.assertEqual((kind, body), (wire.HELLO, b""))
        self.assertEqual(sorted(wire.parse(payload)), [1, 2, 3, 4])

    def test_server_nameAlone_isEnoughToMeet(self):
        """the server lets two people meet and write who said nothing but a username"""
        server = self.server()
        lines = []
        for name in ("only", "a name"):
            line = self.line(server)
            line.send_message(frame(wire.HELLO, field(1, 1) + field(2, name)))
            line.expect(wire.WELCOME)
            line.send(wire.MEET)
            line.expect(wire.WAITING)
            lines.append(line)
        one, other = lines
        conversation = one.expect(wire.PAIRED)[0][1][0]
        other.expect(wire.PAIRED)
        body = os.urandom(40)
        one.send(wire.SEND, field(1, conversation) + field(2, 1), body=body)
        self.assertEqual(other.expect(wire.MESSAGE)[1], body)


if __name__ == "__main__":
    unittest.main()
