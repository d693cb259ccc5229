// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Finds words in a text whatever their case, accents or way of being encoded.

#include <QList>
#include <QString>

namespace chatmet::client {

/// Text as the search compares it: compatibility decomposed (NFKD), case folded, white space as spaces;
/// without accents, nuktas, Hebrew and Arabic vowel points, and characters that are never shown. Vowel signs
/// and viramas of Indic scripts and voicing marks of kana stay: without them it would be another word.
/// Any UTF-16; linear.
[[nodiscard]] QString foldedForSearch(const QString& text);

struct TextMatch
{
    qsizetype start{0}; ///< UTF-16 units of the text as it is
    qsizetype length{0};
};

/// Every place of the words in a text, in order, none over another; widened to whole characters as a person
/// sees them. folded: of foldedForSearch(); nothing is found where it is empty.
[[nodiscard]] QList<TextMatch> findMatches(const QString& text, const QString& folded);

/// How many findMatches() finds, for less.
[[nodiscard]] int countMatches(const QString& text, const QString& folded);

} // namespace chatmet::client
