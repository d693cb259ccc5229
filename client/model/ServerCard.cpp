// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/ServerCard.h"

#include "client/model/TextRules.h"
#include "common/protocol/Limits.h"

#include <QStringList>

#include <algorithm>

namespace chatmet::client {

namespace {

QString shortened(const QString& text, int charactersMax)
{
    if (text.size() <= charactersMax)
        return text;
    // Not between the two halves of a character.
    const bool splits = text.at(charactersMax - 1).isHighSurrogate();
    return text.left(charactersMax - (splits ? 1 : 0)) + u'…';
}

/// In one line; empty where there is nothing to see.
QString lineOf(const std::string& utf8)
{
    const QString text = cleanReceived(utf8).simplified();
    return hasSomethingToSee(text) ? shortened(text, ServerCard::lineCharactersMax) : QString();
}

/// In a few lines, empty ones left out.
QString textOf(const std::string& utf8)
{
    QStringList lines;
    for (const QString& line : cleanReceived(utf8).split(u'\n')) {
        if (hasSomethingToSee(line))
            lines.append(line.trimmed());
    }
    const bool isTooLong = lines.size() > ServerCard::textLinesMax;
    lines = lines.mid(0, ServerCard::textLinesMax);
    if (isTooLong)
        lines.last() += u'…';
    return shortened(lines.join(u'\n'), ServerCard::textCharactersMax);
}

} // namespace

ServerCard serverCardOf(const protocol::Welcome& welcome)
{
    ServerCard card;
    card.name = lineOf(welcome.operatorName);
    card.contact = lineOf(welcome.operatorContact);
    card.rules = textOf(welcome.operatorRules);
    card.country = lineOf(welcome.operatorCountry);
    card.logDays = std::max(welcome.logRetentionDays, 0);
    card.logTruncated = welcome.logTruncated;
    constexpr std::uint32_t second = 1'000;
    card.resumeSeconds = static_cast<int>(
        (std::min<std::uint32_t>(welcome.resumeWindowMs, limits::resumeWindowMsMax) + second - 1) / second);
    card.logBasis = lineOf(welcome.legalBasis);
    return card;
}

} // namespace chatmet::client
