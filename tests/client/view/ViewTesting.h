// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the tests of the view share.

#include <QPalette>
#include <QTest>
#include <QWidget>

namespace chatmet::client {

/// The widget of this name; the test is broken where there is none.
template <typename Widget> Widget* named(const QWidget* parent, const char* name)
{
    auto* found = parent->findChild<Widget*>(QLatin1String(name));
    if (!found)
        qFatal("no widget of this name: %s", name);
    return found;
}

/// Clicks the middle of a button.
inline void press(QWidget* parent, const char* name)
{
    QTest::mouseClick(named<QWidget>(parent, name), Qt::LeftButton);
}

/// A desktop's palette of high contrast, white on black: schemeOf() takes it for one.
inline QPalette highContrastPalette()
{
    QPalette palette(Qt::white, Qt::black);
    palette.setColor(QPalette::Window, Qt::black);
    palette.setColor(QPalette::Base, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::white);
    palette.setColor(QPalette::Highlight, Qt::yellow);
    palette.setColor(QPalette::HighlightedText, Qt::black);
    return palette;
}

} // namespace chatmet::client
