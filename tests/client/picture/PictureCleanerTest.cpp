// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The cleaner: what is sent is pixels and nothing else, within the wire's limits, and says what was done to
// it.

#include "client/picture/PictureCleaner.h"

#include "client/picture/PictureGate.h"
#include "common/protocol/Limits.h"
#include "tests/support/pictures/HostilePictures.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QColorSpace>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QThread>
#include <QtEndian>

#include <optional>

using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

const QByteArray canary = "CHATMET-CANARY-3f9a";

CleanResult clean(const QByteArray& source)
{
    return cleanSource(source, decodePicture);
}

/// Types of the chunks of a PNG, or markers of a JPEG in hex up to its scan, in order and each once.
QByteArrayList partsOf(const QByteArray& file)
{
    QByteArrayList parts;
    const bool png = file.startsWith("\x89PNG");
    for (qsizetype at = png ? 8 : 2; at + 4 <= file.size();) {
        const QByteArray part = png ? file.mid(at + 4, 4) : file.mid(at, 2).toHex();
        if (!parts.contains(part))
            parts.append(part);
        if (part == "ffda")
            break;
        at += png ? 12 + qsizetype{qFromBigEndian<quint32>(file.constData() + at)}
                  : 2 + qsizetype{qFromBigEndian<quint16>(file.constData() + at + 2)};
    }
    return parts;
}

void verifyOnlyPixels(const CleanPicture& picture)
{
    for (const QByteArray& trace :
         {canary, QByteArray("Exif"), QByteArray("GPS"), QByteArray("ICC"), QByteArray("xmp"),
          QByteArray("adobe"), QByteArray("Photoshop"), QByteArray("iCCP"), QByteArray("tEXt")})
        QVERIFY2(!picture.bytes.contains(trace), trace.constData());
    const QByteArrayList allowed = picture.format == PictureFormat::Png
                                       ? QByteArrayList{"IHDR", "PLTE", "tRNS", "IDAT", "IEND"}
                                       : QByteArrayList{"ffe0", "ffdb", "ffc0", "ffc4", "ffda"};
    for (const QByteArray& part : partsOf(picture.bytes))
        QVERIFY2(allowed.contains(part), part.constData());
    if (picture.format ==
        PictureFormat::Jpeg) // JFIF 1.01, 72 dots per inch, no thumbnail; and nothing behind the end
        QCOMPARE(picture.bytes.left(20).toHex(), QByteArray("ffd8ffe000104a46494600010101004800480000"));
    QVERIFY(picture.bytes.endsWith(picture.format == PictureFormat::Jpeg ? QByteArray("\xFF\xD9")
                                                                         : QByteArray("\xAE\x42\x60\x82")));
}

} // namespace

class PictureCleanerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clean_metadata_isGone_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<PictureFormat>("format");
        QImage transparent = photo({300, 200}).convertToFormat(QImage::Format_ARGB32);
        transparent.setPixel(5, 5, qRgba(1, 2, 3, 4));
        QTest::newRow("12-megapixel photo")
            << jpegWithEverything(photo({4'000, 3'000}), canary, 6) << PictureFormat::Jpeg;
        QTest::newRow("png") << pngWithEverything(photo({300, 300}), canary, 3) << PictureFormat::Jpeg;
        QTest::newRow("transparent png") << pngWithEverything(transparent, canary) << PictureFormat::Png;
        QTest::newRow("drawing") << pngWithEverything(corners({300, 200}), canary) << PictureFormat::Png;
        QTest::newRow("webp") << webpWithEverything(photo({300, 300}), canary, 8) << PictureFormat::Jpeg;
    }

    void clean_metadata_isGone()
    {
        QFETCH(QByteArray, source);
        QVERIFY(source.contains(canary));
        const CleanResult result = clean(source);
        QCOMPARE(result.error, PictureError::None);
        QTEST(result.picture.format, "format");
        verifyOnlyPixels(result.picture);
        QVERIFY(!result.picture.wasScaled);
        QVERIFY(!result.picture.wasAnimated);
        const auto inspection = PictureGate::inspect(result.picture.bytes, PictureOrigin::Received);
        QCOMPARE(inspection.error, PictureError::None);
        QCOMPARE(inspection.info.size, result.picture.size);
        QCOMPARE(inspection.info.orientation, 1);
    }

    void clean_result_satisfiesExiftool()
    {
        const QString exiftool = QStandardPaths::findExecutable(QStringLiteral("exiftool"));
        if (exiftool.isEmpty())
            QSKIP("exiftool (libimage-exiftool-perl) is not installed");
        for (const QByteArray& source : {jpegWithEverything(photo({400, 300}), canary, 6),
                                         pngWithEverything(corners({40, 30}), canary)}) {
            QProcess process;
            process.start(exiftool, {QStringLiteral("-G1"), QStringLiteral("-s"), QStringLiteral("-a"),
                                     QStringLiteral("-u"), QStringLiteral("-")});
            process.write(clean(source).picture.bytes);
            process.closeWriteChannel();
            QVERIFY(process.waitForFinished());
            const QByteArrayList lines = process.readAllStandardOutput().trimmed().split('\n');
            QVERIFY(lines.size() > 5);
            for (const QByteArray& line : lines) {
                const QByteArray group = line.mid(1, line.indexOf(']') - 1);
                QVERIFY2(QByteArrayList({"ExifTool", "File", "System", "JFIF", "PNG", "Composite"})
                             .contains(group),
                         line.constData());
                QVERIFY2(!line.contains("Warning"), line.constData());
            }
        }
    }

    void clean_orientation_isAppliedFirst_data()
    {
        QTest::addColumn<int>("orientation");
        for (int orientation = 1; orientation <= 8; ++orientation)
            QTest::addRow("%d", orientation) << orientation;
    }

    void clean_orientation_isAppliedFirst()
    {
        QFETCH(int, orientation);
        const QImage image = corners({160, 96});
        // Where the stored red, top-left corner is seen: right half, lower half.
        const QList<QPoint> red{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}};
        for (const QByteArray& source :
             {jpegWithEverything(image, canary, orientation), pngWithEverything(image, canary, orientation),
              webpWithEverything(image, canary, orientation)}) {
            const CleanPicture picture = clean(source).picture;
            const QSize size = orientation >= 5 ? QSize(96, 160) : QSize(160, 96);
            QCOMPARE(picture.size, size);
            const QImage seen = QImage::fromData(picture.bytes);
            QCOMPARE(seen.size(), size);
            const QPoint corner = red[orientation - 1];
            const QRgb pixel =
                seen.pixel(size.width() * (1 + 2 * corner.x()) / 4, size.height() * (1 + 2 * corner.y()) / 4);
            QVERIFY(qRed(pixel) > 200 && qGreen(pixel) < 60 && qBlue(pixel) < 60);
        }
    }

    void clean_animation_isItsFirstFrame_data()
    {
        QTest::addColumn<QByteArray>("source");
        const QImage first = corners({80, 60});
        const QImage second = photo({80, 60});
        QTest::newRow("gif") << gif({first, second});
        QTest::newRow("webp") << animatedWebP({first, second});
        QTest::newRow("png") << animatedPng(first, second);
    }

    void clean_animation_isItsFirstFrame()
    {
        QFETCH(QByteArray, source);
        const CleanResult result = clean(source);
        QCOMPARE(result.error, PictureError::None);
        QVERIFY(result.picture.wasAnimated);
        const QRgb pixel = QImage::fromData(result.picture.bytes).pixel(20, 15);
        QVERIFY(qRed(pixel) > 200 && qGreen(pixel) < 60);
        QVERIFY(!PictureGate::inspect(result.picture.bytes, PictureOrigin::Received).info.animated);
    }

    void clean_largeSource_isScaledToTheWiresLimits_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QSize>("expected");
        const auto flat = [](int width, int height) {
            QImage image(width, height, QImage::Format_Grayscale8);
            image.fill(77);
            return image;
        };
        QTest::newRow("32 megapixels in 4 kB") << flatPngBomb() << QSize(4'000, 4'000);
        QTest::newRow("48-megapixel camera") << encode(flat(8'000, 6'000), "jpeg") << QSize(4'618, 3'464);
        QTest::newRow("panorama") << encode(flat(20'000, 500), "jpeg") << QSize(8'192, 204);
        QTest::newRow("within") << encode(flat(8'192, 1'000), "png") << QSize(8'192, 1'000);
    }

    void clean_largeSource_isScaledToTheWiresLimits()
    {
        QFETCH(QByteArray, source);
        QFETCH(QSize, expected);
        const CleanResult result = clean(source);
        QCOMPARE(result.error, PictureError::None);
        QCOMPARE(result.picture.size, expected);
        QCOMPARE(result.picture.wasScaled, result.claimed != expected);
        QCOMPARE(PictureGate::inspect(result.picture.bytes, PictureOrigin::Received).error,
                 PictureError::None);
        QCOMPARE(qMax(result.picture.preview.width(), result.picture.preview.height()), 320);
    }

    void clean_refusals_haveTheirErrors()
    {
        QCOMPARE(clean("text").error, PictureError::NotAPicture);
        QCOMPARE(clean("<svg xmlns='http://www.w3.org/2000/svg'/>").error, PictureError::UnsupportedFormat);
        const CleanResult huge = clean(claiming(QStringLiteral("jpeg"), 60'000, 60'000));
        QCOMPARE(huge.error, PictureError::TooLarge);
        QCOMPARE(huge.claimed, QSize(60'000, 60'000));
        QCOMPARE(clean(QByteArray("\xFF\xD8\xFF") + QByteArray(64'000'000, 'x')).error,
                 PictureError::TooManyBytes);
        QCOMPARE(clean(encode(photo({50, 50}), "png").chopped(30)).error, PictureError::Damaged);
        QVERIFY(clean("text").picture.bytes.isEmpty());
        QCOMPARE(cleanImage({}).error, PictureError::NotAPicture);
        QCOMPARE(cleanImage(QImage(40'000, 2, QImage::Format_RGB32)).error, PictureError::TooLarge);
    }

    void clean_clipboardImage_leavesEverythingBehind()
    {
        QImage plain = photo({200, 150});
        QImage decorated = plain;
        decorated.setText(QStringLiteral("Author"), QString::fromLatin1(canary));
        decorated.setDotsPerMeterX(5'039);
        decorated.setDotsPerMeterY(5'039);
        decorated.setOffset({3, 4});
        decorated.setDevicePixelRatio(2.0);
        decorated.setColorSpace(QColorSpace::SRgb);
        const CleanResult result = cleanImage(decorated);
        QCOMPARE(result.error, PictureError::None);
        verifyOnlyPixels(result.picture);
        QCOMPARE(result.picture.bytes, cleanImage(plain).picture.bytes);
        QCOMPARE(result.picture.preview.size(), QSize(200, 150));
        QVERIFY(result.picture.preview.textKeys().isEmpty());
    }

    void clean_transparency_survives()
    {
        QImage image(64, 64, QImage::Format_ARGB32);
        image.fill(qRgba(200, 100, 50, 100));
        const CleanPicture picture = cleanImage(image).picture;
        QCOMPARE(picture.format, PictureFormat::Png);
        QCOMPARE(QImage::fromData(picture.bytes).pixel(9, 9), image.pixel(9, 9));
    }

    void cleaner_worksElsewhereAndAnswersHere()
    {
        PictureWorkers workers;
        QThread* thread = nullptr;
        PictureCleaner cleaner(workers, [&](const PictureRequest& request) {
            thread = QThread::currentThread();
            return decodePicture(request);
        });
        QObject context;
        QList<CleanResult> results;
        const auto keep = [&](CleanResult result) { results.append(std::move(result)); };
        cleaner.clean(encode(photo({50, 40}), "png"), &context, keep);
        QVERIFY(results.isEmpty());
        QTRY_COMPARE(results.size(), 1);
        QVERIFY(thread != nullptr && thread != QThread::currentThread());
        cleaner.clean(photo({50, 40}), &context, keep);
        QTRY_COMPARE(results.size(), 2);
        QCOMPARE(results[0].picture.bytes, results[1].picture.bytes);
    }
};

QTEST_MAIN(PictureCleanerTest)
#include "PictureCleanerTest.moc"
