// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Faults that a test plants in the core or around it, to see them found.

#include "server/core/Events.h"
#include "server/core/ServiceState.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace chatmet::simulation {

/// What a core with a bug would do. In brackets how it is planted: effect, by changing what the core gave
/// out; structure, by changing what it keeps; event, by keeping something from it.
enum class Fault
{
    AcceptedDropped,    ///< [effect] a sender is not told that its message was taken
    EndedDropped,       ///< [effect] one side is not told of an end
    PairedDropped,      ///< [effect] one of two who meet is not told
    EraseDropped,       ///< [effect] one queue is not erased
    MessageTwice,       ///< [effect and structure] a message is relayed twice, under two numbers
    MessageSwapped,     ///< [effect] two members get different bytes
    TicksStop,          ///< [event] nobody is opened to anyone, and no window ends
    OutboxEraseSkipped, ///< [structure] a frame of an ended conversation stays in an outbox
    TokenKept,          ///< [structure] the token of an ended session leads somewhere
    TokenLost,          ///< [structure] the token of a session leads nowhere
    SearchForgotten,    ///< [structure] somebody who waits is not in the matchmaker
    PartnerKept,        ///< [structure] an ended session stands in somebody's recent partners
    ConnectionKept,     ///< [structure] a connection that is gone stays
    ChargeLeaked,       ///< [structure] the budget counts what nobody holds
    // rooms
    NewcomerToldOld,     ///< [effect and structure] who joins is sent a message of before
    RemovedGetsMore,     ///< [effect] a message goes to who was removed as well
    MemberNotIntroduced, ///< [effect] who joins is not told of a member
    RoomChangedDropped,  ///< [effect] a member is not told of the host, or the lock
    LeaverNotErased,     ///< [effect] what a leaver wrote is not erased from one queue
    LeaverKept,          ///< [structure] a leaver's message stays with one member
    EmptyRoomKept,       ///< [structure] a room stays when its last member has left
    LockForgotten,       ///< [structure] a room that is locked lets in
    // messages that are taken back
    TakingBackUnheard, ///< [event] a message is taken back from nobody
    ReplaceDropped,    ///< [effect] a taken-back message stays in a queue
    OthersTakenBack,   ///< [structure] somebody else's message is taken back
    // reports and blocks
    BlockForgotten,  ///< [structure] who was blocked may be met again
    BlockKept,       ///< [structure] a block outlives a session
    TicketTwice,     ///< [structure] a ticket is worth two reports
    TicketKept,      ///< [structure] a ticket outlives its two minutes
    StrikeTwice,     ///< [structure] one report makes two strikes
    LimitForgotten,  ///< [structure] a session may do more than its limit allows
    WaitNotTold,     ///< [effect] who is refused is not told how long to wait
    ReportedDropped, ///< [effect] who reports is not told that it was heard
    // the operator
    NoticeDropped,    ///< [effect] one is not told what the operator says
    TurnedAwayUnheard ///< [event] who is turned away stays
};
inline constexpr std::size_t faultsCount = 35;

/// Plants one fault, once, as soon as there is an occasion for it.
class Planter
{
public:
    /// after: so many events at least.
    Planter(server::ServiceState& state, Fault fault, std::uint64_t after)
        : m_state(state), m_fault(fault), m_after(after)
    {
    }

    /// False: the core is not to hear of it. Else it is to hear what the event says now.
    [[nodiscard]] bool passes(server::Event& event);
    /// The event was handled.
    void plant(const server::Event& event, server::Effects& effects);
    [[nodiscard]] bool isPlanted() const { return m_isPlanted; }

private:
    bool plantEffect(server::Effects& effects);
    bool plantStructure(const server::Event& event);
    template <class Kind> [[nodiscard]] server::Effects::iterator findKind(server::Effects& effects);
    void remember();
    // ---- of conversations (PlanterTalk.cpp)
    bool plantInRooms(const server::Event& event, server::Effects& effects);
    bool plantInLimits(const server::Event& event, server::Effects& effects);
    bool plantInReports(const server::Event& event);
    bool tellOld(server::Effects& effects, server::ConnectionId line);
    bool takeBackOthers();
    bool keepLeavers();
    void rememberTalk(const server::Effects& effects);

    server::ServiceState& m_state;
    Fault m_fault;
    std::uint64_t m_after;
    std::uint64_t m_events{0};
    bool m_isPlanted{false};
    // What the fault brings back once it should be gone.
    SessionId m_session;
    SessionToken m_token;
    std::optional<server::SendFrame> m_frame;
    ByteBudget::Charge m_leaked;
    ConversationId m_room;
    SessionId m_removed;
    std::optional<server::Ticket> m_ticket;
};

} // namespace chatmet::simulation
