# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of what the programs are made of, with other programs in their place."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from tests.packaging.tools import needs

TOP = pathlib.Path(__file__).resolve().parents[2]


@needs("dpkg", "dpkg-query")
@needs("gcc", "cc")
class SbomTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.place = pathlib.Path(folder.name)
        shutil.copy("/usr/bin/xz", cls.place / "stand-in")
        cls.first = cls.write()

    @classmethod
    def write(cls, *names, **environment):
        programs = [cls.place / name for name in names or ("stand-in",)]
        known = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        return subprocess.run([TOP / "packaging/sbom", "--version", "1.2.3", *programs], check=True, capture_output=True, text=True, timeout=60,
                              env={**known, **environment}).stdout

    def test_twice_theSameBytes(self):
        self.assertEqual(self.first, self.write(TZ="Asia/Kolkata", LC_ALL="C"))

    def test_anotherProgram_hasAnotherNumber(self):
        (self.place / "other").mkdir(exist_ok=True)
        (self.place / "other/stand-in").write_bytes((self.place / "stand-in").read_bytes() + b"\n")
        other = json.loads(self.write("other/stand-in"))
        self.assertNotEqual(other["serialNumber"], json.loads(self.first)["serialNumber"])

    def test_time_isSourceDateEpochOrNone(self):
        self.assertNotIn("timestamp", json.loads(self.first)["metadata"])
        self.assertEqual(json.loads(self.write(SOURCE_DATE_EPOCH="0"))["metadata"]["timestamp"], "1970-01-01T00:00:00Z")

    def test_form_isCycloneDx(self):
        bom = json.loads(self.first)
        self.assertEqual((bom["bomFormat"], bom["specVersion"], bom["version"]), ("CycloneDX", "1.5", 1))
        self.assertRegex(bom["serialNumber"], r"^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
        references = [component["bom-ref"] for component in bom["components"]]
        self.assertEqual(len(references), len(set(references)), "a reference stands for two things")
        known = {*references, bom["metadata"]["component"]["bom-ref"]}
        for entry in bom["dependencies"]:
            self.assertLessEqual({entry["ref"], *entry["dependsOn"]}, known)

    def test_program_hasItsDigestAndItsLibraries(self):
        components = {component["name"]: component for component in json.loads(self.first)["components"]}
        digest = hashlib.sha256((self.place / "stand-in").read_bytes()).hexdigest()
        self.assertEqual(components["stand-in"]["hashes"], [{"alg": "SHA-256", "content": digest}])
        for package in ("libc6", "liblzma5"):
            installed = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], check=True, capture_output=True, text=True, timeout=30)
            self.assertEqual(components[package]["version"], installed.stdout)
            self.assertTrue(components[package]["purl"].startswith(f"pkg:deb/debian/{package}@"))

    def test_compiledIn_standsInInstallDependencies(self):
        wanted = set(re.findall(r'"(lib[\w.|+-]+-dev)"', (TOP / "packaging/sbom").read_text()))
        listed = subprocess.run([TOP / "packaging/install-dependencies", "--list", "server", "client"], check=True, capture_output=True, text=True, timeout=30)
        self.assertTrue(wanted)
        self.assertFalse(wanted - set(listed.stdout.splitlines()))

    def test_libraryOfNoPackage_isRefused(self):
        library, program = self.place / "libof-nobody.so", self.place / "needy"
        (self.place / "a.c").write_text("int one(void) { return 1; }\n")
        (self.place / "b.c").write_text("int one(void);\nint main(void) { return one(); }\n")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, self.place / "a.c"], check=True, timeout=60)
        subprocess.run(["cc", "-o", program, self.place / "b.c", library], check=True, timeout=60)
        done = subprocess.run([TOP / "packaging/sbom", program], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("libof-nobody.so", done.stderr)


if __name__ == "__main__":
    unittest.main()
