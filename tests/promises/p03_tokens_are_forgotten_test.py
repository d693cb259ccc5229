# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P3: a session token lives in memory only, is useless after the session, and is found nowhere."""

import os
import secrets
import unittest

from tests.promises.promise import Promise, require_strace
from tests.support.blackbox import tracing, wire
from tests.support.blackbox.tap import Tap
from tests.support.blackbox.wire import field

NOT_OFFERED = ["taking up a dropped line is not offered yet: a token is given, and nothing can be done with it"]


class Tokens(Promise):
    def test_tokens_areRandomAndUseless(self):
        """of 50 sessions no two had a token or half of one in common; none could be used, while its session lived or after it"""
        server = self.server()
        tokens, lines = [], []
        for number in range(50):
            line = self.line(server)
            fields = line.welcome(username=f"person-{number}")
            self.assertNotIn(4, fields, "resume is offered: this test has to learn it")
            tokens.append(fields[2][0])
            lines.append(line)
        self.assertEqual({len(token) for token in tokens}, {16})
        # The first two bytes name the server (Protocol.md, "Frames").
        self.assertEqual(len({token[at:at + 7] for token in tokens for at in (2, 9)}), 100)
        for gone in (False, True):
            for token, line in zip(tokens[:5], lines):
                if gone:
                    line.send(wire.GOODBYE)
                    line.expect_closed()
                self.refused(server, token)

    def refused(self, server, token):
        line = self.line(server)
        line.send_message(wire.hello(extra=field(5, field(1, token))))
        line.expect_error(27)
        line.close()

    def test_sessionIsOver_tokenIsNowhereInTheServer(self):
        """after goodbye and after a cut line no token is in the server's memory, its log or its output, nor was a file opened for one"""
        require_strace(self)
        folder = self.folder()
        trace = os.path.join(folder, "trace")
        server = self.server(wrapper=tracing.wrapper(trace), writable=True)
        needles, lines = {}, []
        for number in range(4):
            line = self.line(server)
            needles[f"token {number}"] = line.welcome(username=f"holder-{number}")[2][0]
            line.send(wire.MEET, field(1, f"topic-{number}"))
            lines.append(line)
        self.assert_found(server, {"name": "holder-3"})
        for number, line in enumerate(lines):
            if number % 2:
                line.send(wire.GOODBYE)
                line.expect_closed()
            line.close()
        self.settle(server)
        self.assert_gone(server, needles)
        self.assertEqual(server.stop()[0], 0)
        self.assertEqual(tracing.writes(trace), [])
        self.assert_unsaid(needles, server)


class TokensWithFourThreads(Tokens):
    OPTIONS = ("--threads", "4")


class TokensInClients(Promise):
    def test_client_sessionIsOver_tokenIsNotInItsMemory(self):
        """after goodbye no token is in the client's memory, nor after a line that was cut under it"""
        server = self.server()
        tap = Tap(server)
        self.addCleanup(tap.close)
        program = self.headless()
        client = program.client("one")
        name = secrets.token_hex(7)
        client.do("connect", server=tap.url, fingerprint=tap.fingerprint, username=name)
        client.wait("welcomed")
        self.assert_found(program, {"name": name})
        client.do("drop")
        client.wait("welcomed")
        client.do("stop")
        client.wait("line", state="closed")
        client.do("state")
        client.wait("state")
        tokens = [wire.parse(value)[2][0] for kind, value, _ in tap.frames("from_server") if kind == wire.WELCOME]
        self.assertEqual(len(set(tokens)), 2)
        self.assert_gone(program, {f"token {number}": token for number, token in enumerate(tokens)})


if __name__ == "__main__":
    unittest.main()
