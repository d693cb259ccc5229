// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/Translations.h"

#include <QCoreApplication>

namespace chatmet::client {

Translations::Translations(const QLocale& locale)
{
    if (m_translator.load(locale, QStringLiteral("chatmet"), QStringLiteral("_"),
                          QStringLiteral(":/translations")))
        m_installed = QCoreApplication::installTranslator(&m_translator);
}

} // namespace chatmet::client
