// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/LinkFinder.h"

#include <QRegularExpression>

namespace chatmet::client {

namespace {

bool endsSentence(QChar c)
{
    return QStringView(u".,;:!?'‘’‚\"…।").contains(c);
}

// A closing bracket belongs to the address only where it was opened in it.
qsizetype trimmedLength(QStringView address)
{
    qsizetype length = address.size();
    while (length > 0) {
        const QChar last = address[length - 1];
        const QStringView rest = address.first(length);
        const bool unopened = (last == u')' && rest.count(u'(') < rest.count(u')')) ||
                              (last == u']' && rest.count(u'[') < rest.count(u']'));
        if (!endsSentence(last) && !unopened)
            break;
        --length;
    }
    return length;
}

} // namespace

QList<Link> findLinks(const QString& text)
{
    // What stands in quotes ends where they do; an apostrophe may be part of an address.
    static const QRegularExpression pattern(
        QStringLiteral("\\b(?:https?://|www\\.)[^\\s<>\"“”„«»‹›\\x{2028}\\x{2029}]{2,}"),
        QRegularExpression::CaseInsensitiveOption);
    QList<Link> links;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const qsizetype length = trimmedLength(match.capturedView());
        if (length > 4)
            links.append({match.capturedStart(), length});
    }
    return links;
}

} // namespace chatmet::client
