// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/EmojiFinder.h"

#include <algorithm>
#include <array>

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

struct CharacterRange
{
    char32_t first;
    char32_t last;
};

/// Emoji_Presentation of Unicode 15's emoji-data.txt above Latin-1, without the letters of flags; the block
/// from 1FA70 on as a whole, since every character that is still to come there is an emoji.
constexpr std::array<CharacterRange, 74> shownAsEmoji{
    {{0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},
     {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
     {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4},
     {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},   {0x26FA, 0x26FA},   {0x26FD, 0x26FD},
     {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},
     {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
     {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
     {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F201, 0x1F201}, {0x1F21A, 0x1F21A}, {0x1F22F, 0x1F22F},
     {0x1F232, 0x1F236}, {0x1F238, 0x1F23A}, {0x1F250, 0x1F251}, {0x1F300, 0x1F320}, {0x1F32D, 0x1F335},
     {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0},
     {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D},
     {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4},
     {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6D7},
     {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F7F0, 0x1F7F0},
     {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}}};

bool isShownAsEmoji(char32_t c)
{
    const auto* range =
        std::lower_bound(shownAsEmoji.begin(), shownAsEmoji.end(), c,
                         [](const CharacterRange& one, char32_t wanted) { return one.last < wanted; });
    return range != shownAsEmoji.end() && c >= range->first;
}

bool isFlagLetter(char32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
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

/// The end of the tags of a region's flag (Unicode TR 51, ED-14a); start where there are none.
qsizetype endOfTags(const QString& text, qsizetype start)
{
    constexpr char32_t firstTag = 0xE0020;
    constexpr char32_t cancelTag = 0xE007F;
    qsizetype end = start;
    while (characterAt(text, end) >= firstTag && characterAt(text, end) < cancelTag)
        end += 2;
    return end > start && characterAt(text, end) == cancelTag ? end + 2 : start;
}

/// The end of the keycap that begins here; start where none does.
qsizetype endOfKeycap(const QString& text, qsizetype start)
{
    const qsizetype mark = characterAt(text, start + 1) == emojiSelector ? start + 2 : start + 1;
    return isKeycapBase(characterAt(text, start)) && characterAt(text, mark) == keycap ? mark + 1 : start;
}

/// The end of the emoji that begins here; start where none does.
qsizetype endOfEmoji(const QString& text, qsizetype start)
{
    const char32_t c = characterAt(text, start);
    const qsizetype next = start + unitsOf(c);
    if (isFlagLetter(c))
        return isFlagLetter(characterAt(text, next)) ? next + 2 : start;
    if (!isPictograph(c))
        return endOfKeycap(text, start);
    const qsizetype end = std::max(endOfSequence(text, next), endOfTags(text, next));
    return end > next || isShownAsEmoji(c) ? end : start;
}

} // namespace

int countLoneEmoji(const QString& text, int max)
{
    int count = 0;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        const qsizetype end = endOfEmoji(text, at);
        if (end == at || ++count > max)
            return 0;
        at = end;
    }
    return count;
}

QList<EmojiRun> findEmojiRuns(const QString& text)
{
    QList<EmojiRun> runs;
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = characterAt(text, at);
        qsizetype end = at + unitsOf(c);
        const qsizetype base = end;
        if (isKeycapBase(c)) {
            end = std::max(end, endOfKeycap(text, at));
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
