// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PictureSource.h"

#include "client/picture/PictureLimits.h"
#include "client/view/ProblemText.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace chatmet::client {

namespace {

// Encoded pictures keep their transparency and need no guessing by the clipboard's owner.
const char* const pictureTypes[] = {"image/png", "image/jpeg", "image/webp", "image/gif"};

} // namespace

PictureSource PictureSource::refused(const QString& why)
{
    PictureSource source;
    source.problem = why;
    return source;
}

bool PictureSource::offers(const QMimeData& data)
{
    return data.hasImage() || data.hasUrls();
}

PictureSource PictureSource::from(const QMimeData& data)
{
    const QList<QUrl> urls = data.urls();
    if (urls.size() > 1)
        return refused(
            tr("These are several files. Only one picture goes out at a time. Choose one of them."));
    if (urls.size() == 1 && urls.first().isLocalFile())
        return fromFile(urls.first().toLocalFile());
    PictureSource source;
    for (const char* type : pictureTypes) {
        source.bytes = data.data(QLatin1String(type));
        if (source.bytes.size() > sourcePictureBytesMax)
            return refused(ProblemText::of(PictureError::TooManyBytes));
        if (!source.bytes.isEmpty())
            return source;
    }
    if (data.hasImage())
        source.image = qvariant_cast<QImage>(data.imageData());
    if (!source.image.isNull())
        return source;
    if (!urls.isEmpty())
        return refused(tr("This lies on the web, not on this computer. ChatMet fetches nothing. Save it "
                          "first, then drop the file."));
    return refused(ProblemText::of(PictureError::NotAPicture));
}

PictureSource PictureSource::fromFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return refused(ProblemText::of(PictureError::NotAPicture));
    if (info.size() > sourcePictureBytesMax)
        return refused(ProblemText::of(PictureError::TooManyBytes));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(
            tr("This file cannot be opened. The right to read it may be missing. Choose another one."));
    PictureSource source;
    // One more than allowed: a file may grow while it is read.
    source.bytes = file.read(sourcePictureBytesMax + 1);
    if (source.bytes.size() > sourcePictureBytesMax)
        return refused(ProblemText::of(PictureError::TooManyBytes));
    if (source.bytes.isEmpty())
        return refused(ProblemText::of(PictureError::NotAPicture));
    return source;
}

} // namespace chatmet::client
