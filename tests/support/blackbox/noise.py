# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of noise whose every pixel is known, and stays as it is: with one transparent pixel it remains a PNG."""

import os
import struct
import zlib

ROWS_SEARCHED = 24  # of the picture's pixels; a part of it shows as well as all of it


class Noise:
    def __init__(self, folder, width=160, height=120):
        rows = [bytearray(os.urandom(width * 4)) for _ in range(height)]
        for row in rows:
            row[3::4] = b"\xff" * width
        rows[0][3] = 0
        pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
        self.file = os.path.join(folder, "noise.png")
        with open(self.file, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + self._chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)) +
                       self._chunk(b"IDAT", pixels) + self._chunk(b"IEND", b""))
        searched = b"".join(rows[1:1 + ROWS_SEARCHED])
        #: As a QImage has them: blue, green, red, alpha; as a PNG has them: red, green, blue, alpha.
        self.pixels = {"pixels as shown": self._swapped(searched), "pixels as filed": bytes(searched)}

    @staticmethod
    def _chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    @staticmethod
    def _swapped(pixels):
        swapped = bytearray(pixels)
        swapped[0::4], swapped[2::4] = pixels[2::4], pixels[0::4]
        return bytes(swapped)
