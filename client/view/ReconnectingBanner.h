// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Says that a line is down, one's own or the partner's, and for how long that is waited for.

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

    /// seconds: how long one's own session may still be resumed, or, where there is none, until the next
    /// attempt; 0: it is under way.
    void setOwn(int seconds);
    /// seconds: how long the server still waits for the partner's line.
    void setPartner(const QString& name, int seconds);

Q_SIGNALS:
    void tryNowRequested();
    void leaveRequested();

private:
    PlainLabel* m_label;
    QPushButton* m_tryNow;
    QPushButton* m_dontWait;
};

} // namespace chatmet::client
