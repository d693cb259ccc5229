// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Finds the emoji that are made of several characters, which one font has to draw as a whole.

#include <QList>
#include <QString>

namespace chatmet::client {

struct EmojiRun
{
    qsizetype start;
    qsizetype length;
};

/// Sequences with a variation selector, a keycap or a joiner (Unicode TR 51, ED-14 to ED-16), in order.
/// Single emoji, flags and skin tones need no help: no text font has them. Joiners of other scripts are left
/// alone. Linear.
[[nodiscard]] QList<EmojiRun> findEmojiRuns(const QString& text);

/// How many emoji a text consists of where it has nothing else but white space: 1..max; 0 where it has
/// anything else, nothing, or more. Counted as they are drawn: a sequence, a flag or a keycap is one. What is
/// text unless a selector follows (Unicode's Emoji_Presentation) is no emoji without it. Linear, and short
/// where the text doesn't begin with an emoji.
[[nodiscard]] int countLoneEmoji(const QString& text, int max);

} // namespace chatmet::client
