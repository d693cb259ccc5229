# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P13: two runs share no identifier of ours (TLS tickets, settings, hello); the network address is the network's."""

import base64
import os
import re
import ssl
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.tap import Tap

WINDOW_BYTES = 4  # chance makes two runs of random bytes share one in some millions of comparisons
KEY = re.compile(rb"(?<=Sec-WebSocket-Key: )\S+", re.I)
TLS_TICKET, TLS_PRESHARED_KEY = 35, 41  # RFC 5077, RFC 8446


def windows(data):
    return {data[at:at + WINDOW_BYTES] for at in range(len(data) - WINDOW_BYTES + 1)}


def shared(one, two, stranger):
    """What two runs have in common and a third, of somebody else, has not."""
    return (windows(one) & windows(two)) - windows(stranger)


def extensions(client_hello):
    """Number -> content of the extensions of a TLS ClientHello, and its session id."""
    at = 5 + 4 + 2 + 32  # record, handshake, version, random
    session = client_hello[at + 1:at + 1 + client_hello[at]]
    at += 1 + client_hello[at]
    at += 2 + int.from_bytes(client_hello[at:at + 2], "big")
    at += 1 + client_hello[at]
    end, at = at + 2 + int.from_bytes(client_hello[at:at + 2], "big"), at + 2
    found = {}
    while at < end:
        kind, size = (int.from_bytes(client_hello[at + part:at + part + 2], "big") for part in (0, 2))
        found[kind] = client_hello[at + 4:at + 4 + size]
        at += 4 + size
    return found, session


class Runs(Promise):
    def run_once(self, tap, home):
        """One run of the window up to its hello: everything that it had sent by then, one thing after the other."""
        count = len(tap.frames("from_client"))
        window = self.window("--server", tap.url, "--fingerprint", tap.fingerprint, "--username", "quiet-otter", home=home)
        window.start_chatting()
        self.within(20, "the hello", lambda: len(tap.frames("from_client")) > count)
        window.press("alt+F4")
        window.child.wait(15)
        passing = tap.passings[-1]
        # The key is random, but its base64 has an end that only four letters can have.
        request = KEY.sub(lambda key: base64.b64decode(key.group()), passing.request)
        return passing.client_hello, request, passing.from_client.done[0][1]

    def test_twoRunsOfAWindow_shareNothingThatAThirdHasNot(self):
        """two runs from one home folder sent nothing in TLS, WebSocket and hello that a run from another home folder did not send as well"""
        tap = Tap()
        self.addCleanup(tap.close)
        mine, theirs = self.folder(), self.folder()
        first, second, stranger = (self.run_once(tap, home) for home in (mine, mine, theirs))
        for one, two, other in zip(first, second, stranger):
            self.assertGreater(len(one), 20)
            self.assertEqual(shared(one, two, other), set())
            self.assertNotEqual(shared(one + mine.encode(), two + mine.encode(), other), set(), "void: not seen if there")

    def test_clientHello_hasNoTicket(self):
        """neither a first nor a second line of a run had a TLS ticket, a pre-shared key or a session id of the line before"""
        server = self.server()
        tap = Tap(server)
        self.addCleanup(tap.close)
        client = self.headless().client("one")
        client.do("connect", server=tap.url, fingerprint=tap.fingerprint, username="quiet-otter")
        client.wait("welcomed")
        client.do("drop")
        client.wait("welcomed")
        sessions = []
        for passing in tap.passings:
            found, session = extensions(passing.client_hello)
            self.assertIn(43, found, "void: no extension is seen")
            self.assertFalse(found.get(TLS_TICKET), "a ticket")
            self.assertNotIn(TLS_PRESHARED_KEY, found)
            sessions.append(session)
        self.assertEqual(len(sessions), 2)
        self.assertTrue(sessions[0] != sessions[1] or not sessions[0])

    def test_server_givesNoTicket_andTakesNoneUp(self):
        """the server gave no ticket, in TLS 1.2 and 1.3, and resumed no session when asked to"""
        server = self.server()
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            context.minimum_version = context.maximum_version = version
            line = self.line(server, context=context)
            line.welcome()
            session = line.socket.session
            self.assertFalse(session.has_ticket)
            line.close()
            again = context.wrap_socket(wire.connect(server), session=session)
            self.addCleanup(again.close)
            self.assertFalse(again.session_reused)

    def test_suggestedNames_areFresh(self):
        """of five runs from one home folder no two suggested the same username more than once, and the folder kept none of them"""
        tap = Tap()
        self.addCleanup(tap.close)
        home, names = self.folder(), []
        for number in range(5):
            window = self.window("--server", tap.url, "--fingerprint", tap.fingerprint, home=home)
            window.start_chatting()
            frames = self.within(20, "the hello", lambda count=number: tap.frames("from_client")[count:])
            names.append(wire.parse(frames[0][1])[2][0])
            window.press("alt+F4")
            window.child.wait(15)
        self.assertGreaterEqual(len(set(names)), 4, names)
        for folder, _, files in os.walk(home):
            for file in files:
                with open(os.path.join(folder, file), "rb") as opened:
                    text = opened.read()
                self.assertFalse([name for name in names if name in text], file)


if __name__ == "__main__":
    unittest.main()
