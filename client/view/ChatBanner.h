// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Above the messages, what is so for some seconds: a line that is down, one's own or the partner's; a Next
// that can be taken back.

#include <QFrame>

class QPushButton;

namespace chatmet::client {

class PlainLabel;
class Theme;

class ChatBanner : public QFrame
{
    Q_OBJECT

public:
    explicit ChatBanner(const Theme& theme, QWidget* parent = nullptr);

    /// seconds: how long one's own session may still be resumed, or, where there is none, until the next
    /// attempt; 0: it is under way.
    void setOwn(int seconds);
    /// seconds: how long the server still waits for the partner's line.
    void setPartner(const QString& name, int seconds);
    /// seconds: until the conversation with the partner is left.
    void setLeaving(const QString& name, int seconds);
    /// Nothing is to be said: keeps no words either, which may name the partner.
    void clear();
    /// The focus of somebody who has pressed Next.
    void focusUndo();

Q_SIGNALS:
    void tryNowRequested();
    void leaveRequested();
    void undoRequested();

private:
    PlainLabel* m_label;
    QPushButton* m_tryNow;
    QPushButton* m_dontWait;
    QPushButton* m_undo;
};

} // namespace chatmet::client
