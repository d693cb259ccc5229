// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/EmojiFinder.h"

namespace chatmet::client {

namespace {

constexpr char32_t emojiSelector = 0xFE0F;
constexpr char32_t keycap = 0x20E3;
constexpr char32_t joiner = 0x200D;

bool isKeycapBase(char32_t c)
{
    return (c >= U'0' && c <= U'9') || c == U'#' || c == U'*';
}

/// Roughly Unicode's Extended_Pictographic: where text fonts may have a character of their own it only counts
/// with a selector or a joiner behind it.
bool isPictograph(char32_t c)
{
    return (c >= 0x1F000 && c < 0x1FB00) || (c >= 0x2190 && c < 0x2C00) || c == 0xA9 || c == 0xAE ||
           c == 0x203C || c == 0x2049 || c == 0x2122 || c == 0x2139 || c == 0x3030 || c == 0x303D ||
           c == 0x3297 || c == 0x3299;
}

bool isSkinTone(char32_t c)
{
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

char32_t characterAt(const QString& text, qsizetype at)
{
    if (at >= text.size())
        return 0;
    if (text[at].isHighSurrogate() && at + 1 < text.size())
        return QChar::surrogateToUcs4(text[at], text[at + 1]);
    return text[at].unicode();
}

qsizetype unitsOf(char32_t c)
{
    return c > 0xFFFF ? 2 : 1;
}

/// The end of what belongs to the pictograph before it; start where nothing does.
qsizetype endOfSequence(const QString& text, qsizetype start)
{
    qsizetype end = start;
    for (;;) {
        const char32_t next = characterAt(text, end);
        if (next == emojiSelector || isSkinTone(next)) {
            end += unitsOf(next);
            continue;
        }
        const char32_t joined = next == joiner ? characterAt(text, end + 1) : 0;
        if (!isPictograph(joined))
            return end;
        end += 1 + unitsOf(joined);
    }
}

} // namespace

QList<EmojiRun> findEmojiRuns(const QString& text)
{
    QList<EmojiRun> runs;
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = characterAt(text, at);
        qsizetype end = at + unitsOf(c);
        const qsizetype base = end;
        if (isKeycapBase(c)) {
            const qsizetype mark = characterAt(text, end) == emojiSelector ? end + 1 : end;
            if (characterAt(text, mark) == keycap)
                end = mark + 1;
        } else if (isPictograph(c)) {
            end = endOfSequence(text, end);
        }
        if (end > base)
            runs.append({at, end - at});
        at = end;
    }
    return runs;
}

} // namespace chatmet::client
