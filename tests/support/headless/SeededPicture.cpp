// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/headless/SeededPicture.h"

#include <QRandomGenerator>

namespace chatmet::testing {

QImage seededPicture(QSize size, quint32 seed)
{
    constexpr int sideMax = 16'000;
    if (size.isEmpty() || size.width() > sideMax || size.height() > sideMax)
        return {};
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull())
        return {};
    QRandomGenerator random(seed);
    const int shift = static_cast<int>(random.bounded(256));
    for (int y = 0; y < size.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const int noise = static_cast<int>(random.generate() & 15u);
            const int red = (x * 255 / size.width() + shift) & 255;
            const int green = (y * 255 / size.height() + shift) & 255;
            line[x] = qRgb((red + noise) & 255, (green + noise) & 255, (red + green) / 2);
        }
    }
    return image;
}

} // namespace chatmet::testing
