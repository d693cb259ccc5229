# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P8: nothing kept links an address to content."""

import os
import secrets
import socket
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.wire import field

FIRST, SECOND = "127.0.3.71", "127.0.3.72"  # any 127.x.x.x is this computer


class Addresses(Promise):
    def talk(self, server):
        """Two people from two addresses: a topic, a text that is never acknowledged, and their end."""
        words = {"name one": secrets.token_hex(8), "name other": secrets.token_hex(8), "topic": secrets.token_hex(10),
                 "text": secrets.token_hex(30)}
        lines = []
        for address, name in ((FIRST, "name one"), (SECOND, "name other")):
            line = self.line(server, source=address)
            words[f"token of {name}"] = line.welcome(username=words[name])[2][0]
            line.send(wire.MEET, field(1, words["topic"]))
            line.expect(wire.WAITING)
            lines.append(line)
        paired = [line.expect(wire.PAIRED)[0] for line in lines]
        words |= {"conversation": paired[0][1][0], "member one": paired[0][2][0], "member other": paired[0][3][0]}
        lines[0].send(wire.SEND, field(1, words["conversation"]) + field(2, 1), body=words["text"].encode())
        lines[0].expect(wire.ACCEPTED)
        lines[1].expect(wire.MESSAGE)
        return lines, words

    def test_log_hasAddressesAndNothingThatLeadsToContent(self):
        """the access log and the server's output name two addresses, and no name, topic, text, token, member or conversation of theirs"""
        log = self.folder()
        server = self.server("--access-log", log, writable=True)
        lines, words = self.talk(server)
        self.assert_found(server, {"text": words["text"]})
        lines[0].send(wire.GOODBYE)
        lines[0].expect_closed()
        lines[1].close()
        self.settle(server)
        self.assertEqual(server.stop()[0], 0)
        text = b""
        for name in os.listdir(log):
            with open(os.path.join(log, name), "rb") as file:
                text += file.read()
        for address in (FIRST, SECOND):
            self.assertEqual(text.count(address.encode() + b" "), 1)
        for label, word in words.items():
            raw = word.encode() if isinstance(word, str) else word
            self.assertFalse(raw in text or raw.hex().encode() in text, label)
        self.assert_unsaid({**words, "address": FIRST}, server)

    def test_linesOfTwoWhoTalked_areLikeThoseOfTwoWhoDidNot(self):
        """the log's lines of two who talked differ from those of two who did not in nothing but the address"""
        shapes = []
        for talking in (True, False):
            log = self.folder()
            server = self.server("--access-log", log, writable=True)
            if talking:
                self.talk(server)
            else:
                for address in (FIRST, SECOND):
                    self.line(server, source=address).welcome(username="silent")
            server.stop()
            (name,) = os.listdir(log)
            with open(os.path.join(log, name), encoding="utf-8") as file:
                shapes.append([line.split(" ")[1:] for line in file.read().splitlines()])
        self.assertEqual(*shapes)

    def test_connectionIsOver_addressIsGone(self):
        """once both were gone, the server's memory had neither their addresses (found before) nor what they wrote"""
        server = self.server()
        lines, words = self.talk(server)
        ends = {f"socket {number}": self.sockaddr(line.socket) for number, line in enumerate(lines)}
        needles = {**words, "first address": FIRST, "second address": SECOND, **ends}
        self.assert_found(server, needles, ["text", "first address", "second address"])
        for line in lines:
            line.close()
        self.settle(server)
        self.assert_gone(server, needles)

    @staticmethod
    def sockaddr(line):
        """An end as the kernel and Asio have it: family, port, address."""
        host, port = line.getsockname()
        return socket.AF_INET.to_bytes(2, "little") + port.to_bytes(2, "big") + socket.inet_aton(host)


class AddressesWithFourThreadsAfterTheWindow(Addresses):
    OPTIONS = ("--threads", "4")
    RESUME_WINDOW = 1


if __name__ == "__main__":
    unittest.main()
