// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The pictures of a folder, and its folders, as a list to choose from.

#include <QFileSystemModel>

namespace chatmet::client {

/// GUI thread. It watches folders as long as it lives. Qt writes sizes in KiB and in the system's language;
/// this one as the rest of the window does.
class PictureFiles : public QFileSystemModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Size,
        Kind,
        Changed
    }; ///< as of QFileSystemModel

    explicit PictureFiles(QObject* parent);

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
};

} // namespace chatmet::client
