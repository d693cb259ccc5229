// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/picture/PictureCleaner.h"

#include "client/picture/PictureEncoder.h"
#include "client/picture/PictureLimits.h"
#include "client/picture/PicturePixels.h"
#include "client/picture/PictureScaling.h"
#include "common/protocol/Limits.h"

#include <algorithm>
#include <new>
#include <utility>

namespace chatmet::client {
namespace {

CleanResult refused(PictureError error, QSize claimed = {})
{
    return {error, claimed, {}};
}

/// pixels: plain, within the wire's limits. Takes them, so that no second copy lives while it encodes.
CleanResult encoded(QImage pixels, QSize original, bool animated)
{
    CleanResult result;
    result.claimed = original;
    result.picture.preview = pixels.scaled(fitInside(pixels.size(), {picturePreviewSide, picturePreviewSide}),
                                           Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    auto file = encodePicture(std::move(pixels), static_cast<qint64>(limits::pictureBytesMax));
    if (file.bytes.isEmpty())
        return refused(file.outOfMemory ? PictureError::OutOfMemory : PictureError::TooManyBytes, original);
    result.picture.bytes = std::move(file.bytes);
    result.picture.format = file.format;
    result.picture.size = file.size;
    result.picture.wasAnimated = animated;
    result.picture.wasScaled = file.size != original;
    return result;
}

CleanResult cleanPixels(QImage source)
{
    if (source.isNull())
        return refused(PictureError::NotAPicture);
    const QSize original = source.size();
    const bool longSide = std::max(original.width(), original.height()) > sourcePictureSideMax;
    if (longSide || qint64{original.width()} * original.height() > decodedPixelsMax)
        return refused(PictureError::TooLarge, original);
    const QSize wanted =
        fitPixels(original, static_cast<int>(limits::pictureSideMax), limits::picturePixelsMax);
    if (wanted != original)
        source = source.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QImage pixels = plainPixels(std::exchange(source, {}), QImage::Format_ARGB32);
    return pixels.isNull() ? refused(PictureError::OutOfMemory, original)
                           : encoded(std::move(pixels), original, false);
}

template <typename Attempt> CleanResult withoutThrowing(Attempt attempt)
{
    try {
        return attempt();
    } catch (const std::bad_alloc&) {
        return refused(PictureError::OutOfMemory);
    }
}

} // namespace

CleanResult cleanSource(const QByteArray& source, const PictureDecoder& decoder)
{
    return withoutThrowing([&] {
        PictureResult decoded = decoder({source, PictureOrigin::Source, {}});
        if (decoded.error != PictureError::None)
            return refused(decoded.error, decoded.claimed);
        return encoded(std::exchange(decoded.image, {}), decoded.claimed, decoded.animated);
    });
}

CleanResult cleanImage(QImage source)
{
    return withoutThrowing([&] { return cleanPixels(std::exchange(source, {})); });
}

PictureCleaner::PictureCleaner(PictureWorkers& workers, PictureDecoder decoder)
    : m_workers(workers), m_decoder(std::move(decoder))
{
}

void PictureCleaner::clean(QByteArray source, QObject* context, std::function<void(CleanResult)> done)
{
    m_workers.run<CleanResult>(
        context, [decoder = m_decoder, source = std::move(source)] { return cleanSource(source, decoder); },
        std::move(done), refused(PictureError::Busy));
}

void PictureCleaner::clean(QImage source, QObject* context, std::function<void(CleanResult)> done)
{
    m_workers.run<CleanResult>(
        context, [source = std::move(source)] { return cleanImage(source); }, std::move(done),
        refused(PictureError::Busy));
}

} // namespace chatmet::client
