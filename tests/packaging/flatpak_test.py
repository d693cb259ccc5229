# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest: what it may do, and that it holds together. Nothing is built."""
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

from tests.packaging.tools import module_is_there, needs

try:
    import yaml
except ImportError:
    yaml = None

TOP = pathlib.Path(__file__).resolve().parents[2]
MANIFEST = TOP / "packaging/flatpak/org.chatmet.ChatMet.yml"
# From flatpak-manifest(5); flatpak-builder only warns of others.
KEYS = {"id", "runtime", "runtime-version", "sdk", "command", "rename-desktop-file", "rename-icon", "finish-args", "cleanup", "modules"}
MODULE_KEYS = {"name", "buildsystem", "builddir", "config-opts", "sources"}
PERMISSIONS = {"--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--talk-name=org.kde.StatusNotifierWatcher",
               "--filesystem=xdg-pictures", "--filesystem=xdg-download"}


@needs("python3-yaml", "yaml", there=module_is_there)
class FlatpakTest(unittest.TestCase):
    def setUp(self):
        self.manifest = yaml.safe_load(MANIFEST.read_text())

    def test_keys_areThoseOfTheFormat(self):
        self.assertFalse(set(self.manifest) - KEYS)
        for module in self.manifest["modules"]:
            self.assertFalse(set(module) - MODULE_KEYS, module["name"])

    def test_permissions_areNoMoreThanNeeded(self):
        self.assertEqual(len(self.manifest["finish-args"]), len(PERMISSIONS))
        self.assertEqual(set(self.manifest["finish-args"]), PERMISSIONS)

    def test_id_isThatOfTheMetainfo(self):
        metainfo = xml.etree.ElementTree.parse(TOP / "packaging/linux/org.chatmet.ChatMet.metainfo.xml").getroot()
        self.assertEqual(self.manifest["id"], metainfo.findtext("id"))
        self.assertEqual(MANIFEST.stem, self.manifest["id"])
        self.assertTrue((TOP / "packaging/linux" / self.manifest["rename-desktop-file"]).is_file())
        self.assertTrue((TOP / f"resources/icons/{self.manifest['rename-icon']}.svg").is_file())

    def test_sources_areFixedByChecksum(self):
        sources = [(module["name"], source) for module in self.manifest["modules"] for source in module["sources"]]
        for name, source in sources[:-1]:
            self.assertEqual(source["type"], "archive", name)
            self.assertTrue(source["url"].startswith("https://"), name)
            self.assertRegex(source["sha256"], r"^[0-9a-f]{64}$", name)

    def test_program_isBuiltFromThisTreeWithoutServerAndTests(self):
        last = self.manifest["modules"][-1]
        self.assertEqual((MANIFEST.parent / last["sources"][0]["path"]).resolve(), TOP)
        self.assertLessEqual({"-DCHATMET_SERVER=OFF", "-DCHATMET_TESTS=OFF"}, set(last["config-opts"]))

    @unittest.skipUnless(shutil.which("flatpak-builder"), "flatpak-builder is missing")
    def test_flatpakBuilder_readsItWithoutAWord(self):
        with tempfile.TemporaryDirectory() as folder:  # it leaves a folder of its own where it runs
            done = subprocess.run(["flatpak-builder", "--show-manifest", MANIFEST], cwd=folder, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
