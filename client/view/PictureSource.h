// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Takes a picture out of what was pasted, dropped or chosen: bytes of one file, or pixels; nothing is decoded
// here.

#include <QByteArray>
#include <QCoreApplication>
#include <QImage>
#include <QString>

class QMimeData;

namespace chatmet::client {

struct PictureSource
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::PictureSource)

public:
    QByteArray bytes; ///< of a file; empty where pixels came
    QImage image;     ///< from a clipboard; null where bytes came
    QString problem;  ///< in words, where there is neither

    /// Whether data has anything that from() would look at: a drag is welcomed by this.
    [[nodiscard]] static bool offers(const QMimeData& data);
    [[nodiscard]] static PictureSource from(const QMimeData& data);
    /// path: a local file; read up to sourcePictureBytesMax. Blocks for as long as the disk takes.
    [[nodiscard]] static PictureSource fromFile(const QString& path);

private:
    static PictureSource refused(const QString& why);
};

} // namespace chatmet::client
