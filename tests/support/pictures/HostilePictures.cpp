// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pictures/HostilePictures.h"

#include "tests/support/pictures/SamplePictures.h"

#include <QRandomGenerator>
#include <QtEndian>

namespace chatmet::testing {
namespace {

void put16be(QByteArray& bytes, qsizetype at, quint32 value)
{
    qToBigEndian(static_cast<quint16>(value), bytes.data() + at);
}

QByteArray claimingJpeg(quint32 width, quint32 height)
{
    QByteArray bytes = encode(photo({8, 8}), "jpeg");
    const qsizetype frame = bytes.indexOf("\xFF\xC0");
    put16be(bytes, frame + 5, height);
    put16be(bytes, frame + 7, width);
    return bytes;
}

QByteArray claimingPng(quint32 width, quint32 height)
{
    const QByteArray small = encode(photo({8, 8}), "png");
    QByteArray header(8, '\0');
    qToBigEndian(width, header.data());
    qToBigEndian(height, header.data() + 4);
    return small.left(8) + pngChunk("IHDR", header + small.mid(24, 5)) + small.mid(33);
}

/// A canvas can claim 24 bits a side, the packed picture 14.
QByteArray claimingWebP(quint32 width, quint32 height)
{
    QByteArray bytes = animatedWebP({photo({8, 8}), photo({8, 8}, 2)});
    for (int i = 0; i < 3; ++i) {
        bytes[24 + i] = static_cast<char>((width - 1) >> (8 * i) & 0xFFU);
        bytes[27 + i] = static_cast<char>((height - 1) >> (8 * i) & 0xFFU);
    }
    return bytes;
}

QByteArray claimingGif(quint32 width, quint32 height)
{
    QByteArray bytes = gif({photo({8, 8})});
    qToLittleEndian(static_cast<quint16>(width), bytes.data() + 6);
    qToLittleEndian(static_cast<quint16>(height), bytes.data() + 8);
    return bytes;
}

} // namespace

QByteArray claiming(const QString& format, quint32 width, quint32 height)
{
    if (format == QLatin1String("jpeg"))
        return claimingJpeg(width, height);
    if (format == QLatin1String("png"))
        return claimingPng(width, height);
    return format == QLatin1String("webp") ? claimingWebP(width, height) : claimingGif(width, height);
}

QByteArray flatPngBomb()
{
    QImage flat(5'700, 5'700, QImage::Format_Mono);
    flat.fill(0);
    return encode(flat, "png", 0); // Qt's scale: 0 packs hardest
}

QByteArray textPngBomb(int megabytes)
{
    const QByteArray packed = QByteArray("Comment\0\0", 9) + qCompress(QByteArray(4'000'000, 'a'), 9).mid(4);
    QByteArray chunks;
    for (int i = 0; i < megabytes / 4; ++i)
        chunks += pngChunk("zTXt", packed);
    return pngWith(encode(photo({8, 8}), "png"), chunks);
}

QByteArray manyScansJpeg(int scans)
{
    QByteArray bytes = encode(photo({8, 8}), "jpeg");
    const qsizetype scan = bytes.indexOf("\xFF\xDA");
    const QByteArray one = bytes.mid(scan, bytes.size() - 2 - scan);
    return bytes.left(scan) + one.repeated(scans) + QByteArray("\xFF\xD9", 2);
}

QByteArray lyingCanvasWebP()
{
    QByteArray bytes = webpWithEverything(QImage(4'096, 4'096, QImage::Format_RGB32), "text");
    bytes.replace(24, 6, QByteArray("\x07\0\0\x07\0\0", 6));
    return bytes;
}

QByteArray manyFramesGif(int frames)
{
    return gif(QList<QImage>(frames, photo({8, 8})));
}

QList<Stranger> strangers()
{
    QByteArray random(4'096, '\0');
    QRandomGenerator generator(3);
    for (char& byte : random)
        byte = static_cast<char>(generator.bounded(256));
    const QByteArray rest(200, '\0');
    return {
        {QStringLiteral("empty"), {}, false},
        {QStringLiteral("text.jpg"), "This is a text, not a picture.\n", false},
        {QStringLiteral("random.png"), random, false},
        {QStringLiteral("document.pdf"), "%PDF-1.7\n1 0 obj\n" + rest, false},
        {QStringLiteral("archive.zip"), QByteArray("PK\3\4", 4) + rest, false},
        {QStringLiteral("page.html"), "<!DOCTYPE html><img src=x>", false},
        {QStringLiteral("half-signature.png"), QByteArray("\x89PNG\r\n", 6), false},
        {QStringLiteral("audio-in-riff.webp"), "RIFF" + QByteArray(4, '\1') + "WAVEfmt " + rest, false},
        {QStringLiteral("drawing.svg"),
         "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='60000' height='60000'/>", true},
        {QStringLiteral("scan.tiff"), QByteArray("II*\0\x08\0\0\0", 8) + rest, true},
        {QStringLiteral("scan-be.tiff"), QByteArray("MM\0*\0\0\0\x08", 8) + rest, true},
        {QStringLiteral("old.bmp"), encode(photo({8, 8}), "bmp"), true},
        {QStringLiteral("phone.heic"),
         QByteArray("\0\0\0\x18"
                    "ftypheic",
                    12) +
             rest,
         true},
        {QStringLiteral("new.avif"),
         QByteArray("\0\0\0\x18"
                    "ftypavif",
                    12) +
             rest,
         true},
        {QStringLiteral("new.jxl"), QByteArray("\xFF\x0A", 2) + rest, true},
        {QStringLiteral("site.ico"), QByteArray("\0\0\1\0\1\0", 6) + rest, true},
        {QStringLiteral("layers.psd"), "8BPS" + rest, true},
        {QStringLiteral("plain.ppm"), "P6\n8 8\n255\n" + rest, true},
    };
}

} // namespace chatmet::testing
