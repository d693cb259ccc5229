// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The decoder: right pixels, upright, without anything clinging to them; damage and bombs answered in time
// and memory.

#include "client/picture/PictureDecoder.h"

#include "client/picture/PictureLimits.h"
#include "tests/support/pictures/HostilePictures.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QBuffer>
#include <QColorSpace>
#include <QElapsedTimer>
#include <QFile>
#include <QImageReader>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTest>

#if defined(Q_OS_LINUX)
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

PictureResult decodeReceived(const QByteArray& bytes, QSize largest = {})
{
    return decodePicture({bytes, PictureOrigin::Received, largest});
}

bool isNear(QRgb pixel, QColor colour)
{
    const auto near = [](int a, int b) { return qAbs(a - b) < 48; };
    return near(qRed(pixel), colour.red()) && near(qGreen(pixel), colour.green()) &&
           near(qBlue(pixel), colour.blue());
}

/// "rgbw": the four corners, row by row; '?' for none of them.
QString cornersOf(const QImage& image)
{
    const auto name = [&](int x, int y) {
        const QRgb pixel = image.pixel(x, y);
        const QList<std::pair<QColor, QChar>> colours{
            {Qt::red, u'r'}, {Qt::green, u'g'}, {Qt::blue, u'b'}, {Qt::white, u'w'}};
        for (const auto& [colour, letter] : colours) {
            if (isNear(pixel, colour))
                return letter;
        }
        return QChar(u'?');
    };
    const int right = image.width() * 3 / 4;
    const int bottom = image.height() * 3 / 4;
    const int left = image.width() / 4;
    const int top = image.height() / 4;
    return QString(name(left, top)) + name(right, top) + name(left, bottom) + name(right, bottom);
}

/// Peak of this process's memory in kB since the last reset; 0 where the system does not tell.
qint64 peakKilobytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = status.readAll();
    return all.mid(all.indexOf("VmHWM:") + 6).trimmed().split(' ').first().toLongLong();
}

bool resetPeak()
{
    QFile references(QStringLiteral("/proc/self/clear_refs"));
    return references.open(QIODevice::WriteOnly) && references.write("5") == 1;
}

} // namespace

class PictureDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decode_everyFormat_givesItsPixels_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QImage image = corners({80, 60});
        QTest::newRow("jpeg") << encode(image, "jpeg", 95);
        QTest::newRow("jpeg, metadata") << jpegWithEverything(image, "canary");
        QTest::newRow("png") << encode(image, "png");
        QTest::newRow("png, metadata") << pngWithEverything(image, "canary");
        QTest::newRow("png, palette") << encode(image.convertToFormat(QImage::Format_Indexed8), "png");
        QTest::newRow("png, 16 bits") << encode(image.convertToFormat(QImage::Format_RGBA64), "png");
        QTest::newRow("webp, lossy") << encode(image, "webp", 90);
        QTest::newRow("webp, lossless") << encode(image, "webp", 100);
        QTest::newRow("webp, metadata") << webpWithEverything(image, "canary");
    }

    void decode_everyFormat_givesItsPixels()
    {
        QFETCH(QByteArray, bytes);
        const PictureResult result = decodeReceived(bytes);
        QCOMPARE(result.error, PictureError::None);
        QCOMPARE(result.image.size(), QSize(80, 60));
        QCOMPARE(result.claimed, QSize(80, 60));
        QCOMPARE(cornersOf(result.image), QStringLiteral("rgbw"));
        QCOMPARE(result.image.format(), QImage::Format_RGB32);
        QVERIFY(result.image.textKeys().isEmpty());
        QVERIFY(!result.image.colorSpace().isValid());
        QCOMPARE(result.image.dotsPerMeterX(), 2'835);
        QCOMPARE(result.image.offset(), QPoint());
    }

    void decode_orientation_isApplied_data()
    {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<QString>("expected");
        // EXIF 2.3: where row 0 and column 0 of what is stored are seen.
        const QStringList expected{QStringLiteral("rgbw"), QStringLiteral("grwb"), QStringLiteral("wbgr"),
                                   QStringLiteral("bwrg"), QStringLiteral("rbgw"), QStringLiteral("brwg"),
                                   QStringLiteral("wgbr"), QStringLiteral("gwrb")};
        for (int orientation = 1; orientation <= 8; ++orientation)
            QTest::addRow("%d", orientation) << orientation << expected[orientation - 1];
        QTest::newRow("nonsense") << 9 << expected[0];
        QTest::newRow("zero") << 0 << expected[0];
    }

    void decode_orientation_isApplied()
    {
        QFETCH(int, orientation);
        QFETCH(QString, expected);
        const bool turned = orientation >= 5 && orientation <= 8;
        const QImage image = corners({80, 48});
        const QByteArray jpeg = jpegWithEverything(image, "t", orientation);
        for (const QByteArray& bytes : {jpeg, pngWithEverything(image, "t", orientation),
                                        webpWithEverything(image, "t", orientation)}) {
            const PictureResult whole = decodeReceived(bytes);
            QCOMPARE(whole.image.size(), turned ? QSize(48, 80) : QSize(80, 48));
            QCOMPARE(cornersOf(whole.image), expected);
            const PictureResult smaller = decodeReceived(bytes, {40, 24});
            QCOMPARE(smaller.image.size(), turned ? QSize(14, 24) : QSize(40, 24));
            QCOMPARE(cornersOf(smaller.image), expected);
        }
        QByteArray copy = jpeg; // Qt's own reading of the same file agrees
        QBuffer buffer(&copy);
        QImageReader reader(&buffer, "jpeg");
        reader.setAutoTransform(true);
        QCOMPARE(cornersOf(reader.read()), expected);
    }

    void decode_bigEndianExif_isRead()
    {
        const QByteArray tiff("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", 26);
        const QByteArray bytes =
            jpegWith(encode(corners({80, 48}), "jpeg"), jpegSegment(0xE1, QByteArray("Exif\0\0", 6) + tiff));
        QCOMPARE(cornersOf(decodeReceived(bytes).image), QStringLiteral("brwg"));
    }

    void decode_profile_isAppliedAndDropped()
    {
        QImage image(16, 16, QImage::Format_RGB32);
        image.fill(qRgb(200, 100, 50));
        const QRgb pixel = decodeReceived(pngWithEverything(image, "t")).image.pixel(8, 8);
        QImage expected = image;
        expected.setColorSpace(QColorSpace::DisplayP3);
        expected.convertToColorSpace(QColorSpace::SRgb);
        QVERIFY(pixel != image.pixel(8, 8));
        QVERIFY(isNear(pixel, QColor(expected.pixel(8, 8))));
        QVERIFY(qAbs(qRed(pixel) - qRed(expected.pixel(8, 8))) <= 2);
    }

    void decode_transparency_isKept()
    {
        QImage image(16, 16, QImage::Format_ARGB32);
        image.fill(qRgba(200, 100, 50, 128));
        const PictureResult received = decodeReceived(encode(image, "png"));
        QCOMPARE(received.image.format(), QImage::Format_ARGB32_Premultiplied);
        const PictureResult source = decodePicture({encode(image, "png"), PictureOrigin::Source, {}});
        QCOMPARE(source.image.format(), QImage::Format_ARGB32);
        QCOMPARE(source.image.pixel(3, 3), image.pixel(3, 3));
    }

    void decode_largest_isFittedAndNeverEnlarged()
    {
        const QByteArray bytes = encode(photo({800, 600}), "jpeg");
        QCOMPARE(decodeReceived(bytes, {200, 200}).image.size(), QSize(200, 150));
        QCOMPARE(decodeReceived(bytes, {2'000, 2'000}).image.size(), QSize(800, 600));
        QCOMPARE(decodeReceived(bytes, {200, 200}).claimed, QSize(800, 600));
    }

    void decode_animations_giveTheFirstFrame_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QImage first = corners({80, 60});
        const QImage second = corners({80, 60}).mirrored();
        QTest::newRow("gif") << gif({first, second});
        QTest::newRow("webp") << animatedWebP({first, second});
        QTest::newRow("png") << animatedPng(first, second);
        QTest::newRow("gif of 2,000 frames")
            << gif(QList<QImage>(1, first) + QList<QImage>(1'999, second.scaled(8, 8)));
    }

    void decode_animations_giveTheFirstFrame()
    {
        QFETCH(QByteArray, bytes);
        const PictureResult result = decodePicture({bytes, PictureOrigin::Source, {}});
        QCOMPARE(result.error, PictureError::None);
        QVERIFY(result.animated);
        QCOMPARE(result.image.size(), QSize(80, 60));
        QCOMPARE(cornersOf(result.image), QStringLiteral("rgbw"));
    }

    void decode_largeCameraJpeg_isScaledOnTheWay()
    {
        QImage grey(10'000, 10'000, QImage::Format_Grayscale8);
        grey.fill(90);
        const QByteArray bytes = encode(grey, "jpeg", 50);
        grey = {};
        const bool measured = resetPeak();
        const qint64 before = peakKilobytes();
        const PictureResult result = decodePicture({bytes, PictureOrigin::Source, {}});
        QCOMPARE(result.error, PictureError::None);
        QCOMPARE(result.image.size(), QSize(4'000, 4'000));
        QCOMPARE(result.claimed, QSize(10'000, 10'000));
        if (measured)
            QVERIFY2(peakKilobytes() - before < 300'000,
                     qPrintable(QString::number(peakKilobytes() - before)));
    }

    void decode_claimsAndBombs_costNothing_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<PictureError>("expected");
        for (const auto* format : {"jpeg", "png", "webp", "gif"})
            QTest::newRow(format) << claiming(QString::fromLatin1(format), 60'000, 60'000)
                                  << PictureError::TooLarge;
        QTest::newRow("lying canvas") << lyingCanvasWebP() << PictureError::Damaged;
        QTest::newRow("many scans") << manyScansJpeg(5'000) << PictureError::Damaged;
        QTest::newRow("packed texts") << textPngBomb(400) << PictureError::None; // they are never unpacked
        QTest::newRow("cut palette") << claiming(QStringLiteral("png"), 4'000, 4'000)
                                     << PictureError::Damaged;
    }

    void decode_claimsAndBombs_costNothing()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(PictureError, expected);
        decodePicture({encode(photo({8, 8}), "png"), PictureOrigin::Source, {}}); // loads what is loaded once
        const bool measured = resetPeak();
        const qint64 before = peakKilobytes();
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(decodePicture({bytes, PictureOrigin::Source, {}}).error, expected);
        const bool allocates = expected == PictureError::Damaged && bytes.startsWith("\x89PNG");
        if (!allocates)
            QVERIFY2(timer.elapsed() < 50, qPrintable(QString::number(timer.elapsed())));
        if (measured && !allocates)
            QVERIFY2(peakKilobytes() - before < 32'768,
                     qPrintable(QString::number(peakKilobytes() - before)));
    }

    void decode_damagedPixels_isDamaged()
    {
        QByteArray png = encode(photo({200, 200}), "png");
        png[png.size() / 2] = static_cast<char>(~png[png.size() / 2]);
        QCOMPARE(decodeReceived(png).error, PictureError::Damaged);
        const QByteArray jpeg = encode(photo({200, 200}), "jpeg");
        QCOMPARE(decodeReceived(jpeg.left(jpeg.size() / 2)).error, PictureError::Damaged);
        QCOMPARE(decodeReceived("text").error, PictureError::NotAPicture);
    }

#if defined(Q_OS_LINUX)
    void decode_noMemory_isSaid()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer's shadow memory does not fit under a limit of address space");
#endif
        QImage flat(4'000, 4'000, QImage::Format_RGB32);
        flat.fill(Qt::red);
        const QByteArray bytes = encode(flat, "png");
        flat = {};
        QFile pages(QStringLiteral("/proc/self/statm"));
        QVERIFY(pages.open(QIODevice::ReadOnly));
        const rlim_t used =
            pages.readAll().split(' ').first().toULongLong() * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_AS, &before), 0);
        rlimit tight = before;
        tight.rlim_cur = used + 8'000'000;
        QCOMPARE(setrlimit(RLIMIT_AS, &tight), 0);
        const PictureError error = decodeReceived(bytes).error;
        QCOMPARE(setrlimit(RLIMIT_AS, &before), 0);
        QCOMPARE(error, PictureError::OutOfMemory);
        QCOMPARE(decodeReceived(bytes).error, PictureError::None);
    }
#endif

    void decode_mutations_neverCrash()
    {
        QRandomGenerator random(1);
        const QImage image = photo({24, 24});
        const QList<QByteArray> seeds{jpegWithEverything(image, "t"), pngWithEverything(image, "t"),
                                      webpWithEverything(image, "t"), animatedWebP({image, image}),
                                      gif({image, image})};
        QLoggingCategory::setFilterRules(QStringLiteral("qt.gui.imageio*=false\nqt.gui.icc*=false"));
        for (int i = 0; i < 3'000; ++i) {
            QByteArray bytes = seeds[i % seeds.size()];
            for (quint32 changes = 1 + random.bounded(6U); changes > 0; --changes)
                bytes[random.bounded(bytes.size())] = static_cast<char>(random.bounded(256));
            const PictureResult result = decodePicture({bytes, PictureOrigin::Source, {64, 64}});
            QCOMPARE(result.image.isNull(), result.error != PictureError::None);
            QVERIFY(result.image.width() <= 64 && result.image.height() <= 64);
        }
    }

    void decode_allocationLimit_isOurs()
    {
        decodeReceived(encode(photo({8, 8}), "png"));
        QCOMPARE(QImageReader::allocationLimit(), decodedMegabytesMax);
    }
};

QTEST_MAIN(PictureDecoderTest)
#include "PictureDecoderTest.moc"
