// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Without Qt's plugins a format is refused in words; PNG is part of Qt itself and still works.

#include "client/picture/PictureDecoder.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QCoreApplication>
#include <QImageReader>
#include <QTest>

using namespace chatmet::client;
using namespace chatmet::testing;

class PictureDecoderWithoutPluginsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setLibraryPaths({}); // before the first picture: plugins are looked for then
        QVERIFY(!QImageReader::supportedImageFormats().contains("webp"));
    }

    void decode_missingPlugin_isUnsupported()
    {
        // A WebP of one lossless pixel, as no writer is here to make one.
        const auto webp =
            QByteArray::fromHex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700");
        QCOMPARE(decodePicture({webp, PictureOrigin::Received, {}}).error, PictureError::UnsupportedFormat);
        QCOMPARE(decodePicture({gif({photo({8, 8})}), PictureOrigin::Source, {}}).error,
                 PictureError::UnsupportedFormat);
    }

    void decode_png_needsNone()
    {
        QCOMPARE(decodePicture({encode(photo({8, 8}), "png"), PictureOrigin::Received, {}}).error,
                 PictureError::None);
    }
};

QTEST_MAIN(PictureDecoderWithoutPluginsTest)
#include "PictureDecoderWithoutPluginsTest.moc"
