# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P2: a username is free again at once and, after its session, found nowhere."""

import os
import secrets
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.wire import field


def usernames():
    """Short ones live inside objects, where nothing is freed: most real names are short. Some are not ASCII."""
    return {"short": secrets.token_hex(4), "longest": secrets.token_hex(12), "hindi": "निशा" + secrets.token_hex(5)}


class Usernames(Promise):
    def test_sameName_isFreeAtOnce(self):
        """one username was taken by two sessions at once, and again right after each end"""
        server = self.server()
        for end in ("goodbye", "cut", "goodbye"):
            lines = [self.line(server), self.line(server)]
            for line in lines:
                line.welcome(username="निशा")
            for line in lines:
                if end == "goodbye":
                    line.send(wire.GOODBYE)
                    line.expect_closed()
                line.close()

    def test_session_isOver_serverAndItsLogHaveNoName(self):
        """after goodbye and after a cut line, the server's memory, its log and what it said have none of the names (found before)"""
        log = self.folder()
        server = self.server("--access-log", log, writable=True)
        names = usernames()
        refused = {"refused": secrets.token_hex(7)}
        lines = {label: self.line(server) for label in names}
        for label, name in names.items():
            lines[label].welcome(username=name)
            lines[label].send(wire.MEET, field(1, secrets.token_hex(6)))
        other = self.line(server)
        other.send_message(wire.hello(username=refused["refused"] + "\u202e"))
        other.expect_error(26)
        self.assert_found(server, names)
        for label, line in lines.items():
            if label != "short":
                line.send(wire.GOODBYE)
                line.expect_closed()
            line.close()
        self.settle(server)
        self.assert_gone(server, {**names, **refused})
        self.assertEqual(server.stop()[0], 0)
        self.assert_unsaid({**names, **refused}, server)
        for file in os.listdir(log):
            with open(os.path.join(log, file), encoding="utf-8") as lines:
                text = lines.read()
            self.assertTrue(text, "a log that is empty shows nothing")
            for name in names.values():
                self.assertNotIn(name, text)


class UsernamesWithFourThreadsAfterTheWindow(Usernames):
    OPTIONS = ("--threads", "4")
    RESUME_WINDOW = 1


class UsernamesInClients(Promise):
    def test_client_sessionIsOver_itsMemoryHasNoName(self):
        """after goodbye the client's memory has neither its own username nor its partner's (found before)"""
        server = self.server()
        programs = [self.headless(), self.headless()]
        names = [secrets.token_hex(7), secrets.token_hex(7)]
        clients = [program.client(role) for program, role in zip(programs, ("one", "other"))]
        for client, name in zip(clients, names):
            client.arrive(server, name)
        for client in clients:
            client.wait("paired")
        needles = {"first": names[0], "second": names[1]}
        for program in programs:
            self.assert_found(program, needles)
        for client in clients:
            client.do("stop")
            client.wait("line", state="closed")
            client.do("state")  # after the turn of the loop in which it wipes
            client.wait("state")
        for program in programs:
            # Without its first letter: what only empties a text overwrites no more than that.
            self.assert_gone(program, {label: name[1:] for label, name in needles.items()})

    def test_window_sessionIsOver_itsMemoryHasNoName(self):
        """after Disconnect in a window, its memory has not the username that was typed into it, nor its partner's (found before)"""
        server = self.server()
        partner = self.headless().client(secrets.token_hex(7))
        partner.arrive(server)
        name = secrets.token_hex(7)
        window = self.window("--server", server.url, "--fingerprint", server.fingerprint)
        window.focus()
        window.type(name)
        window.start_chatting()
        window.await_title(f"^{name} – ChatMet$")
        window.focus()
        window.press("Return")
        window.await_title(f"^{name} with {partner.name} – ChatMet$")
        needles = {"own": name, "partner": partner.name}
        self.assert_found(window, needles)
        window.press("ctrl+shift+d")
        window.await_title("^ChatMet$")
        left = {label: value[1:] for label, value in needles.items()}
        self.within(20, "the names to go", lambda: not self.search(window, left))


if __name__ == "__main__":
    unittest.main()
