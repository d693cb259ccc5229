// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's own languages; everything is inside the program, nothing is read from a disk.

#include <QLocale>
#include <QTranslator>

namespace chatmet::client {

/// Installs itself on QCoreApplication::instance(): in the first of the locale's languages that there is,
/// else in English, whose words stand in the sources but for its plurals. GUI thread, before the first
/// widget.
class Translations
{
public:
    explicit Translations(const QLocale& locale);

    /// The code of the language that the person reads from now on: "en", "hi".
    [[nodiscard]] const QString& language() const { return m_language; }
    /// The code of the one that is shown, "en" where there is no Translations.
    [[nodiscard]] static QString shown();

private:
    [[nodiscard]] bool load(const QString& language);

    QTranslator m_translator;
    QString m_language;
};

} // namespace chatmet::client
