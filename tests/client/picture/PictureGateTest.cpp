// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The gate: what it lets through, what it refuses with which error, and how cheaply.

#include "client/picture/PictureGate.h"

#include "client/picture/PictureLimits.h"
#include "common/protocol/Limits.h"
#include "tests/support/pictures/HostilePictures.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

PictureError received(const QByteArray& bytes)
{
    return PictureGate::inspect(bytes, PictureOrigin::Received).error;
}

PictureError source(const QByteArray& bytes)
{
    return PictureGate::inspect(bytes, PictureOrigin::Source).error;
}

} // namespace

class PictureGateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inspect_stillPictures_areReadByHeader_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<PictureFormat>("format");
        QTest::addColumn<int>("orientation");
        const QImage image = photo({33, 21});
        const QByteArray text = "canary";
        QImage deep = image.convertToFormat(QImage::Format_RGBX64);
        QTest::newRow("jpeg") << encode(image, "jpeg") << PictureFormat::Jpeg << 1;
        QTest::newRow("jpeg, grey") << encode(image.convertToFormat(QImage::Format_Grayscale8), "jpeg")
                                    << PictureFormat::Jpeg << 1;
        QTest::newRow("jpeg, metadata") << jpegWithEverything(image, text, 6) << PictureFormat::Jpeg << 6;
        QTest::newRow("jpeg, trailer")
            << encode(image, "jpeg") + "a video follows" << PictureFormat::Jpeg << 1;
        QTest::newRow("png") << encode(image, "png") << PictureFormat::Png << 1;
        QTest::newRow("png, 16 bits") << encode(deep, "png") << PictureFormat::Png << 1;
        QTest::newRow("png, metadata") << pngWithEverything(image, text, 8) << PictureFormat::Png << 8;
        QTest::newRow("webp, lossy") << encode(image, "webp", 80) << PictureFormat::WebP << 1;
        QTest::newRow("webp, lossless") << encode(image, "webp", 100) << PictureFormat::WebP << 1;
        QTest::newRow("webp, metadata") << webpWithEverything(image, text, 3) << PictureFormat::WebP << 3;
    }

    void inspect_stillPictures_areReadByHeader()
    {
        QFETCH(QByteArray, bytes);
        for (const auto origin : {PictureOrigin::Received, PictureOrigin::Source}) {
            const auto [error, info] = PictureGate::inspect(bytes, origin);
            QCOMPARE(error, PictureError::None);
            QTEST(info.format, "format");
            QTEST(info.orientation, "orientation");
            QCOMPARE(info.size, QSize(33, 21));
            QCOMPARE(info.uprightSize(), info.orientation >= 5 ? QSize(21, 33) : QSize(33, 21));
            QVERIFY(!info.animated);
        }
    }

    void inspect_animations_areSourcesOnly_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QList<QImage> frames{photo({16, 9}), photo({16, 9}, 2)};
        QTest::newRow("gif") << gif(frames);
        QTest::newRow("webp") << animatedWebP(frames);
        QTest::newRow("png") << animatedPng(frames[0], frames[1]);
    }

    void inspect_animations_areSourcesOnly()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(received(bytes), PictureError::UnsupportedFormat);
        const auto [error, info] = PictureGate::inspect(bytes, PictureOrigin::Source);
        QCOMPARE(error, PictureError::None);
        QVERIFY(info.animated);
        QCOMPARE(info.size, QSize(16, 9));
    }

    void inspect_stillGif_isASourceOnly()
    {
        QCOMPARE(received(gif({photo({16, 9})})), PictureError::UnsupportedFormat);
        const auto [error, info] = PictureGate::inspect(gif({photo({16, 9})}), PictureOrigin::Source);
        QCOMPARE(error, PictureError::None);
        QVERIFY(!info.animated);
    }

    void inspect_strangers_areNamedForWhatTheyAre_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<PictureError>("expected");
        for (const Stranger& stranger : strangers())
            QTest::newRow(qPrintable(stranger.name))
                << stranger.bytes
                << (stranger.isPicture ? PictureError::UnsupportedFormat : PictureError::NotAPicture);
    }

    void inspect_strangers_areNamedForWhatTheyAre()
    {
        QFETCH(QByteArray, bytes);
        QTEST(received(bytes), "expected");
        QTEST(source(bytes), "expected");
    }

    void inspect_claimOf60000_isRefusedAtOnce_data()
    {
        QTest::addColumn<QString>("format");
        for (const auto* format : {"jpeg", "png", "webp", "gif"})
            QTest::newRow(format) << QString::fromLatin1(format);
    }

    void inspect_claimOf60000_isRefusedAtOnce()
    {
        QFETCH(QString, format);
        const QByteArray bytes = claiming(format, 60'000, 60'000);
        QElapsedTimer timer;
        timer.start();
        const auto [error, info] = PictureGate::inspect(bytes, PictureOrigin::Source);
        QVERIFY(timer.elapsed() < 50);
        QCOMPARE(error, PictureError::TooLarge);
        QCOMPARE(info.size, QSize(60'000, 60'000));
        const bool isGif = format == QLatin1String("gif");
        QCOMPARE(received(bytes), isGif ? PictureError::UnsupportedFormat : PictureError::TooLarge);
    }

    void inspect_pixelLimits_areExact_data()
    {
        QTest::addColumn<quint32>("width");
        QTest::addColumn<quint32>("height");
        QTest::addColumn<PictureError>("asReceived");
        QTest::addColumn<PictureError>("asSource");
        const auto ok = PictureError::None;
        const auto large = PictureError::TooLarge;
        QTest::newRow("16 megapixels") << 4'000U << 4'000U << ok << ok;
        QTest::newRow("a row more") << 4'000U << 4'001U << large << ok;
        QTest::newRow("longest side") << 8'192U << 1'000U << ok << ok;
        QTest::newRow("a column more") << 8'193U << 1'000U << large << ok;
        QTest::newRow("40 megapixels") << 8'000U << 5'000U << large << ok;
        QTest::newRow("a little more") << 8'000U << 5'001U << large << large;
        QTest::newRow("source's longest side") << 32'767U << 1'000U << large << ok;
        QTest::newRow("source's side and one") << 32'768U << 1'000U << large << large;
        QTest::newRow("no width") << 0U << 8U << PictureError::Damaged << PictureError::Damaged;
        QTest::newRow("more than PNG allows")
            << 0x80000000U << 8U << PictureError::Damaged << PictureError::Damaged;
        QTest::newRow("all that PNG allows") << 0x7FFFFFFFU << 0x7FFFFFFFU << large << large;
    }

    void inspect_pixelLimits_areExact()
    {
        QFETCH(quint32, width);
        QFETCH(quint32, height);
        const QByteArray bytes = claiming(QStringLiteral("png"), width, height);
        QTEST(received(bytes), "asReceived");
        QTEST(source(bytes), "asSource");
    }

    void inspect_largeJpeg_isASourceUnlessItComesInManyScans()
    {
        const QByteArray camera = claiming(QStringLiteral("jpeg"), 10'000, 10'000);
        QCOMPARE(source(camera), PictureError::None);
        QCOMPARE(received(camera), PictureError::TooLarge);
        QCOMPARE(source(claiming(QStringLiteral("jpeg"), 10'000, 10'001)), PictureError::TooLarge);
        QByteArray progressive = manyScansJpeg(2);
        const qsizetype frame = progressive.indexOf("\xFF\xC0");
        progressive.replace(frame + 5, 4, QByteArray("\x27\x10\x27\x10", 4));
        QCOMPARE(source(progressive), PictureError::TooLarge);
    }

    void inspect_sizeOfFile_isBounded()
    {
        const auto most = static_cast<qsizetype>(chatmet::limits::pictureBytesMax);
        QByteArray bytes = encode(photo({8, 8}), "jpeg");
        bytes.append(QByteArray(most - bytes.size(), 'x'));
        QCOMPARE(received(bytes), PictureError::None);
        bytes.append('x');
        QCOMPARE(received(bytes), PictureError::TooManyBytes);
        QCOMPARE(source(bytes), PictureError::None);
        bytes.append(QByteArray(sourcePictureBytesMax + 1 - bytes.size(), 'x'));
        QCOMPARE(source(bytes), PictureError::TooManyBytes);
    }

    void inspect_bombs_areRefused()
    {
        const QByteArray flat = flatPngBomb();
        QVERIFY(flat.size() < 8'192);
        QCOMPARE(received(flat), PictureError::TooLarge);
        QCOMPARE(received(manyScansJpeg(5'000)), PictureError::Damaged);
        QCOMPARE(source(manyScansJpeg(jpegScansMax)), PictureError::None);
        QCOMPARE(received(lyingCanvasWebP()), PictureError::Damaged);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(source(manyFramesGif(2'000)), PictureError::None);
        QVERIFY(timer.elapsed() < 50);
    }

    void inspect_cutShort_isDamaged_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QImage image = photo({40, 30});
        QTest::newRow("jpeg") << jpegWithEverything(image, "text");
        QTest::newRow("png") << pngWithEverything(image, {});
        QTest::newRow("webp") << webpWithEverything(image, "text");
        QTest::newRow("webp, simple") << encode(image, "webp", 80);
        QTest::newRow("webp, animated") << animatedWebP({image, image});
        QTest::newRow("gif") << gif({image}).chopped(1); // its last byte may be missing
    }

    void inspect_cutShort_isDamaged()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(source(bytes), PictureError::None);
        for (qsizetype length = 0; length < bytes.size(); ++length) {
            // A block of its own, so that a sanitizer sees a read behind its end.
            const QByteArray cut(bytes.constData(), length);
            QVERIFY2(source(cut) == PictureError::Damaged || source(cut) == PictureError::NotAPicture,
                     qPrintable(QString::number(length)));
        }
    }

    void inspect_mutations_neverEscape()
    {
        QRandomGenerator random(20240607);
        const QImage image = photo({24, 24});
        const QList<QByteArray> seeds{jpegWithEverything(image, "t"), pngWithEverything(image, "t"),
                                      webpWithEverything(image, "t"), animatedWebP({image, image}),
                                      gif({image, image})};
        int accepted = 0;
        for (int i = 0; i < 50'000; ++i) {
            QByteArray bytes = seeds[i % seeds.size()];
            for (quint32 changes = 1 + random.bounded(4U); changes > 0; --changes)
                bytes[random.bounded(qMin(bytes.size(), qsizetype{400}))] =
                    static_cast<char>(random.bounded(256));
            const auto [error, info] = PictureGate::inspect(bytes, PictureOrigin::Received);
            accepted += error == PictureError::None ? 1 : 0;
            if (error == PictureError::None)
                QVERIFY(!info.size.isEmpty() && info.orientation >= 1 && info.orientation <= 8);
        }
        QVERIFY(accepted > 0);
    }
};

QTEST_MAIN(PictureGateTest)
#include "PictureGateTest.moc"
