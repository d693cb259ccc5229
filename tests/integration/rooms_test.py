# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rooms over real TLS, by clients made of bytes: joining, talking, leaving, the host, lines that drop."""

import os
import tempfile
import unittest

from tests.support.blackbox import wire
from tests.support.blackbox.programs import Server
from tests.support.blackbox.wire import Line, Room, admission, field, join_payload

LEFT, LOST, YOU_LEFT, REMOVED = 1, 2, 3, 4
NOT_IN_CONVERSATION, ROOM_REFUSED, NOT_HOST = 40, 51, 53
CHAIN = 4
CHUNK = 65_536


class Rooms(unittest.TestCase):
    OPTIONS = ()

    def start(self, *options, **more):
        server = Server(*self.OPTIONS, *options, **more)
        self.addCleanup(server.kill)
        return server

    def room(self, members, server=None, **options):
        room = Room(server or self.start(), members, **options)
        self.addCleanup(room.close)
        return room

    def line(self, room, username="stranger"):
        line = Line(room.server)
        self.addCleanup(line.close)
        line.welcome(username=username)
        return line

    def resume(self, room, lost, token):
        """A new line for the session of the lost one."""
        line = Line(room.server)
        self.addCleanup(line.close)
        line.send_message(wire.frame(wire.HELLO, field(1, 1) + field(3, "0.1.0") + field(4, 1) +
                                     field(5, field(1, token) + field(2, lost.received))))
        fields = line.expect(wire.WELCOME)[0]
        self.assertEqual(fields[12], [1], "resumed")
        line.sequence = lost.sequence
        return line

    def test_message_reachesAllOthersOnce_inOneOrder(self):
        room = self.room(5)
        for number, (author, body) in enumerate(((0, b"one"), (3, b"two")), 1):
            room.say(author, 1, body)
            for which, line in enumerate(room.lines):
                if which == author:
                    continue
                fields, got = line.expect(wire.MESSAGE)
                self.assertEqual((fields[1][0], fields[2][0], fields[3][0], got), (room.id, room.ids[author], number, body))

    def test_joiner_isToldOfAll_withTheirPackages(self):
        room = self.room(3)
        late = self.line(room)
        late.send(wire.JOIN_ROOM, join_payload(room.id), body=b"late keys")
        joined = late.expect(wire.ROOM_JOINED)[0]
        self.assertEqual((joined[1][0], joined[3][0], joined[5][0]), (room.id, room.ids[0], 50))
        self.assertNotIn(4, joined)
        for which in range(3):
            fields, package = late.expect(wire.MEMBER_JOINED)
            self.assertEqual((fields[2][0], fields[3][0], fields[4]), (room.ids[which], f"member-{which}".encode(), [1]))
            self.assertEqual(package, room.packages[which])
        for line in room.lines:
            fields, package = line.expect(wire.MEMBER_JOINED)
            self.assertEqual((fields[2][0], package), (joined[2][0], b"late keys"))
            self.assertNotIn(4, fields)

    def test_refusals_areAlike(self):
        room = self.room(2)
        stranger = self.line(room)
        answers = []
        for payload in (join_payload(bytes(2) + os.urandom(14)), join_payload(room.id, os.urandom(32)),
                        join_payload(room.id, admission())):
            stranger.send(wire.JOIN_ROOM, payload, body=b"keys")
            answers.append(stranger.expect_error(ROOM_REFUSED))
        room.lines[0].send(wire.LOCK_ROOM, field(1, room.id) + field(2, 1))
        for line in room.lines:
            line.expect(wire.ROOM_CHANGED)
        stranger.send(wire.JOIN_ROOM, join_payload(room.id), body=b"keys")
        answers.append(stranger.expect_error(ROOM_REFUSED))
        room.lines[1].send(wire.JOIN_ROOM, join_payload(room.id), body=b"keys")
        answers.append(room.lines[1].expect_error(ROOM_REFUSED))
        for answer in answers:
            self.assertEqual(set(answer), {1, 2, 4}, "a code, its English, the frame; no room and no reason")
            self.assertEqual(answer[2], answers[0][2])

    def test_full_isRefused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "chatmet.toml")
            with open(path, "w", encoding="ascii") as config:
                config.write("[limits]\nroom_members_max = 2\n")
            room = self.room(2, self.start("--config", path))
        self.assertEqual(room.members_max, 2)
        late = self.line(room)
        late.send(wire.JOIN_ROOM, join_payload(room.id), body=b"keys")
        late.expect_error(ROOM_REFUSED)
        room.lines[0].send(wire.LEAVE, field(1, room.id))
        room.lines[0].expect(wire.ENDED)
        late.send(wire.JOIN_ROOM, join_payload(room.id), body=b"keys")
        late.expect(wire.ROOM_JOINED)

    def test_leave_isToldToAll_andTheHostsRightPassesOn(self):
        room = self.room(3)
        room.lines[0].send(wire.LEAVE, field(1, room.id))
        ended = room.lines[0].expect(wire.ENDED)[0]
        self.assertEqual((ended[1][0], ended[2][0]), (room.id, YOU_LEFT))
        for line in room.lines[1:]:
            self.assertEqual(line.expect(wire.ROOM_CHANGED)[0][2], [room.ids[1]])
            left = line.expect(wire.MEMBER_LEFT)[0]
            self.assertEqual((left[1][0], left[2][0], left[3][0]), (room.id, room.ids[0], LEFT))
        room.lines[0].send(wire.SEND, field(1, room.id) + field(2, 1), body=b"after")
        room.lines[0].expect_error(NOT_IN_CONVERSATION)
        room.lines[2].send(wire.LOCK_ROOM, field(1, room.id) + field(2, 1))
        room.lines[2].expect_error(NOT_HOST)

    def test_removed_needsTheNewInvite(self):
        room = self.room(3)
        proof = os.urandom(32)
        room.lines[0].send(wire.REMOVE_MEMBER, field(1, room.id) + field(2, room.ids[1]) + field(3, admission(proof)))
        self.assertEqual(room.lines[1].expect(wire.ENDED)[0][2], [REMOVED])
        for which in (0, 2):
            left = room.lines[which].expect(wire.MEMBER_LEFT)[0]
            self.assertEqual((left[2][0], left[3][0]), (room.ids[1], REMOVED))
        room.lines[1].send(wire.JOIN_ROOM, join_payload(room.id), body=b"keys")
        room.lines[1].expect_error(ROOM_REFUSED)
        room.lines[1].send(wire.JOIN_ROOM, join_payload(room.id, proof), body=b"keys")
        self.assertNotEqual(room.lines[1].expect(wire.ROOM_JOINED)[0][2][0], room.ids[1])

    def test_lastOneOut_endsTheRoom(self):
        room = self.room(2)
        for line in room.lines:
            line.send(wire.LEAVE, field(1, room.id))
            line.expect_after(wire.ENDED)
            line.send(wire.JOIN_ROOM, join_payload(bytes(2) + os.urandom(14)), body=b"keys")
            line.expect_error(ROOM_REFUSED)
        room.lines[0].send(wire.JOIN_ROOM, join_payload(room.id), body=b"keys")
        room.lines[0].expect_error(ROOM_REFUSED)

    def test_chain_reachesItsMemberAlone(self):
        room = self.room(3)
        room.lines[0].send(wire.KEY_EXCHANGE, field(1, room.id) + field(2, CHAIN) + field(3, room.ids[2]), body=b"chain")
        fields, body = room.lines[2].expect(wire.KEY_EXCHANGED)
        self.assertEqual((fields[2][0], fields[3][0], body), (room.ids[0], CHAIN, b"chain"))
        room.say(0, 1, b"next")
        room.lines[1].expect(wire.MESSAGE)

    def test_picture_passesBetweenTwoMembers(self):
        room = self.room(3)
        offer, stream = (bytes(2) + os.urandom(14) for _ in range(2))
        ids = field(1, room.id) + field(2, stream)
        room.lines[2].send(wire.ACCEPT, ids + field(3, room.ids[0]) + field(4, 4) + field(5, offer))
        accepted = room.lines[0].expect(wire.ACCEPT)[0]
        self.assertEqual((accepted[3][0], accepted[5][0]), (room.ids[2], offer))
        room.lines[0].send(wire.OPEN, ids + field(3, 2 * CHUNK))
        room.lines[2].expect(wire.OPEN)
        for number in range(2):
            room.lines[0].send(wire.CHUNK, ids + field(3, number), body=bytes([number]) * CHUNK, reliable=False)
            self.assertEqual(room.lines[2].expect(wire.CHUNK)[1], bytes([number]) * CHUNK)
        room.lines[2].send(wire.END, ids + field(3, 1))
        room.lines[0].expect(wire.END)
        room.say(0, 1, b"next")
        room.lines[1].expect(wire.MESSAGE)

    def test_droppedLine_isToldAndTakenUpAgain(self):
        server = self.start(resume_window=20)
        room = self.room(2, server)
        late = Line(server)
        self.addCleanup(late.close)
        token = late.welcome(username="late")[2][0]
        late.send(wire.JOIN_ROOM, join_payload(room.id), body=b"keys")
        member = late.expect(wire.ROOM_JOINED)[0][2][0]
        for _ in range(2):
            late.expect(wire.MEMBER_JOINED)
        for line in room.lines:
            line.expect(wire.MEMBER_JOINED)
        late.socket.close()
        for line in room.lines:
            self.assertEqual(line.expect(wire.MEMBER_AWAY)[0][2], [member])
        room.say(0, 1, b"while away")
        room.lines[1].expect(wire.MESSAGE)
        back = self.resume(room, late, token)
        self.assertEqual(back.expect(wire.MESSAGE)[1], b"while away")
        for line in room.lines:
            self.assertEqual(line.expect(wire.MEMBER_BACK)[0][2], [member])
        back.send(wire.SEND, field(1, room.id) + field(2, 1), body=b"back")
        back.expect(wire.ACCEPTED)
        for line in room.lines:
            self.assertEqual(line.expect(wire.MESSAGE)[1], b"back")

    def test_windowThatEnds_isLost(self):
        room = self.room(3, self.start(resume_window=1))
        room.lines[1].socket.close()
        for which in (0, 2):
            room.lines[which].expect(wire.MEMBER_AWAY)
            left = room.lines[which].expect(wire.MEMBER_LEFT)[0]
            self.assertEqual((left[2][0], left[3][0]), (room.ids[1], LOST))

    def test_fifty_allHear(self):
        room = self.room(50)
        room.say(49, 1, b"to all")
        for line in room.lines[:-1]:
            self.assertEqual(line.expect(wire.MESSAGE)[1], b"to all")


class RoomsWithFourThreads(Rooms):
    OPTIONS = ("--threads", "4")


if __name__ == "__main__":
    unittest.main()
