// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Makes picture files for tests, piece by piece: what Qt writes, with segments and chunks put in by hand.

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QSize>

namespace chatmet::testing {

/// A smooth picture with some noise, so that it compresses as a photo does. The same seed gives the same
/// pixels.
QImage photo(QSize size, quint32 seed = 1);
/// Four corners in four colours: red, green, blue, white from the top left, row by row.
QImage corners(QSize size);
/// Incompressible pixels, with a random alpha if wanted.
QImage noise(QSize size, bool transparent);

/// By Qt's writer; format: "jpeg", "png", "webp". quality as QImageWriter's, -1 is its own.
QByteArray encode(const QImage& image, const char* format, int quality = -1);

/// An EXIF block (TIFF, little endian, without "Exif\0\0"): orientation 1..8, text as description and maker,
/// and a GPS position.
QByteArray exif(int orientation, const QByteArray& text);
/// A valid ICC profile (Display P3) with its own description.
QByteArray iccProfile();

/// JPEG: one segment, and a file with segments put in behind its start.
QByteArray jpegSegment(quint8 marker, const QByteArray& data);
QByteArray jpegWith(const QByteArray& jpeg, const QByteArray& segments);
/// A JPEG with EXIF, GPS, XMP, IPTC, ICC profile and a comment, each of which contains text.
QByteArray jpegWithEverything(const QImage& image, const QByteArray& text, int orientation = 1);

/// PNG: one chunk with its check sum, and a file with chunks put in behind IHDR.
QByteArray pngChunk(const char* type, const QByteArray& data);
QByteArray pngWith(const QByteArray& png, const QByteArray& chunks);
QByteArray pngWithEverything(const QImage& image, const QByteArray& text, int orientation = 1);
/// A PNG of two frames; the first is `first`.
QByteArray animatedPng(const QImage& first, const QImage& second);

/// WebP (needs Qt's plugin): one chunk, an extended file, and an animation.
QByteArray webpChunk(const char* type, const QByteArray& data);
QByteArray webpWithEverything(const QImage& image, const QByteArray& text, int orientation = 1);
QByteArray animatedWebP(const QList<QImage>& frames);

/// GIF89a; all frames have the size of the first.
QByteArray gif(const QList<QImage>& frames);

} // namespace chatmet::testing
