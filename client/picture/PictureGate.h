// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The gate that every picture passes before a decoder sees it: signature, size of the file, what its header
// claims.

#include "client/picture/PictureTypes.h"

#include <QByteArrayView>

#include <optional>

namespace chatmet::client {

/// What the gate found. `info` is complete when error is None; its size also when error is TooLarge.
struct PictureInspection
{
    PictureError error = PictureError::None;
    PictureInfo info;
};

/// Looks at bytes only: no name, no extension, no decoding, no allocation; milliseconds for the largest file.
/// Any thread.
class PictureGate
{
public:
    /// By signature: nothing for anything but the four formats.
    static std::optional<PictureFormat> formatOf(QByteArrayView bytes);

    /// Received: JPEG, PNG, WebP, still, within pictureBytesMax, pictureSideMax and picturePixelsMax of
    /// Limits.h. Source: the same and GIF, animations too (info.animated says so), within the limits of
    /// PictureLimits.h. Errors: NotAPicture, UnsupportedFormat, TooManyBytes, TooLarge, Damaged.
    static PictureInspection inspect(QByteArrayView bytes, PictureOrigin origin);
};

} // namespace chatmet::client
