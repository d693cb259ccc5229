// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The rooms of one session: who is let in where, and what happens to each when the line does something.

#include "client/model/Room.h"
#include "client/model/RoomDoor.h"

#include <QList>
#include <QObject>

#include <memory>
#include <set>
#include <vector>

namespace chatmet::client {

/// GUI thread.
class Rooms : public QObject
{
    Q_OBJECT

public:
    /// All outlive it; reader may be null. settings: endedPageMs may change.
    Rooms(ChatConnection& line, PictureReader* reader, PictureWindow& window, const StateSettings& settings);
    ~Rooms() override;

    /// server: that of the line. username: normalised.
    void open(const QString& title, const ServerAddress& server, const QString& username);
    void join(const protocol::Invite& invite, const ServerAddress& server, const QString& username);
    void setTypingEnabled(bool enabled);

    /// In the order of coming in.
    [[nodiscard]] QList<Room*> list() const;

    // True where it was about a room.
    bool take(const ConversationId& conversation, const protocol::ServerFrame& frame);
    bool takeEnded(const protocol::Ended& end);
    bool takeError(const protocol::ErrorAnswer& error);

    void lineLost();
    void lineResumed(std::uint64_t acknowledged);
    /// Rooms end with a page of their own.
    void sessionEnded(EndCause cause);
    /// The computer has slept: ended ones whose time has passed go.
    void wake();
    /// Erases all.
    void clear();

Q_SIGNALS:
    void added(chatmet::client::Room* room);
    /// It is empty, and goes with the next turn of the event loop.
    void removed(chatmet::client::Room* room);
    void refused(bool joining, chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);

private:
    void add(RoomDoor::Entered entered);
    void leave(const ConversationId& room);
    void remove(Room& room);
    [[nodiscard]] Room* find(const ConversationId& id) const;

    ChatConnection& m_line;
    PictureReader* m_reader;
    PictureWindow& m_window;
    const StateSettings& m_settings;
    bool m_typingEnabled{true};
    RoomDoor m_door;
    std::set<ConversationId> m_leaving; ///< left, not yet ended by the server
    std::vector<std::unique_ptr<Room>> m_rooms;
};

} // namespace chatmet::client
