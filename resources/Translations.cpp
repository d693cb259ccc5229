// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/Translations.h"

#include <QCoreApplication>

namespace chatmet::client {

Translations::Translations(const QLocale& locale)
{
    // In the person's order, so that nobody who asks for English first gets their second language.
    for (const QString& language : locale.uiLanguages()) {
        const QString code = language.section(u'-', 0, 0);
        if (code == QLatin1String("en") || code == QLatin1String("C"))
            return;
        if (m_translator.load(QStringLiteral(":/translations/chatmet_%1.qm").arg(code))) {
            m_installed = QCoreApplication::installTranslator(&m_translator);
            return;
        }
    }
}

} // namespace chatmet::client
