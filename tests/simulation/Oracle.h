// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What should be so, told from the events and the protocol's rules alone, beside the core.

#include "server/core/Events.h"
#include "server/core/ServiceState.h"
#include "tests/simulation/Ground.h"

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace chatmet::simulation {

using server::ConnectionId;

/// A conversation has any number of members, whom messages know by their member ids, so that rooms need no
/// other one. Throws Violation where the core did something else than it should.
class Oracle
{
public:
    explicit Oracle(Ground& ground) : m_ground(ground) {}

    /// An event was handled and these are its effects; state: what the core keeps now.
    void observe(const server::Event& event, const server::Effects& effects,
                 const server::ServiceState& state);

    /// The core keeps just what should be there: sessions, their lines, searches, conversations, ends.
    void compare(const server::ServiceState& state) const;

    // ---- for the clients' checks, by content
    struct Entry
    {
        MemberId author;
        SharedBytes body;
    };
    /// Message number (from 1) of a conversation; null if there is none.
    [[nodiscard]] const Entry* entry(const ConversationId& conversation, std::uint64_t number) const;
    [[nodiscard]] std::size_t entries(const ConversationId& conversation) const;
    /// It is over, or never was.
    [[nodiscard]] bool isOver(const ConversationId& conversation) const;
    /// Ids of others, for those who try what is not theirs; in the order of their making, a few of the last.
    [[nodiscard]] const std::vector<ConversationId>& lastConversations() const { return m_last; }
    /// The pair that a session with this token is in, and whether it searches; nothing for no session.
    struct Standing
    {
        ConversationId conversation;
        bool searches{false};
    };
    [[nodiscard]] std::optional<Standing> standing(const SessionToken& token) const;

private:
    struct Member
    {
        MemberId id;
        SessionId session;
        std::uint64_t lastSenderNumber{0};
        protocol::EndReason reason{protocol::EndReason::Unknown};
        std::uint64_t toldAs{0}; ///< sequence of its Ended; 0: not told
    };
    struct Conversation
    {
        std::vector<Member> members;
        std::vector<Entry> entries;
        bool isOver{false};
        std::set<ConnectionId> unconfirmed; ///< lines whose queues may hold something of it
        std::int64_t overSinceMs{0};

        [[nodiscard]] Member* member(const SessionId& session);
    };
    struct Session
    {
        ConnectionId line{};
        std::vector<ConnectionId> lines; ///< with those that were its own and are not gone yet
        bool away{false};
        std::int64_t awaySinceMs{0};
        std::uint64_t taken{0};
        std::uint64_t acknowledged{0}; ///< by its client
        std::uint64_t lastSequence{0}; ///< given to it
        SessionToken token;
        SessionToken before;
        std::optional<std::int64_t> waitingSinceMs;
        bool searchStands{false};
        ConversationId conversation;
    };
    struct Line ///< as the core has been told of it
    {
        SessionId session; ///< null: none yet
        bool closing{false};
        bool cut{false};
        std::uint64_t lastSequence{0};
        std::set<ConversationId> erased;
    };

    void on(const server::FrameReceived& event, const server::Effects& effects);
    void disconnected(ConnectionId line);
    void tick();
    void leave(const SessionId& id, const ConversationId& conversation);

    void effect(const server::SendFrame& frame);
    void effect(const server::EraseQueued& erase);
    void effect(const server::ReplaceQueued&) {} ///< nobody takes anything back here yet
    void effect(const server::DropStream& drop);
    void effect(const server::CloseConnection& close);
    void effect(const server::CutConnection& cut);
    void effect(const server::LogArrival&) {}
    void effect(const server::LogRefusal&) {}
    void told(Line& line, const server::SendFrame& frame, const protocol::ServerKind& kind);
    void welcomed(ConnectionId id, Line& line, const protocol::Welcome& welcome);
    void paired(const SessionId& id, const protocol::Paired& kind);
    void refused(const SessionId& id, const protocol::ErrorAnswer& answer);
    void rateLimited(const SessionId& id, const ConversationId& conversation);
    void accepted(const SessionId& id, const protocol::Accepted& kind);
    void message(const SessionId& id, const protocol::Message& kind, const SharedBytes& body);
    void ended(const SessionId& id, const protocol::Ended& kind, std::uint64_t sequence);
    /// Its line is gone, for whatever reason.
    void loseLine(const SessionId& id);
    void endSession(const SessionId& id, protocol::EndReason forOthers);
    void endConversation(ConversationId id, const SessionId& by, protocol::EndReason forOthers);
    void checkEndings();
    void checkWaiting() const;
    [[nodiscard]] bool isOverdue(const Session& session) const;
    [[nodiscard]] const protocol::Hello& hello() const;
    [[nodiscard]] const protocol::ClientFrame* frameFrom(ConnectionId line) const;
    [[nodiscard]] Session* session(const SessionId& id);

    Ground& m_ground;
    std::unordered_map<ConnectionId, Line> m_lines;
    std::unordered_map<SessionId, Session> m_sessions;
    std::unordered_map<ConversationId, Conversation> m_conversations; ///< alive, and over but not told to all
    std::unordered_map<SessionToken, SessionId> m_tokens;
    std::vector<ConversationId> m_over; ///< of them, those that are over
    std::vector<ConversationId> m_last;

    // Of the event that is observed.
    const server::Event* m_event{nullptr};
    const server::ServiceState* m_state{nullptr};
    bool m_draining{false};
};

} // namespace chatmet::simulation
