// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The line's state as a dot: filled where it is open, a ring where it is not. A word stands beside it.

#include "client/net/ChatConnection.h"

#include <QWidget>

namespace chatmet::client {

class Theme;

class LineDot : public QWidget
{
    Q_OBJECT

public:
    explicit LineDot(const Theme& theme, QWidget* parent = nullptr);

    void setState(LineState state);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    LineState m_state{LineState::Closed};
};

} // namespace chatmet::client
