// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's own languages; everything is inside the program, nothing is read from a disk.

#include <QList>
#include <QLocale>
#include <QString>
#include <QTranslator>

namespace chatmet::client {

/// Installs itself on QCoreApplication::instance(): in the first of the locale's languages that there is,
/// else in English, whose words stand in the sources but for its plurals. GUI thread, before the first
/// widget.
class Translations
{
public:
    explicit Translations(const QLocale& locale);
    ~Translations();
    Translations(const Translations&) = delete;
    Translations& operator=(const Translations&) = delete;

    struct Language
    {
        QString code; ///< "en", "hi"
        QString name; ///< as its own speakers write it
    };
    /// What a person can choose from.
    [[nodiscard]] static QList<Language> all();
    /// The code of the one that is shown, "en" where there is no Translations.
    [[nodiscard]] static QString shown();

    /// The code of the language that the person reads from now on: "en", "hi".
    [[nodiscard]] const QString& language() const { return m_language; }

private:
    [[nodiscard]] bool load(const QString& language);

    QTranslator m_translator;
    QString m_language;
};

} // namespace chatmet::client
