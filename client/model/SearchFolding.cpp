// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/SearchFolding.h"

#include <QTextBoundaryFinder>

namespace chatmet::client {

namespace {

constexpr unsigned char nuktaClass = 7; // Unicode, canonical combining classes

bool isAccent(char32_t c)
{
    const bool diacritic = (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
                           (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
                           (c >= 0xFE20 && c <= 0xFE2F) || (c >= 0x0483 && c <= 0x0487);
    const bool point = (c >= 0x0591 && c <= 0x05C7) || (c >= 0x0610 && c <= 0x061A) ||
                       (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x06D6 && c <= 0x06ED);
    return diacritic || point || QChar::combiningClass(c) == nuktaClass;
}

bool isDropped(char32_t c)
{
    constexpr char32_t tatweel = 0x0640;
    const bool variation = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    return c == tatweel || variation || QChar::category(c) == QChar::Other_Format ||
           (QChar::isMark(c) && isAccent(c));
}

/// Calls put(character) for what a character becomes.
template <class Put> void foldSimple(char32_t c, const Put& put)
{
    constexpr char32_t sharpS = 0x00DF;
    if (isDropped(c))
        return;
    if (c != U'\n' && QChar::isSpace(c))
        return put(U' ');
    const char32_t folded = QChar::toCaseFolded(c);
    put(folded == sharpS ? U's' : folded);
    if (folded == sharpS)
        put(U's');
}

template <class Put> void fold(char32_t c, const Put& put)
{
    if (c < 0x80)
        return put(c >= U'A' && c <= U'Z' ? c + 0x20 : c == U'\t' ? U' ' : c);
    if (QChar::decompositionTag(c) == QChar::NoDecomposition)
        return foldSimple(c, put);
    for (const char32_t part : QString::fromUcs4(&c, 1).normalized(QString::NormalizationForm_KD).toUcs4())
        foldSimple(part, put);
}

/// Calls put(character, start) for all of a text; start: where the character stands that it comes from.
template <class Put> void foldAll(const QString& text, const Put& put)
{
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype start = at;
        char32_t c = text[at++].unicode();
        if (QChar::isHighSurrogate(c) && at < text.size() && text[at].isLowSurrogate())
            c = QChar::surrogateToUcs4(static_cast<char16_t>(c), text[at++].unicode());
        fold(c, [&](char32_t folded) { put(folded, start); });
    }
}

} // namespace

QString foldedForSearch(const QString& text)
{
    QString folded;
    folded.reserve(text.size());
    foldAll(text, [&](char32_t c, qsizetype) { folded.append(QChar::fromUcs4(c)); });
    return folded;
}

QList<TextMatch> findMatches(const QString& text, const QString& folded)
{
    if (folded.isEmpty())
        return {};
    QString haystack;
    QList<qsizetype> starts; // of each unit of the haystack, in text
    foldAll(text, [&](char32_t c, qsizetype start) {
        haystack.append(QChar::fromUcs4(c));
        while (starts.size() < haystack.size())
            starts.append(start);
    });
    starts.append(text.size());
    QList<TextMatch> matches;
    QTextBoundaryFinder whole(QTextBoundaryFinder::Grapheme, text);
    for (qsizetype at = haystack.indexOf(folded); at >= 0; at = haystack.indexOf(folded, at)) {
        const qsizetype next = at + folded.size();
        qsizetype start = starts[at];
        // A character may become several: what ends within one takes all of it.
        qsizetype end = starts[next];
        if (next > 0 && end == starts[next - 1])
            ++end;
        at = next;
        whole.setPosition(start);
        if (!whole.isAtBoundary())
            start = whole.toPreviousBoundary();
        whole.setPosition(end);
        if (!whole.isAtBoundary())
            end = whole.toNextBoundary();
        matches.append({start, end - start});
    }
    return matches;
}

int countMatches(const QString& text, const QString& folded)
{
    if (folded.isEmpty())
        return 0;
    const QString haystack = foldedForSearch(text);
    int count = 0;
    for (qsizetype at = haystack.indexOf(folded); at >= 0; at = haystack.indexOf(folded, at + folded.size()))
        ++count;
    return count;
}

} // namespace chatmet::client
