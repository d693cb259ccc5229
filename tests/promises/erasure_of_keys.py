# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P4 for keys: a partner written in Python (Protocol.md, "Sealing") knows every key that the two sides share."""

import os
import secrets

from tests.promises.promise import Promise
from tests.support.blackbox import seal, wire
from tests.support.blackbox.wire import field, parse

KEY_EXCHANGE, KEY_EXCHANGED = 23, 24
TEXT, PICTURE, RECEIPT = 1, 2, 3
TALK = 6  # texts each way


class KeptChain(seal.Chain):
    """A chain that remembers what it came by."""

    def __init__(self, chain, label, kept):
        super().__init__(chain.key, chain.transcript, chain.sender)
        self.label, self.kept = label, kept

    def step(self):
        number, chain = self.counter, self.key
        message = super().step()
        self.kept[f"{self.label} chain key {number}"] = chain
        self.kept[f"{self.label} message key {number}"] = message
        for use, name in ((1, "body"), (2, "commitment"), (3, "picture")):
            self.kept[f"{self.label} {name} key {number}"] = seal.derive(message, b"chm.body", use)
        return message

    def current(self):
        return {f"{self.label} chain key {self.counter}": self.key}


class Partner:
    """A person of bytes in a sealed pair, whose keys are all in `kept`."""

    def __init__(self, test, server, username):
        self.line = test.line(server)
        self.line.welcome(username=username)
        self.line.send(wire.MEET)
        self.line.expect(wire.WAITING)
        self.kept = {}
        self.number = 0           # of the last thing said
        self.accepted = (0, 0)    # what the server has of it: its own number and the conversation's
        self.delivered = 0        # what the other side has, by the conversation's number

    def seal(self):
        fields = self.line.expect(wire.PAIRED)[0]
        self.conversation, own, partner = (fields[number][0] for number in (1, 2, 3))
        keys = seal.Exchange(self.conversation, own, partner, bool(fields.get(6, [0])[0]))
        keys.run(lambda step, body: self.line.send(KEY_EXCHANGE, field(1, self.conversation) + field(2, step), body=body),
                 lambda step: self.line.expect(KEY_EXCHANGED)[1])
        self.kept |= keys.secrets
        self.sending = KeptChain(keys.sending, "partner's", self.kept)
        self.receiving = KeptChain(keys.receiving, "own", self.kept)
        self.transcript = keys.transcript

    def say(self, content):
        self.number += 1
        body, _ = self.sending.seal(content)
        self.line.send(wire.SEND, field(1, self.conversation) + field(2, self.number), body=body)
        return body

    def hear(self, kind):
        """The next content of this kind, its number and the body it came in."""
        while True:
            got, fields, body, _ = self.line.receive()
            if got == wire.ACCEPTED:
                self.accepted = fields[2][0], fields[3][0]
            if got != wire.MESSAGE:
                continue
            content = parse(self.receiving.open(body)[0])
            if RECEIPT in content:
                self.delivered = parse(content[RECEIPT][0])[1][0]
            if kind in content:
                return parse(content[kind][0]), fields[3][0], body

    def hear_delivered(self):
        """Until the other side says that it has the last thing said, and its chain stands where ours does."""
        while self.accepted[0] < self.number or self.delivered < self.accepted[1]:
            self.hear(RECEIPT)

    def chains(self):
        """The keys of the messages that have not come yet."""
        return self.sending.current() | self.receiving.current()


class ErasureOfKeys(Promise):
    def talk(self, partner, text_of, typed):
        """Texts both ways and an offer of a picture; text_of: sends one text and returns it, typed: waits for one."""
        partner.seal()
        for _ in range(TALK):
            text = secrets.token_hex(20)
            partner.say(field(TEXT, field(1, text)))
            typed(text)
            wanted = text_of()
            fields, number, _ = partner.hear(TEXT)
            self.assertEqual(fields[1][0].decode(), wanted)
            partner.say(field(RECEIPT, field(1, number)))
        self.offer = f"partner's picture key {partner.sending.counter}"
        partner.say(field(PICTURE, field(1, bytes(2) + os.urandom(14)) + field(2, 5_000) + field(3, 200) + field(4, 150) +
                          field(5, 2)))
        partner.hear_delivered()

    def while_it_lives(self, process, server, partner):
        """Only what is still needed is there: the keys of what comes next, and of a picture that may be fetched."""
        needed = {**partner.chains(), "the offer's picture key": partner.kept[self.offer]}
        self.assert_found(process, needed)
        past = {label: key for label, key in partner.kept.items() if key not in needed.values()}
        self.assertGreater(len(past), 5 * TALK)
        self.within(5, "keys of messages that are over to be gone", lambda: not self.search(process, past))
        self.assert_gone(server, {**partner.kept, **partner.chains()})

    def after(self, process, server, partner):
        every = {**partner.kept, **partner.chains()}
        self.within(5, "every key to be gone", lambda: not self.search(process, every))
        self.assert_gone(server, every)

    def test_client_keysDieWithTheirMessage_andWithTheConversation(self):
        """keys: of a pair whose every key the test knew (shared secret, root, chains, messages, commitments, pictures), the client held only those of what was still to come (found), after the leave none; the server never had any"""
        for end in ("leave", "partner leaves", "cut"):
            with self.subTest(end=end):
                server = self.server()
                partner = Partner(self, server, "other-client")
                program = self.headless()
                client = program.client("ours")
                client.arrive(server)

                def send():
                    client.send("one " + client.name)
                    return "one " + client.name
                self.talk(partner, send, lambda text: self.assertEqual(client.message()["text"], text))
                client.wait("picture-offered")
                self.while_it_lives(program, server, partner)
                if end == "leave":
                    client.do("leave")
                elif end == "partner leaves":
                    partner.line.send(wire.LEAVE, field(1, partner.conversation))
                    client.wait("ended")
                    client.do("erase")
                else:
                    partner.line.socket.close()
                    client.wait("ended")
                    client.do("erase")
                client.wait("erased")
                self.after(program, server, partner)

    def test_window_keysDieWithTheirMessage_andWithTheConversation(self):
        """keys: the window likewise"""
        server = self.server()
        partner = Partner(self, server, "other-client")
        window = self.window("--server", server.url, "--fingerprint", server.fingerprint, "--username", "quiet-otter",
                             "--meet")
        window.await_title("with other-client")
        window.focus()

        def send():
            text = secrets.token_hex(6)
            window.type(text)
            window.press("Return")
            return text
        self.talk(partner, send, lambda text: self.within(
            10, "the text in the window", lambda: self.search(window, {"text": text})))
        self.while_it_lives(window, server, partner)
        partner.line.send(wire.LEAVE, field(1, partner.conversation))
        window.await_title("has left")
        window.press("ctrl+n")
        window.await_title("^quiet-otter – ChatMet$")
        self.after(window, server, partner)
