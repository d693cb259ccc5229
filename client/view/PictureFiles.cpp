// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PictureFiles.h"

#include "client/model/Numbers.h"

#include <QDateTime>
#include <QLocale>

namespace chatmet::client {

PictureFiles::PictureFiles(QObject* parent) : QFileSystemModel(parent)
{
    setOption(DontUseCustomDirectoryIcons);
    setFilter(QDir::AllDirs | QDir::Files | QDir::NoDotAndDotDot);
    setNameFilters({QStringLiteral("*.jpg"), QStringLiteral("*.jpeg"), QStringLiteral("*.png"),
                    QStringLiteral("*.webp"), QStringLiteral("*.gif")});
    setNameFilterDisables(false);
}

QVariant PictureFiles::data(const QModelIndex& index, int role) const
{
    if (index.isValid() && role == Qt::DisplayRole && index.column() == Size)
        return isDir(index) ? QString() : inBytes(size(index));
    if (index.isValid() && role == Qt::DisplayRole && index.column() == Changed)
        return QLocale().toString(lastModified(index), QLocale::ShortFormat);
    return QFileSystemModel::data(index, role);
}

} // namespace chatmet::client
