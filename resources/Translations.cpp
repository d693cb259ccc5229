// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/Translations.h"

#include <QCoreApplication>

namespace chatmet::client {

namespace {

QString& shownLanguage()
{
    static QString code = QStringLiteral("en");
    return code;
}

} // namespace

QString Translations::shown()
{
    return shownLanguage();
}

Translations::Translations(const QLocale& locale)
{
    // In the person's order, so that nobody who asks for English first gets their second language.
    for (const QString& wanted : locale.uiLanguages()) {
        if (load(wanted.section(u'-', 0, 0)))
            return;
    }
    static_cast<void>(load(QStringLiteral("en")));
}

QList<Translations::Language> Translations::all()
{
    return {{QStringLiteral("en"), QStringLiteral("English")},
            {QStringLiteral("hi"), QStringLiteral("हिन्दी")}};
}

Translations::~Translations()
{
    QCoreApplication::removeTranslator(&m_translator);
}

bool Translations::load(const QString& language)
{
    const QString code = language == QLatin1String("C") ? QStringLiteral("en") : language;
    if (!m_translator.load(QStringLiteral(":/translations/chatmet_%1.qm").arg(code)))
        return false;
    m_language = code;
    shownLanguage() = code;
    QCoreApplication::installTranslator(&m_translator);
    return true;
}

} // namespace chatmet::client
