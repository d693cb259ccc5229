// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a conversation ended, what is known of its erasure, and when this page goes.

#include "client/model/ChatState.h"

#include <QFrame>

class QPushButton;

namespace chatmet::client {

class PlainLabel;
class Theme;

class EndedCard : public QFrame
{
    Q_OBJECT

public:
    explicit EndedCard(const Theme& theme, QWidget* parent = nullptr);

    /// partner: plain text.
    void setEnd(EndCause cause, const QString& partner);
    void setErasesIn(int seconds);
    /// The card itself, no button: it comes while somebody is typing, and their next Space is meant for
    /// words.
    void focusFirst();

Q_SIGNALS:
    void eraseNowRequested();
    void meetRequested();

private:
    void say();

    EndCause m_cause{EndCause::PartnerLeft};
    QString m_partner;
    int m_seconds{0};
    PlainLabel* m_what;
    PlainLabel* m_means;
};

} // namespace chatmet::client
