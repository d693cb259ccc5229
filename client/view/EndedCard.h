// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a conversation ended, what is known of its erasure, and when this page goes.

#include "client/model/ChatTypes.h"
#include "client/view/ReportButtons.h"

#include <QFrame>

class QBoxLayout;
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
    /// The card of a room's page: partner is its title, and nobody is met or reported from there.
    void useForRoom();
    /// What may still be said of the partner, and what was.
    void setFacts(const PartnerFacts& facts);
    /// The list of reasons for a report.
    void openReasons();
    /// The card itself, no button: it comes while somebody is typing, and their next Space is meant for
    /// words.
    void focusFirst();

Q_SIGNALS:
    void eraseNowRequested();
    void meetRequested();
    void reportRequested(chatmet::protocol::ReportReason reason);
    void blockRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    void say();

    EndCause m_cause{EndCause::PartnerLeft};
    QString m_partner;
    int m_seconds{0};
    PartnerFacts m_facts;
    ReportButtons* m_reporting;
    QBoxLayout* m_buttons{nullptr};
    QBoxLayout* m_goingOn{nullptr};
    int m_wordyWidth; ///< from here on Report and Block say so, px
    QPushButton* m_meet;
    bool m_isRoom{false};
    PlainLabel* m_what;
    PlainLabel* m_means;
};

} // namespace chatmet::client
