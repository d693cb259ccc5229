// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/EndedCard.h"

#include "client/model/Numbers.h"
#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QHBoxLayout>

namespace chatmet::client {

EndedCard::EndedCard(const Theme& theme, QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("endedCard"));
    setProperty("role", QStringLiteral("warning"));
    setFocusPolicy(Qt::TabFocus);
    m_what = (new PlainLabel({}, QStringLiteral("strong")))->wrapped()->named(QStringLiteral("endedWhat"));
    m_means = (new PlainLabel)->wrapped()->named(QStringLiteral("endedMeans"));
    m_reporting = new ReportButtons(theme, QStringLiteral("ended"));
    m_wordyWidth = theme.px(480);
    QPushButton* erase = textButton(QStringLiteral("eraseNowButton"), tr("Erase now"));
    m_meet =
        textButton(QStringLiteral("meetAgainButton"), tr("Meet someone else"), QStringLiteral("primary"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14));
    layout->setSpacing(theme.px(4));
    layout->addWidget(m_what);
    layout->addWidget(m_means);
    m_buttons = new QBoxLayout(QBoxLayout::LeftToRight);
    m_buttons->setSpacing(theme.px(8));
    m_buttons->addWidget(m_reporting, 0, Qt::AlignLeading);
    m_buttons->addStretch(1);
    m_goingOn = new QHBoxLayout;
    m_goingOn->setSpacing(theme.px(8));
    m_goingOn->addStretch(1);
    m_goingOn->addWidget(erase);
    m_goingOn->addWidget(m_meet);
    m_buttons->addLayout(m_goingOn);
    layout->addSpacing(theme.px(4));
    layout->addLayout(m_buttons);
    connect(m_reporting, &ReportButtons::reportRequested, this, &EndedCard::reportRequested);
    connect(m_reporting, &ReportButtons::blockRequested, this, &EndedCard::blockRequested);
    connect(m_reporting, &ReportButtons::focusWanted, this, &EndedCard::focusFirst);
    connect(erase, &QPushButton::clicked, this, &EndedCard::eraseNowRequested);
    connect(m_meet, &QPushButton::clicked, this, &EndedCard::meetRequested);
}

void EndedCard::setEnd(EndCause cause, const QString& partner)
{
    m_cause = cause;
    m_partner = partner;
    say();
}

void EndedCard::useForRoom()
{
    m_isRoom = true;
    m_meet->hide();
    m_reporting->hide();
}

void EndedCard::setFacts(const PartnerFacts& facts)
{
    m_facts = facts;
    m_reporting->setFacts(facts);
    fit();
    say();
}

void EndedCard::openReasons()
{
    m_reporting->openReasons();
}

void EndedCard::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
}

/// One row of buttons where there is room for all of their words, else two.
void EndedCard::fit()
{
    m_reporting->setWordy(width() >= m_wordyWidth);
    const QMargins around = layout()->contentsMargins();
    const int room = width() - around.left() - around.right() - 2 * m_buttons->spacing();
    const bool isTight = m_reporting->sizeHint().width() + m_goingOn->sizeHint().width() > room;
    m_buttons->setDirection(isTight ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void EndedCard::setErasesIn(int seconds)
{
    m_seconds = seconds;
    say();
}

void EndedCard::focusFirst()
{
    setFocus();
}

void EndedCard::say()
{
    const QString countdown = tr("This page erases itself in %1:%2.")
                                  .arg(inDigits(m_seconds / 60))
                                  .arg(inTwoDigits(m_seconds % 60));
    const QString partner = isolated(m_partner);
    const QString said = ReportButtons::words(m_facts, m_partner);
    const QString reported = tr("The server reports it has erased this conversation.");
    switch (m_cause) {
    case EndCause::PartnerLeft:
        m_what->setShown(tr("%1 has left.").arg(partner));
        m_means->setShown(tr("%1 %2").arg(reported, countdown));
        break;
    case EndCause::PartnerLost:
        m_what->setShown(tr("%1’s line was lost.").arg(partner));
        m_means->setShown(tr("It did not come back in time, so the conversation has ended. %1 %2")
                              .arg(reported, countdown));
        break;
    case EndCause::YouLeft:
        m_what->setShown(said.isEmpty() ? tr("You have left.") : said);
        m_means->setShown(countdown);
        break;
    case EndCause::OwnLineLost:
    case EndCause::SentAway:
        m_what->setShown(m_cause == EndCause::SentAway ? tr("The server closed your line.")
                                                       : tr("Your line was lost."));
        m_means->setShown(m_isRoom ? tr("You are not in %1 any more; it goes on without you. Without a line "
                                        "nobody can say from here what the server still holds. %2")
                                         .arg(partner, countdown)
                                   : tr("The conversation with %1 has ended. Without a line nobody can say "
                                        "from here what the server still holds. %2")
                                         .arg(partner, countdown));
        break;
    case EndCause::ServerEnded:
        m_what->setShown(tr("The server has shut down."));
        m_means->setShown(tr("Every conversation on it has ended. A ChatMet server overwrites what it held "
                             "before it goes; nobody can check that from here. %1")
                              .arg(countdown));
        break;
    case EndCause::Removed:
        m_what->setShown(tr("You were removed from %1.").arg(partner));
        m_means->setShown(tr("Its host did that. The server reports it has erased what you wrote there. %1")
                              .arg(countdown));
        break;
    case EndCause::NotSealed:
        m_what->setShown(tr("This conversation could not be sealed."));
        m_means->setShown(
            tr("The two programs agreed on no keys, so nothing was sent and this program has left. "
               "Meet somebody else; if it happens again, choose another server. %1")
                .arg(countdown));
        break;
    case EndCause::NotIntact:
        m_what->setShown(tr("A message did not arrive as it was sealed."));
        m_means->setShown(tr("Something between you and %1 changed, repeated or held back a message, so this "
                             "program has left. What stands here came before that. %2")
                              .arg(partner, countdown));
        break;
    }
    if (m_cause != EndCause::YouLeft && !said.isEmpty())
        m_means->setShown(tr("%1 %2").arg(said, m_means->shown()));
    setAccessibleName(m_what->shown());
}

} // namespace chatmet::client
