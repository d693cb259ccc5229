// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the tests of the view share.

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

} // namespace chatmet::client
