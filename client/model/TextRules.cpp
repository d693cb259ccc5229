// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/TextRules.h"

#include "common/protocol/Content.h"
#include "common/protocol/Limits.h"

#include <QList>

#include <algorithm>

namespace chatmet::client {

namespace {

constexpr int combiningMarksMax = 4;

bool isDropped(char32_t character)
{
    if (character == U'\n' || character == U'\t')
        return false;
    if (QChar::category(character) == QChar::Other_Control)
        return true;
    const bool embedding = character >= 0x202A && character <= 0x202E;
    const bool isolate = character >= 0x2066 && character <= 0x2069;
    const bool annotation = character >= 0xFFF9 && character <= 0xFFFB;
    return embedding || isolate || annotation;
}

QString withLineFeeds(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (const char16_t lineEnd : {u'\r', u'\u0085', u'\u2028', u'\u2029'})
        text.replace(QChar(lineEnd), QLatin1Char('\n'));
    return text;
}

/// Right-to-left letters; half of a pair of surrogates may be one.
bool turnsText(QChar c)
{
    return c.direction() == QChar::DirR || c.direction() == QChar::DirAL || c.isHighSurrogate();
}

} // namespace

QString cleanText(const QString& text)
{
    const QString lines = withLineFeeds(text).normalized(QString::NormalizationForm_C);
    QString clean;
    clean.reserve(lines.size());
    int marks = 0;
    for (const char32_t character : lines.toUcs4()) {
        if (isDropped(character))
            continue;
        marks = QChar::isMark(character) ? marks + 1 : 0;
        if (marks <= combiningMarksMax)
            clean.append(QChar::fromUcs4(character));
    }
    // Without what stood between them, characters may compose that did not before.
    return clean.normalized(QString::NormalizationForm_C);
}

QString firstWords(const QString& text, qsizetype max)
{
    // White space may take any room before words, so that more than max is looked at, and never all of it.
    QString line = text.left(4 * max).simplified();
    if (line.size() <= max && text.size() <= 4 * max)
        return line;
    line.truncate(max);
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1);
    return line + QChar(0x2026);
}

bool hasSomethingToSee(const QString& text)
{
    for (const char32_t character : text.toUcs4()) {
        if (!QChar::isSpace(character) && QChar::category(character) != QChar::Other_Format)
            return true;
    }
    return false;
}

CheckedText checkTyped(const QString& typed)
{
    // Before any work on it: no text within the limits has more UTF-16 units than bytes, even decomposed
    // threefold.
    if (static_cast<std::size_t>(typed.size()) > 3 * limits::textBytesMax)
        return {{}, TextFault::TooLong};
    QString text = cleanText(typed);
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    if (!hasSomethingToSee(text))
        return {{}, TextFault::Empty};
    const std::string utf8 = text.toStdString();
    if (utf8.size() > limits::textBytesMax || protocol::countCharacters(utf8) > limits::textCharactersMax)
        return {{}, TextFault::TooLong};
    return {text, TextFault::None};
}

QString cleanReceived(const std::string& utf8)
{
    return cleanText(QString::fromStdString(utf8));
}

std::string utf8Of(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return {utf8.constData(), static_cast<std::size_t>(utf8.size())};
}

QString isolated(const QString& name)
{
    if (std::none_of(name.begin(), name.end(), turnsText))
        return name;
    return QChar(0x2068) + name + QChar(0x2069);
}

} // namespace chatmet::client
