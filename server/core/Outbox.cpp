// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Outbox.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace chatmet::server {

std::size_t Outbox::costBytes(const SharedBytes& kind, const SharedBytes& body)
{
    return sizeof(Kept) + kind.storageBytes() + body.storageBytes();
}

bool Outbox::fits(std::size_t frameCostBytes) const
{
    return m_frames.size() < limits::outboxFramesMax && m_bytes + frameCostBytes <= limits::outboxBytesMax;
}

std::uint64_t Outbox::push(ConversationId conversation, SharedBytes kind, SharedBytes body,
                           std::int64_t nowMs, const MemberId& author, std::uint64_t message)
{
    const std::size_t cost = costBytes(kind, body);
    assert(fits(cost));
    m_bytes += cost;
    // Never refused: people who talk go on when memory is short, and each is bounded by outboxBytesMax.
    m_frames.push_back(Kept{++m_lastSequence, conversation, author, std::move(kind), std::move(body),
                            m_budget->chargeAlways(cost), nowMs, message});
    return m_lastSequence;
}

std::uint64_t Outbox::replaceMessage(const ConversationId& conversation, const MemberId& author,
                                     std::uint64_t message, SharedBytes kind)
{
    const auto found = std::find_if(m_frames.begin(), m_frames.end(), [&](const Kept& frame) {
        return frame.message == message && frame.conversation == conversation && frame.author == author;
    });
    if (message == 0 || found == m_frames.end())
        return 0;
    found->kind = std::move(kind);
    found->body = {};
    found->message = 0;
    const std::size_t cost = costBytes(found->kind, found->body);
    m_bytes = m_bytes - found->charge.bytes() + cost;
    found->charge = m_budget->chargeAlways(cost); // less than before: a body is gone
    return found->sequence;
}

bool Outbox::acknowledge(std::uint64_t upTo)
{
    if (upTo > m_lastSequence)
        return false;
    m_acknowledged = std::max(m_acknowledged, upTo);
    while (!m_frames.empty() && m_frames.front().sequence <= upTo) {
        m_bytes -= m_frames.front().charge.bytes();
        m_frames.pop_front();
    }
    return true;
}

void Outbox::erase(const Erasure& erasure)
{
    // Rebuilt, not shifted in place: every block that held one of the frames is given back, and so wiped.
    std::deque<Kept> others;
    for (Kept& frame : m_frames) {
        if (erasure.covers(frame.conversation, frame.author))
            m_bytes -= frame.charge.bytes();
        else
            others.push_back(std::move(frame));
    }
    m_frames = std::move(others);
}

} // namespace chatmet::server
