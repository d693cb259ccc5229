// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/PictureSide.h"

#include "common/protocol/Limits.h"
#include "tests/simulation/FrameKind.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace protocol;

PictureOffer PictureSide::offer()
{
    Dice& dice = m_ground->dice;
    PictureOffer made;
    made.stream = StreamId::random(dice);
    made.chunks = static_cast<std::uint32_t>(dice.chance(500) ? 1 : dice.between(2, 9));
    made.lastBytes = static_cast<std::uint32_t>(dice.between(1, 300));
    m_offers[made.stream] = made;
    return made;
}

void PictureSide::offered(const MemberId& by, const PictureOffer& offer)
{
    Incoming& incoming = m_incoming[offer.stream];
    incoming.offer = offer;
    incoming.from = by;
    incoming.stream = offer.stream;
}

void PictureSide::act()
{
    Dice& dice = m_ground->dice;
    for (auto& [stream, incoming] : m_incoming) {
        if (incoming.state == State::Offered && dice.chance(500)) {
            incoming.state = State::Accepted;
            incoming.received = 0;
            incoming.stream = m_isRoom ? StreamId::random(dice) : stream;
            const auto window = static_cast<std::uint32_t>(dice.between(1, limits::streamWindowChunks));
            incoming.said = m_say(StreamAccept{m_conversation, incoming.stream, incoming.from, window,
                                               m_isRoom ? stream : StreamId{}},
                                  {});
        } else if ((incoming.state == State::Accepted || incoming.state == State::Open) && dice.chance(30)) {
            cancel(incoming);
        }
    }
    std::erase_if(m_outgoing, [&](const auto& one) {
        const bool isTakenBack = dice.chance(20);
        if (isTakenBack) {
            m_say(StreamEnd{m_conversation, one.first, StreamOutcome::Cancelled}, {});
            m_offers.erase(one.second.offer.stream);
        }
        return isTakenBack;
    });
    sendChunks();
}

void PictureSide::cancel(Incoming& incoming)
{
    incoming.state = State::Ended;
    m_say(StreamEnd{m_conversation, incoming.stream, StreamOutcome::Cancelled}, {});
    m_ground->count("pictures cancelled");
}

void PictureSide::credit(const Incoming& incoming)
{
    m_say(StreamCredit{m_conversation, incoming.stream, incoming.received,
                       incoming.received + limits::streamWindowChunks, 0},
          {});
}

// ---- sending

void PictureSide::on(const StreamAccept& frame)
{
    const auto offered = m_offers.find(frame.offered.isNull() ? frame.stream : frame.offered);
    if (offered == m_offers.end()) {
        m_say(StreamEnd{m_conversation, frame.stream, StreamOutcome::Gone}, {});
        return;
    }
    if (m_outgoing.contains(frame.stream))
        return;
    Outgoing& outgoing = m_outgoing[frame.stream];
    outgoing.offer = offered->second;
    outgoing.to = frame.member;
    outgoing.allowed = frame.credit;
    outgoing.opened = m_say(StreamOpen{m_conversation, frame.stream, outgoing.offer.bytesCount()}, {});
    sendChunks();
}

void PictureSide::on(const StreamCredit& frame)
{
    const auto found = m_outgoing.find(frame.stream);
    if (found == m_outgoing.end())
        return;
    Outgoing& outgoing = found->second;
    outgoing.received = frame.received;
    outgoing.allowed = frame.allowed;
    if (frame.resumeAt != 0) {
        outgoing.next = frame.resumeAt - 1;
        outgoing.halted = false;
    }
    require(m_lies || (outgoing.received <= outgoing.next &&
                       outgoing.allowed <= outgoing.received + limits::streamWindowChunks),
            "credit is for what was sent");
    sendChunks();
}

std::size_t PictureSide::inFlightBytes() const
{
    std::size_t bytes = 0;
    for (const auto& [stream, outgoing] : m_outgoing) {
        for (std::uint32_t number = outgoing.received; number < outgoing.highest; ++number)
            bytes += outgoing.offer.chunkBytes(number);
    }
    return bytes;
}

void PictureSide::sendChunks()
{
    for (auto& [stream, outgoing] : m_outgoing) {
        while (!outgoing.halted && outgoing.next < std::min(outgoing.allowed, outgoing.offer.chunks)) {
            const bool isAgain = outgoing.next < outgoing.highest; // it counts already
            if (!isAgain &&
                inFlightBytes() + outgoing.offer.chunkBytes(outgoing.next) > limits::pictureInFlightBytesMax)
                break;
            const std::uint32_t number = outgoing.next++;
            outgoing.highest = std::max(outgoing.highest, outgoing.next);
            m_say(StreamChunk{m_conversation, stream, number}, outgoing.offer.chunk(number));
        }
    }
}

// ---- receiving

void PictureSide::on(const StreamOpen& frame)
{
    Incoming* found = incomingOf(frame.stream);
    if (found == nullptr || found->state != State::Accepted)
        return; // cancelled meanwhile
    Incoming& incoming = *found;
    incoming.state = State::Open;
    incoming.received = 0;
    if (frame.bytesCount != incoming.offer.bytesCount())
        cancel(incoming); // somebody lies
}

void PictureSide::on(const StreamChunk& frame, const SharedBytes& body)
{
    Incoming* found = incomingOf(frame.stream);
    if (m_lies)
        return;
    require(found != nullptr, "no chunk of a picture that was never offered");
    Incoming& incoming = *found;
    if (incoming.state != State::Open)
        return;
    require(frame.number == incoming.received, "chunks come in order, each once");
    require(isSame(body, incoming.offer.chunk(frame.number)), "a chunk arrives as it was sent");
    ++incoming.received;
    m_ground->count("chunks");
    if (incoming.received < incoming.offer.chunks)
        return credit(incoming);
    incoming.state = State::Ended;
    m_say(StreamEnd{m_conversation, frame.stream, StreamOutcome::Done}, {});
    m_ground->count("pictures done");
}

void PictureSide::on(const StreamEnd& frame)
{
    if (!m_isRoom)
        m_offers.erase(frame.stream);
    if (m_outgoing.erase(frame.stream) != 0)
        sendChunks(); // of others, for which there is room now
    if (Incoming* incoming = incomingOf(frame.stream))
        incoming->state = State::Ended;
}

void PictureSide::memberLeft(const MemberId& member)
{
    std::erase_if(m_outgoing, [&](const auto& one) { return one.second.to == member; });
    for (auto& [stream, incoming] : m_incoming) {
        if (incoming.from == member)
            incoming.state = State::Ended;
    }
    sendChunks();
}

void PictureSide::refused(std::uint64_t sequence, const StreamId& stream)
{
    Incoming* found = incomingOf(stream);
    if (found != nullptr && found->said == sequence && found->state == State::Accepted)
        found->state = State::Offered;
}

PictureSide::Incoming* PictureSide::incomingOf(const StreamId& stream)
{
    const auto found = std::find_if(m_incoming.begin(), m_incoming.end(),
                                    [&](const auto& one) { return one.second.stream == stream; });
    return found == m_incoming.end() ? nullptr : &found->second;
}

MemberId PictureSide::otherEndOf(const StreamId& stream) const
{
    if (const auto sent = m_outgoing.find(stream); sent != m_outgoing.end())
        return sent->second.to;
    for (const auto& [offer, incoming] : m_incoming) {
        if (incoming.stream == stream)
            return incoming.from;
    }
    return {};
}

bool PictureSide::isActive(const StreamId& stream) const
{
    return m_outgoing.contains(stream) ||
           std::any_of(m_incoming.begin(), m_incoming.end(), [&](const auto& one) {
               return one.second.stream == stream &&
                      (one.second.state == State::Accepted || one.second.state == State::Open);
           });
}

void PictureSide::resumed()
{
    for (const auto& [stream, incoming] : m_incoming) {
        if (incoming.state == State::Accepted || incoming.state == State::Open)
            credit(incoming);
    }
    for (auto& [stream, outgoing] : m_outgoing) {
        outgoing.halted = outgoing.opened <= m_acknowledged;
        if (!outgoing.halted)
            outgoing.next = outgoing.highest = 0; // the server had not heard of it, nor of any chunk
    }
    sendChunks();
}

bool PictureSide::isQuiet() const
{
    return m_outgoing.empty() && std::none_of(m_incoming.begin(), m_incoming.end(), [](const auto& one) {
               return one.second.state == State::Accepted || one.second.state == State::Open;
           });
}

} // namespace chatmet::simulation
