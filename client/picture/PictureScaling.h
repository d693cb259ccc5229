// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Sizes and sharp edges: what fits where, and the image that a view draws at a given pixel density. Any
// thread.

#include <QImage>
#include <QSize>

namespace chatmet::client {

/// The largest size of the same shape inside `largest`, never enlarged, at least 1 x 1. An empty `largest` is
/// no limit; an empty picture stays empty. Units are the caller's: lay rows out with it before the picture is
/// decoded.
QSize fitInside(QSize picture, QSize largest);

/// The largest size of the same shape with at most sideMax pixels a side and pixelsMax in all, never
/// enlarged, at least 1 x 1.
QSize fitPixels(QSize picture, int sideMax, qint64 pixelsMax);

/// The image for drawing inside `largest` device-independent pixels on a screen with this devicePixelRatio (>
/// 0): no more pixels than the screen shows there, none invented, its own ratio set so that it draws at
/// fitInside(image.size(), largest). Premultiplied where it has transparency, which is what a painter wants.
/// No cache: the caller owns what there is.
QImage scaledForView(const QImage& image, QSize largest, qreal devicePixelRatio);

} // namespace chatmet::client
