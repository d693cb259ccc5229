# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The .rpm packages that cpack makes of this build, looked at by rpm itself."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from tests.packaging.tools import needs

BUILD = pathlib.Path(os.environ.get("CHATMET_BUILD", "build/dev"))
PROGRAMS = (BUILD / "client/app/chatmet", BUILD / "server/app/chatmet-server")


def query(package, *what):
    command = ["rpm", "-qp", *what, str(package)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout.splitlines()


@needs("rpm", "rpmbuild")
@needs("none: they are built", *PROGRAMS, there=pathlib.Path.is_file)
class RpmTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        made = subprocess.run(["cpack", "-G", "RPM", "-D", "CPACK_RPM_COMPRESSION_TYPE=gzip", "-B", folder.name, "--config", str(BUILD / "CPackConfig.cmake")], timeout=100,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env=dict(os.environ, SOURCE_DATE_EPOCH="1790000000"))
        if made.returncode != 0:
            raise AssertionError(made.stdout)
        found = sorted(pathlib.Path(folder.name).glob("*.rpm"))
        names = [query(package, "--qf", "%{NAME}\n")[0] for package in found]
        cls.packages = dict(zip(names, found))

    def test_packages_areTheTwoPrograms(self):
        self.assertEqual(sorted(self.packages), ["chatmet", "chatmet-server"])

    def test_headers_sayLicenceAndSummary(self):
        for name, package in self.packages.items():
            licence, summary = query(package, "--qf", "%{LICENSE}\n%{SUMMARY}\n")
            self.assertEqual(licence, "GPL-3.0-or-later", name)
            self.assertIn("chat that forgets", summary, name)

    def test_headers_nameNeitherHostNorTimeOfTheBuild(self):
        for name, package in self.packages.items():
            self.assertEqual(query(package, "--qf", "%{BUILDHOST} %{BUILDTIME}\n"), ["chatmet 1790000000"], name)

    def test_requires_areWhatEachProgramLoads(self):
        client = query(self.packages["chatmet"], "--requires")
        server = query(self.packages["chatmet-server"], "--requires")
        for library in ("libQt6Widgets.so.6", "libQt6WebSockets.so.6", "libsodium.so.23", "libqrencode.so.4"):
            self.assertTrue(any(line.startswith(library) for line in client), library)
        for library in ("libssl.so.3", "libsodium.so.23"):
            self.assertTrue(any(line.startswith(library) for line in server), library)
        self.assertFalse([line for line in server if "Qt" in line], "the server requires Qt")

    def test_recommends_standInTheClientAlone(self):
        self.assertIn("xdg-utils", query(self.packages["chatmet"], "--recommends"))
        self.assertEqual(query(self.packages["chatmet-server"], "--recommends"), [])

    def test_settings_areTheOperatorsAfterAnUpgrade(self):
        self.assertEqual(query(self.packages["chatmet-server"], "-c"), ["/etc/chatmet/chatmet-server.toml"])
        flags = dict(line.rsplit(" ", 1) for line in query(self.packages["chatmet-server"], "--qf", "[%{FILENAMES} %{FILEFLAGS:fflags}\n]"))
        self.assertEqual(flags["/etc/chatmet/chatmet-server.toml"], "cn", "not config and noreplace")

    def test_scripts_tellSystemd(self):
        scripts = "\n".join(query(self.packages["chatmet-server"], "--scripts"))
        parts = dict(re.findall(r"(?ms)^(\w+) scriptlet \(using /bin/sh\):\n(.*?)(?=^\w+ scriptlet|\Z)", scripts))
        self.assertEqual(set(parts), {"postinstall", "preuninstall", "postuninstall"})
        self.assertRegex(parts["postinstall"], r"\bpreset chatmet-server\.service chatmet-server\.socket\b")
        self.assertRegex(parts["preuninstall"], r"\bdisable --now chatmet-server\.socket chatmet-server\.service\b")
        self.assertRegex(parts["postuninstall"], r"\btry-restart chatmet-server\.service\b")
        self.assertEqual(query(self.packages["chatmet"], "--scripts"), [])

    def test_files_areThoseOfTheirPackage(self):
        client = query(self.packages["chatmet"], "-l")
        server = query(self.packages["chatmet-server"], "-l")
        for wanted in ("/usr/bin/chatmet", "/usr/share/applications/chatmet.desktop", "/usr/share/man/man1/chatmet.1.gz"):
            self.assertIn(wanted, client)
        self.assertIn("/usr/bin/chatmet-server", server)
        self.assertFalse(set(client) & set(server), "a file stands in both packages")
        shared = {"/usr", "/usr/bin", "/usr/share", "/usr/share/doc", "/usr/share/man", "/usr/share/applications", "/usr/lib/systemd/system"}
        self.assertFalse(shared & set(client + server), "a package owns a folder of the system")


if __name__ == "__main__":
    unittest.main()
