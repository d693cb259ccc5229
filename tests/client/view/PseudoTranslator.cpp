// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/client/view/PseudoTranslator.h"

#include "resources/QtWords.h"

namespace chatmet::client {

namespace {

constexpr double longer = 0.4; ///< what German and Hindi need more than English, for a whole sentence

QChar accented(QChar c)
{
    constexpr QStringView plain = u"aeiouycnAEIOUYCN";
    constexpr QStringView strange = u"àéîõüýçñÀÉÎÕÜÝÇÑ";
    const qsizetype at = plain.indexOf(c);
    return at < 0 ? c : strange.at(at);
}

bool isOurs(const char* context)
{
    return !QByteArrayView(context).startsWith("Q") || QtWords::isContext(context);
}

} // namespace

QString PseudoTranslator::translate(const char* context, const char* source, const char*, int) const
{
    const QString words = QString::fromUtf8(source);
    if (!isOurs(context) || words.isEmpty())
        return {};
    QString strange;
    for (qsizetype at = 0; at < words.size(); ++at) {
        const bool isPlace = words.at(at) == u'%' && at + 1 < words.size();
        strange += isPlace ? words.at(at) : accented(words.at(at));
        if (isPlace) // "%n" stays what it is
            strange += words.at(++at);
    }
    const auto more = static_cast<qsizetype>(static_cast<double>(words.size()) * longer);
    QString filling;
    while (filling.size() < more) // words, so that lines can be broken
        filling += filling.size() % 6 == 0 ? u' ' : u'õ';
    return begins + strange + filling + ends;
}

} // namespace chatmet::client
