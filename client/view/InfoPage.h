// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pages of words over the window: the keys, and what this program is.

#include "client/view/ReadingPanel.h"

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

    /// Shortcuts and About, ready to be opened.
    [[nodiscard]] static InfoPage* shortcuts(const Theme& theme, QWidget* parent);
    [[nodiscard]] static InfoPage* about(const Theme& theme, QWidget* parent);

private:
    QGridLayout* m_lines;
};

} // namespace chatmet::client
