// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// make_pictures FOLDER: writes the sample and hostile pictures there, for scripts and for a look by eye.

#include "tests/support/pictures/HostilePictures.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QTextStream>

namespace {

using namespace chatmet::testing;

bool write(const QDir& folder, const QString& name, const QByteArray& bytes)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

bool writeAll(const QDir& folder)
{
    const QByteArray text = "CHATMET-CANARY-metadata";
    const QImage small = corners({320, 200});
    bool good = write(folder, QStringLiteral("photo-12mp-gps.jpg"),
                      jpegWithEverything(photo({4'000, 3'000}), text, 6)) &&
                write(folder, QStringLiteral("drawing-text.png"), pngWithEverything(small, text, 3)) &&
                write(folder, QStringLiteral("drawing-text.webp"), webpWithEverything(small, text, 8)) &&
                write(folder, QStringLiteral("two-frames.gif"), gif({small, photo({320, 200})})) &&
                write(folder, QStringLiteral("two-frames.png"), animatedPng(small, photo({320, 200}))) &&
                write(folder, QStringLiteral("two-frames.webp"), animatedWebP({small, photo({320, 200})})) &&
                write(folder, QStringLiteral("transparent.png"), encode(noise({64, 64}, true), "png")) &&
                write(folder, QStringLiteral("bomb-flat.png"), flatPngBomb()) &&
                write(folder, QStringLiteral("bomb-text.png"), textPngBomb(400)) &&
                write(folder, QStringLiteral("bomb-scans.jpg"), manyScansJpeg(5'000)) &&
                write(folder, QStringLiteral("bomb-canvas.webp"), lyingCanvasWebP()) &&
                write(folder, QStringLiteral("bomb-frames.gif"), manyFramesGif(2'000));
    for (const auto* format : {"jpeg", "png", "webp", "gif"}) {
        const QString name = QLatin1String(format);
        good = good && write(folder, QStringLiteral("claims-60000.") + name, claiming(name, 60'000, 60'000));
    }
    for (const Stranger& stranger : strangers())
        good = good && write(folder, stranger.name, stranger.bytes);
    return good;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    QTextStream errors(stderr);
    if (arguments.size() != 2) {
        errors << "usage: make_pictures FOLDER\n";
        return 2;
    }
    const QDir folder(arguments[1]);
    if (!folder.mkpath(QStringLiteral(".")) || !writeAll(folder)) {
        errors << "make_pictures: cannot write there\n";
        return 1;
    }
    return 0;
}
