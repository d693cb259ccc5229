# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pairs that talk, for what measures them."""

import os
import time

from tests.support.blackbox import wire


def exchange(lines):
    """One message of 100 random bytes there and one back; each has to come as it was sent. lines: [one, other, conversation,
    last number], of which the number is counted on. Returns the seconds of each, from before it was sent until its
    receiver had it."""
    one, other, conversation, number = lines
    lines[3] = number + 1
    took = []
    for sender, receiver in ((one, other), (other, one)):
        body = os.urandom(100)
        begin = time.monotonic()
        sender.send(wire.SEND, wire.field(1, conversation) + wire.field(2, number + 1), body=body)
        _, _, got, header = receiver.receive()
        took.append(time.monotonic() - begin)
        sender.expect(wire.ACCEPTED)
        if got != body:
            raise AssertionError("a message was lost")
        receiver.send_message(wire.frame(wire.ACK, acknowledged=header[1][0]))
    return took
