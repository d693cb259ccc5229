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
    m_chip = (new PlainLabel({}, QStringLiteral("pill")))->named(QStringLiteral("sealChip"));
    m_leave = textButton(QStringLiteral("leaveButton"), tr("Leave"));
    m_leave->setToolTip(tr("Ends the conversation for both and goes home"));
    m_next = textButton(QStringLiteral("nextButton"), tr("Next"), QStringLiteral("primary"));
    m_next->setToolTip(tr("Ends the conversation for both and looks for somebody else (Ctrl+Shift+N)"));

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(9), theme.px(14), theme.px(9));
    layout->setSpacing(theme.px(7));
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme.px(1));
    lines->addWidget(m_name);
    lines->addWidget(m_about);
    layout->addWidget(m_menu);
    layout->addLayout(lines, 1);
    layout->addWidget(m_chip, 0, Qt::AlignVCenter);
    layout->addWidget(m_leave);
    layout->addWidget(m_next);
    connect(m_leave, &QPushButton::clicked, this, &ChatHeader::leaveRequested);
    connect(m_next, &QPushButton::clicked, this, &ChatHeader::nextRequested);
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

void ChatHeader::setEnded(bool ended)
{
    // Bodies are not sealed in this version, so nothing else may stand here.
    m_chip->setShown(ended ? tr("ended") : tr("not sealed"));
    m_chip->setToolTip(
        ended ? QString() : tr("The line to the server is encrypted, but the server could read what passes"));
    m_leave->setVisible(!ended);
    m_next->setVisible(!ended);
}

} // namespace chatmet::client
