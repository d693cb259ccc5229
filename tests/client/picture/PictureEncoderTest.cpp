// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The encoder: the better of two formats, and always within the bytes it is given.

#include "client/picture/PictureEncoder.h"

#include "client/picture/PicturePixels.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QPainter>
#include <QTest>

using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

QImage plain(const QImage& image)
{
    return plainPixels(image, QImage::Format_ARGB32);
}

QImage drawing()
{
    QImage image(600, 400, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (int i = 0; i < 60; ++i)
        painter.drawLine(i * 10, 0, 600 - i * 7, 400);
    return image;
}

} // namespace

class PictureEncoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encode_chooses_theFormatThatSuits()
    {
        QCOMPARE(encodePicture(plain(photo({800, 600})), 20'000'000).format, PictureFormat::Jpeg);
        QCOMPARE(encodePicture(plain(drawing()), 20'000'000).format, PictureFormat::Png);
        QCOMPARE(encodePicture(plain(noise({30, 30}, true)), 20'000'000).format, PictureFormat::Png);
    }

    void encode_drawing_isExact()
    {
        const EncodedPicture file = encodePicture(plain(drawing()), 20'000'000);
        QCOMPARE(QImage::fromData(file.bytes).convertToFormat(QImage::Format_RGB32), drawing());
    }

    void encode_overTheLimit_shrinksUntilItFits_data()
    {
        QTest::addColumn<QImage>("image");
        QTest::addColumn<qint64>("bytesMax");
        QTest::newRow("opaque") << noise({600, 600}, false) << qint64{40'000};
        QTest::newRow("transparent") << noise({600, 600}, true) << qint64{200'000};
        QTest::newRow("very little room") << noise({600, 600}, true) << qint64{5'000};
    }

    void encode_overTheLimit_shrinksUntilItFits()
    {
        QFETCH(QImage, image);
        QFETCH(qint64, bytesMax);
        const EncodedPicture file = encodePicture(plain(image), bytesMax);
        QVERIFY(!file.bytes.isEmpty());
        QVERIFY(file.bytes.size() <= bytesMax);
        QVERIFY(file.bytes.size() > bytesMax / 3); // no more is given up than needed
        QCOMPARE(QImage::fromData(file.bytes).size(), file.size);
        QVERIFY(file.size.width() < image.width());
    }

    void encode_somewhatOverTheLimit_keepsEveryPixel()
    {
        const QImage image = plain(noise({300, 300}, false));
        const auto whole = encodePicture(image, 20'000'000).bytes.size();
        const EncodedPicture file = encodePicture(image, whole * 4 / 5);
        QVERIFY(file.bytes.size() <= whole * 4 / 5);
        QCOMPARE(file.size, image.size());
    }

    void encode_impossible_isSaid()
    {
        const EncodedPicture file = encodePicture(plain(noise({100, 100}, true)), 10);
        QVERIFY(file.bytes.isEmpty());
        QVERIFY(!file.outOfMemory);
    }
};

QTEST_MAIN(PictureEncoderTest)
#include "PictureEncoderTest.moc"
