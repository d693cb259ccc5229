// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Makes files that try to hurt whoever decodes them: false claims, bombs, things that are no pictures. See
// SamplePictures.h.

#include <QByteArray>
#include <QList>
#include <QString>

namespace chatmet::testing {

/// A file of this format ("jpeg", "png", "webp", "gif") whose header claims width x height over the pixels of
/// an 8 x 8 picture.
QByteArray claiming(const QString& format, quint32 width, quint32 height);

/// 5,700 x 5,700 in about 4 kB: passed Qt's own limit of 128 MB.
QByteArray flatPngBomb();
/// A small PNG whose packed texts swell to `megabytes` in a decoder that reads them.
QByteArray textPngBomb(int megabytes);
/// A JPEG with this many scans, each of which costs a pass over the picture.
QByteArray manyScansJpeg(int scans);
/// A WebP whose canvas is 8 x 8 while the packed picture in it is 4,096 x 4,096.
QByteArray lyingCanvasWebP();
/// A GIF of 8 x 8 with this many frames.
QByteArray manyFramesGif(int frames);

/// A file that is refused, the name it is stored under, and whether other programs take it for a picture.
struct Stranger
{
    QString name;
    QByteArray bytes;
    bool isPicture;
};
/// Text, random bytes, PDF, ZIP, HTML; SVG, TIFF, BMP, HEIC, AVIF, JPEG XL, ICO, PSD, PPM.
QList<Stranger> strangers();

} // namespace chatmet::testing
