// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The reader: a partner's picture comes back decoded, from another thread, or with its error.

#include "client/picture/PictureReader.h"

#include "tests/support/pictures/HostilePictures.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <optional>

using namespace chatmet::client;
using namespace chatmet::testing;

class PictureReaderTest : public QObject
{
    Q_OBJECT

    static PictureResult read(PictureReader& reader, const QByteArray& bytes, QSize largest = {})
    {
        QObject context;
        std::optional<PictureResult> result;
        reader.decode(bytes, largest, &context, [&](PictureResult given) { result = std::move(given); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30'000))
            return {PictureError::Busy, {}, {}, false};
        return *result;
    }

private Q_SLOTS:
    void decode_photo_arrivesFitted()
    {
        PictureWorkers workers;
        PictureReader reader(workers);
        const PictureResult result =
            read(reader, jpegWithEverything(photo({4'000, 3'000}), "canary"), {640, 640});
        QCOMPARE(result.error, PictureError::None);
        QCOMPARE(result.image.size(), QSize(640, 480));
        QCOMPARE(result.claimed, QSize(4'000, 3'000));
    }

    void decode_refusals_haveTheirErrors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<PictureError>("expected");
        const QByteArray jpeg = encode(photo({64, 64}), "jpeg");
        QTest::newRow("not a picture") << QByteArray("text") << PictureError::NotAPicture;
        QTest::newRow("gif") << gif({photo({8, 8})}) << PictureError::UnsupportedFormat;
        QTest::newRow("animated") << animatedWebP({photo({8, 8}), photo({8, 8})})
                                  << PictureError::UnsupportedFormat;
        QTest::newRow("over 20 MB") << jpeg + QByteArray(20'000'000, 'x') << PictureError::TooManyBytes;
        QTest::newRow("60,000 a side")
            << claiming(QStringLiteral("png"), 60'000, 60'000) << PictureError::TooLarge;
        QTest::newRow("bomb") << flatPngBomb() << PictureError::TooLarge;
        QTest::newRow("cut") << jpeg.chopped(20) << PictureError::Damaged;
    }

    void decode_refusals_haveTheirErrors()
    {
        QFETCH(QByteArray, bytes);
        PictureWorkers workers;
        PictureReader reader(workers);
        const PictureResult result = read(reader, bytes);
        QTEST(result.error, "expected");
        QVERIFY(result.image.isNull());
    }

    void decode_tooMany_isBusy()
    {
        QSemaphore gate;
        QObject context;
        QList<PictureError> errors;
        PictureWorkers workers(1, 1);
        PictureReader reader(workers, [&](const PictureRequest&) {
            gate.acquire();
            return PictureResult{};
        });
        for (int i = 0; i < 3; ++i)
            reader.decode("bytes", {}, &context,
                          [&](const PictureResult& result) { errors.append(result.error); });
        QTRY_COMPARE(errors, QList<PictureError>{PictureError::Busy});
        gate.release(2);
        QTRY_COMPARE(errors.size(), 3);
    }

    void decode_decoder_getsTheRequestOnAnotherThread()
    {
        PictureWorkers workers;
        PictureRequest seen;
        QThread* thread = nullptr;
        PictureReader reader(workers, [&](const PictureRequest& request) {
            seen = request;
            thread = QThread::currentThread();
            return PictureResult{PictureError::OutOfMemory, {}, {}, false};
        });
        QCOMPARE(read(reader, "bytes", {3, 4}).error, PictureError::OutOfMemory);
        QCOMPARE(seen.bytes, QByteArray("bytes"));
        QCOMPARE(seen.largest, QSize(3, 4));
        QCOMPARE(seen.origin, PictureOrigin::Received);
        QVERIFY(thread != QThread::currentThread());
    }

    void decode_guiThread_staysFree()
    {
        PictureWorkers workers;
        PictureReader reader(workers);
        QObject context;
        const QByteArray bytes = encode(photo({4'000, 4'000}), "png");
        bool done = false;
        int turns = 0;
        reader.decode(bytes, {}, &context,
                      [&](const PictureResult& result) { done = result.error == PictureError::None; });
        QVERIFY(QTest::qWaitFor([&] { return ++turns > 0 && done; }, 30'000));
        QVERIFY(turns > 2);
    }
};

QTEST_MAIN(PictureReaderTest)
#include "PictureReaderTest.moc"
