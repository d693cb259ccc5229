// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the oracle keeps of sessions, lines and conversations.

#include "server/core/Events.h"
#include "server/core/LimitSettings.h"
#include "tests/simulation/OwedFrames.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace chatmet::simulation {

using server::ConnectionId;

struct ToldMessage
{
    MemberId author;
    SharedBytes body;
    bool isErased{false};    ///< its author has left the room
    bool isTakenBack{false}; ///< from whom had not acknowledged it then
};

/// A pair or a room: any number of members, whom messages know by their member ids.
struct OracleConversation
{
    struct Member
    {
        MemberId id;
        SessionId session;
        SharedBytes package;   ///< in a room
        std::size_t before{0}; ///< messages before it came, of which it gets none
        std::uint64_t lastSenderNumber{0};
    };

    ConversationId id;
    bool isRoom{false};
    std::vector<Member> members; ///< by time of coming
    std::vector<ToldMessage> entries;
    protocol::RoomProof admission{};
    bool locked{false};

    [[nodiscard]] const Member* member(const SessionId& session) const
    {
        const auto found = std::find_if(members.begin(), members.end(),
                                        [&](const Member& one) { return one.session == session; });
        return found == members.end() ? nullptr : &*found;
    }
    [[nodiscard]] const Member* member(const MemberId& member) const
    {
        const auto found =
            std::find_if(members.begin(), members.end(), [&](const Member& one) { return one.id == member; });
        return found == members.end() ? nullptr : &*found;
    }
};

/// The first phase of an end: queues are being erased. Whom to tell, and what, once all have confirmed.
struct OracleEnding
{
    struct Side
    {
        SessionId session;
        protocol::EndReason reason{protocol::EndReason::Unknown};
    };

    ConversationId conversation;
    MemberId leaver; ///< of a room; null: a pair ends
    protocol::EndReason forOthers{protocol::EndReason::Unknown};
    std::vector<Side> sides; ///< of a room: who leaves
    /// Lines whose queues may hold something of it: whose frames are erased there, null: all.
    std::map<ConnectionId, MemberId> unconfirmed;
    std::int64_t sinceMs{0};

    [[nodiscard]] bool isOf(const SessionId& session) const
    {
        return std::any_of(sides.begin(), sides.end(),
                           [&](const Side& side) { return side.session == session; });
    }
};

struct OracleSession
{
    ConnectionId line{};
    std::vector<ConnectionId> lines; ///< with those that were its own and are not gone yet
    std::string username;
    std::uint64_t prefix{0}; ///< of its address
    bool away{false};
    std::int64_t awaySinceMs{0};
    std::uint64_t taken{0};
    std::uint64_t acknowledged{0}; ///< by its client
    std::uint64_t lastSequence{0}; ///< sent to it
    OwedFrames owed;
    std::array<std::int64_t, server::sessionKindsCount> backAtNs{}; ///< when all that it took has come back
    SessionToken token;
    SessionToken before;
    std::optional<std::int64_t> waitingSinceMs;
    bool searchStands{false};
    ConversationId conversation;       ///< its pair
    std::vector<ConversationId> rooms; ///< in the order of their joining
};

/// As the core has been told of it.
struct OracleLine
{
    SessionId session; ///< null: none yet
    std::uint64_t prefix{0};
    bool closing{false};
    bool cut{false};
    std::uint64_t lastSequence{0};
    std::set<std::pair<ConversationId, MemberId>> erased; ///< null member: all of the conversation

    [[nodiscard]] bool isErased(const ConversationId& conversation, const MemberId& author) const
    {
        return erased.contains({conversation, MemberId{}}) || erased.contains({conversation, author});
    }
};

/// Who is reported, also when it is gone.
struct WhoseTag
{
    SessionId session;
    std::uint64_t prefix{0}; ///< of its address, then
};

/// For two minutes after a pair, or until it was used for both.
struct OracleTicket
{
    ConversationId conversation;
    MemberId member;
    SessionId other; ///< null once it is gone
    WhoseTag whose;
    std::int64_t sinceMs{0};
    bool reported{false};
    bool blocked{false};
};

/// A member for whom nothing more may be kept, and for whom nobody waits.
struct FullMember
{
    SessionId session;
    bool isFullForSure{false}; ///< else only if the server's memory is spent
};

} // namespace chatmet::simulation
