// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where the person is in the window: the first page, or one of those behind it, home, the pair's, a room's,
// what is held.

#include "client/view/OnDemand.h"

#include <QList>
#include <QObject>

namespace chatmet::client {

class ChatView;
class HomePage;
class PageStack;
class PrivacyPanel;
class RoomPage;
class Sidebar;
class WelcomePage;
class WindowPanels;

/// The pages that are always there, and what follows the place. All outlive whoever is told of them.
struct PlacePages
{
    PageStack* all;    ///< welcome or online
    PageStack* behind; ///< home, chat, rooms, privacy; inside of online
    WelcomePage* welcome;
    QWidget* online;
    HomePage* home;
    ChatView* chat; ///< the pair's
    Sidebar* sidebar;
    WindowPanels* panels;
};

/// GUI thread.
class WindowPlaces : public QObject
{
    Q_OBJECT

public:
    /// What becomes of a picture that was about to be sent on the page that is shown now.
    enum class Aside
    {
        ComesBack,
        Stays
    };

    /// privacy: who makes it puts it behind the first page; outlives this.
    WindowPlaces(const PlacePages& pages, OnDemand<PrivacyPanel>& privacy, QObject* parent);

    void showWelcome();
    /// Below the privacy panel where that is open; the person closes it.
    void showHome();
    void showChat(Aside pictures = Aside::ComesBack);
    void showRoom(RoomPage* page);
    /// Nothing before there is a session.
    void showPrivacy();
    // The person goes there: panels close.
    void goHome();
    /// row: of the sidebar; nothing where it has none.
    void goToConversation(int row);
    /// The privacy panel is over what was there before; out of it.
    void leavePrivacy();
    /// Out of it, to nothing yet: what is wished next is shown.
    void forgetPrivacy() { m_privacyOpen = false; }

    /// The page of one more room, in the order of the sidebar, below the pair.
    void add(RoomPage* page);
    /// Goes home from there.
    void remove(RoomPage* page);
    [[nodiscard]] const QList<RoomPage*>& rooms() const { return m_rooms; }

    [[nodiscard]] bool isOnlineShown() const;
    [[nodiscard]] bool isHomeShown() const;
    [[nodiscard]] bool isChatShown() const;
    /// The room that is on the screen; nullptr where another page is.
    [[nodiscard]] RoomPage* shownRoom() const;
    /// The conversation whose page is open, below the privacy panel too; the pair's where it is none.
    [[nodiscard]] ChatView* currentChat() const;
    /// The conversation of which everything is that can be copied now; nullptr where another page is on the
    /// screen, or a panel that is about none.
    [[nodiscard]] const ChatView* copiedChat() const;

    /// Where the page begins.
    void focusPage();
    /// In the sidebar, whose rows have changed.
    void mark();
    /// A report or block of the partner waits for the server's answer: it ends the conversation.
    void setTellingOfPartner(bool telling) { m_tellsOfPartner = telling; }
    /// A picture that was about to be sent in the conversation on the screen, and was put out of sight, is
    /// seen again; not while that is being left or told of. Only by what the person does: whoever types on
    /// meanwhile would type into it, and send it.
    void bringBackPicture();

Q_SIGNALS:
    /// Another page may be shown.
    void changed();
    /// The page is to have the focus, where nothing is above it.
    void focusWanted();
    /// Somebody went to a page, or it came up: what was unread there may be seen now.
    void seen();

private:
    /// Closes the privacy panel where that is open.
    void goTo(QWidget* place, Aside pictures = Aside::ComesBack);
    /// Shows what m_place says.
    void show(Aside pictures = Aside::ComesBack);
    [[nodiscard]] bool isConversationShown() const;

    PlacePages m_at;
    OnDemand<PrivacyPanel>& m_privacy;
    QWidget* m_place; ///< home, chat or the page of a room
    QList<RoomPage*> m_rooms;
    bool m_privacyOpen{false};
    bool m_tellsOfPartner{false};
};

} // namespace chatmet::client
