// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/picture/PictureMessages.h"

#include "client/picture/PictureLimits.h"
#include "common/protocol/Limits.h"

#include <algorithm>

namespace chatmet::client {

namespace {

constexpr std::uint32_t callsBit = 1;
constexpr std::uint32_t filesBit = 2;
constexpr std::uint32_t limitsBit = 4;

qint64 bytesMax(PictureOrigin origin)
{
    return origin == PictureOrigin::Received ? static_cast<qint64>(limits::pictureBytesMax)
                                             : sourcePictureBytesMax;
}

bool isFormat(std::uint32_t format)
{
    return format == QImage::Format_RGB32 || format == QImage::Format_ARGB32 ||
           format == QImage::Format_ARGB32_Premultiplied;
}

/// What decodePicture gives at most: everything is made sendable, then made to fit.
bool mayBeSize(QSize size, QSize largest)
{
    const int side = static_cast<int>(limits::pictureSideMax);
    const bool fits =
        largest.isEmpty() || (size.width() <= largest.width() && size.height() <= largest.height());
    return size.width() >= 1 && size.height() >= 1 && size.width() <= side && size.height() <= side &&
           qint64{size.width()} * size.height() <= qint64{limits::picturePixelsMax} && fits;
}

QImage::Format formatOf(std::uint32_t format)
{
    return static_cast<QImage::Format>(format);
}

} // namespace

std::uint32_t PictureConfinement::bits() const
{
    return (calls ? callsBit : 0) | (files ? filesBit : 0) | (limits ? limitsBit : 0);
}

PictureConfinement PictureConfinement::of(std::uint32_t bits)
{
    return {(bits & callsBit) != 0, (bits & filesBit) != 0, (bits & limitsBit) != 0};
}

PictureRequestHead headOf(const PictureRequest& request)
{
    PictureRequestHead head;
    head.origin = static_cast<std::uint32_t>(request.origin);
    head.width = request.largest.width();
    head.height = request.largest.height();
    head.bytes = static_cast<std::uint32_t>(request.bytes.size());
    return head;
}

std::optional<PictureRequest> requestOf(const PictureRequestHead& head)
{
    if (head.magic != PictureRequestHead().magic ||
        head.origin > static_cast<std::uint32_t>(PictureOrigin::Source))
        return std::nullopt;
    PictureRequest request;
    request.origin = static_cast<PictureOrigin>(head.origin);
    request.largest = QSize(head.width, head.height);
    if (head.bytes > bytesMax(request.origin))
        return std::nullopt;
    return request;
}

PictureAnswerHead headOf(const PictureResult& result)
{
    PictureAnswerHead head;
    head.error = static_cast<std::uint32_t>(result.error);
    head.animated = result.animated ? 1 : 0;
    head.claimedWidth = result.claimed.width();
    head.claimedHeight = result.claimed.height();
    head.format = static_cast<std::uint32_t>(result.image.format());
    head.width = result.image.width();
    head.height = result.image.height();
    return head;
}

std::optional<PictureResult> resultOf(const PictureAnswerHead& head, const PictureRequest& request)
{
    if (head.magic != PictureAnswerHead().magic ||
        head.error > static_cast<std::uint32_t>(PictureError::Busy) || head.animated > 1)
        return std::nullopt;
    PictureResult result;
    result.error = static_cast<PictureError>(head.error);
    result.claimed = QSize(head.claimedWidth, head.claimedHeight);
    result.animated = head.animated == 1;
    const QSize size(head.width, head.height);
    if (result.error != PictureError::None) {
        const bool bare = head.format == QImage::Format_Invalid && size == QSize(0, 0);
        return bare ? std::optional(std::move(result)) : std::nullopt;
    }
    const QSize claimed = result.claimed;
    if (!isFormat(head.format) || !mayBeSize(size, request.largest) || claimed.width() < size.width() ||
        claimed.height() < size.height() ||
        std::max(claimed.width(), claimed.height()) > sourcePictureSideMax)
        return std::nullopt;
    result.image = QImage(size, formatOf(head.format));
    if (result.image.isNull())
        result.error = PictureError::OutOfMemory;
    return result;
}

std::span<const std::byte> pixelsOf(const QImage& image)
{
    return {reinterpret_cast<const std::byte*>(image.constBits()),
            static_cast<std::size_t>(image.sizeInBytes())};
}

std::span<std::byte> pixelsOf(QImage& image)
{
    return {reinterpret_cast<std::byte*>(image.bits()), static_cast<std::size_t>(image.sizeInBytes())};
}

void makePlausible(QImage& image)
{
    if (image.format() == QImage::Format_ARGB32)
        return;
    const bool opaque = image.format() == QImage::Format_RGB32;
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        std::transform(line, line + image.width(), line, [opaque](QRgb pixel) {
            if (opaque)
                return pixel | 0xFF00'0000;
            const int alpha = qAlpha(pixel);
            return qRgba(std::min(qRed(pixel), alpha), std::min(qGreen(pixel), alpha),
                         std::min(qBlue(pixel), alpha), alpha);
        });
    }
}

} // namespace chatmet::client
