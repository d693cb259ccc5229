// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Ways into rooms that the server has not answered yet: keys and secrets wait here until we are in.

#include "client/model/ChatTypes.h"
#include "client/model/Room.h"
#include "client/net/ChatConnection.h"
#include "common/protocol/Invite.h"

#include <QObject>

#include <deque>
#include <optional>

namespace chatmet::client {

/// GUI thread. Answers come in the order of the questions.
class RoomDoor : public QObject
{
    Q_OBJECT

public:
    /// line: outlives it.
    explicit RoomDoor(ChatConnection& line);

    struct Entered
    {
        RoomEntry entry;
        seal::RoomSealing sealing;
    };

    /// server: that of the line. username: normalised. isIn: rooms that we are in.
    void open(const QString& title, const ServerAddress& server, const QString& username, std::size_t isIn);
    void join(const protocol::Invite& invite, const ServerAddress& server, const QString& username,
              std::size_t isIn);

    /// RoomOpened and RoomJoined; nothing for any other frame.
    std::optional<Entered> take(const protocol::ServerKind& kind);
    /// True where the error is about one of these.
    bool takeError(const protocol::ErrorAnswer& error);
    /// The session is over.
    void clear();

Q_SIGNALS:
    /// We are in a room that nobody asked for: it is to be left.
    void unwanted(const chatmet::ConversationId& room);
    void refused(bool joining, chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);

private:
    struct Asked
    {
        std::uint64_t sequence{0};
        RoomEntry entry; ///< room: null while it is to be opened
        seal::MemberKeys keys;
        seal::RoomSecret secret;
    };

    [[nodiscard]] bool mayAsk(bool joining, std::size_t isIn);
    void ask(Asked asked, protocol::ClientKind kind);
    Entered enter(Asked asked);

    ChatConnection& m_line;
    std::deque<Asked> m_asked;
};

} // namespace chatmet::client
