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
    ChargeLeaked        ///< [structure] the budget counts what nobody holds
};
inline constexpr std::size_t faultsCount = 14;

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
};

} // namespace chatmet::simulation
