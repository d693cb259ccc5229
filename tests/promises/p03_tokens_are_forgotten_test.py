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


class Tokens(Promise):
    def test_tokens_areRandomAndUseless(self):
        """of 50 sessions no two had a token or half of one in common; with a server that takes up no session none could be used, while its session lived or after it"""
        server = self.server()
        tokens, lines = [], []
        for number in range(50):
            line = self.line(server)
            fields = line.welcome(username=f"person-{number}")
            self.assertNotIn(4, fields, "this server takes up no session")
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


class TokensThatResume(Promise):
    RESUME_WINDOW = 1

    def resume(self, server, token, received=0):
        line = self.line(server)
        line.send_message(wire.hello(extra=field(5, field(1, token) + (field(2, received) if received else b""))))
        return line

    def test_token_takesUpItsSession_untilItEnds(self):
        """a token took up the session of a dropped line, and nothing once it was replaced, or its session had ended by goodbye or because nobody came back in time"""
        server = self.server()
        line = self.line(server)
        first = line.welcome()[2][0]
        line.close()
        again = self.resume(server, first)
        second = again.expect(wire.WELCOME)[0]
        self.assertEqual(second[12], [1])
        again.send_message(wire.frame(wire.ACK))
        self.settle(server)  # which takes as long as the window
        self.resume(server, first).expect_error(27)
        for near in (second[2][0][:-1] + bytes([second[2][0][-1] ^ 1]), bytes(2) + os.urandom(14)):
            self.resume(server, near).expect_error(27)
        again.send(wire.GOODBYE)
        again.expect_closed()
        self.resume(server, second[2][0]).expect_error(27)
        late = self.line(server)
        token = late.welcome()[2][0]
        late.close()
        self.settle(server)
        self.resume(server, token).expect_error(27)

    def test_sessionIsOver_itsTokensAreNowhereInTheServer(self):
        """tokens were in the server's memory while their sessions lived or waited for a dropped line (found), and nowhere once these had ended"""
        server = self.server()
        lines = [self.line(server) for _ in range(4)]
        needles = {f"token {number}": line.welcome()[2][0] for number, line in enumerate(lines)}
        self.assert_found(server, needles)
        lines[0].close()
        again = self.resume(server, needles["token 0"])
        needles["token 0, the next"] = again.expect(wire.WELCOME)[0][2][0]
        self.assert_found(server, needles, ["token 0, the next"])
        for line in (again, *lines[1:]):
            line.close()
        self.settle(server)
        self.assert_gone(server, needles, fragments=8)


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
