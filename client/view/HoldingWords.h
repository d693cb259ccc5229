// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the server says that it holds, in the person's words.

#include "common/protocol/Holdings.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace chatmet::client {

/// One line of the table.
struct HoldingLine
{
    QString key;     ///< the same as long as it is about the same thing
    QString text;    ///< plain
    qint64 ageMs{0}; ///< when the server said it
    QString gone;    ///< plain
};

class HoldingWords
{
    Q_DECLARE_TR_FUNCTIONS(HoldingWords)

public:
    /// The few things that it comes to, with the many numbers about them as one line.
    [[nodiscard]] static QList<HoldingLine> summary(const QList<protocol::Holding>& holdings);
    /// One line for each field, named as the server names it.
    [[nodiscard]] static QList<HoldingLine> everyField(const QList<protocol::Holding>& holdings);

    /// Whether this version has words for the field; where it has none, the server's are shown.
    [[nodiscard]] static bool isKnown(const protocol::Holding& holding);
    [[nodiscard]] static QString gone(const std::string& word);
    /// "12 min": of the largest unit that fits.
    [[nodiscard]] static QString age(qint64 milliseconds);
    [[nodiscard]] static QString size(quint64 bytes);
};

} // namespace chatmet::client
