# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P17: everything works through SOCKS5, and people behind one address are asked for a puzzle, not locked out."""

import os
import unittest

from tests.promises.promise import Promise, require_strace
from tests.support.blackbox import tracing, wire
from tests.support.blackbox.socks import Socks
from tests.support.blackbox.wire import Line

NAME = "chat.nowhere.invalid"  # no resolver knows it (RFC 2606); the proxy does
BEHIND_ONE_ADDRESS = 200
HERE = "127.0.66.7"


class Proxy(Promise):
    def through(self, client, server, proxy):
        client.do("connect", server=f"wss://{NAME}:8443", fingerprint=server.fingerprint, username=client.name,
                  proxy={"kind": "socks5", "host": "127.0.0.1", "port": proxy.port})
        client.wait("welcomed")
        client.do("meet", topics=[])

    def test_conversation_goesThroughTheProxy_namesIncluded(self):
        """two clients met, talked, sent a picture each way, lost a line and met again through a SOCKS5 proxy that alone knew the server's name; they called the proxy and nobody else"""
        require_strace(self)
        trace = os.path.join(self.folder(), "trace")
        server = self.server()
        proxy = Socks({NAME: ("127.0.0.1", server.port)})
        self.addCleanup(proxy.close)
        headless = self.headless(wrapper=tracing.network_wrapper(trace))
        one, other = headless.client("one"), headless.client("other")
        for client in (one, other):
            self.through(client, server, proxy)
        self.converse(one, other)
        one.do("drop")
        one.wait("welcomed")
        self.assertEqual(other.wait("ended")["cause"], "partner-lost")
        for client in (one, other):
            client.do("meet", topics=[])
        self.converse(one, other)
        self.assertEqual(headless.quit(), 0)
        self.assertEqual(set(proxy.asked), {("name", NAME, 8443)})
        self.assertEqual(len(proxy.asked), 3)
        calls = {call for call in tracing.destinations(trace) if call[0] != "unix"}
        self.assertEqual(calls, {("inet", "127.0.0.1", proxy.port)})

    def converse(self, one, other):
        for client in (one, other):
            client.wait("paired")
            client.do("accept", auto=True)
        for sender, receiver in ((one, other), (other, one)):
            sender.send(f"from {sender.name}")
            self.assertEqual(receiver.message()["text"], f"from {sender.name}")
            sender.wait("delivered")
            sender.do("picture", generate={"width": 800, "height": 600, "seed": 3})
            receiver.wait("picture-here", own=False)

    def test_proxyThatIsNotThere_isSaid_andNotGoneAround(self):
        """with a proxy that did not answer the client said so and did not go around it, though the server could be reached"""
        require_strace(self)
        trace = os.path.join(self.folder(), "trace")
        server = self.server()
        proxy = Socks()
        proxy.close()
        headless = self.headless(wrapper=tracing.network_wrapper(trace))
        client = headless.client("one")
        client.do("connect", server=server.url, fingerprint=server.fingerprint, username="one",
                  proxy={"kind": "socks5", "host": "127.0.0.1", "port": proxy.port})
        client.wait("problem")
        headless.quit()
        self.assertEqual({call[2] for call in tracing.destinations(trace) if call[0] != "unix"}, {proxy.port})

    def test_window_goesThroughTheProxyOfItsSettings(self):
        """a window whose settings named a SOCKS5 proxy met a partner through it and called nobody else; the proxy alone looked up the server's name"""
        require_strace(self)
        trace = os.path.join(self.folder(), "trace")
        server = self.server()
        proxy = Socks({NAME: ("127.0.0.1", server.port)})
        self.addCleanup(proxy.close)
        home = self.folder()
        os.makedirs(os.path.join(home, ".config", "chatmet"), 0o700)
        with open(os.path.join(home, ".config", "chatmet", "settings.conf"), "w", encoding="ascii") as settings:
            settings.write(f"proxy = socks5 127.0.0.1 {proxy.port}\nadult = yes\n")
        window = self.window("--server", f"wss://{NAME}:8443", "--fingerprint", server.fingerprint, "--username",
                             "quiet-otter", "--meet", home=home, wrapper=tracing.network_wrapper(trace))
        partner = self.headless().client("partner-heron")
        partner.arrive(server)
        partner.wait("paired")
        window.await_title("with partner-heron")
        window.focus()
        window.press("alt+F4", "alt+F4")  # the first one asks
        self.assertEqual(window.child.wait(15), 0)
        self.assertEqual(proxy.asked, [("name", NAME, 8443)])
        calls = {call for call in tracing.destinations(trace) if call[0] != "unix"}
        self.assertEqual(calls, {("inet", "127.0.0.1", proxy.port)})

    def test_manyBehindOneAddress_areAllWelcome(self):
        """200 people behind one address came at once: some were asked for a puzzle, all were welcomed and all met somebody"""
        server = self.server()
        headless = self.headless()
        clients = [headless.client(f"person-{number}") for number in range(BEHIND_ONE_ADDRESS)]
        for client in clients:
            client.connect(server, client.name)
        for client in clients:
            client.wait("welcomed", 60)
            client.do("meet", topics=[])
        for client in clients:
            client.wait("paired", 60)
        asked = sum(any(event["event"] == "puzzle" for event in client.seen) for client in clients)
        self.assertGreater(asked, BEHIND_ONE_ADDRESS // 4, "nobody was asked for a puzzle")
        self.assertLess(asked, BEHIND_ONE_ADDRESS)

    def is_asked(self, server):
        """Somebody comes in; whether it took a puzzle."""
        neighbour = self.line(server, source=HERE)
        neighbour.welcome()
        return neighbour.puzzle > 0

    def test_stormFromTheSameAddress_locksNobodyOut(self):
        """1,000 hellos from one address whose puzzles were not solved; somebody else behind it solved theirs and came in"""
        server = self.server()
        welcomed = 0
        for _ in range(1_000):
            line = Line(server, source=HERE)
            line.send_message(wire.hello())
            welcomed += line.receive()[0] == wire.WELCOME
            line.close()
        self.assertGreater(welcomed, 0)
        self.assertLess(welcomed, 200)
        self.assertTrue(any(self.is_asked(server) for _ in range(3)))  # where a second has passed, one is not
        self.assertEqual(self.line(server).welcome()[1], [1])


if __name__ == "__main__":
    unittest.main()
