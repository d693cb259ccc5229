# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The container's recipe, and the root that it is made of; packaging/container/build makes and runs the image."""
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import unittest

from tests.packaging.tools import needs, run
from tests.support.blackbox import wire
from tests.support.blackbox.programs import READY, Process, program

TOP = pathlib.Path(__file__).resolve().parents[2]
CONTAINER = TOP / "packaging/container"


def instructions():
    """(word, rest) of each instruction; lines that go on are joined."""
    text = re.sub(r"\\\n", " ", (CONTAINER / "Containerfile").read_text())
    lines = [line.strip() for line in text.splitlines()]
    return [tuple(line.split(None, 1)) for line in lines if line and not line.startswith("#")]


class ContainerfileTest(unittest.TestCase):
    def setUp(self):
        self.all = instructions()
        start = max(index for index, (word, _) in enumerate(self.all) if word == "FROM")
        self.last = dict(self.all[start:])

    def test_image_beginsWithNothing(self):
        self.assertEqual(self.last["FROM"], "scratch")
        self.assertNotIn("RUN", self.last)

    def test_base_canBeReplaced(self):
        self.assertIn(("ARG", "BASE=docker.io/library/debian:bookworm-slim"), self.all)
        self.assertEqual([rest.split()[0] for word, rest in self.all if word == "FROM"], ["${BASE}", "${BASE}", "${PROGRAM}", "scratch"])

    def test_server_isProcessOneWithoutAShell(self):
        self.assertEqual(json.loads(self.last["ENTRYPOINT"]), ["/usr/bin/chatmet-server"])
        self.assertEqual(json.loads(self.last["CMD"])[:2], ["--config", "/etc/chatmet/chatmet-server.toml"])
        self.assertEqual(self.last["STOPSIGNAL"], "SIGTERM")

    def test_user_isANumberThatIsNotRoot(self):
        self.assertRegex(self.last["USER"], r"^[1-9]\d+:[1-9]\d+$")

    def test_health_isAskedOfTheProgramAtTheSocketThatItMakes(self):
        options, _, command = self.last["HEALTHCHECK"].partition(" CMD ")
        self.assertEqual(json.loads(command), ["/usr/bin/chatmet-server", "health"])
        self.assertIn("--timeout=", options)
        arguments = json.loads(self.last["CMD"])
        self.assertEqual(arguments[arguments.index("--control") + 1], "/run/chatmet-server/control")

    def test_sources_areInTheTree(self):
        for word, rest in self.all:
            if word == "COPY" and rest.startswith("packaging/"):
                self.assertTrue((TOP / rest.split()[0]).is_file(), rest)
        self.assertIn(".git", (CONTAINER / "Containerfile.dockerignore").read_text().splitlines())


class StartTest(unittest.TestCase):
    """The arguments of the image, given to the server itself with the settings that are there to be copied."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name, "chatmet-server.toml")
        self.file.write_bytes((CONTAINER / "chatmet-server.toml").read_bytes())
        places = {"/etc/chatmet/chatmet-server.toml": str(self.file), "/run/chatmet-server/control": f"{folder.name}/control"}
        self.arguments = [places.get(word, word) for word in json.loads(dict(instructions())["CMD"])]

    def test_arguments_areGoodForAStart(self):
        status, text = run(program("server"), "check", *self.arguments)
        self.assertEqual(status, 0, text)

    def test_server_isOpenToOthersAndHealthy(self):
        text = self.file.read_text()
        self.assertIn('listen = "0.0.0.0:8443"', text)
        self.file.write_text(text.replace(":8443", ":0"))  # here the port may be taken
        server = Process([program("server"), *self.arguments])
        self.addCleanup(server.kill)
        self.assertRegex(server.line(20), r"^ready wss://0\.0\.0\.0:\d+ sha256:[0-9a-f]{64}$")
        self.assertEqual(run(program("server"), "health", *self.arguments), (0, "serving\n"))
        self.assertEqual(server.stop()[0], 0)

    def test_withoutAMount_itSaysWhatIsMissing(self):
        self.file.unlink()
        status, text = run(program("server"), *self.arguments)
        self.assertEqual((status, text), (2, f"chatmet-server: {self.file}: can't be read\n"))


@needs("dpkg, libc-bin", "dpkg-query", "ldd")
class CollectTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name, "image")
        cls.done = subprocess.run([CONTAINER / "collect", "/usr/bin/xz", cls.root], capture_output=True, text=True, timeout=60)

    def setUp(self):
        if "chown" in self.done.stderr or "ownership" in self.done.stderr:
            self.skipTest("giving files to another user needs root")
        self.assertEqual(self.done.returncode, 0, self.done.stderr)

    def test_root_holdsTheProgramAndTheLoader(self):
        self.assertTrue((self.root / "usr/bin/xz").is_file())
        self.assertTrue(list(self.root.glob("usr/lib64/ld-linux*")) or list(self.root.glob("usr/lib/ld-linux*")))
        self.assertTrue(list(self.root.glob("usr/lib/*/libc.so.6")) and list(self.root.glob("usr/lib/*/liblzma.so.5")))

    def test_root_namesThePackagesOfItsLibraries(self):
        names = {path.name for path in (self.root / "var/lib/dpkg/status.d").iterdir()}
        self.assertLessEqual({"libc6", "liblzma5"}, names)
        self.assertTrue(all((self.root / "usr/share/doc" / name / "copyright").is_file() for name in names))

    def test_root_hasAPlaceForTheSettingsAndNoneOfThem(self):
        self.assertEqual(list((self.root / "etc/chatmet").iterdir()), [])

    def test_root_hasOneUser(self):
        self.assertEqual((self.root / "etc/passwd").read_text().count("\n"), 1)
        self.assertEqual((self.root / "run/chatmet-server").stat().st_mode & 0o777, 0o700)


@needs("dpkg, libc-bin", "dpkg-query", "ldd")
@unittest.skipUnless(os.geteuid() == 0, "another root and another user need root")
class HealthTest(unittest.TestCase):
    """The image's words, start and health check, in the root that the image is made of, as its user. By status a runtime knows how
    it is: 0 healthy, 1 not; 2 is reserved."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name, "image")
        given = pathlib.Path(folder.name, "chatmet-server")
        given.symlink_to(program("server"))
        subprocess.run([CONTAINER / "collect", given, cls.root], capture_output=True, timeout=60, check=True)
        words = (CONTAINER / "chatmet-server.toml").read_text(encoding="utf-8").replace(":8443", ":0") + "[limits]\n"
        (cls.root / "etc/chatmet/chatmet-server.toml").write_text("drain_window = 30\n" + words, encoding="utf-8")
        cls.words = dict(instructions())
        cls.options, _, command = cls.words["HEALTHCHECK"].partition(" CMD ")
        cls.inside = ["chroot", f"--userspec={cls.words['USER']}", str(cls.root)]
        cls.command = [*cls.inside, *json.loads(command)]
        cls.seconds = int(re.search(r"--timeout=(\d+)s", cls.options)[1])

    def setUp(self):
        self.server = Process([*self.inside, *json.loads(self.words["ENTRYPOINT"]), *json.loads(self.words["CMD"])], watched=False)
        self.addCleanup(self.server.kill)
        ready = READY.match(self.server.line(20))
        self.server.port, self.server.fingerprint = int(ready["port"]), ready["fingerprint"]

    def health(self):
        """Status and words, within the time that the image allows."""
        done = subprocess.run(self.command, capture_output=True, text=True, timeout=self.seconds, check=False)
        return done.returncode, done.stdout + done.stderr

    def test_whoServes_isHealthy(self):
        self.assertEqual(self.health(), (0, "serving\n"))

    def test_whoEnds_isNotHealthy(self):
        one, other, conversation = wire.pair(self.server)
        for line in (one, other):
            self.addCleanup(line.close)
        wire.begin_picture(one, other, conversation, 131_072)
        idle = wire.Line(self.server)
        self.addCleanup(idle.close)
        idle.welcome()
        self.server.child.send_signal(getattr(signal, self.words["STOPSIGNAL"]))
        idle.expect(wire.FAREWELL)
        self.assertEqual(self.health(), (1, "chatmet-server: draining\n"))

    def test_whoIsStuck_isNotHealthy_andSoIsNobody(self):
        self.server.child.send_signal(signal.SIGSTOP)
        self.addCleanup(self.server.child.send_signal, signal.SIGCONT)
        status, words = self.health()
        self.assertEqual(status, 1)
        self.assertIn("did not answer in time", words)
        self.server.child.send_signal(signal.SIGCONT)
        self.assertEqual(self.health()[0], 0)
        self.server.child.kill()
        self.server.child.wait(20)
        status, words = self.health()
        self.assertEqual(status, 1)
        self.assertIn("no server answers", words)


if __name__ == "__main__":
    unittest.main()
