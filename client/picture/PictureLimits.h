// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Limits of pictures on the sending side and of the work done for pictures; what is received is bounded by
// Limits.h.

#include <QtGlobal>

namespace chatmet::client {

/// File size of a picture that the person may choose; phones write at most about 40 MB.
inline constexpr qint64 sourcePictureBytesMax = 64'000'000;
/// Pixels on a side: QPainter and Qt's scaling end at 32,767, as its raster engine counts in 16 bits.
inline constexpr int sourcePictureSideMax = 32'767;
/// JPEG in one scan: scaled while it is decoded, so that less than 21 megapixels stand in memory.
inline constexpr qint64 sourceJpegPixelsMax = 100'000'000;
/// Everything that is decoded whole: 40 megapixels are 160 MB. The coefficients of a JPEG in many scans add
/// up to 6 bytes a pixel.
inline constexpr qint64 decodedPixelsMax = 40'000'000;

/// QImageReader's limit in MB (1,048,576 bytes) for one image. The setting is global to the process: 40
/// megapixels at 4 bytes, or the 16 of a received picture at 8, fit into it. Qt 6.4 allows 128, later ones
/// 256.
inline constexpr int decodedMegabytesMax = 192;
inline constexpr qint64 decodedBytesMax = qint64{decodedMegabytesMax} * 1'048'576;

/// Progressive writers use about 10 scans; each costs the decoder a pass over the whole picture, so thousands
/// are an attack.
inline constexpr int jpegScansMax = 64;

/// Decoders at work at once, and pictures that may wait for them; beyond that the answer is Busy.
inline constexpr int pictureThreadsMax = 2;
inline constexpr int picturesWaitingMax = 8;

inline constexpr int picturePreviewSide = 320;

} // namespace chatmet::client
