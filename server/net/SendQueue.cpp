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
            effect.author,
            effect.stream,
            nowMs,
            effect.sequence,
            effect.sequence != 0 || effect.lane == Lane::Picture};
}

bool SendQueue::push(QueuedFrame frame)
{
    if (m_chatOnly && frame.lane != Lane::Chat) {
        return true; // the connection is closing; only chat is still owed
    }
    if (frame.lane == Lane::Hint) {
        dropFrom(Lane::Hint, [&](const QueuedFrame& waiting) {
            return waiting.conversation == frame.conversation && waiting.author == frame.author;
        });
        if (!fits(frame.size())) {
            return true; // hints are the first to go
        }
    } else if (!fits(frame.size())) {
        dropHints();
        if (!fits(frame.size())) {
            return false;
        }
    }
    count(frame);
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

std::vector<Erasure> SendQueue::written()
{
    assert(m_writing);
    discount(m_underWay);
    forgetUnderWay();
    return std::exchange(m_erasedUnderWay, {});
}

bool SendQueue::erase(const Erasure& erasure)
{
    assert(!erasure.conversation.isNull());
    for (const Lane lane : {Lane::Chat, Lane::Picture, Lane::Hint}) {
        const bool takesLists = lane == Lane::Hint && erasure.author.isNull();
        dropFrom(lane, [&](const QueuedFrame& waiting) {
            return erasure.covers(waiting.conversation, waiting.author) ||
                   (takesLists && !waiting.body.empty());
        });
    }
    if (!m_writing || !erasure.covers(m_underWay.conversation, m_underWay.author)) {
        return true;
    }
    if (std::find(m_erasedUnderWay.begin(), m_erasedUnderWay.end(), erasure) == m_erasedUnderWay.end()) {
        m_erasedUnderWay.push_back(erasure);
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
    discount(*found);
    found->head = protocol::encodeFrameHead(sequence, 0, kind.size());
    found->kind = std::move(kind);
    found->body = {};
    count(*found);
}

void SendQueue::dropStream(const StreamId& stream)
{
    dropFrom(Lane::Picture, [&](const QueuedFrame& waiting) { return waiting.stream == stream; });
}

void SendQueue::dropHints()
{
    dropFrom(Lane::Hint, [](const QueuedFrame&) { return true; });
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
    m_ownBytes = 0;
}

void SendQueue::forgetUnderWay()
{
    m_underWay = {};
    m_writing = false;
}

void SendQueue::count(const QueuedFrame& frame)
{
    m_bytes += frame.size();
    m_ownBytes += frame.charged ? 0 : frame.size();
}

void SendQueue::discount(const QueuedFrame& frame)
{
    m_bytes -= frame.size();
    m_ownBytes -= frame.charged ? 0 : frame.size();
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
            discount(waiting);
        }
        return dropped;
    });
}

} // namespace chatmet::server
