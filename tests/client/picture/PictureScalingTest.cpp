// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes: inside the limits, in shape, never enlarged; views get the pixels that their screen shows.

#include "client/picture/PictureScaling.h"

#include "tests/support/pictures/SamplePictures.h"

#include <QTest>

using namespace chatmet::client;
using namespace chatmet::testing;

class PictureScalingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitInside_keepsShape_data()
    {
        QTest::addColumn<QSize>("picture");
        QTest::addColumn<QSize>("largest");
        QTest::addColumn<QSize>("expected");
        QTest::newRow("wide") << QSize(4'000, 3'000) << QSize(320, 320) << QSize(320, 240);
        QTest::newRow("tall") << QSize(3'000, 4'000) << QSize(320, 320) << QSize(240, 320);
        QTest::newRow("small") << QSize(10, 20) << QSize(320, 320) << QSize(10, 20);
        QTest::newRow("thread") << QSize(8'192, 1) << QSize(320, 320) << QSize(320, 1);
        QTest::newRow("no limit") << QSize(10, 20) << QSize() << QSize(10, 20);
        QTest::newRow("nothing") << QSize() << QSize(320, 320) << QSize();
    }

    void fitInside_keepsShape()
    {
        QFETCH(QSize, picture);
        QFETCH(QSize, largest);
        QTEST(fitInside(picture, largest), "expected");
    }

    void fitPixels_holdsBothLimits()
    {
        QCOMPARE(fitPixels({4'000, 4'000}, 8'192, 16'000'000), QSize(4'000, 4'000));
        QCOMPARE(fitPixels({20'000, 500}, 8'192, 16'000'000), QSize(8'192, 204));
        for (int width = 1; width < 40'000; width += 617) {
            for (int height = 1; height < 40'000; height += 941) {
                const QSize fitted = fitPixels({width, height}, 8'192, 16'000'000);
                QVERIFY(fitted.width() >= 1 && fitted.height() >= 1 && fitted.width() <= 8'192 &&
                        fitted.height() <= 8'192);
                QVERIFY(qint64{fitted.width()} * fitted.height() <= 16'000'000);
            }
        }
    }

    void scaledForView_densities_data()
    {
        QTest::addColumn<qreal>("ratio");
        QTest::addColumn<QSize>("pixels");
        QTest::newRow("1") << 1.0 << QSize(200, 150);
        QTest::newRow("1.5") << 1.5 << QSize(300, 225);
        QTest::newRow("2") << 2.0 << QSize(400, 300);
        QTest::newRow("more than there is") << 8.0 << QSize(800, 600);
    }

    void scaledForView_densities()
    {
        QFETCH(qreal, ratio);
        const QImage shown = scaledForView(photo({800, 600}), {200, 200}, ratio);
        QTEST(shown.size(), "pixels");
        QCOMPARE(shown.deviceIndependentSize(), QSizeF(200, 150));
    }

    void scaledForView_smallPicture_isNotEnlarged()
    {
        const QImage shown = scaledForView(photo({50, 40}), {200, 200}, 2.0);
        QCOMPARE(shown.size(), QSize(50, 40));
        QCOMPARE(shown.deviceIndependentSize(), QSizeF(50, 40));
    }

    void scaledForView_formats_suitAPainter()
    {
        QCOMPARE(scaledForView(noise({50, 40}, true), {20, 20}, 1.0).format(),
                 QImage::Format_ARGB32_Premultiplied);
        QCOMPARE(scaledForView(photo({50, 40}), {20, 20}, 1.0).format(), QImage::Format_RGB32);
        QVERIFY(scaledForView({}, {20, 20}, 1.0).isNull());
    }
};

QTEST_MAIN(PictureScalingTest)
#include "PictureScalingTest.moc"
