# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The container's recipe, and the root that it is made of; packaging/container/build makes and runs the image."""
import json
import pathlib
import re
import subprocess
import tempfile
import unittest

from tests.packaging.tools import needs

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
        self.assertEqual(json.loads(self.last["CMD"])[:2], ["--listen", "0.0.0.0:8443"])
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

    def test_root_hasOneUser(self):
        self.assertEqual((self.root / "etc/passwd").read_text().count("\n"), 1)
        self.assertEqual((self.root / "run/chatmet-server").stat().st_mode & 0o777, 0o700)


if __name__ == "__main__":
    unittest.main()
