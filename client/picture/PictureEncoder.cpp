// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/picture/PictureEncoder.h"

#include "client/picture/PictureHeaders.h"

#include <QBuffer>
#include <QImageWriter>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace chatmet::client {
namespace {

constexpr int jpegQuality = 88;        // no visible loss for photos; libjpeg's scale, 0..100
constexpr int jpegQualityReduced = 72; // tried once before pixels are given up
constexpr int shrinkRoundsMax = 6;
constexpr qint64 smallPixels = 256 * 256;
constexpr int fewColours = 1'024;

QByteArray asJpeg(const QImage& pixels, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, QByteArrayLiteral("jpeg"));
    writer.setQuality(quality);
    return writer.write(pixels) ? bytes : QByteArray();
}

/// Whatever a version of Qt adds beside the pixels (density, colour space) is left out again.
QByteArray asPng(const QImage& pixels)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, QByteArrayLiteral("png"));
    return writer.write(pixels) ? pngPixelsOnly(ByteView(bytes)) : QByteArray();
}

/// Drawings, screenshots of text: seen by the colours in a grid of at most 256 x 256 samples.
bool hasFewColours(const QImage& pixels)
{
    QSet<QRgb> seen;
    const int stepX = std::max(1, pixels.width() / 256);
    const int stepY = std::max(1, pixels.height() / 256);
    for (int y = 0; y < pixels.height() && seen.size() <= fewColours; y += stepY) {
        const auto* line = reinterpret_cast<const QRgb*>(pixels.constScanLine(y));
        for (int x = 0; x < pixels.width(); x += stepX)
            seen.insert(line[x]);
    }
    return seen.size() <= fewColours;
}

struct File
{
    QByteArray bytes;
    PictureFormat format = PictureFormat::Jpeg;
};

File encodeOnce(const QImage& pixels, qint64 bytesMax)
{
    if (pixels.hasAlphaChannel())
        return {asPng(pixels), PictureFormat::Png};
    File best{asJpeg(pixels, jpegQuality), PictureFormat::Jpeg};
    const bool drawn = hasFewColours(pixels);
    if (drawn || best.bytes.isEmpty() || qint64{pixels.width()} * pixels.height() <= smallPixels) {
        // Lines and letters suffer in a JPEG: for those a PNG may be twice as large.
        QByteArray png = asPng(pixels);
        const qsizetype bearable = best.bytes.size() * (drawn ? 2 : 1);
        if (!png.isEmpty() && png.size() <= bytesMax && (best.bytes.isEmpty() || png.size() <= bearable))
            return {std::move(png), PictureFormat::Png};
    }
    if (best.bytes.size() > bytesMax)
        best.bytes = asJpeg(pixels, jpegQualityReduced);
    return best;
}

/// Somewhat below what the size of the file suggests, so that a round more is seldom needed.
QSize shrunk(QSize size, qint64 bytes, qint64 bytesMax)
{
    const double factor =
        std::min(0.9, 0.95 * std::sqrt(static_cast<double>(bytesMax) / static_cast<double>(bytes)));
    return (QSizeF(size) * factor).toSize().expandedTo({1, 1});
}

} // namespace

EncodedPicture encodePicture(QImage pixels, qint64 bytesMax)
{
    for (int round = 0; round <= shrinkRoundsMax; ++round) {
        File file = encodeOnce(pixels, bytesMax);
        if (file.bytes.isEmpty())
            return {{}, file.format, {}, true};
        if (file.bytes.size() <= bytesMax)
            return {std::move(file.bytes), file.format, pixels.size(), false};
        pixels = pixels.scaled(shrunk(pixels.size(), file.bytes.size(), bytesMax), Qt::IgnoreAspectRatio,
                               Qt::SmoothTransformation);
    }
    return {};
}

} // namespace chatmet::client
