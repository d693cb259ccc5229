// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two states joined by a few lines of a server: it numbers, hands on, and holds the streams to their limits.

#include "tests/client/model/StatePeer.h"

#include <QTest>

#include <algorithm>
#include <map>

namespace chatmet::testing {

class PairRelay
{
public:
    explicit PairRelay(client::PictureReader* reader, const client::StateSettings& settings = quickState())
        : a(reader, settings), b(reader, settings)
    {
        a.goOnline();
        b.goOnline();
        for (StatePeer* peer : {&a, &b})
            peer->pairs.meet({});
        protocol::Paired forA = a.paired("heron");
        protocol::Paired forB = forA;
        std::swap(forB.ownMember, forB.partnerMember);
        forB.partnerUsername = "otter";
        forA.initiator = true;
        b.pairing = forB;
        for (StatePeer* peer : {&a, &b})
            peer->server->sent.clear();
        a.server->say(forA);
        b.server->say(forB);
        settle(); // until both have keys
    }

    /// Hands on one frame of each side; false where there was none.
    bool step() { return stepOf(a, b) | stepOf(b, a); }
    /// Until nothing moves.
    void settle()
    {
        while (step()) {
        }
    }
    void end(protocol::EndReason reason = protocol::EndReason::Left)
    {
        a.end(reason);
        b.end(reason);
    }

    StatePeer a;
    StatePeer b;
    QList<std::pair<StreamId, std::uint32_t>> chunks; ///< in the order in which they were sent
    std::uint32_t inFlightMost{0};                    ///< chunks of all streams together
    bool brokeARule{false};

private:
    struct Flow
    {
        std::uint32_t bytes{0}, sent{0}, received{0}, allowed{0};
    };

    bool stepOf(StatePeer& from, StatePeer& to)
    {
        if (from.server->sent.isEmpty())
            return false;
        const protocol::ClientFrame frame = from.server->sent.takeFirst();
        std::visit([&](const auto& kind) { relay(kind, frame.body, from, to); }, frame.kind);
        return true;
    }

    void relay(const protocol::KeyExchange& exchange, const SharedBytes& body, StatePeer& from, StatePeer& to)
    {
        to.server->say(
            protocol::KeyExchanged{from.pairing.conversation, from.pairing.ownMember, exchange.step}, body);
    }
    void relay(const protocol::Send& send, const SharedBytes& body, StatePeer& from, StatePeer& to)
    {
        const auto& pairing = from.pairing;
        from.server->say(protocol::Accepted{pairing.conversation, send.senderNumber, ++m_number, 1});
        to.server->say(protocol::Message{pairing.conversation, pairing.ownMember, m_number, 1}, body);
    }
    void relay(protocol::StreamAccept accept, const SharedBytes&, StatePeer& from, StatePeer& to)
    {
        brokeARule |= accept.member != from.pairing.partnerMember;
        m_flows[accept.stream] = {0, 0, 0, accept.credit};
        accept.member = from.pairing.ownMember;
        to.server->say(accept);
    }
    void relay(const protocol::StreamOpen& open, const SharedBytes&, StatePeer&, StatePeer& to)
    {
        m_flows[open.stream].bytes = open.bytesCount;
        to.server->say(open);
    }
    void relay(const protocol::StreamChunk& chunk, const SharedBytes& body, StatePeer&, StatePeer& to)
    {
        Flow& flow = m_flows[chunk.stream];
        const std::size_t rest = flow.bytes - std::size_t{flow.sent} * limits::bodyBytesMax;
        brokeARule |= chunk.number != flow.sent || chunk.number >= flow.allowed ||
                      body.size() != std::min(rest, limits::bodyBytesMax);
        ++flow.sent;
        chunks.append({chunk.stream, chunk.number});
        std::uint32_t inFlight = 0;
        for (const auto& [id, one] : m_flows)
            inFlight += one.sent - one.received;
        inFlightMost = std::max(inFlightMost, inFlight);
        to.server->hint(chunk, body);
    }
    void relay(const protocol::StreamCredit& credit, const SharedBytes&, StatePeer&, StatePeer& to)
    {
        m_flows[credit.stream].received = credit.received;
        m_flows[credit.stream].allowed = credit.allowed;
        to.server->hint(credit);
    }
    void relay(const protocol::StreamEnd& streamEnd, const SharedBytes&, StatePeer&, StatePeer& to)
    {
        m_flows.erase(streamEnd.stream);
        to.server->say(streamEnd);
    }
    template <class Other> void relay(const Other&, const SharedBytes&, StatePeer&, StatePeer&) {}

    std::uint64_t m_number{0};
    std::map<StreamId, Flow> m_flows;
};

} // namespace chatmet::testing
