#!/usr/bin/env python3
# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two people without windows hold a conversation on a server of this computer: talk.py PORT. It ends with status 0 if all
that was said arrived and the end was told. For packaging/test-deb: packages bring no program that talks without a window."""

import os
import sys
import types

from tests.support.blackbox import wire

SENTENCES = ("Hello! Are you anywhere near the sea?", "नमस्ते! नहीं, पहाड़ों के पास।", "Lucky you 🏔️🌅")
CHUNK_BYTES = 65_536  # a full one


def main(port):
    one, other, conversation = wire.pair(types.SimpleNamespace(port=port))
    number = {one: 0, other: 0}
    for sentence in SENTENCES:
        number[one] += 1
        said = sentence.encode()
        one.send(wire.SEND, wire.field(1, conversation) + wire.field(2, number[one]), body=said)
        one.expect(wire.ACCEPTED)
        _, heard = other.expect(wire.MESSAGE)
        if heard != said:
            raise AssertionError(f"{said!r} arrived as {heard!r}")
        one, other = other, one
    picture = [os.urandom(CHUNK_BYTES) for _ in range(3)]
    stream = wire.begin_picture(one, other, conversation, len(picture) * CHUNK_BYTES)
    for index, chunk in enumerate(picture):
        one.send(wire.CHUNK, stream + wire.field(3, index), body=chunk, reliable=False)
        if other.expect(wire.CHUNK)[1] != chunk:
            raise AssertionError("a piece of the picture arrived as another one")
    one.send(wire.LEAVE, wire.field(1, conversation))
    other.expect_after(wire.ENDED)
    print(f"{len(SENTENCES)} messages, a picture and an end arrived")


if __name__ == "__main__":
    main(int(sys.argv[1]))
