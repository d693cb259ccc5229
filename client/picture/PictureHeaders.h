// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bounded header parsers behind PictureGate, one per format. Pure functions on untrusted bytes: any
// thread, no allocation but where a QByteArray is returned. Nothing is decoded here; the numbers come from
// the bytes and are not yet judged.

#include "client/picture/ByteView.h"
#include "client/picture/PictureTypes.h"

#include <optional>

namespace chatmet::client {

/// Each reads a picture whose signature has been seen and walks its structure to the end of the first frame
/// at least. Nothing means damaged: cut short, contradictory, or over a structural limit (jpegScansMax).
std::optional<PictureInfo> readJpegHeader(ByteView bytes); ///< ITU-T T.81, annex B
std::optional<PictureInfo>
readPngHeader(ByteView bytes); ///< PNG specification, third edition (with acTL, eXIf)
std::optional<PictureInfo> readWebPHeader(ByteView bytes); ///< RFC 9649
std::optional<PictureInfo> readGifHeader(ByteView bytes);  ///< GIF89a

/// Orientation (1..8) from a TIFF block as EXIF carries it, without the "Exif\0\0" before it; 1 where it is
/// missing or nonsense.
int readExifOrientation(ByteView tiff);

/// The chunks of a PNG that pixels and their colours need (IHDR, PLTE, tRNS, iCCP, IDAT, IEND), everything
/// else left out: texts, whose packed forms swell to gigabytes in the decoder, EXIF, later frames, and
/// whatever follows the end. bytes: accepted by readPngHeader.
QByteArray pngPixelsOnly(ByteView bytes);

} // namespace chatmet::client
