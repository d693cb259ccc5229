// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Encodes plain pixels as the file that is sent, within a number of bytes.

#include "client/picture/PictureTypes.h"

namespace chatmet::client {

struct EncodedPicture
{
    QByteArray bytes; ///< empty: it did not work
    PictureFormat format = PictureFormat::Jpeg;
    QSize size;
    bool outOfMemory = false; ///< why bytes is empty; otherwise nothing small enough was found
};

/// pixels: from plainPixels. PNG where there is transparency, or where few colours or few pixels make it the
/// better file; JPEG otherwise. WebP is not written: Qt's writer needs a plugin that may be missing, takes
/// seconds, and gains little here. Over bytesMax it lowers the quality, then the size, in a bounded number of
/// rounds (each up to 2 s at 16 megapixels). Any thread.
EncodedPicture encodePicture(QImage pixels, qint64 bytesMax);

} // namespace chatmet::client
