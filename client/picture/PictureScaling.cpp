// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/picture/PictureScaling.h"

#include <algorithm>
#include <cmath>

namespace chatmet::client {
namespace {

QSize scaledBy(QSize picture, double factor)
{
    const auto side = [factor](int pixels) {
        return std::max(1, static_cast<int>(std::floor(pixels * factor + 1e-6)));
    };
    return factor >= 1.0 ? picture : QSize(side(picture.width()), side(picture.height()));
}

double fraction(int wanted, int present)
{
    return static_cast<double>(wanted) / present;
}

} // namespace

QSize fitInside(QSize picture, QSize largest)
{
    if (picture.isEmpty() || largest.isEmpty())
        return picture;
    return scaledBy(picture, std::min(fraction(largest.width(), picture.width()),
                                      fraction(largest.height(), picture.height())));
}

QSize fitPixels(QSize picture, int sideMax, qint64 pixelsMax)
{
    if (picture.isEmpty())
        return picture;
    const double area = static_cast<double>(picture.width()) * picture.height();
    const double side = fraction(sideMax, std::max(picture.width(), picture.height()));
    return scaledBy(picture, std::min(side, std::sqrt(static_cast<double>(pixelsMax) / area)));
}

QImage scaledForView(const QImage& image, QSize largest, qreal devicePixelRatio)
{
    if (image.isNull())
        return {};
    const QSize logical = fitInside(image.size(), largest);
    const QSize device =
        fitInside(image.size(), (QSizeF(logical) * devicePixelRatio).toSize().expandedTo({1, 1}));
    const auto format = image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32;
    QImage shown = image.size() == device
                       ? image
                       : image.scaled(device, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    shown.convertTo(format);
    shown.setDevicePixelRatio(fraction(device.width(), logical.width()));
    return shown;
}

} // namespace chatmet::client
