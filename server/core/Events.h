// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What goes into the core and what comes out of it: plain values that could cross a wire.

#include "common/base/Clock.h"
#include "common/base/Error.h"
#include "common/base/Ids.h"
#include "common/memory/SharedBytes.h"
#include "common/protocol/Holdings.h"
#include "common/protocol/Messages.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace chatmet::server {

/// A WebSocket connection of this process; never reused, never told to anybody.
enum class ConnectionId : std::uint64_t
{
};

// ---- events: what happened, in the order in which it happened to each connection

/// Where a connection comes from, in numbers that say only what is the same (server/net/AddressTag.h).
struct AddressTags
{
    std::uint64_t address{0}; ///< the same for two connections from one address
    std::uint64_t prefix{0};  ///< ... from one IPv4 address or one /64 of IPv6, which limits go by; 0: none
};

/// The upgrade is done. Nothing but frames, then one Disconnected, follows for this id.
struct Connected
{
    ConnectionId connection;
    AddressTags from{};
};

struct FrameReceived
{
    ConnectionId connection;
    protocol::ClientFrame frame;
    /// Only with a HoldingsRequest: what the layer outside keeps of the connection, as of now.
    std::vector<protocol::Holding> line{};
    /// Only with a HoldingsRequest: it came too soon after the one before to make that list again; to be
    /// refused.
    bool lineIsTooSoon{false};
};

/// Bytes that are no frame (Errc::BadFrame, BadHeader, HeaderTooLong).
struct FrameMalformed
{
    ConnectionId connection;
    Errc code{Errc::BadFrame};
};

/// The operator wants nobody from there any more: its session, if it has one, ends.
struct TurnedAway
{
    ConnectionId connection;
};

/// The socket is gone, for whatever reason; also after Close. Its queue is already wiped.
struct Disconnected
{
    ConnectionId connection;
};

/// The answer to EraseQueued, with its conversation and author: no such frame is left in this connection's
/// queue.
struct EraseConfirmed
{
    ConnectionId connection;
    ConversationId conversation;
    MemberId author{};
};

/// The send queue passed limits::sendQueueBytesMax.
struct QueueOverflowed
{
    ConnectionId connection;
};

/// Time has passed; at least four times a second while there are connections.
struct Tick
{
};

/// The server wants to end: no new sessions, everybody is told. Said again it can only shorten the time.
struct Drain
{
    std::int64_t windowMs{0}; ///< how long those with a picture on its way may stay for its end
};

/// The operator says something to everybody who is connected, and to whoever comes in this time. It takes the
/// place of what was said before; empty: only that.
struct Announce
{
    std::string text; ///< UTF-8, one line, at most limits::noticeBytesMax bytes
    std::int64_t forMs{0};
};

using Event = std::variant<Connected, FrameReceived, FrameMalformed, Disconnected, EraseConfirmed,
                           QueueOverflowed, Tick, Drain, Announce, TurnedAway>;

// ---- effects: what is to be done, in this order

/// Which frames of a connection go first, and which may be dropped.
enum class Lane : std::uint8_t
{
    Chat,    ///< first, in order, never dropped
    Picture, ///< chunks, after chat, in order
    Hint     ///< last; a newer hint of the same conversation and author replaces a waiting one
};

/// A frame for one connection. kind is shared by all its recipients, body by sender's bytes and all
/// recipients.
struct SendFrame
{
    ConnectionId connection;
    Lane lane{Lane::Chat};
    std::uint64_t sequence{0};     ///< 0: not reliable
    std::uint64_t acknowledged{0}; ///< 0: absent
    SharedBytes kind;              ///< by protocol::encodeServerKind
    SharedBytes body;
    ConversationId conversation; ///< null: belongs to none, survives every Erase
    MemberId author; ///< who wrote it, or whom it introduces; null: nobody, it goes with the whole
    StreamId stream; ///< null but for Lane::Picture
};

/// Drop and wipe every queued frame of the conversation, or only its author's, then answer EraseConfirmed, at
/// once where none is left. A half-written frame is finished first. Not confirmed in limits::eraseConfirmMs:
/// the core closes the connection.
struct EraseQueued
{
    ConnectionId connection;
    ConversationId conversation;
    MemberId author{}; ///< null: everybody's, and nobody's
};

/// Put a frame without a body into the place of a queued one with this sequence, if it still waits; needs no
/// answer.
struct ReplaceQueued
{
    ConnectionId connection;
    std::uint64_t sequence{0};
    SharedBytes kind; ///< by protocol::encodeServerKind
};

/// Drop and wipe the queued chunks of one stream; needs no answer.
struct DropStream
{
    ConnectionId connection;
    StreamId stream;
};

/// Send what is queued in Lane::Chat, then close; cut after a second. Disconnected follows.
struct CloseConnection
{
    ConnectionId connection;
    Errc code{Errc::Ok};
};

/// Cut now, send nothing. Disconnected follows.
struct CutConnection
{
    ConnectionId connection;
};

/// One line for the access log: a hello was accepted, and not a resume from the address of before. The layer
/// outside knows the address.
struct LogArrival
{
    ConnectionId connection;
    std::string clientVersion; ///< as the client gave it; the log matches it against its pattern
    protocol::System system{protocol::System::Other};
};

/// One count for the access log: a hello was refused.
struct LogRefusal
{
    ConnectionId connection;
};

using Effect = std::variant<SendFrame, EraseQueued, ReplaceQueued, DropStream, CloseConnection, CutConnection,
                            LogArrival, LogRefusal>;
using Effects = std::vector<Effect>;

} // namespace chatmet::server
