// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/seeds/Seeds.h"
#include "tests/support/pictures/HostilePictures.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QImageWriter>

namespace chatmet::fuzz {

void makePictureSeeds(const SeedSink& sink)
{
    using namespace testing;
    const auto give = [&](const QByteArray& bytes) {
        constexpr qsizetype seedBytesMax = 8'192; // a header parser learns nothing from pixels
        const QByteArray start = bytes.left(seedBytesMax);
        sink("PictureHeaders", seedOf({start.constData(), static_cast<std::size_t>(start.size())}));
    };
    const QImage small = corners({16, 16});
    const QByteArray text = "words";
    give(jpegWithEverything(small, text, 6));
    give(encode(small, "jpeg"));
    give(manyScansJpeg(3));
    give(pngWithEverything(small, text, 3));
    give(animatedPng(small, photo({16, 16})));
    give(encode(noise({8, 8}, true), "png"));
    give(encode(small.convertToFormat(QImage::Format_RGBA64), "png"));
    give(encode(small.convertToFormat(QImage::Format_Indexed8), "png"));
    give(textPngBomb(1));
    give(gif({small, corners({16, 16})}));
    give(exif(6, text));
    if (QImageWriter::supportedImageFormats().contains("webp")) {
        give(webpWithEverything(small, text, 8));
        give(encode(small, "webp"));
        give(encode(noise({8, 8}, true), "webp", 100));
        give(animatedWebP({small, corners({16, 16})}));
        give(lyingCanvasWebP());
    }
    for (const char* format : {"jpeg", "png", "gif"})
        give(claiming(QLatin1String(format), 60'000, 60'000));
    for (const Stranger& stranger : strangers())
        give(stranger.bytes.left(64));
}

} // namespace chatmet::fuzz
