// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The gate that every picture passes before a decoder sees it.
#include "client/picture/PictureHeaders.h"

#include "client/picture/PictureGate.h"
#include "client/picture/PictureLimits.h"
#include "common/protocol/Limits.h"
#include "tests/fuzz/FuzzInput.h"

using namespace chatmet;
using namespace chatmet::client;

namespace {

void inspect(QByteArrayView bytes, PictureOrigin origin)
{
    const PictureInspection found = PictureGate::inspect(bytes, origin);
    if (found.error != PictureError::None)
        return;
    const PictureInfo& info = found.info;
    fuzz::require(info.size.width() >= 1 && info.size.height() >= 1, "an accepted picture has pixels");
    fuzz::require(info.orientation >= 1 && info.orientation <= 8, "an orientation is one of eight");
    fuzz::require(info.bytesPerPixel >= 1 && info.bytesPerPixel <= 8, "a pixel has one to eight bytes");
    const qint64 pixels = qint64{info.size.width()} * info.size.height();
    const int side = std::max(info.size.width(), info.size.height());
    if (origin == PictureOrigin::Received) {
        fuzz::require(side <= int{limits::pictureSideMax} && pixels <= qint64{limits::picturePixelsMax},
                      "a received picture is within the wire's limits");
        fuzz::require(!info.animated && info.format != PictureFormat::Gif, "a received picture is still");
    } else {
        fuzz::require(side <= sourcePictureSideMax && pixels <= sourceJpegPixelsMax,
                      "a chosen picture is within its limits");
    }
}

/// What a decoder is given of a PNG has to be the same picture, and no more.
void checkPixelsOnly(QByteArrayView bytes)
{
    if (PictureGate::formatOf(bytes) != PictureFormat::Png)
        return;
    const auto whole = readPngHeader(ByteView(bytes));
    if (!whole)
        return;
    const QByteArray pixels = pngPixelsOnly(ByteView(bytes));
    fuzz::require(pixels.size() <= bytes.size(), "leaving out makes nothing larger");
    const auto part = readPngHeader(ByteView(pixels));
    fuzz::require(part.has_value(), "the pixels alone are a PNG");
    fuzz::require(part->size == whole->size && part->bytesPerPixel == whole->bytesPerPixel,
                  "the pixels alone are as large as the whole");
    fuzz::require(!part->animated && part->orientation == 1, "texts, orientation and frames are left out");
    fuzz::require(pngPixelsOnly(ByteView(pixels)) == pixels, "nothing more is to be left out");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    inspect(bytes, PictureOrigin::Received);
    inspect(bytes, PictureOrigin::Source);
    checkPixelsOnly(bytes);
    const int orientation = readExifOrientation(ByteView(bytes));
    fuzz::require(orientation >= 1 && orientation <= 8, "an orientation is one of eight");
    return 0;
}
