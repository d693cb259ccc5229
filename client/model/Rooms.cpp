// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/Rooms.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

namespace {

constexpr std::size_t leavingMax = 16; ///< rooms that the server has not ended yet

} // namespace

Rooms::Rooms(ChatConnection& line, PictureReader* reader, PictureWindow& window,
             const StateSettings& settings)
    : m_line(line), m_reader(reader), m_window(window), m_settings(settings), m_door(line)
{
    connect(&m_door, &RoomDoor::refused, this, &Rooms::refused);
    connect(&m_door, &RoomDoor::unwanted, this, &Rooms::leave);
}

Rooms::~Rooms()
{
    m_rooms.clear();
    // Empty ones that wait for their end, which refers to what is gone after this.
    qDeleteAll(findChildren<Room*>(Qt::FindDirectChildrenOnly));
}

void Rooms::open(const QString& title, const ServerAddress& server, const QString& username)
{
    m_door.open(title, server, username, m_rooms.size());
}

void Rooms::join(const protocol::Invite& invite, const ServerAddress& server, const QString& username)
{
    if (find(invite.room) != nullptr)
        Q_EMIT refused(true, Refusal::InRoomAlready, Errc::Ok);
    else
        m_door.join(invite, server, username, m_rooms.size());
}

void Rooms::setTypingEnabled(bool enabled)
{
    m_typingEnabled = enabled;
    for (const auto& room : m_rooms)
        room->typing().setEnabled(enabled);
}

QList<Room*> Rooms::list() const
{
    QList<Room*> all;
    for (const auto& room : m_rooms)
        all.append(room.get());
    return all;
}

Room* Rooms::find(const ConversationId& id) const
{
    const auto found =
        std::find_if(m_rooms.begin(), m_rooms.end(), [&id](const auto& room) { return room->id() == id; });
    return id.isNull() || found == m_rooms.end() ? nullptr : found->get();
}

bool Rooms::take(const ConversationId& conversation, const protocol::ServerFrame& frame)
{
    if (std::holds_alternative<protocol::RoomOpened>(frame.kind) ||
        std::holds_alternative<protocol::RoomJoined>(frame.kind)) {
        if (auto entered = m_door.take(frame.kind))
            add(std::move(*entered));
        return true;
    }
    Room* room = find(conversation);
    if (room != nullptr)
        room->take(frame);
    return room != nullptr;
}

void Rooms::add(RoomDoor::Entered entered)
{
    const TalkParts parts{m_line, *new MessageStore, m_reader, m_window};
    m_rooms.push_back(std::make_unique<Room>(parts, std::move(entered.entry), std::move(entered.sealing),
                                             m_settings, this));
    Room* room = m_rooms.back().get();
    room->typing().setEnabled(m_typingEnabled);
    connect(room, &Room::gone, this, [this, room] {
        if (!room->hasEnded())
            leave(room->id());
        remove(*room);
    });
    connect(room, &Room::membersMessagesErased, this, [this] { m_line.overwriteBuffers(); });
    Q_EMIT added(room);
}

bool Rooms::takeEnded(const protocol::Ended& end)
{
    if (m_leaving.erase(end.conversation) > 0)
        return true;
    Room* room = find(end.conversation);
    if (room == nullptr)
        return false;
    if (end.reason == protocol::EndReason::YouLeft) {
        remove(*room);
        return true;
    }
    m_line.erase(room->id());
    room->endWith(end.reason == protocol::EndReason::Removed ? EndCause::Removed : EndCause::OwnLineLost,
                  m_settings.endedPageMs);
    return true;
}

bool Rooms::takeError(const protocol::ErrorAnswer& error)
{
    if (m_door.takeError(error) || m_leaving.contains(error.conversation))
        return true;
    if (std::any_of(m_rooms.begin(), m_rooms.end(),
                    [&error](const auto& room) { return room->takeWishError(error); }))
        return true;
    Room* room = find(error.conversation);
    if (room == nullptr)
        return false;
    if (!room->takeError(error) && !room->hasEnded())
        Q_EMIT room->refused(Refusal::ServerSaidNo, error.code, static_cast<int>(error.retryAfterMs));
    return true;
}

/// Its end is told later.
void Rooms::leave(const ConversationId& room)
{
    if (m_leaving.size() >= leavingMax)
        return m_line.drop(); // a server that ends nothing
    // Refused only where there is no session, and with it no room.
    if (m_line.send(protocol::Leave{room}))
        m_leaving.insert(room);
}

void Rooms::remove(Room& room)
{
    const auto found =
        std::find_if(m_rooms.begin(), m_rooms.end(), [&room](const auto& one) { return one.get() == &room; });
    if (found == m_rooms.end())
        return;
    // The shell dies later: this may be called from a slot on one of its signals.
    Room* shell = found->release();
    m_rooms.erase(found);
    m_line.erase(shell->id());
    shell->disconnect(this);
    shell->forget();
    m_line.overwriteBuffers();
    Q_EMIT removed(shell);
    shell->deleteLater(); // after what was made for it has said the same of itself
}

void Rooms::lineLost()
{
    for (Room* room : list())
        room->lineLost();
}

void Rooms::lineResumed(std::uint64_t acknowledged)
{
    for (Room* room : list())
        room->lineResumed(acknowledged);
}

void Rooms::sessionEnded(EndCause cause)
{
    m_leaving.clear();
    m_door.clear();
    for (Room* room : list()) {
        m_line.erase(room->id());
        room->endWith(cause, m_settings.endedPageMs);
    }
}

void Rooms::wake()
{
    for (Room* room : list())
        room->wake();
}

void Rooms::clear()
{
    for (Room* room : list())
        remove(*room);
    m_leaving.clear();
    m_door.clear();
}

} // namespace chatmet::client
