// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/picture/PictureDecoder.h"

#include "client/picture/PictureGate.h"
#include "client/picture/PictureHeaders.h"
#include "client/picture/PictureLimits.h"
#include "client/picture/PicturePixels.h"
#include "client/picture/PictureScaling.h"
#include "common/protocol/Limits.h"

#include <QBuffer>
#include <QImageReader>

#include <algorithm>
#include <new>

namespace chatmet::client {
namespace {

QByteArray handlerName(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Jpeg: return QByteArrayLiteral("jpeg");
    case PictureFormat::Png: return QByteArrayLiteral("png");
    case PictureFormat::WebP: return QByteArrayLiteral("webp");
    case PictureFormat::Gif: return QByteArrayLiteral("gif");
    }
    return {};
}

QSize wantedSize(const PictureInfo& info, const PictureRequest& request)
{
    const QSize sendable =
        fitPixels(info.uprightSize(), static_cast<int>(limits::pictureSideMax), limits::picturePixelsMax);
    return fitInside(sendable, request.largest);
}

QImage readPixels(const PictureInfo& info, QByteArray bytes, QSize wanted, PictureError& error)
{
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, handlerName(info.format));
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(false);
    // Two parsers have to agree on the size, or one of them is being lied to. A GIF's screen is the decoder's
    // business.
    if (info.format != PictureFormat::Gif && reader.size() != info.size) {
        error = PictureError::Damaged;
        return {};
    }
    const QSize stored = info.orientation >= 5 ? wanted.transposed() : wanted;
    // Only JPEG gains: its handler decodes at the next M/8 above, so 100 megapixels never stand in memory
    // whole.
    if (info.format == PictureFormat::Jpeg && stored != info.size)
        reader.setScaledSize(stored);
    QImage image = reader.read();
    if (image.isNull()) // the handlers do not say whether it was memory: try
        error = QImage(info.size, QImage::Format_RGB32).isNull() ? PictureError::OutOfMemory
                                                                 : PictureError::Damaged;
    else if (image.size() != stored)
        image = image.scaled(stored, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    return image;
}

PictureResult decode(const PictureRequest& request)
{
    const auto [refusal, info] = PictureGate::inspect(request.bytes, request.origin);
    PictureResult result{refusal, info.uprightSize(), {}, info.animated};
    if (refusal == PictureError::None &&
        !QImageReader::supportedImageFormats().contains(handlerName(info.format)))
        result.error = PictureError::UnsupportedFormat;
    if (result.error != PictureError::None)
        return result;
    QImageReader::setAllocationLimit(decodedMegabytesMax);
    const bool png = info.format == PictureFormat::Png;
    QImage image = readPixels(info, png ? pngPixelsOnly(ByteView(request.bytes)) : request.bytes,
                              wantedSize(info, request), result.error);
    if (result.error != PictureError::None)
        return result;
    const bool received = request.origin == PictureOrigin::Received;
    result.image = plainPixels(upright(std::move(image), info.orientation),
                               received ? QImage::Format_ARGB32_Premultiplied : QImage::Format_ARGB32);
    if (result.image.isNull())
        result.error = PictureError::OutOfMemory;
    return result;
}

} // namespace

PictureResult decodePicture(const PictureRequest& request)
{
    try {
        return decode(request);
    } catch (const std::bad_alloc&) {
        return {PictureError::OutOfMemory, {}, {}, false};
    }
}

} // namespace chatmet::client
