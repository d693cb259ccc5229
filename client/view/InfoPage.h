// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pages of words over the window: the keys, and what this program is.

#include "client/view/ReadingPanel.h"

class QAction;
class QGridLayout;

namespace chatmet::client {

class InfoPage : public ReadingPanel
{
    Q_OBJECT

public:
    InfoPage(const Theme& theme, QWidget* parent, const QString& objectName, const QString& title);

    void addText(const QString& text, const QString& role = {});
    /// A line of two columns: keys and what they do.
    void addKeys(const QString& keys, const QString& what);

    /// Of the window's actions as they are now, in its order, and of its parts.
    void showKeys();

    /// Shortcuts, to be filled by showKeys(), and About.
    [[nodiscard]] static InfoPage* shortcuts(const Theme& theme, QWidget* parent);
    [[nodiscard]] static InfoPage* about(const Theme& theme, QWidget* parent);

private:
    [[nodiscard]] QWidget* freshLines();
    [[nodiscard]] static QString wordsOf(const QAction& action);
    void addActions(const QList<QAction*>& actions);

    QGridLayout* m_lines{nullptr};
};

} // namespace chatmet::client
