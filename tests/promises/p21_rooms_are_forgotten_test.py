# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P21: in a room, what a member wrote is found nowhere in the server once all have it or that member is gone, and nobody who
joins later can read it."""

import os
import secrets
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.wire import Room, admission, field, join_payload

CHUNK = 65_536
KEY_STEP_CHAIN = 4
LEFT, LOST, REMOVED = 1, 2, 4


class RoomsAreForgotten(Promise):
    def begin(self, members=4):
        """A room in which the second member wrote what nobody has acknowledged, and began to send a picture."""
        self.one_server = self.server()
        room = Room(self.one_server, members)
        self.addCleanup(room.close)
        ids = field(1, room.id)
        self.content = {"plain text": "राग यमन, साँझ " + secrets.token_hex(30), "short": secrets.token_hex(7),
                        "sealed text": os.urandom(288), "chain": os.urandom(176)}
        self.of_host = {"of the host": os.urandom(288)}
        for number, label in enumerate(("plain text", "short", "sealed text"), 1):
            body = self.content[label]
            room.say(1, number, body.encode() if isinstance(body, str) else body)
            for which in (0, *range(2, members)):
                room.lines[which].expect(wire.MESSAGE)
        room.lines[1].send(wire.KEY_EXCHANGE, ids + field(2, KEY_STEP_CHAIN) + field(3, room.ids[2]),
                           body=self.content["chain"])
        room.lines[2].expect(wire.KEY_EXCHANGED)
        room.say(0, 1, self.of_host["of the host"])
        for line in room.lines[1:]:
            line.expect(wire.MESSAGE)
        self.content["picture"] = self.half_a_picture(room)
        self.content["package"] = room.packages[1]
        self.assert_found(self.one_server, {**self.content, **self.of_host},
                          [label for label in (*self.content, *self.of_host) if label != "picture"])
        return room

    def half_a_picture(self, room):
        stream = field(1, room.id) + field(2, bytes(2) + os.urandom(14))
        room.lines[2].send(wire.ACCEPT, stream + field(3, room.ids[1]) + field(4, 4) + field(5, bytes(2) + os.urandom(14)))
        room.lines[1].expect(wire.ACCEPT)
        room.lines[1].send(wire.OPEN, stream + field(3, 6 * CHUNK))
        room.lines[2].expect(wire.OPEN)
        chunk = os.urandom(CHUNK)
        room.lines[1].send(wire.CHUNK, stream + field(3, 0), body=chunk, reliable=False)
        self.assertEqual(room.lines[2].expect(wire.CHUNK)[1], chunk)
        return chunk

    def left(self, room, which):
        """Why the second member is gone, as this one is told."""
        fields = room.lines[which].expect_after(wire.MEMBER_LEFT)
        self.assertEqual(fields[2][0], room.ids[1])
        return fields[3][0]

    def test_acknowledgedByAll_isGone(self):
        """a text was in the server while one of three members had not acknowledged it (found), and nowhere once all had"""
        room = self.begin()
        texts = {label: self.content[label] for label in ("plain text", "short", "sealed text", "chain")}
        for line in (room.lines[0], room.lines[3]):
            line.acknowledge()
        self.settle(self.one_server)
        self.assert_found(self.one_server, texts)
        room.lines[2].acknowledge()
        self.settle(self.one_server)
        self.assert_gone(self.one_server, texts)

    def test_leaver_isForgotten_andTheOthersAreNot(self):
        """after a member left a room: nothing that it wrote, no key of its, no chunk of its picture, while what others wrote was still there (found)"""
        room = self.begin()
        room.lines[1].send(wire.LEAVE, field(1, room.id))
        for which in (0, 2, 3):
            self.assertEqual(self.left(room, which), LEFT)
        room.lines[1].expect_after(wire.ENDED)
        self.assert_gone(self.one_server, self.content)
        self.assert_found(self.one_server, self.of_host)

    def test_goodbye_isForgotten(self):
        """after a member said goodbye"""
        room = self.begin()
        room.lines[1].send(wire.GOODBYE)
        for which in (0, 2, 3):
            self.assertEqual(self.left(room, which), LEFT)
        self.assert_gone(self.one_server, self.content)

    def test_removed_isForgotten(self):
        """after the host removed a member"""
        room = self.begin()
        room.lines[0].send(wire.REMOVE_MEMBER, field(1, room.id) + field(2, room.ids[1]) + field(3, admission(bytes(32))))
        for which in (0, 2, 3):
            self.assertEqual(self.left(room, which), REMOVED)
        room.lines[1].expect_after(wire.ENDED)
        self.assert_gone(self.one_server, self.content)

    def test_cutLine_isForgotten(self):
        """after a member's line was cut and nobody took it up again"""
        room = self.begin()
        room.lines[1].socket.close()
        for which in (0, 2, 3):
            self.assertEqual(self.left(room, which), LOST)
        self.assert_gone(self.one_server, self.content)

    def test_lastOneOut_leavesNothing(self):
        """after the last member left: nothing of the room at all, its id, its admission and its members' keys included (found before)"""
        room = self.begin()
        of_room = {"room": room.id, "admission": admission(), "host's package": room.packages[0]}
        self.assert_found(self.one_server, of_room)
        for line in room.lines:
            line.send(wire.LEAVE, field(1, room.id))
        for line in room.lines:
            line.expect_after(wire.ENDED)
            line.acknowledge()
        self.settle(self.one_server)
        self.assert_gone(self.one_server, {**self.content, **self.of_host, **of_room})

    def test_newcomer_readsNothingEarlier(self):
        """a member who joined later was told who is there and got nothing that was said before, though the server still kept it for others (found)"""
        room = self.begin()
        late = self.line(self.one_server)
        late.welcome(username="late")
        late.send(wire.JOIN_ROOM, join_payload(room.id), body=os.urandom(96))
        room.lines[0].expect(wire.MEMBER_JOINED)
        room.say(0, 2, b"from here on")
        kinds, bodies = [], []
        while not kinds or kinds[-1] != wire.MESSAGE:
            kind, _, body, _ = late.receive()
            kinds.append(kind)
            bodies.append(body)
        self.assertEqual(kinds, [wire.ROOM_JOINED] + 4 * [wire.MEMBER_JOINED] + [wire.MESSAGE])
        self.assertEqual(bodies[-1], b"from here on")
        self.assertEqual(bodies[1:-1], room.packages)
        self.assert_found(self.one_server, self.content, ["plain text"])


class RoomsWithFourThreads(RoomsAreForgotten):
    OPTIONS = ("--threads", "4")


class RoomsAfterTheWindow(RoomsAreForgotten):
    RESUME_WINDOW = 1


if __name__ == "__main__":
    unittest.main()
