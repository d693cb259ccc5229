// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's own languages; everything is inside the program, nothing is read from a disk.

#include <QLocale>
#include <QTranslator>

namespace chatmet::client {

/// Installs itself on QCoreApplication::instance() where there is a translation for the locale's languages;
/// English needs none. GUI thread, before the first widget.
class Translations
{
public:
    explicit Translations(const QLocale& locale);

    /// Whether a translation was found and installed.
    [[nodiscard]] bool installed() const { return m_installed; }

private:
    QTranslator m_translator;
    bool m_installed{false};
};

} // namespace chatmet::client
