// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the blocks of a GIF to the end of its first frame, and sees whether another follows.

#include "client/picture/PictureHeaders.h"

namespace chatmet::client {
namespace {

/// Bytes of a colour table by the flags that announce it.
qsizetype tableBytes(quint32 flags)
{
    return (flags & 0x80U) != 0 ? qsizetype{3} << ((flags & 0x07U) + 1) : 0;
}

/// Moves `at` behind a chain of sub-blocks and its empty last one; false when the bytes end first.
bool skipSubBlocks(ByteView bytes, qsizetype& at)
{
    while (bytes.has(at, 1)) {
        const auto length = static_cast<qsizetype>(bytes.u8(at));
        at += 1 + length;
        if (length == 0)
            return true;
    }
    return false;
}

} // namespace

std::optional<PictureInfo> readGifHeader(ByteView bytes)
{
    constexpr quint32 extension = 0x21;
    constexpr quint32 imageDescriptor = 0x2C;
    PictureInfo info;
    info.format = PictureFormat::Gif;
    QSize size(static_cast<int>(bytes.le16(6)), static_cast<int>(bytes.le16(8)));
    int frames = 0;
    qsizetype at = 13 + tableBytes(bytes.u8(10));
    while (frames < 2 && bytes.has(at, 1)) {
        const quint32 block = bytes.u8(at);
        if (block == extension) {
            at += 2;
        } else if (block == imageDescriptor) {
            // The decoder grows the screen to a first frame that reaches outside.
            if (frames++ == 0)
                size = size.expandedTo({static_cast<int>(bytes.le16(at + 1) + bytes.le16(at + 5)),
                                        static_cast<int>(bytes.le16(at + 3) + bytes.le16(at + 7))});
            at += 11 + tableBytes(bytes.u8(at + 9));
        } else {
            break;
        }
        if (!skipSubBlocks(bytes, at))
            break;
        if (frames == 1)
            info.size = size;
    }
    info.animated = frames > 1;
    return info.size.isEmpty() ? std::nullopt : std::optional(info);
}

} // namespace chatmet::client
