// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From a decoder's image, with all that clings to it, to pixels and nothing else. Any thread.

#include <QImage>

namespace chatmet::client {

/// Turns and mirrors so that a picture with this EXIF orientation (1..8) stands upright.
QImage upright(QImage image, int orientation);

/// Pixels in sRGB drawn into a fresh image: no text, no colour profile, no offset, a fixed density (which
/// would otherwise be the sender's screen's). A profile that Qt understands is applied first. RGB32 where
/// every pixel is opaque, else transparentFormat. A null image when there is no memory for it.
QImage plainPixels(QImage image, QImage::Format transparentFormat);

} // namespace chatmet::client
