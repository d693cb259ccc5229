// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The real ChatService, watched after every event; and faults that a test plants in it.

#include "server/core/ChatService.h"
#include "server/core/ServiceState.h"
#include "tests/simulation/Ground.h"
#include "tests/simulation/Oracle.h"

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

class CoreUnderTest
{
public:
    CoreUnderTest(Ground& ground, Oracle& oracle, std::optional<Fault> fault);

    void handle(server::Event event, server::Effects& effects);

    [[nodiscard]] server::ServiceState& state() { return m_state; }
    /// The fault has been planted.
    [[nodiscard]] bool isPlanted() const { return m_isPlanted; }
    /// Of all effects so far, in their order: the same whenever everything was done in the same order.
    [[nodiscard]] std::uint64_t digest() const { return m_digest; }
    void check();

private:
    void plant(const server::Event& event, server::Effects& effects);
    bool plantEffect(server::Effects& effects);
    bool plantStructure(const server::Event& event);
    template <class Kind> [[nodiscard]] server::Effects::iterator findKind(server::Effects& effects);
    void remember();
    void digest(const server::Effects& effects);

    Ground& m_ground;
    Oracle& m_oracle;
    server::ChatService m_service;
    server::ServiceState& m_state;
    std::uint64_t m_events{0};
    std::uint64_t m_digest{0};

    std::optional<Fault> m_fault;
    std::uint64_t m_plantAfter; ///< events
    bool m_isPlanted{false};
    // What the fault brings back once it should be gone.
    SessionId m_session;
    SessionToken m_token;
    std::optional<server::SendFrame> m_frame;
    ByteBudget::Charge m_leaked;
};

} // namespace chatmet::simulation
