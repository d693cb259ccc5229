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
    QString words; ///< English
    QString name;  ///< in the person's language, for screen readers
    QString found; ///< by these words in that language and in English, as foldedForSearch() has them
};

struct EmojiGroup
{
    QString name; ///< in the person's language
    QList<EmojiEntry> entries;
};

/// Whether every word that was typed begins a word of the entry.
[[nodiscard]] bool isFoundBy(const EmojiEntry& entry, const QString& typed);

/// A hand-picked part of Unicode 15's emoji-test.txt: what people use most, none that needs a skin tone to be
/// chosen. Names and words to find them by are CLDR's (resources/emoji).
class EmojiTable
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::EmojiTable)

public:
    /// language: "en", "hi"; English where there are no words in it.
    [[nodiscard]] static QList<EmojiGroup> groups(const QString& language);

private:
    [[nodiscard]] static QList<EmojiGroup> plainGroups();
};

} // namespace chatmet::client
