// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// For whoever builds many widgets at once: they are styled when all of them stand.

#include <QApplication>
#include <QString>
#include <QStyle>
#include <QWidget>

namespace chatmet::client {

/// While it lives the application has no style sheet. With one, Qt styles a widget anew whenever it is given
/// to a parent, and all that stands in it: a window whose parts are made before what they go into would style
/// each of its labels once for every level above it, which was half of the time that the program took to
/// start.
class LateStyle
{
public:
    /// first: what has been made before, the window itself. Qt 6.4 has noted it as styled, and would forget
    /// that note, and with it to look after the window's end, when the style sheet goes: it takes back only
    /// what has been shown. The next style sheet after the end of the window would then style freed memory.
    explicit LateStyle(QWidget* first) : m_sheet(qApp->styleSheet())
    {
        QApplication::style()->unpolish(first);
        qApp->setStyleSheet({});
    }
    ~LateStyle() { qApp->setStyleSheet(m_sheet); }
    LateStyle(const LateStyle&) = delete;
    LateStyle& operator=(const LateStyle&) = delete;

private:
    QString m_sheet;
};

} // namespace chatmet::client
