// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What should be so, told from the events and the protocol's rules alone, beside the core.

#include "server/core/Events.h"
#include "server/core/ServiceState.h"
#include "tests/simulation/Ground.h"
#include "tests/simulation/OracleTables.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace chatmet::simulation {

/// Throws Violation where the core did something else than it should.
class Oracle
{
public:
    explicit Oracle(Ground& ground) : m_ground(ground) {}

    /// An event is about to be handled; state: as it was before.
    void foresee(const server::Event& event, const server::ServiceState& state);
    /// It was handled and these are its effects; state: what the core keeps now.
    void observe(const server::Event& event, const server::Effects& effects,
                 const server::ServiceState& state);

    /// The core keeps just what should be there: sessions, their lines, searches, conversations, ends.
    void compare(const server::ServiceState& state) const;

    // ---- for the clients' checks, by content (OracleViews.cpp)
    /// Message number (from 1) of a conversation; null if there is none.
    [[nodiscard]] const ToldMessage* entry(const ConversationId& conversation, std::uint64_t number) const;
    /// The member should have been told of a message between these two numbers, neither included.
    [[nodiscard]] bool lacks(const ConversationId& conversation, const MemberId& member, std::uint64_t after,
                             std::uint64_t before) const;
    [[nodiscard]] std::size_t entries(const ConversationId& conversation) const;
    /// It is over, or never was.
    [[nodiscard]] bool isOver(const ConversationId& conversation) const;
    [[nodiscard]] bool isMember(const ConversationId& conversation, const MemberId& member) const;
    /// It is, or was, a room.
    [[nodiscard]] bool wasRoom(const ConversationId& conversation) const
    {
        return m_rooms.contains(conversation);
    }
    /// Ids of others, for those who try what is not theirs; in the order of their making, a few of the last.
    [[nodiscard]] const std::vector<ConversationId>& lastConversations() const { return m_last; }
    /// Some member of a conversation, for the same; null for none.
    [[nodiscard]] MemberId someMember(const ConversationId& conversation) const;
    /// What a session with this token is in; nothing for no session.
    struct Standing
    {
        ConversationId conversation;
        bool searches{false};
        std::vector<ConversationId> rooms;
    };
    [[nodiscard]] std::optional<Standing> standing(const SessionToken& token) const;
    /// A room as a member should see it, its own id left out of the others'.
    struct RoomView
    {
        std::set<MemberId> others;
        MemberId host;
        bool locked{false};
    };
    [[nodiscard]] RoomView roomView(const ConversationId& room, const MemberId& own) const;
    /// One of two sessions has blocked the other.
    [[nodiscard]] bool isBlockBetween(const SessionToken& one, const SessionToken& other) const;
    /// The operator wanted nobody from where it comes.
    [[nodiscard]] bool wasTurnedAway(ConnectionId line) const { return m_turnedAway.contains(line); }

private:
    using Conversation = OracleConversation;
    using Session = OracleSession;
    using Line = OracleLine;

    // ---- events (Oracle.cpp)
    void on(const server::FrameReceived& event);
    void on(const server::TurnedAway& event);
    void on(const server::Announce& event);
    void closeSessions();
    void forgetEvent();
    static void acknowledged(Session& by, std::uint64_t upTo);
    void disconnected(ConnectionId line);
    void tick();
    [[nodiscard]] bool isOverdue(const Session& session) const;
    void checkWaiting() const;
    void compareOutbox(const Session& expected, const server::Outbox& kept) const;
    void compareMembers(const Conversation& expected, const server::Conversation& kept) const;

    // ---- what clients ask for (OracleTalk.cpp, OracleRooms.cpp); refusal: how it was answered, if so
    using Refusal = std::optional<protocol::ErrorAnswer>;
    void asked(const SessionId& id, const protocol::Leave& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::Send& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::KeyExchange& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::OpenRoom& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::JoinRoom& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::LockRoom& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::RemoveMember& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::Report& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::Block& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::Meet& wish, const Refusal& refusal);
    void asked(const SessionId& id, const protocol::StreamAccept& wish, const Refusal& refusal);
    void asked(const SessionId&, const protocol::CancelMeet&, const Refusal&) {} ///< but for its limit
    /// True: it was to be taken, and was. A wrong answer is a violation.
    [[nodiscard]] bool isTaken(Errc should, const Refusal& refusal, const SessionId& id) const;
    [[nodiscard]] Refusal refusalOf(ConnectionId line, std::uint64_t sequence) const;
    void takeBack(const SessionId& id, const ConversationId& conversation, std::uint64_t number);
    void fullOnesLeave(const ConversationId& conversation);
    [[nodiscard]] Errc shouldHost(const SessionId& id, const ConversationId& room) const;
    [[nodiscard]] Errc shouldEnter(const Session& session) const;

    // ---- limits (OracleLimits.cpp)
    [[nodiscard]] std::uint32_t waitMs(const SessionId& id, server::SessionKind kind,
                                       std::uint32_t count) const;
    void take(const SessionId& id, server::SessionKind kind, std::uint32_t count);
    bool isOverLimit(std::uint32_t hasToWaitMs, const Refusal& refusal);
    bool isOverLimit(const SessionId& id, server::SessionKind kind, const Refusal& refusal);

    // ---- effects (OracleEffects.cpp)
    void effect(const server::SendFrame& frame);
    void effect(const server::EraseQueued& erase);
    void effect(const server::ReplaceQueued& replace);
    void effect(const server::DropStream& drop);
    void effect(const server::CloseConnection& close);
    void effect(const server::CutConnection& cut);
    void effect(const server::LogArrival&) {}
    void effect(const server::LogRefusal&) {}
    void told(Line& line, const server::SendFrame& frame, const protocol::ServerKind& kind);
    void toldReliably(const SessionId& id, const server::SendFrame& frame, const protocol::ServerKind& kind);
    void toldHint(const SessionId& id, const server::SendFrame& frame);
    void welcomed(ConnectionId id, Line& line, const protocol::Welcome& welcome);
    void resumed(const SessionId& id, const protocol::Resume& asked);
    void paired(const SessionId& id, const protocol::Paired& kind);
    void opened(const SessionId& id, const protocol::RoomOpened& kind);
    void joined(const SessionId& id, const protocol::RoomJoined& kind);
    void refused(const SessionId& id, const protocol::ErrorAnswer& answer);
    [[nodiscard]] bool isSomebodyFull(const ConversationId& conversation, const SessionId& but) const;
    [[nodiscard]] bool isWorthWaitingFor(const server::Session& session) const;
    [[nodiscard]] static bool isFull(const server::Session& session, bool forSure);
    [[nodiscard]] protocol::MemberAway awayOf(const Conversation& in, const Conversation::Member& member,
                                              const Session& away) const;

    // ---- ends (OracleEndings.cpp)
    /// Its line is gone, for whatever reason.
    void loseLine(const SessionId& id);
    void endSession(const SessionId& id, protocol::EndReason forOthers);
    void endPair(ConversationId id, const SessionId& by, protocol::EndReason forOthers);
    void leaveRoom(ConversationId id, SessionId who, protocol::EndReason forOthers,
                   protocol::EndReason forLeaver);
    void erase(OracleEnding& ending, const SessionId& from, const MemberId& author);
    void begin(OracleEnding ending);
    void confirm(ConnectionId line, const ConversationId& conversation, const MemberId& author);
    void tell(const OracleEnding& ending);
    void checkEndings() const;

    // ---- reports and blocks (OracleReports.cpp)
    void issueTicket(const SessionId& owner, const ConversationId& conversation, const MemberId& member,
                     const SessionId& other);
    [[nodiscard]] OracleTicket* ticket(const SessionId& owner, const ConversationId& conversation);
    [[nodiscard]] std::uint32_t ticketLeftMs(const SessionId& owner, const ConversationId& conversation);
    void dropTickets(const std::function<bool(const SessionId&, const OracleTicket&)>& isOver);
    void expireTickets();
    void forgetReports(const SessionId& id);
    struct About
    {
        SessionId session; ///< null once it is gone
        WhoseTag whose;
    };
    std::optional<About> saidOf(const SessionId& id, const ConversationId& conversation,
                                const MemberId& member, bool OracleTicket::*said, const Refusal& refusal);
    void strike(const WhoseTag& whose, std::uint64_t byPrefix);
    [[nodiscard]] bool isBlocked(const SessionId& one, const SessionId& other) const;
    [[nodiscard]] bool isStruck(std::uint64_t prefix) const;
    void compareReports(const server::ServiceState& state) const;

    // ---- what is owed
    /// message: its number, of Message.
    void owe(const SessionId& to, const protocol::ServerKind& kind, const char* rule,
             const ConversationId& conversation = {}, const MemberId& author = {},
             const SharedBytes& body = {}, std::uint64_t message = 0);
    /// To every member but this one.
    void oweOthers(const Conversation& to, const SessionId& but, const protocol::ServerKind& kind,
                   const char* rule, const MemberId& author = {}, const SharedBytes& body = {},
                   std::uint64_t message = 0);
    void oweRoomChanged(const Conversation& room);
    void oweHint(const SessionId& to, const protocol::ServerKind& kind);
    /// What the operator said last, where it still holds; else that it does not, if whenOver.
    void oweNotice(const SessionId& to, bool whenOver);
    void checkOwed() const;

    [[nodiscard]] const protocol::Hello& hello() const;
    [[nodiscard]] const protocol::ClientFrame* frameFrom(ConnectionId line) const;
    [[nodiscard]] Session* session(const SessionId& id);
    [[nodiscard]] const Session* session(const SessionId& id) const;
    [[nodiscard]] Conversation* conversation(const ConversationId& id);
    [[nodiscard]] const Conversation* conversation(const ConversationId& id) const;
    void remember(const ConversationId& conversation);

    Ground& m_ground;
    std::unordered_map<ConnectionId, Line> m_lines;
    std::unordered_map<SessionId, Session> m_sessions;
    std::unordered_map<ConversationId, Conversation> m_conversations; ///< alive
    std::unordered_map<SessionToken, SessionId> m_tokens;
    std::vector<OracleEnding> m_endings; ///< in their order; not confirmed by all
    std::unordered_map<SessionId, std::deque<OracleTicket>> m_tickets; ///< by owner, the oldest first
    std::set<std::pair<SessionId, SessionId>> m_blocks;                ///< who has blocked whom
    struct Strike
    {
        SessionId reported;
        std::uint64_t byPrefix{0};
        std::int64_t untilMs{0};
    };
    std::map<std::uint64_t, std::vector<Strike>> m_strikes; ///< by the prefix of who was reported
    server::Announce m_notice;                              ///< what the operator said last
    std::int64_t m_noticeMs{-1};                            ///< when; negative: never
    std::set<ConnectionId> m_turnedAway;
    std::vector<ConversationId> m_last;
    std::set<ConversationId> m_rooms; ///< all that ever were

    // Of the event that is observed.
    const server::Event* m_event{nullptr};
    const server::Effects* m_effects{nullptr};
    const server::ServiceState* m_state{nullptr};
    bool m_draining{false};
    bool m_isOverLimit{false};
    bool m_closesOthers{false};     ///< what an overflow does comes last, and is known first
    std::vector<FullMember> m_full; ///< members of the room that it is about
    std::set<MemberId> m_leftNow;
    std::set<std::pair<SessionId, ConversationId>>
        m_leftRooms; ///< what they were still told is erased behind it
    std::vector<SessionId> m_touched;
    std::vector<std::pair<SessionId, SharedBytes>> m_hints;             ///< who is away or back, and what the
                                                                        ///< operator says, to be told to whom
    std::vector<std::pair<ConnectionId, std::uint64_t>> m_replacements; ///< due, by line and sequence
    ConversationId m_joining; ///< what the frame's sender is to be told to have joined; null: nothing
    bool m_opening{false};    ///< ... or that it has opened one
};

} // namespace chatmet::simulation
