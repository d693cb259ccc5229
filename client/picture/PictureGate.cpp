// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/picture/PictureGate.h"

#include "client/picture/PictureHeaders.h"
#include "client/picture/PictureLimits.h"
#include "common/protocol/Limits.h"

#include <algorithm>

namespace chatmet::client {
namespace {

/// Pictures that other programs know: told apart from what is no picture, so that the refusal can say which
/// it is.
bool isOtherPicture(ByteView bytes)
{
    struct Signature
    {
        qsizetype at;
        QByteArrayView bytes;
    };
    static constexpr Signature signatures[] = {
        {0, {"BM", 2}},       {0, {"II*\0", 4}},    {0, {"MM\0*", 4}},     {0, {"8BPS", 4}},
        {0, {"\0\0\1\0", 4}}, {0, {"qoif", 4}},     {0, {"\x8AMNG", 4}},   {0, {"\x8BJNG", 4}},
        {0, {"\xFF\x0A", 2}}, {4, {"JXL ", 4}},     {4, {"jP  ", 4}},      {4, {"ftypavif", 8}},
        {4, {"ftypavis", 8}}, {4, {"ftypheic", 8}}, {4, {"ftypheix", 8}},  {4, {"ftypmif1", 8}},
        {4, {"ftypmsf1", 8}}, {0, {"gimp xcf", 8}}, {0, {"/* XPM */", 9}}, {0, {"v/1\1", 4}},
    };
    const bool known =
        std::any_of(std::begin(signatures), std::end(signatures),
                    [&](const Signature& signature) { return bytes.isAt(signature.at, signature.bytes); });
    const QByteArrayView start = bytes.part(0, 1024).raw();
    const bool netpbm = bytes.u8(0) == 'P' && bytes.u8(1) >= '1' && bytes.u8(1) <= '7' && bytes.u8(2) == '\n';
    return known || netpbm || start.contains(QByteArrayView("<svg", 4));
}

std::optional<PictureInfo> readHeader(PictureFormat format, ByteView bytes)
{
    switch (format) {
    case PictureFormat::Jpeg: return readJpegHeader(bytes);
    case PictureFormat::Png: return readPngHeader(bytes);
    case PictureFormat::WebP: return readWebPHeader(bytes);
    case PictureFormat::Gif: return readGifHeader(bytes);
    }
    return std::nullopt;
}

bool isTooLarge(const PictureInfo& info, PictureOrigin origin)
{
    const qint64 pixels = qint64{info.size.width()} * info.size.height();
    const int side = std::max(info.size.width(), info.size.height());
    if (origin == PictureOrigin::Received)
        return side > static_cast<int>(limits::pictureSideMax) || pixels > qint64{limits::picturePixelsMax};
    const bool scalesWhileDecoding = info.format == PictureFormat::Jpeg && !info.manyScans;
    if (side > sourcePictureSideMax ||
        pixels > (scalesWhileDecoding ? sourceJpegPixelsMax : decodedPixelsMax))
        return true;
    return !scalesWhileDecoding && pixels * info.bytesPerPixel > decodedBytesMax;
}

} // namespace

std::optional<PictureFormat> PictureGate::formatOf(QByteArrayView bytes)
{
    const ByteView view(bytes);
    if (view.isAt(0, QByteArrayView("\xFF\xD8\xFF", 3)))
        return PictureFormat::Jpeg;
    if (view.isAt(0, QByteArrayView("\x89PNG\r\n\x1A\n", 8)))
        return PictureFormat::Png;
    if (view.isAt(0, QByteArrayView("RIFF", 4)) && view.isAt(8, QByteArrayView("WEBP", 4)))
        return PictureFormat::WebP;
    if (view.isAt(0, QByteArrayView("GIF87a", 6)) || view.isAt(0, QByteArrayView("GIF89a", 6)))
        return PictureFormat::Gif;
    return std::nullopt;
}

PictureInspection PictureGate::inspect(QByteArrayView bytes, PictureOrigin origin)
{
    const bool received = origin == PictureOrigin::Received;
    const auto format = formatOf(bytes);
    if (!format)
        return {isOtherPicture(ByteView(bytes)) ? PictureError::UnsupportedFormat : PictureError::NotAPicture,
                {}};
    if (received && *format == PictureFormat::Gif)
        return {PictureError::UnsupportedFormat, {}};
    if (bytes.size() > (received ? static_cast<qint64>(limits::pictureBytesMax) : sourcePictureBytesMax))
        return {PictureError::TooManyBytes, {}};
    const auto info = readHeader(*format, ByteView(bytes));
    if (!info)
        return {PictureError::Damaged, {}};
    if (isTooLarge(*info, origin))
        return {PictureError::TooLarge, *info};
    if (received && info->animated)
        return {PictureError::UnsupportedFormat, *info};
    return {PictureError::None, *info};
}

} // namespace chatmet::client
