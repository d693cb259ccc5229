// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Text as a QR code (ISO/IEC 18004), by libqrencode.

#include <QByteArray>
#include <QString>

namespace chatmet::client {

/// Square; row by row from the upper left, 1 where a module is dark. No quiet zone.
struct QrMatrix
{
    int side{0}; ///< modules; 0: there is none
    QByteArray modules;

    [[nodiscard]] bool isDark(int x, int y) const { return modules.at(qsizetype{y} * side + x) != 0; }
    /// text: ASCII of at most limits::inviteBytesMax. Error correction M (about 15 % may be damaged). Empty
    /// for empty text.
    [[nodiscard]] static QrMatrix of(const QString& text);
};

} // namespace chatmet::client
