// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the segments of a JPEG: dimensions, orientation, number of scans, and whether it is whole.

#include "client/picture/PictureHeaders.h"
#include "client/picture/PictureLimits.h"

namespace chatmet::client {
namespace {

constexpr quint32 startOfImage = 0xD8;
constexpr quint32 endOfImage = 0xD9;
constexpr quint32 startOfScan = 0xDA;
constexpr quint32 app1 = 0xE1;

bool isFrameHeader(quint32 marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool standsAlone(quint32 marker)
{
    return marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
}

/// Moves `at` behind the next marker with a meaning, over fill bytes and packed data; 0 when there is none.
quint32 nextMarker(ByteView bytes, qsizetype& at)
{
    while (true) {
        at = bytes.find('\xFF', at);
        while (bytes.u8(at) == 0xFF)
            ++at;
        if (!bytes.has(at, 1))
            return 0;
        const quint32 marker = bytes.u8(at++);
        if (!standsAlone(marker))
            return marker;
    }
}

/// frame: the segment behind its length. False where a second frame header or a height to be told later makes
/// it one we do not take.
bool readFrame(ByteView frame, PictureInfo& info)
{
    const QSize size(static_cast<int>(frame.be16(3)), static_cast<int>(frame.be16(1)));
    if (frame.size() < 6 || info.size.isValid() || size.isEmpty())
        return false;
    info.size = size;
    return true;
}

} // namespace

std::optional<PictureInfo> readJpegHeader(ByteView bytes)
{
    PictureInfo info;
    info.format = PictureFormat::Jpeg;
    int scans = 0;
    qsizetype at = 2;
    while (true) {
        const quint32 marker = nextMarker(bytes, at);
        if (marker == endOfImage && scans > 0)
            return info;
        if (marker == 0 || marker == startOfImage || marker == endOfImage)
            return std::nullopt;
        const auto length = static_cast<qsizetype>(bytes.be16(at));
        if (length < 2 || !bytes.has(at, length))
            return std::nullopt;
        const ByteView segment = bytes.part(at + 2, length - 2);
        at += length;
        if (isFrameHeader(marker)) {
            if (!readFrame(segment, info))
                return std::nullopt;
        } else if (marker == startOfScan) {
            info.manyScans = ++scans > 1;
            if (!info.size.isValid() || scans > jpegScansMax)
                return std::nullopt;
        } else if (marker == app1 && segment.isAt(0, QByteArrayView("Exif\0\0", 6))) {
            info.orientation = readExifOrientation(segment.part(6, segment.size()));
        }
    }
}

} // namespace chatmet::client
