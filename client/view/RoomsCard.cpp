// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/RoomsCard.h"

#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "common/protocol/Limits.h"

#include <QGridLayout>
#include <QLineEdit>

namespace chatmet::client {

namespace {

QLineEdit* field(const QString& objectName, const QString& placeholder, const QString& name)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(objectName);
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(name);
    return edit;
}

} // namespace

RoomsCard::RoomsCard(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      m_title(field(QStringLiteral("roomTitleField"), tr("Title, if you like"), tr("Title of the new room"))),
      m_open(textButton(QStringLiteral("openRoomButton"), tr("Open a room"))),
      m_openProblem((new PlainLabel({}, QStringLiteral("problem")))
                        ->wrapped()
                        ->named(QStringLiteral("openRoomProblem"))),
      m_invite(field(QStringLiteral("inviteField"), tr("Paste an invite: chatmet://…"), tr("Invite"))),
      m_join(textButton(QStringLiteral("joinRoomButton"), tr("Join"))),
      m_joinProblem((new PlainLabel({}, QStringLiteral("problem")))
                        ->wrapped()
                        ->named(QStringLiteral("joinRoomProblem")))
{
    setObjectName(QStringLiteral("roomsCard"));
    setProperty("role", QStringLiteral("card"));
    m_title->setMaxLength(static_cast<int>(limits::roomTitleCharactersMax));
    m_invite->setMaxLength(static_cast<int>(limits::inviteBytesMax) + 64); // white space around it
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(theme.px(18), theme.px(16), theme.px(18), theme.px(16));
    layout->setHorizontalSpacing(theme.px(10));
    layout->setVerticalSpacing(theme.px(10));
    layout->setColumnStretch(0, 1);
    layout->addWidget(new PlainLabel(tr("Rooms"), QStringLiteral("heading")), 0, 0, 1, 2);
    layout->addWidget((new PlainLabel(tr("For people who have its invite. What somebody wrote is gone "
                                         "everywhere when they leave."),
                                      QStringLiteral("muted")))
                          ->wrapped(),
                      1, 0, 1, 2);
    layout->addWidget(m_title, 2, 0);
    layout->addWidget(m_open, 2, 1);
    layout->addWidget(m_openProblem, 3, 0, 1, 2);
    layout->addWidget(m_invite, 4, 0);
    layout->addWidget(m_join, 4, 1);
    layout->addWidget(m_joinProblem, 5, 0, 1, 2);
    forgetProblems();
    const auto open = [this] { Q_EMIT openRequested(m_title->text()); };
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_title, &QLineEdit::returnPressed, m_open, &QPushButton::click);
    connect(m_join, &QPushButton::clicked, this, &RoomsCard::join);
    connect(m_invite, &QLineEdit::returnPressed, m_join, &QPushButton::click);
    connect(m_title, &QLineEdit::textEdited, this, [this] { showOpenProblem({}); });
    connect(m_invite, &QLineEdit::textEdited, this, [this] { showJoinProblem({}); });
}

void RoomsCard::join()
{
    const QString invite = m_invite->text();
    if (invite.trimmed().isEmpty())
        return m_invite->setFocus();
    Q_EMIT joinRequested(invite);
}

void RoomsCard::setOnline(bool online)
{
    m_open->setEnabled(online);
    m_join->setEnabled(online);
}

void RoomsCard::showOpenProblem(const QString& words)
{
    m_openProblem->setShown(words);
    m_openProblem->setVisible(!words.isEmpty());
}

void RoomsCard::showJoinProblem(const QString& words)
{
    m_joinProblem->setShown(words);
    m_joinProblem->setVisible(!words.isEmpty());
}

void RoomsCard::forgetProblems()
{
    showOpenProblem({});
    showJoinProblem({});
}

void RoomsCard::clear()
{
    m_title->setText({}); // clear() would keep the steps of undoing it
    m_invite->setText({});
    forgetProblems();
}

void RoomsCard::setInvite(const QString& invite)
{
    showJoinProblem({}); // of the one before
    m_invite->setText(invite);
    m_invite->setCursorPosition(0); // which server it is for stands in front
}

void RoomsCard::focusInvite()
{
    m_invite->setFocus();
}

} // namespace chatmet::client
