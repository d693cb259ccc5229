// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Says that the line is down, and when it is tried again.

#include <QFrame>

class QPushButton;

namespace chatmet::client {

class PlainLabel;
class Theme;

class ReconnectingBanner : public QFrame
{
    Q_OBJECT

public:
    explicit ReconnectingBanner(const Theme& theme, QWidget* parent = nullptr);

    /// seconds: until the next attempt; 0: it is under way.
    void setSeconds(int seconds);

Q_SIGNALS:
    void tryNowRequested();

private:
    PlainLabel* m_label;
    QPushButton* m_tryNow;
};

} // namespace chatmet::client
