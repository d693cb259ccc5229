// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the orientation in EXIF data, which decides how a picture is shown and is dropped after that.

#include "client/picture/PictureHeaders.h"

namespace chatmet::client {

int readExifOrientation(ByteView tiff)
{
    constexpr quint32 orientationTag = 0x0112;
    constexpr quint32 shortType = 3;
    const bool little = tiff.isAt(0, QByteArrayView("II*\0", 4));
    if (!little && !tiff.isAt(0, QByteArrayView("MM\0*", 4)))
        return 1;
    const auto u16 = [&](qsizetype at) { return little ? tiff.le16(at) : tiff.be16(at); };
    const auto directory = static_cast<qsizetype>(little ? tiff.le32(4) : tiff.be32(4));
    const auto entries = static_cast<qsizetype>(u16(directory));
    for (qsizetype i = 0; i < entries; ++i) {
        const qsizetype entry = directory + 2 + i * 12;
        if (!tiff.has(entry, 12))
            return 1;
        if (u16(entry) != orientationTag)
            continue;
        const quint32 value = u16(entry + 8);
        return u16(entry + 2) == shortType && value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

} // namespace chatmet::client
