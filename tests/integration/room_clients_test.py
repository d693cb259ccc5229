# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rooms from client to client through the real server: what one says the others see, and nobody keeps."""

import unittest

from tests.support.blackbox.headless import Headless
from tests.support.blackbox.programs import Server


class RoomClients(unittest.TestCase):
    def setUp(self):
        self.server = Server(resume_window=20)
        self.addCleanup(self.server.stop)
        self.headless = Headless()
        self.addCleanup(self.headless.kill)

    def come(self, name):
        client = self.headless.client(name)
        client.connect(self.server, name)
        client.wait("welcomed")
        return client

    def opened(self, name="asha", title="Tea"):
        host = self.come(name)
        host.do("open-room", title=title)
        entered = host.wait("room-entered")
        return host, entered["room"], entered["invite"]

    def join(self, name, invite):
        client = self.come(name)
        client.do("join-room", invite=invite)
        client.wait("room-entered")
        return client

    def three(self):
        asha, room, invite = self.opened()
        boris = self.join("boris", invite)
        asha.wait("room-members", count=2)
        chen = self.join("chen", invite)
        for client in (asha, boris, chen):
            client.wait("room-members", count=3)
        return asha, boris, chen, room

    def texts(self, client, room):
        client.do("room-texts", room=room)
        return client.wait("room-texts")["texts"]

    def test_three_talk_and_a_leaver_vanishes(self):
        asha, boris, chen, room = self.three()
        for client in (asha, boris, chen):
            client.do("room-send", room=room, text=f"from {client.name}")
            for other in {asha, boris, chen} - {client}:
                self.assertEqual(other.wait("room-message", own=False)["author"], client.name)
        boris.do("room-leave", room=room)
        for client in (asha, chen):
            client.wait("room-erased", room=room)
            self.assertNotIn("from boris", self.texts(client, room))
        asha.do("room-send", room=room, text="on we go")  # under a new chain
        self.assertEqual(chen.wait("room-message", text="on we go")["author"], "asha")

    def test_newcomer_reads_nothing_earlier(self):
        asha, room, invite = self.opened()
        asha.do("room-send", room=room, text="before")
        asha.wait("room-sent")
        boris = self.join("boris", invite)
        asha.wait("room-members", count=2)
        asha.do("room-send", room=room, text="after")
        boris.wait("room-message", text="after")
        self.assertEqual(self.texts(boris, room), ["after"])

    def test_lock_and_removal(self):
        asha, boris, chen, room = self.three()
        asha.do("lock", room=room, locked=True)
        chen.wait("room-changed", locked=True)
        old = asha.wait("room-changed", locked=True)["invite"]
        dora = self.come("dora")
        dora.do("join-room", invite=old)
        dora.wait("room-refused", refusal="room-refused")
        asha.do("lock", room=room, locked=False)
        chen.wait("room-changed", locked=False)
        members = next(event["members"] for event in reversed(asha.seen) if event["event"] == "room-members")
        victim = next(member["id"] for member in members if member["name"] == "boris")
        asha.do("remove", room=room, member=victim)
        boris.wait("room-ended", cause="removed")
        asha.wait("room-members", count=2)
        fresh = asha.wait("room-changed")["invite"]
        while fresh == old:
            fresh = asha.wait("room-changed")["invite"]
        dora.do("join-room", invite=old)
        dora.wait("room-refused", refusal="room-refused")
        dora.do("join-room", invite=fresh)
        dora.wait("room-entered")
        dora.wait("room-members", count=3)
        dora.do("room-send", room=room, text="let in")
        for client in (asha, chen):
            self.assertEqual(client.wait("room-message", text="let in")["author"], "dora")

    def test_picture_goes_to_each_who_asks(self):
        asha, boris, chen, room = self.three()
        asha.do("picture", room=room, generate={"width": 640, "height": 480, "seed": 7}, caption="look")
        sums = set()
        for client in (boris, chen):
            key = client.wait("room-picture")["key"]
            client.do("room-accept", room=room, key=key)
            sums.add(client.wait("room-picture-state", state="here")["sha256"])
        self.assertEqual(len(sums), 1)

    def test_report_and_block(self):
        asha, boris, chen, room = self.three()
        members = next(event["members"] for event in reversed(asha.seen) if event["event"] == "room-members")
        boris_id = next(member["id"] for member in members if member["name"] == "boris")

        def taken(word):
            while True:
                event = asha.wait("room-members")
                if next(member[word] for member in event["members"] if member["id"] == boris_id) == "taken":
                    return

        asha.do("room-report", room=room, member=boris_id, reason=4)
        taken("reported")
        asha.do("room-block", room=room, member=boris_id)
        taken("blocked")
        boris.do("room-send", room=room, text="unwanted")
        chen.wait("room-message", text="unwanted")
        chen.do("room-send", room=room, text="wanted")
        asha.wait("room-message", text="wanted")  # the server gives messages in one order
        self.assertEqual(self.texts(asha, room), ["wanted"])
        asha.do("room-send", room=room, text="to all")  # nobody is put out by it, and nobody told
        boris.wait("room-message", text="to all")

    def test_dropped_line_comes_back(self):
        asha, boris, chen, room = self.three()
        boris.do("drop")
        boris.wait("line", state="reconnecting")
        asha.do("room-send", room=room, text="meanwhile")
        boris.wait("line", state="online")
        boris.wait("room-message", text="meanwhile")
        boris.do("room-send", room=room, text="back")
        chen.wait("room-message", text="back")


if __name__ == "__main__":
    unittest.main()
