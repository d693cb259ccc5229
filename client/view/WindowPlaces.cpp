// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/WindowPlaces.h"

#include "client/view/ChatView.h"
#include "client/view/HomePage.h"
#include "client/view/PageStack.h"
#include "client/view/PicturesToSend.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/RoomPage.h"
#include "client/view/Sidebar.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"

namespace chatmet::client {

WindowPlaces::WindowPlaces(const PlacePages& pages, OnDemand<PrivacyPanel>& privacy, QObject* parent)
    : QObject(parent), m_at(pages), m_privacy(privacy), m_place(pages.home)
{
    m_at.behind->addWidget(m_at.home);
    m_at.behind->addWidget(m_at.chat);
    m_at.all->addWidget(m_at.welcome);
    m_at.all->addWidget(m_at.online);
}

bool WindowPlaces::isOnlineShown() const
{
    return m_at.all->currentWidget() == m_at.online;
}

bool WindowPlaces::isHomeShown() const
{
    return isOnlineShown() && m_at.behind->currentWidget() == m_at.home;
}

bool WindowPlaces::isChatShown() const
{
    return isOnlineShown() && m_at.behind->currentWidget() == m_at.chat;
}

RoomPage* WindowPlaces::shownRoom() const
{
    return isOnlineShown() ? qobject_cast<RoomPage*>(m_at.behind->currentWidget()) : nullptr;
}

bool WindowPlaces::isConversationShown() const
{
    return isChatShown() || shownRoom() != nullptr;
}

ChatView* WindowPlaces::currentChat() const
{
    const auto* room = qobject_cast<const RoomPage*>(m_place);
    return room == nullptr ? m_at.chat : room->chat();
}

const ChatView* WindowPlaces::copiedChat() const
{
    return isConversationShown() && !m_at.panels->isElsewhere() ? currentChat() : nullptr;
}

void WindowPlaces::showWelcome()
{
    m_privacyOpen = false;
    m_at.all->setCurrentWidget(m_at.welcome);
    m_at.behind->setCurrentWidget(m_place);
    Q_EMIT changed();
    Q_EMIT focusWanted();
}

void WindowPlaces::showHome()
{
    m_place = m_at.home;
    show();
    Q_EMIT seen();
}

void WindowPlaces::showChat(Aside pictures)
{
    goTo(m_at.chat, pictures);
}

void WindowPlaces::showRoom(RoomPage* page)
{
    goTo(page);
}

void WindowPlaces::goTo(QWidget* place, Aside pictures)
{
    m_privacyOpen = false; // somebody is there
    m_place = place;
    show(pictures);
    Q_EMIT seen();
}

void WindowPlaces::goHome()
{
    m_at.panels->closeAll();
    goTo(m_at.home);
}

void WindowPlaces::showPrivacy()
{
    if (!isOnlineShown())
        return;
    m_at.panels->closeAll();
    m_privacyOpen = true;
    show();
}

void WindowPlaces::leavePrivacy()
{
    goTo(m_place);
}

/// The pair, where there is one, stands before the rooms.
void WindowPlaces::goToConversation(int row)
{
    const auto count = static_cast<int>(m_rooms.size());
    const int before = m_at.sidebar->conversationCount() - count;
    if (!isOnlineShown() || row < 0 || row >= before + count)
        return;
    m_at.panels->closeAll();
    if (row < before)
        showChat();
    else
        showRoom(m_rooms.at(row - before));
}

void WindowPlaces::add(RoomPage* page)
{
    m_rooms.append(page);
    m_at.behind->addWidget(page);
}

void WindowPlaces::remove(RoomPage* page)
{
    m_rooms.removeAll(page);
    const bool wasPlace = m_place == page;
    if (wasPlace)
        m_place = m_at.home;
    if (wasPlace && isOnlineShown())
        show();
    m_at.behind->removeWidget(page);
}

void WindowPlaces::mark()
{
    const auto room = m_rooms.indexOf(qobject_cast<RoomPage*>(m_place));
    const int row = room < 0 ? 0
                             : m_at.sidebar->conversationCount() - static_cast<int>(m_rooms.size()) +
                                   static_cast<int>(room);
    m_at.sidebar->setPlace(m_privacyOpen          ? Sidebar::Place::Elsewhere
                           : m_place == m_at.home ? Sidebar::Place::Home
                                                  : Sidebar::Place::Conversation,
                           row);
}

void WindowPlaces::show(Aside pictures)
{
    const bool wasHome = isHomeShown();
    m_at.all->setCurrentWidget(m_at.online);
    m_at.behind->setCurrentWidget(m_privacyOpen ? m_privacy.get() : m_place);
    mark();
    Q_EMIT changed();
    // A line that is back takes nobody out of a field of the page that was there already.
    if (!wasHome || !isHomeShown() || !m_at.home->isTypedIn())
        Q_EMIT focusWanted();
    if (pictures == Aside::ComesBack)
        bringBackPicture();
}

void WindowPlaces::focusPage()
{
    if (!isOnlineShown())
        m_at.welcome->focusFirst();
    else if (m_privacy.made() != nullptr && m_at.behind->currentWidget() == m_privacy.made())
        m_privacy->focusFirst();
    else if (isHomeShown())
        m_at.home->focusFirst();
    else
        currentChat()->focusFirst();
}

void WindowPlaces::bringBackPicture()
{
    const ChatView* chat = isConversationShown() ? currentChat() : nullptr;
    PicturesToSend* pictures = m_at.panels->picturesToSend();
    if (chat == nullptr || m_at.panels->isOpen() || !pictures->isAside(chat))
        return;
    if (chat->isLeaving() || (chat == m_at.chat && m_tellsOfPartner))
        return;
    Q_EMIT focusWanted(); // where it goes once the picture is sent
    pictures->bringBack(chat);
}

} // namespace chatmet::client
