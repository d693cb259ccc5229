// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The calm line below the first page's button: which way it will go, in which language, and where that is
// changed.

#include "client/net/ProxyKind.h"
#include "client/view/SettingsChoices.h"

#include <QWidget>

class QPushButton;
class QToolButton;

namespace chatmet::client {

class PlainLabel;
class Theme;

class WelcomeLine : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomeLine(const Theme& theme);

    /// For the window's menu: no other way leads a pointer to it before one is connected.
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }
    void setConnection(ProxyKind kind);
    /// Why nothing could go that way; empty: nothing is said. With the focus on what mends it.
    void showProblem(const QString& words);
    void clearProblem();

Q_SIGNALS:
    void settingsRequested(chatmet::client::SettingsPart part);

private:
    QPushButton* m_connection;
    QPushButton* m_language;
    QToolButton* m_menu;
    PlainLabel* m_problem;
};

} // namespace chatmet::client
