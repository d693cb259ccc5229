# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The container's recipe, and the root that it is made of; packaging/container/build makes and runs the image."""
import json
import pathlib
import re
import subprocess
import tempfile
import unittest

from tests.packaging.tools import needs, run
from tests.support.blackbox.programs import Process, program

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


if __name__ == "__main__":
    unittest.main()
