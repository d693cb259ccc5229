// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One connection: what is on its way in each direction, the server's real send queue, and how it breaks.

#include "common/base/Error.h"
#include "common/protocol/Messages.h"
#include "server/net/SendQueue.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <set>
#include <variant>

namespace chatmet::simulation {

using server::ConnectionId;

/// The client's end.
class LineEnd
{
public:
    virtual ~LineEnd() = default;
    virtual void received(ConnectionId line, const protocol::ServerFrame& frame) = 0;
    /// It is gone, or the client's side has noticed that it is dead. code: of the server's close; Ok: none.
    virtual void lineEnded(ConnectionId line, Errc code) = 0;
};

/// Moved by Network. A direction is a queue: what breaks cuts it off behind some frame and ends it, or ends
/// it never, or only when silence has lasted too long.
struct VirtualLine
{
    struct Opening
    {
    };
    struct Malformed
    {
        Errc code;
    };
    struct End
    {
        Errc code{Errc::Ok};
    };
    struct Up ///< from the client
    {
        std::int64_t atMs;
        std::variant<Opening, protocol::ClientFrame, Malformed, End> what;
    };
    struct Down ///< from the server
    {
        std::int64_t atMs;
        std::variant<server::QueuedFrame, End> what;
    };

    ConnectionId id{};
    std::size_t hub{0};
    LineEnd* client{nullptr}; ///< null: nobody listens there any more

    std::deque<Up> up;
    bool upBroken{false}; ///< what the client sends from here on arrives nowhere
    bool upDue{false};    ///< a happening for the first of up is scheduled

    std::deque<Down> down;
    bool downBroken{false};
    bool downDue{false};
    std::int64_t stalledUntilMs{0}; ///< the client does not read before that
    std::size_t socketBytes{0};     ///< the system takes so much before it makes the server wait
    std::size_t socketUsed{0};

    // The server's side, as SessionHub has it.
    bool serverOpen{true};    ///< the hub has it
    std::uint64_t address{0}; ///< where it comes from; 0: the core has not been told of it
    server::SendQueue queue;
    const server::QueuedFrame* writing{nullptr}; ///< half in the socket
    std::uint64_t started{0};                    ///< the highest number of those that were begun
    std::set<std::uint64_t> takenBack;           ///< replaced while they waited
    bool overflowed{false};
    bool closing{false};
    bool closeSent{false};
    Errc closeCode{Errc::Ok};
    bool ending{false}; ///< its end is on its way to the hub's events
};

} // namespace chatmet::simulation
