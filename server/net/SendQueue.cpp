// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SendQueue.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace chatmet::server {

QueuedFrame QueuedFrame::of(const SendFrame& effect, std::int64_t nowMs)
{
    return {effect.lane,
            protocol::encodeFrameHead(effect.sequence, effect.acknowledged, effect.kind.size()),
            effect.kind,
            effect.body,
            effect.conversation,
            effect.stream,
            nowMs,
            effect.sequence};
}

bool SendQueue::push(QueuedFrame frame)
{
    if (m_chatOnly && frame.lane != Lane::Chat) {
        return true; // the connection is closing; only chat is still owed
    }
    if (frame.lane == Lane::Hint) {
        dropFrom(Lane::Hint,
                 [&](const QueuedFrame& waiting) { return waiting.conversation == frame.conversation; });
        if (!fits(frame.size())) {
            return true; // hints are the first to go
        }
    } else if (!fits(frame.size())) {
        dropFrom(Lane::Hint, [](const QueuedFrame&) { return true; });
        if (!fits(frame.size())) {
            return false;
        }
    }
    m_bytes += frame.size();
    of(frame.lane).push_back(std::move(frame));
    return true;
}

const QueuedFrame* SendQueue::startNext()
{
    if (m_writing) {
        return nullptr;
    }
    for (auto& lane : m_lanes) {
        if (!lane.empty()) {
            m_underWay = std::move(lane.front());
            m_writing = true;
            lane.pop_front();
            return &m_underWay;
        }
    }
    return nullptr;
}

std::vector<ConversationId> SendQueue::written()
{
    assert(m_writing);
    m_bytes -= m_underWay.size();
    forgetUnderWay();
    return std::exchange(m_erasedUnderWay, {});
}

bool SendQueue::erase(const ConversationId& conversation)
{
    assert(!conversation.isNull());
    for (const Lane lane : {Lane::Chat, Lane::Picture, Lane::Hint}) {
        dropFrom(lane, [&](const QueuedFrame& waiting) { return waiting.conversation == conversation; });
    }
    if (!m_writing || m_underWay.conversation != conversation) {
        return true;
    }
    if (std::find(m_erasedUnderWay.begin(), m_erasedUnderWay.end(), conversation) == m_erasedUnderWay.end()) {
        m_erasedUnderWay.push_back(conversation);
    }
    return false;
}

void SendQueue::replace(std::uint64_t sequence, SharedBytes kind)
{
    assert(sequence != 0);
    auto& chat = of(Lane::Chat); // where every reliable frame is
    const auto found = std::find_if(chat.begin(), chat.end(),
                                    [&](const QueuedFrame& waiting) { return waiting.sequence == sequence; });
    if (found == chat.end()) {
        return;
    }
    m_bytes -= found->size();
    found->head = protocol::encodeFrameHead(sequence, 0, kind.size());
    found->kind = std::move(kind);
    found->body = {};
    m_bytes += found->size();
}

void SendQueue::dropStream(const StreamId& stream)
{
    dropFrom(Lane::Picture, [&](const QueuedFrame& waiting) { return waiting.stream == stream; });
}

void SendQueue::keepChatOnly()
{
    m_chatOnly = true;
    for (const Lane lane : {Lane::Picture, Lane::Hint}) {
        dropFrom(lane, [](const QueuedFrame&) { return true; });
    }
}

void SendQueue::clear()
{
    m_lanes = {};
    forgetUnderWay();
    m_erasedUnderWay.clear();
    m_bytes = 0;
}

void SendQueue::forgetUnderWay()
{
    m_underWay = {};
    m_writing = false;
}

std::size_t SendQueue::waiting() const
{
    std::size_t count = 0;
    for (const auto& lane : m_lanes) {
        count += lane.size();
    }
    return count;
}

template <class Predicate> void SendQueue::dropFrom(Lane lane, const Predicate& drop)
{
    std::erase_if(of(lane), [&](const QueuedFrame& waiting) {
        const bool dropped = drop(waiting);
        if (dropped) {
            m_bytes -= waiting.size();
        }
        return dropped;
    });
}

} // namespace chatmet::server
