# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The property lists and the icon of the macOS bundle, as far as another system can read them."""
import pathlib
import plistlib
import re
import struct
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
MACOS = TOP / "packaging/macos"


class BundleTest(unittest.TestCase):
    def setUp(self):
        properties = dict(re.findall(r'(MACOSX_BUNDLE_\w+) "?([^"\s)]+)"?', (MACOS / "MacOs.cmake").read_text()))
        properties.update(MACOSX_BUNDLE_EXECUTABLE_NAME="chatmet", MACOSX_BUNDLE_BUNDLE_VERSION="1.2.3", MACOSX_BUNDLE_SHORT_VERSION_STRING="1.2.3")
        text = re.sub(r"\$\{(\w+)\}", lambda found: properties[found.group(1)], (MACOS / "Info.plist.in").read_text())
        self.info = plistlib.loads(text.encode())

    def test_info_namesProgramIconAndIdentifier(self):
        self.assertEqual(self.info["CFBundleExecutable"], "chatmet")
        self.assertEqual(self.info["CFBundleIdentifier"], "org.chatmet.ChatMet")
        self.assertTrue((MACOS / self.info["CFBundleIconFile"]).is_file())
        self.assertEqual((self.info["CFBundleVersion"], self.info["CFBundlePackageType"]), ("1.2.3", "APPL"))

    def test_info_takesChatmetLinks(self):
        self.assertEqual([kind["CFBundleURLSchemes"] for kind in self.info["CFBundleURLTypes"]], [["chatmet"]])

    def test_info_saysResolutionAndOldestSystem(self):
        self.assertIs(self.info["NSHighResolutionCapable"], True)
        self.assertRegex(self.info["LSMinimumSystemVersion"], r"^\d+\.\d+$")

    def test_info_asksForNothingOfThePerson(self):
        self.assertFalse([key for key in self.info if key.endswith("UsageDescription")])

    def test_info_keepsNoWindowsOverAnEnd(self):
        self.assertIs(self.info["NSQuitAlwaysKeepsWindows"], False)

    def test_entitlements_areTheNetworkAlone(self):
        self.assertEqual(plistlib.loads((MACOS / "chatmet.entitlements").read_bytes()), {"com.apple.security.network.client": True})

    def test_icon_isMadeOfWholePictures(self):
        data = (MACOS / "chatmet.icns").read_bytes()
        self.assertEqual((data[:4], struct.unpack(">I", data[4:8])[0]), (b"icns", len(data)))
        place, kinds = 8, []
        while place < len(data):
            length = struct.unpack(">I", data[place + 4:place + 8])[0]
            kinds.append(data[place:place + 4])
            self.assertEqual(data[place + 8:place + 12], b"\x89PNG")
            place += length
        self.assertEqual(place, len(data))
        self.assertLessEqual({b"ic07", b"ic08", b"ic09"}, set(kinds))


if __name__ == "__main__":
    unittest.main()
