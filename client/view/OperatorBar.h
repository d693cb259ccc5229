// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Above every page while connected: a line that the server's operator says to everybody.

#include <QFrame>

class QPushButton;

namespace chatmet::client {

class PlainLabel;
class Theme;

class OperatorBar : public QFrame
{
    Q_OBJECT

public:
    explicit OperatorBar(const Theme& theme, QWidget* parent = nullptr);

    /// words: plain text, cleaned; empty hides the bar.
    void setNotice(const QString& words);

Q_SIGNALS:
    /// Closed by its button: what had the focus before may take it.
    void focusWanted();

private:
    PlainLabel* m_label;
};

} // namespace chatmet::client
