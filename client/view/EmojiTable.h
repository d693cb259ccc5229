// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The emoji that the picker offers, in groups, with words to find them by.

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace chatmet::client {

struct EmojiEntry
{
    QString emoji;
    QString words; ///< English, for searching and screen readers
};

struct EmojiGroup
{
    QString name; ///< in the person's language
    QList<EmojiEntry> entries;
};

/// A hand-picked part of Unicode 15's emoji-test.txt: what people use most, none that needs a skin tone to be
/// chosen.
class EmojiTable
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::EmojiTable)

public:
    [[nodiscard]] static QList<EmojiGroup> groups();
};

} // namespace chatmet::client
