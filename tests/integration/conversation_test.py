# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two people through the real client code and the real server: what they write arrives, and it ends for both."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

from tests.support.blackbox.headless import Headless, meet
from tests.support.blackbox.programs import Server, require_all

TEXTS = [
    "Hello, stranger. What are you listening to?",
    "आज सुबह से पुराने ग़ज़ल सुन रहा हूँ 🎶",
    "👩‍👩‍👧‍👦 👍🏽 🇮🇳 ❤️ 1️⃣",
    "שלום, مرحبا بك — mixed العربية with English and עברית",
    "first line\nsecond line\n\tindented",
    "<img src=x onerror=alert(1)> <b>not bold</b> &amp; plain",
    "ज़" * 2_000,
    "m" * 4_000,
]


class TwoPeople(unittest.TestCase):
    """A server for the class, two clients for each test."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server()

    @classmethod
    def tearDownClass(cls):
        status, errors = cls.server.stop()
        assert status == 0, errors

    def setUp(self):
        self.headless = Headless()
        self.addCleanup(self.headless.kill)
        self.one, self.other = self.headless.client("lantern-fox"), self.headless.client("quiet-otter")

    def meet(self):
        meet(self.one, self.other, self.server)


class Conversation(TwoPeople):
    def test_texts_arriveOnceInOrder_andAreDelivered(self):
        self.meet()
        for text in TEXTS:
            self.one.send(text)
        for text in TEXTS:
            self.assertEqual(self.other.message()["text"], text)
        keys = [self.one.wait("delivered")["key"] for _ in TEXTS]
        self.assertEqual(keys, sorted(set(keys)))
        self.other.send("and you?")
        self.assertEqual(self.one.message()["text"], "and you?")

    def test_typing_isShownAndStops(self):
        self.meet()
        self.one.do("typing", active=True)
        self.other.wait("typing", active=True)
        self.one.do("typing", active=False)
        self.other.wait("typing", active=False)

    def test_tooLongAndEmptyTexts_areRefusedHere(self):
        self.meet()
        for text in ("", " \n ", "x" * 4_001, "𠜎" * 4_001):
            self.one.send(text)
            self.one.wait("refused")
        self.one.send("fine")
        self.assertEqual(self.other.message()["text"], "fine")

    def test_leave_endsForBoth_andErases(self):
        self.meet()
        self.one.send("soon gone")
        self.other.message()
        self.one.do("leave")
        self.assertEqual(self.other.wait("ended")["cause"], "partner-left")
        self.other.do("erase")
        self.other.wait("erased")
        self.one.wait("erased")

    def test_next_meetsAnother(self):
        self.meet()
        third = self.headless.client("third-heron")
        third.connect(self.server, third.name)
        third.wait("welcomed")
        third.do("meet", topics=[])
        self.one.do("next")
        self.assertEqual(self.other.wait("ended")["cause"], "partner-left")
        self.assertEqual(third.wait("paired")["partner"], self.one.name)
        self.assertEqual(self.one.wait("paired")["partner"], third.name)

    def test_serverShutsDown_isSaidToBoth(self):
        server = Server()
        meet(self.one, self.other, server)
        self.assertEqual(server.stop(), (0, ""))
        for client in (self.one, self.other):
            self.assertEqual(client.wait("ended")["cause"], "server-ended")

    def test_droppedLine_endsForBoth(self):
        self.meet()
        self.one.do("drop")
        self.assertEqual(self.other.wait("ended")["cause"], "partner-lost")
        self.assertEqual(self.one.wait("ended")["cause"], "own-line-lost")
        self.one.wait("welcomed")  # comes back by itself, as a new session

    def test_killedClient_endsForThePartner(self):
        another = Headless()
        self.addCleanup(another.kill)
        self.other = another.client("quiet-otter")
        self.meet()
        another.child.kill()
        self.assertEqual(self.one.wait("ended")["cause"], "partner-lost")


class Pictures(TwoPeople):
    def photo(self):
        """A 12-megapixel JPEG with a place, a camera and a canary in its metadata."""
        if shutil.which("exiftool") is None or shutil.which("convert") is None:
            if require_all():
                self.fail("CHATMET_REQUIRE_ALL is set and exiftool or convert is not installed")
            self.skipTest("exiftool and ImageMagick make the photo")
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        path = os.path.join(folder.name, "photo.jpg")
        subprocess.run(["convert", "-size", "4000x3000", "plasma:tomato-steelblue", "-quality", "85", path], check=True,
                       timeout=60)
        subprocess.run(["exiftool", "-q", "-overwrite_original", "-GPSLatitude=48.8584", "-GPSLatitudeRef=N",
                        "-GPSLongitude=2.2945", "-GPSLongitudeRef=E", "-Make=CANARYCAMERA", "-Comment=CANARYCOMMENT",
                        "-Artist=CANARYARTIST", path], check=True, timeout=60)
        return path

    def test_photo_arrivesWithoutItsMetadata(self):
        path = self.photo()
        self.meet()
        self.one.do("picture", file=path)
        offer = self.other.wait("picture-offered")
        self.assertEqual(sorted(offer["size"]), [3000, 4000])
        self.other.send("text does not wait behind a picture")
        self.one.message()
        self.other.do("accept", key=offer["key"])
        here = self.other.wait("picture-here")
        saved = os.path.join(self.folder, "saved.jpg")
        self.other.do("save", key=offer["key"], file=saved)
        self.other.wait("saved")
        with open(saved, "rb") as file:
            content = file.read()
        self.assertEqual(hashlib.sha256(content).hexdigest(), here["sha256"])
        # Not three letters such as GPS: chance puts them into every fourth picture of this size. exiftool looks for those.
        for canary in (b"CANARY", b"Exif\0\0", b"http://ns.adobe.com", b"ICC_PROFILE"):
            self.assertFalse(canary in content, canary)
        tags = subprocess.run(["exiftool", "-G1", "-s", saved], check=True, capture_output=True, timeout=60).stdout
        self.assertNotIn(b"GPS", tags)
        self.assertNotIn(b"CANARY", tags)

    def test_partnerVanishesMidPicture_isSaid(self):
        path = self.photo()
        another = Headless()
        self.addCleanup(another.kill)
        self.one = another.client("lantern-fox")
        self.meet()
        self.one.do("picture", file=path)
        offer = self.other.wait("picture-offered")
        self.other.do("accept", key=offer["key"])
        self.other.wait("picture-progress")
        another.child.send_signal(signal.SIGKILL)
        self.assertEqual(self.other.wait("ended")["cause"], "partner-lost")

    def test_whatIsNoPicture_isRefusedHere(self):
        self.meet()
        for name, content in (("text.jpg", b"not a picture"), ("empty.png", b"")):
            with tempfile.NamedTemporaryFile(suffix=name, dir=os.environ.get("CHATMET_SCRATCH")) as file:
                file.write(content)
                file.flush()
                self.one.do("picture", file=file.name)
                self.one.wait("refused")


class WrongServers(unittest.TestCase):
    def setUp(self):
        self.headless = Headless()
        self.addCleanup(self.headless.kill)
        self.client = self.headless.client("quiet-otter")

    def problem(self, url, fingerprint=""):
        self.client.do("connect", server=url, fingerprint=fingerprint, username="quiet-otter")
        return self.client.wait("problem")["problem"]

    def test_nobodyListens_isRefused(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        self.assertEqual(self.problem(f"wss://127.0.0.1:{port}"), "refused")

    def test_plainHttp_isNoTls(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            def answer():
                line, _ = listener.accept()
                with line:
                    line.recv(4096)
                    line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            thread = threading.Thread(target=answer)
            thread.start()
            self.assertEqual(self.problem(f"wss://127.0.0.1:{listener.getsockname()[1]}"), "tls-failed")
            thread.join(10)

    def test_anotherFingerprint_stops(self):
        server = Server()
        self.addCleanup(server.kill)
        self.assertEqual(self.problem(server.url, "0" * 64), "wrong-fingerprint")

    def test_noFingerprint_isUntrusted(self):
        server = Server()
        self.addCleanup(server.kill)
        self.assertEqual(self.problem(server.url), "untrusted")

    def test_serverEnds_isSaid(self):
        server = Server()
        self.addCleanup(server.kill)
        self.client.connect(server, "quiet-otter")
        self.client.wait("welcomed")
        self.assertEqual(server.stop()[0], 0)
        self.client.wait("problem", problem="shutting-down")


if __name__ == "__main__":
    unittest.main()
