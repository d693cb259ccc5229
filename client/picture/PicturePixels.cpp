// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/picture/PicturePixels.h"

#include <QColorSpace>
#include <QTransform>

#include <algorithm>
#include <cstring>
#include <utility>

namespace chatmet::client {
namespace {

constexpr int dotsPerMeter = 2'835; // 72 per inch, what files without a density are taken for

bool isOpaque(const QImage& argb)
{
    for (int y = 0; y < argb.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(argb.constScanLine(y));
        if (!std::all_of(line, line + argb.width(), [](QRgb pixel) { return qAlpha(pixel) == 255; }))
            return false;
    }
    return true;
}

void toSrgb(QImage& image)
{
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
}

} // namespace

QImage upright(QImage image, int orientation)
{
    // EXIF 2.3: 2 mirrored, 3 half a turn, 4 upside down, 5 transposed, 6 quarter to the right, 7
    // transversed, 8 quarter to the left.
    switch (orientation) {
    case 2: return std::move(image).mirrored(true, false);
    case 3: return std::move(image).mirrored(true, true);
    case 4: return std::move(image).mirrored(false, true);
    case 5: return image.transformed(QTransform().rotate(90)).mirrored(true, false);
    case 6: return image.transformed(QTransform().rotate(90));
    case 7: return image.transformed(QTransform().rotate(90)).mirrored(false, true);
    case 8: return image.transformed(QTransform().rotate(270));
    default: return image;
    }
}

QImage plainPixels(QImage image, QImage::Format transparentFormat)
{
    image.convertTo(image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    toSrgb(image);
    if (image.hasAlphaChannel())
        image.convertTo(isOpaque(image) ? QImage::Format_RGB32 : transparentFormat);
    QImage fresh(image.size(), image.format());
    if (image.isNull() || fresh.isNull())
        return {};
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(fresh.scanLine(y), image.constScanLine(y),
                    static_cast<std::size_t>(image.width()) * sizeof(QRgb));
    fresh.setDotsPerMeterX(dotsPerMeter);
    fresh.setDotsPerMeterY(dotsPerMeter);
    return fresh;
}

} // namespace chatmet::client
