// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ChatHeader.h"

#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QHBoxLayout>
#include <QLocale>

namespace chatmet::client {

ChatHeader::ChatHeader(const Theme& theme, QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("chatHeader"));
    setProperty("role", QStringLiteral("header"));
    m_menu = iconButton(theme, QStringLiteral("chatMenuButton"), QStringLiteral("menu"), tr("Menu"));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->hide();
    m_name = (new PlainLabel({}, QStringLiteral("strong")))->elided()->named(QStringLiteral("partnerName"));
    m_about = (new PlainLabel({}, QStringLiteral("small")))->elided()->named(QStringLiteral("partnerAbout"));
    m_chip = textButton(QStringLiteral("sealChip"), {}, QStringLiteral("pill"));
    m_reporting = new ReportButtons(theme, {});
    m_leave = textButton(QStringLiteral("leaveButton"), tr("Leave"));
    m_leave->setToolTip(tr("Ends the conversation for both and goes home"));
    m_next = textButton(QStringLiteral("nextButton"), tr("Next"), QStringLiteral("primary"));
    m_next->setToolTip(tr("Ends the conversation for both and looks for somebody else (Ctrl+Shift+N)"));

    m_wholeWidth = theme.px(600);
    m_wordyWidth = theme.px(720);
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(theme.px(16), theme.px(9), theme.px(14), theme.px(9));
    m_rows->setSpacing(theme.px(4));
    m_row = new QHBoxLayout;
    m_row->setSpacing(theme.px(7));
    m_rows->addLayout(m_row);
    m_rows->addWidget(m_chip, 0, Qt::AlignLeading);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme.px(1));
    lines->addWidget(m_name);
    lines->addWidget(m_about);
    m_row->addWidget(m_menu);
    m_row->addLayout(lines, 1);
    m_row->addWidget(m_reporting);
    m_row->addWidget(m_leave);
    m_row->addWidget(m_next);
    connect(m_chip, &QPushButton::clicked, this, &ChatHeader::compareRequested);
    connect(m_reporting, &ReportButtons::reportRequested, this, &ChatHeader::reportRequested);
    connect(m_reporting, &ReportButtons::noReasonChosen, this, &ChatHeader::noReasonChosen);
    connect(m_reporting, &ReportButtons::blockRequested, this, &ChatHeader::blockRequested);
    connect(m_reporting, &ReportButtons::focusWanted, this, &ChatHeader::focusWanted);
    connect(m_leave, &QPushButton::clicked, this, &ChatHeader::leaveRequested);
    connect(m_next, &QPushButton::clicked, this, &ChatHeader::nextRequested);
    setTabOrder(m_next, m_chip);
    setEnded(false);
}

void ChatHeader::setPartner(const QString& name, const QStringList& sharedTopics)
{
    m_name->setShown(name);
    const QString topics = isolated(QLocale().createSeparatedList(sharedTopics));
    m_about->setShown(sharedTopics.isEmpty()     ? tr("stranger")
                      : sharedTopics.size() == 1 ? tr("stranger · shared topic: %1").arg(topics)
                                                 : tr("stranger · shared topics: %1").arg(topics));
}

void ChatHeader::setSeal(SealState state)
{
    m_seal = state;
    showChip();
}

void ChatHeader::setFacts(const PartnerFacts& facts)
{
    m_reporting->setFacts(facts);
}

void ChatHeader::openReasons()
{
    m_reporting->openReasons();
}

void ChatHeader::setEnded(bool ended)
{
    m_ended = ended;
    showChip();
    m_reporting->setVisible(!ended);
    m_leave->setVisible(!ended);
    m_next->setVisible(!ended);
}

/// From the state as it is, never from what it was: an ended page promises nothing.
void ChatHeader::showChip()
{
    QString text = tr("ended");
    QString means;
    if (!m_ended) {
        switch (m_seal) {
        case SealState::NotSealed:
            text = tr("not sealed");
            means = tr("The two programs are agreeing on keys. Nothing that you write is sent before they "
                       "have them");
            break;
        case SealState::Sealed:
            text = tr("sealed, partner not verified");
            means = tr("The server cannot read this conversation, unless it sits between the two of you. "
                       "Press here to "
                       "compare seven emoji, which finds that out");
            break;
        case SealState::Verified:
            text = tr("verified");
            means = tr("The server cannot read this conversation: you have both said that your emoji match");
            break;
        }
    }
    m_chip->setText(text);
    m_chip->setToolTip(means);
    m_chip->setAccessibleDescription(means);
    m_chip->setEnabled(!m_ended && m_seal != SealState::NotSealed);
    placeChip();
}

void ChatHeader::placeChip()
{
    m_reporting->setWordy(width() >= m_wordyWidth);
    const bool isNarrow = width() < m_wholeWidth;
    if (isNarrow == (m_rows->indexOf(m_chip) >= 0))
        return;
    m_rows->removeWidget(m_chip);
    m_row->removeWidget(m_chip);
    if (isNarrow)
        m_rows->addWidget(m_chip, 0, Qt::AlignLeading);
    else
        m_row->insertWidget(m_row->indexOf(m_reporting), m_chip, 0, Qt::AlignVCenter);
    setTabOrder(isNarrow ? static_cast<QWidget*>(m_next) : m_menu, m_chip);
}

void ChatHeader::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    placeChip();
}

} // namespace chatmet::client
