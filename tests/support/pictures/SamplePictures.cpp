// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pictures/SamplePictures.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageWriter>
#include <QPainter>
#include <QRandomGenerator>
#include <QtEndian>

namespace chatmet::testing {
namespace {

QByteArray le(quint32 value, int bytes)
{
    QByteArray out;
    for (int i = 0; i < bytes; ++i)
        out.append(static_cast<char>(value >> (8 * i) & 0xFFU));
    return out;
}

QByteArray be32(quint32 value)
{
    QByteArray out(4, '\0');
    qToBigEndian(value, out.data());
    return out;
}

QByteArray le24Size(QSize size)
{
    return le(static_cast<quint32>(size.width() - 1), 3) + le(static_cast<quint32>(size.height() - 1), 3);
}

/// One IPTC caption in a Photoshop resource.
QByteArray iptc(const QByteArray& text)
{
    const auto length = static_cast<quint32>(text.size());
    const QByteArray record =
        QByteArray("\x1C\x02\x78", 3) + be32(length).mid(2) + text + QByteArray((text.size() + 1) & 1, '\0');
    return QByteArray("Photoshop 3.0\0"
                      "8BIM\4\4\0\0",
                      22) +
           be32(length + 5) + record;
}

quint32 crc(const QByteArray& data)
{
    quint32 sum = 0xFFFFFFFFU;
    for (const char byte : data) {
        sum ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1U) != 0 ? 0xEDB88320U ^ sum >> 1 : sum >> 1;
    }
    return ~sum;
}

QByteArray zlib(const QByteArray& data)
{
    return qCompress(data, 9).mid(4);
}

QByteArray xmp(const QByteArray& text)
{
    return "<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
           "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
           "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='" +
           text + "'/></rdf:RDF></x:xmpmeta>";
}

/// Contents of the first chunk of packed pixels in a WebP that Qt wrote, with its header.
QByteArray webpPixels(const QImage& image)
{
    const QByteArray file = encode(image, "webp", 100);
    for (qsizetype at = 12; at + 8 <= file.size();) {
        const qsizetype length = qFromLittleEndian<quint32>(file.constData() + at + 4);
        if (file.mid(at, 3) == "VP8" && file.at(at + 3) != 'X')
            return file.mid(at, 8 + length + (length & 1));
        at += 8 + length + (length & 1);
    }
    return {};
}

QByteArray riff(const QByteArray& chunks)
{
    return "RIFF" + le(static_cast<quint32>(chunks.size()) + 4, 4) + "WEBP" + chunks;
}

QByteArray idat(const QByteArray& png)
{
    QByteArray out;
    for (qsizetype at = 8; at + 12 <= png.size();) {
        const qsizetype length = qFromBigEndian<quint32>(png.constData() + at);
        if (png.mid(at + 4, 4) == "IDAT")
            out += png.mid(at + 8, length);
        at += 12 + length;
    }
    return out;
}

QByteArray frameControl(quint32 number, QSize size)
{
    return pngChunk("fcTL", be32(number) + be32(static_cast<quint32>(size.width())) +
                                be32(static_cast<quint32>(size.height())) + QByteArray(8, '\0') +
                                QByteArray("\0\x0A\0\x64\0\0", 6));
}

/// LZW with a clear code before the table grows, so that every code has 8 bits; 128 colours.
QByteArray gifFrame(const QImage& image)
{
    QByteArray codes;
    int sinceClear = 100;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (sinceClear++ == 100) {
                codes.append('\x80');
                sinceClear = 1;
            }
            const QRgb pixel = image.pixel(x, y);
            codes.append(
                static_cast<char>(qRed(pixel) >> 6 << 5 | qGreen(pixel) >> 5 << 2 | qBlue(pixel) >> 6));
        }
    }
    codes.append('\x81');
    QByteArray out = QByteArray("\x2C\0\0\0\0", 5) + le(static_cast<quint32>(image.width()), 2) +
                     le(static_cast<quint32>(image.height()), 2) + QByteArray("\0\x07", 2);
    for (qsizetype at = 0; at < codes.size(); at += 255) {
        const QByteArray block = codes.mid(at, 255);
        out += le(static_cast<quint32>(block.size()), 1) + block;
    }
    return out + '\0';
}

} // namespace

QImage photo(QSize size, quint32 seed)
{
    QImage image(size, QImage::Format_RGB32);
    quint32 state = seed * 2'654'435'761U + 1;
    for (int y = 0; y < size.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            state = state * 1'664'525U + 1'013'904'223U;
            const int grain = static_cast<int>(state >> 28);
            line[x] = qRgb(x * 240 / size.width() + grain, y * 240 / size.height() + grain,
                           ((x + y) & 255) * 15 / 16 + grain);
        }
    }
    return image;
}

QImage corners(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    const int w = size.width() / 2;
    const int h = size.height() / 2;
    painter.fillRect(0, 0, w, h, Qt::red);
    painter.fillRect(w, 0, size.width() - w, h, Qt::green);
    painter.fillRect(0, h, w, size.height() - h, Qt::blue);
    painter.fillRect(w, h, size.width() - w, size.height() - h, Qt::white);
    return image;
}

QImage noise(QSize size, bool transparent)
{
    QImage image(size, transparent ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    QRandomGenerator random(7);
    for (int y = 0; y < size.height(); ++y)
        random.fillRange(reinterpret_cast<quint32*>(image.scanLine(y)), size.width());
    return image;
}

QByteArray encode(const QImage& image, const char* format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    return writer.write(image) ? bytes : QByteArray();
}

QByteArray exif(int orientation, const QByteArray& text)
{
    const auto entry = [](quint32 tag, quint32 type, quint32 count, quint32 value) {
        return le(tag, 2) + le(type, 2) + le(count, 4) + le(value, 4);
    };
    const auto length = static_cast<quint32>(text.size()) + 1;
    constexpr quint32 directory = 8 + 2 + 4 * 12 + 4; // IFD0 with four entries ends here, the GPS IFD begins
    constexpr quint32 rationals = directory + 2 + 4 * 12 + 4;
    const quint32 words = rationals + 48;
    return "II*" + QByteArray(1, '\0') + le(8, 4) + le(4, 2) + entry(0x010E, 2, length, words) +
           entry(0x010F, 2, length, words) + entry(0x0112, 3, 1, static_cast<quint32>(orientation)) +
           entry(0x8825, 4, 1, directory) + le(0, 4) + le(4, 2) + entry(1, 2, 2, 'N') +
           entry(2, 5, 3, rationals) + entry(3, 2, 2, 'E') + entry(4, 5, 3, rationals + 24) + le(0, 4) +
           le(28, 4) + le(1, 4) + le(36, 4) + le(1, 4) + le(50, 4) + le(1, 4) + le(77, 4) + le(1, 4) +
           le(12, 4) + le(1, 4) + le(30, 4) + le(1, 4) + text + '\0';
}

QByteArray iccProfile()
{
    return QColorSpace(QColorSpace::DisplayP3).iccProfile();
}

QByteArray jpegSegment(quint8 marker, const QByteArray& data)
{
    const auto length = static_cast<quint32>(data.size()) + 2;
    return QByteArray(1, '\xFF') + static_cast<char>(marker) + static_cast<char>(length >> 8) +
           static_cast<char>(length & 0xFFU) + data;
}

QByteArray jpegWith(const QByteArray& jpeg, const QByteArray& segments)
{
    return jpeg.left(2) + segments + jpeg.mid(2);
}

QByteArray jpegWithEverything(const QImage& image, const QByteArray& text, int orientation)
{
    return jpegWith(encode(image, "jpeg", 90),
                    jpegSegment(0xE1, QByteArray("Exif\0\0", 6) + exif(orientation, text)) +
                        jpegSegment(0xE1, QByteArray("http://ns.adobe.com/xap/1.0/\0", 29) + xmp(text)) +
                        jpegSegment(0xE2, QByteArray("ICC_PROFILE\0\1\1", 14) + iccProfile()) +
                        jpegSegment(0xED, iptc(text)) + jpegSegment(0xFE, text));
}

QByteArray pngChunk(const char* type, const QByteArray& data)
{
    const QByteArray body = type + data;
    return be32(static_cast<quint32>(data.size())) + body + be32(crc(body));
}

QByteArray pngWith(const QByteArray& png, const QByteArray& chunks)
{
    return png.left(33) + chunks + png.mid(33);
}

QByteArray pngWithEverything(const QImage& image, const QByteArray& text, int orientation)
{
    return pngWith(encode(image, "png"),
                   pngChunk("iCCP", QByteArray("profile\0\0", 9) + zlib(iccProfile())) +
                       pngChunk("tEXt", QByteArray("Author\0", 7) + text) +
                       pngChunk("zTXt", QByteArray("Comment\0\0", 9) + zlib(text)) +
                       pngChunk("iTXt", QByteArray("XML:com.adobe.xmp\0\0\0\0\0", 22) + xmp(text)) +
                       pngChunk("eXIf", exif(orientation, text)) +
                       pngChunk("tIME", QByteArray("\x07\xE8\x01\x02\x03\x04\x05", 7))) +
           text;
}

QByteArray animatedPng(const QImage& first, const QImage& second)
{
    QByteArray png =
        pngWith(encode(first, "png"), pngChunk("acTL", be32(2) + be32(0)) + frameControl(0, first.size()));
    const QByteArray later =
        frameControl(1, second.size()) + pngChunk("fdAT", be32(2) + idat(encode(second, "png")));
    return png.insert(png.size() - 12, later);
}

QByteArray webpChunk(const char* type, const QByteArray& data)
{
    return type + le(static_cast<quint32>(data.size()), 4) + data + QByteArray(data.size() & 1, '\0');
}

QByteArray webpWithEverything(const QImage& image, const QByteArray& text, int orientation)
{
    return riff(webpChunk("VP8X", QByteArray("\x2C\0\0\0", 4) + le24Size(image.size())) +
                webpChunk("ICCP", iccProfile()) + webpPixels(image) +
                webpChunk("EXIF", exif(orientation, text)) + webpChunk("XMP ", xmp(text)));
}

QByteArray animatedWebP(const QList<QImage>& frames)
{
    QByteArray chunks = webpChunk("VP8X", QByteArray("\x02\0\0\0", 4) + le24Size(frames.first().size())) +
                        webpChunk("ANIM", QByteArray(6, '\0'));
    for (const QImage& frame : frames)
        chunks += webpChunk("ANMF", QByteArray(6, '\0') + le24Size(frame.size()) + le(100, 3) + '\0' +
                                        webpPixels(frame));
    return riff(chunks);
}

QByteArray gif(const QList<QImage>& frames)
{
    QByteArray out = "GIF89a" + le(static_cast<quint32>(frames.first().width()), 2) +
                     le(static_cast<quint32>(frames.first().height()), 2) + QByteArray("\xE6\0\0", 3);
    for (int colour = 0; colour < 128; ++colour)
        out += le(static_cast<quint32>((colour >> 5) * 85 | ((colour >> 2 & 7) * 255 / 7) << 8 |
                                       ((colour & 3) * 85) << 16),
                  3);
    for (const QImage& frame : frames)
        out += gifFrame(frame);
    return out + ';';
}

} // namespace chatmet::testing
