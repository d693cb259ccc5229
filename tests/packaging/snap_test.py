# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of snapcraft.yaml: known keys, strict confinement, few permissions. Nothing is built."""
import pathlib
import re
import subprocess
import unittest

from tests.packaging.tools import module_is_there, needs

try:
    import yaml
except ImportError:
    yaml = None

TOP = pathlib.Path(__file__).resolve().parents[2]
KEYS = {"name", "base", "grade", "confinement", "license", "adopt-info", "platforms", "apps", "parts"}
APP_KEYS = {"command", "common-id", "desktop", "environment", "plugs"}
PART_KEYS = {"plugin", "source", "cmake-generator", "cmake-parameters", "parse-info", "build-packages", "stage-packages", "override-build"}


@needs("python3-yaml", "yaml", there=module_is_there)
class SnapTest(unittest.TestCase):
    def setUp(self):
        self.snap = yaml.safe_load((TOP / "packaging/snap/snapcraft.yaml").read_text())
        self.app = self.snap["apps"]["chatmet"]
        self.part = self.snap["parts"]["chatmet"]

    def test_keys_areThoseOfTheFormat(self):
        self.assertFalse(set(self.snap) - KEYS)
        self.assertFalse(set(self.app) - APP_KEYS)
        self.assertFalse(set(self.part) - PART_KEYS)
        self.assertRegex(self.snap["name"], r"^[a-z0-9-]{1,40}$")

    def test_confinement_isStrictWithFewPlugs(self):
        self.assertEqual(self.snap["confinement"], "strict")
        self.assertEqual(sorted(self.app["plugs"]), ["desktop", "home", "network", "wayland", "x11"])

    def test_versionAndWords_areThoseOfTheMetainfo(self):
        self.assertEqual(self.snap["adopt-info"], "chatmet")
        self.assertEqual(self.part["parse-info"], ["usr/share/metainfo/org.chatmet.ChatMet.metainfo.xml"])
        metainfo = (TOP / "packaging/linux/org.chatmet.ChatMet.metainfo.xml").read_text()
        self.assertIn(f"<id>{self.app['common-id']}</id>", metainfo)

    def test_buildPackages_areThoseOfTheClient(self):
        listed = subprocess.run([TOP / "packaging/install-dependencies", "--list", "client"], capture_output=True, text=True, timeout=30, check=True)
        known = {name for line in listed.stdout.splitlines() for name in line.split("|")}
        self.assertFalse(set(self.part["build-packages"]) - known)
        headers = {name for name in known if name.endswith("-dev") and not name.startswith("qt6-svg")}
        self.assertFalse(headers - set(self.part["build-packages"]), "the client needs more than the snap installs")

    def test_override_buildsBeforeItChanges(self):
        self.assertTrue(self.part["override-build"].startswith("craftctl default\n"))
        self.assertTrue(re.search(r"^Icon=chatmet$", (TOP / "packaging/linux/chatmet.desktop").read_text(), re.M))


if __name__ == "__main__":
    unittest.main()
