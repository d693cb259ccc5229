// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/RoomHeader.h"

#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QHBoxLayout>
#include <QMenu>

namespace chatmet::client {

RoomHeader::RoomHeader(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      m_menu(iconButton(theme, QStringLiteral("roomMenuButton"), QStringLiteral("menu"), tr("Menu"))),
      m_title((new PlainLabel({}, QStringLiteral("strong")))->elided()->named(QStringLiteral("roomTitle"))),
      m_about((new PlainLabel({}, QStringLiteral("small")))->elided()->named(QStringLiteral("roomAbout"))),
      m_invite(textButton(QStringLiteral("inviteButton"), tr("Invite"), QStringLiteral("primary"))),
      m_members(textButton(QStringLiteral("membersButton"), tr("People"))),
      m_leave(textButton(QStringLiteral("leaveRoomButton"), tr("Leave"))),
      m_more(iconButton(theme, QStringLiteral("roomMoreButton"), QStringLiteral("more"),
                        tr("What can be done in this room"))),
      m_moreMenu(new QMenu(this)),
      m_wholeWidth(theme.px(520))
{
    setObjectName(QStringLiteral("roomHeader"));
    setProperty("role", QStringLiteral("header"));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->hide();
    m_leave->setToolTip(tr("You leave, and what you wrote is erased for everybody"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_moreMenu->setObjectName(QStringLiteral("roomMenu"));
    m_moreMenu->setAccessibleName(tr("Room"));
    const auto add = [this](const QString& name, const QString& text) {
        QAction* action = m_moreMenu->addAction(text);
        action->setObjectName(name);
        return action;
    };
    connect(add(QStringLiteral("inviteAction"), tr("Invite")), &QAction::triggered, this,
            &RoomHeader::inviteRequested);
    connect(add(QStringLiteral("membersAction"), tr("People")), &QAction::triggered, this,
            &RoomHeader::membersRequested);
    m_lock = add(QStringLiteral("lockAction"), tr("Locked: nobody else comes in"));
    m_lock->setCheckable(true);
    connect(m_lock, &QAction::triggered, this, &RoomHeader::lockRequested);
    m_atOnce = add(QStringLiteral("roomPicturesAtOnceAction"), tr("Show pictures at once here"));
    m_atOnce->setCheckable(true);
    connect(m_atOnce, &QAction::triggered, this, &RoomHeader::picturesAtOnceRequested);
    m_moreMenu->addSeparator();
    connect(add(QStringLiteral("leaveRoomAction"), tr("Leave")), &QAction::triggered, this,
            &RoomHeader::leaveRequested);
    m_more->setMenu(m_moreMenu);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(16), theme.px(9), theme.px(14), theme.px(9));
    row->setSpacing(theme.px(7));
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme.px(1));
    lines->addWidget(m_title);
    lines->addWidget(m_about);
    row->addWidget(m_menu);
    row->addLayout(lines, 1);
    row->addWidget(m_members);
    row->addWidget(m_leave);
    row->addWidget(m_invite);
    row->addWidget(m_more);
    connect(m_invite, &QPushButton::clicked, this, &RoomHeader::inviteRequested);
    connect(m_members, &QPushButton::clicked, this, &RoomHeader::membersRequested);
    connect(m_leave, &QPushButton::clicked, this, &RoomHeader::leaveRequested);
}

void RoomHeader::setTitle(const QString& title)
{
    m_title->setShown(title);
}

void RoomHeader::setState(int members, int away, bool locked, bool host)
{
    QString about = members == 1 ? tr("nobody else is here") : tr("%n people", nullptr, members);
    if (away > 0)
        about = tr("%1 · %n away", nullptr, away).arg(about);
    about = tr("%1 · sealed").arg(about);
    if (locked)
        about = tr("%1 · locked").arg(about);
    m_about->setShown(about);
    m_lock->setChecked(locked);
    m_lock->setEnabled(host);
}

void RoomHeader::setEnded(bool ended)
{
    m_ended = ended;
    if (ended) {
        m_about->setShown(tr("ended"));
        m_moreMenu->close(); // nothing in it can be done any more
    }
    m_more->setVisible(!ended);
    placeButtons();
}

void RoomHeader::placeButtons()
{
    const bool whole = width() >= m_wholeWidth && !m_ended;
    for (QPushButton* button : {m_members, m_leave, m_invite})
        button->setVisible(whole);
}

void RoomHeader::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    placeButtons();
}

} // namespace chatmet::client
