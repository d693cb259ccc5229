// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Between the window and the state, for rooms: wishes go in, pages follow what is so.

#include "client/app/Arrival.h"
#include "client/app/Unread.h"
#include "client/model/ChatState.h"
#include "client/model/ConversationListModel.h"

#include <QList>
#include <QObject>
#include <QString>

namespace chatmet::client {

class ChatView;
class MainWindow;
class PicturePaths;
class Room;
class RoomPage;
class TalkWiring;

/// GUI thread. All that it is given outlives it.
class RoomPaths : public QObject
{
    Q_OBJECT

public:
    RoomPaths(MainWindow* window, ChatState* state, PicturePaths* pictures, TalkWiring* wiring,
              QObject* parent = nullptr);

    /// What the sidebar says of them, in its order.
    [[nodiscard]] QList<ConversationSummary> summaries() const;
    [[nodiscard]] int unread() const;
    /// Those that have not ended.
    [[nodiscard]] int living() const;
    /// Title of the room that is on the screen; empty: none.
    [[nodiscard]] QString shownTitle() const;
    /// Words for the page of the room that is on the screen; false where none is.
    bool tell(const QString& words);

    /// What was typed and pasted on the home page: an invite has its room's secret in it.
    void forgetTyped();

    /// The line: as ChatView::setReconnecting().
    void setReconnecting(int seconds);

Q_SIGNALS:
    /// Summaries, unread() or shownTitle() are others now.
    void changed();
    /// Something came that the person may not see yet, or a room is over.
    void alerted(chatmet::client::Arrival arrival);
    /// Messages of somebody who left, or a whole room, are erased.
    void erased();
    /// We are out of one, whose page goes.
    void left(const chatmet::client::ChatView* page);

private:
    struct Place
    {
        Room* room{nullptr};
        RoomPage* page{nullptr};
        Unread unread{};
    };

    void wireHome();
    void add(Room* room);
    void wireRoom(Room* room, RoomPage* page);
    void remove(Room* room);
    void join(const QString& invite);
    void onRefused(bool joining, Refusal refusal, Errc code, int retryAfterMs);
    void onArrived(Room* room, MessageKey key);
    /// On its page, whatever is on the screen.
    void tellRoom(Room* room, const QString& words);
    void seen();
    void showMembers(Room* room, RoomPage* page);
    void showState(Room* room, RoomPage* page);
    [[nodiscard]] Place* find(const Room* room);

    MainWindow* m_window;
    ChatState* m_state;
    PicturePaths* m_pictures;
    TalkWiring* m_wiring;
    QList<Place> m_places;
    QString m_inviteHost; ///< of the last invite that was pasted
    int m_reconnecting{-1};
};

} // namespace chatmet::client
