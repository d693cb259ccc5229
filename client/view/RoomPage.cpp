// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/RoomPage.h"

#include "client/view/ChatView.h"
#include "client/view/RoomHeader.h"
#include "client/view/Theme.h"

#include <QVBoxLayout>

#include <algorithm>

namespace chatmet::client {

RoomPage::RoomPage(const Theme& theme, MessageStore* rows, QWidget* parent)
    : QWidget(parent), m_model(rows), m_header(new RoomHeader(theme)), m_chat(new ChatView(theme))
{
    setObjectName(QStringLiteral("roomPage"));
    setProperty("role", QStringLiteral("page"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chat);
    m_chat->useForRoom(m_header);
    m_chat->setMessages(&m_model);
    connect(m_header, &RoomHeader::inviteRequested, this, &RoomPage::inviteRequested);
    connect(m_header, &RoomHeader::membersRequested, this, &RoomPage::membersRequested);
    connect(m_header, &RoomHeader::lockRequested, this, [this](bool locked) {
        showHeader(); // the check follows the server, not the click
        Q_EMIT lockRequested(locked);
    });
    connect(m_header, &RoomHeader::picturesAtOnceRequested, m_chat, &ChatView::picturesAtOnceRequested);
    connect(m_chat, &ChatView::picturesAtOnceChanged, m_header, &RoomHeader::setPicturesAtOnce);
    connect(m_header, &RoomHeader::leaveRequested, this, &RoomPage::leaveRequested);
    connect(m_chat, &ChatView::leaveRequested, this, &RoomPage::leaveRequested);
    connect(m_chat, &ChatView::eraseNowRequested, this, &RoomPage::leaveRequested);
}

void RoomPage::setTitle(const QString& title)
{
    m_title = title;
    m_header->setTitle(title);
    m_chat->setPartner(title, {});
}

void RoomPage::setMembers(const QList<RoomMember>& members)
{
    m_members = members;
    showHeader();
    Q_EMIT changed();
}

void RoomPage::setState(bool locked, bool host, bool removing)
{
    m_locked = locked;
    m_host = host;
    m_removing = removing;
    showHeader();
    Q_EMIT changed();
}

void RoomPage::showHeader()
{
    const auto away = std::count_if(m_members.cbegin(), m_members.cend(),
                                    [](const RoomMember& member) { return member.away; });
    m_header->setState(static_cast<int>(m_members.size()), static_cast<int>(away), m_locked, m_host);
    m_header->setEnded(m_isEnded);
}

void RoomPage::setTyping(const QStringList& names)
{
    m_chat->setTyping(names);
}

void RoomPage::setEnded(EndCause cause)
{
    m_isEnded = true;
    m_invite.clear();
    m_chat->setEnded(cause);
    showHeader();
    Q_EMIT changed();
}

QToolButton* RoomPage::menuButton() const
{
    return m_header->menuButton();
}

} // namespace chatmet::client
