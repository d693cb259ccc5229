// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page of one room: its header above a ChatView of its own, so that draft, place and selection stay with
// it.

#include "client/model/MessageListModel.h"
#include "client/model/Room.h"
#include "client/view/MembersPanel.h"

#include <QWidget>

class QToolButton;

namespace chatmet::client {

class ChatView;
class RoomHeader;
class Theme;

class RoomPage : public QWidget
{
    Q_OBJECT

public:
    /// rows: of the room; outlive this.
    RoomPage(const Theme& theme, MessageStore* rows, QWidget* parent = nullptr);

    /// Plain text.
    void setTitle(const QString& title);
    [[nodiscard]] const QString& title() const { return m_title; }
    void setMembers(const QList<RoomMember>& members);
    [[nodiscard]] const QList<RoomMember>& members() const { return m_members; }
    /// removing: a removal is under way.
    void setState(bool locked, bool host, bool removing);
    [[nodiscard]] bool isLocked() const { return m_locked; }
    [[nodiscard]] MemberChoices choices() const { return {m_host && !m_removing && !m_isEnded, !m_isEnded}; }
    /// What gets others in; empty: there is none (any more).
    void setInvite(const QString& invite) { m_invite = invite; }
    [[nodiscard]] const QString& invite() const { return m_invite; }
    void setTyping(const QStringList& names);
    void setEnded(EndCause cause);

    [[nodiscard]] ChatView* chat() const { return m_chat; }
    [[nodiscard]] QToolButton* menuButton() const;

Q_SIGNALS:
    void inviteRequested();
    void membersRequested();
    void lockRequested(bool locked);
    void removeRequested(const chatmet::MemberId& member);
    void reportRequested(const chatmet::MemberId& member, chatmet::protocol::ReportReason reason);
    void blockRequested(const chatmet::MemberId& member);
    void leaveRequested();
    /// Invite, members or state are others now.
    void changed();

private:
    void showHeader();

    MessageListModel m_model;
    RoomHeader* m_header;
    ChatView* m_chat;
    QString m_title;
    QString m_invite;
    QList<RoomMember> m_members;
    bool m_locked{false};
    bool m_host{false};
    bool m_removing{false};
    bool m_isEnded{false};
};

} // namespace chatmet::client
