// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/PictureSide.h"

#include "common/protocol/Limits.h"

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
    m_outgoing[made.stream].offer = made;
    return made;
}

void PictureSide::offered(const MemberId& by, const PictureOffer& offer)
{
    Incoming& incoming = m_incoming[offer.stream];
    incoming.offer = offer;
    incoming.from = by;
}

void PictureSide::act()
{
    Dice& dice = m_ground->dice;
    for (auto& [stream, incoming] : m_incoming) {
        if (incoming.state == State::Offered && dice.chance(500)) {
            incoming.state = State::Accepted;
            incoming.received = 0;
            incoming.said =
                m_say(StreamAccept{m_conversation, stream, incoming.from,
                                   static_cast<std::uint32_t>(dice.between(1, limits::streamWindowChunks))},
                      {});
        } else if ((incoming.state == State::Accepted || incoming.state == State::Open) && dice.chance(30)) {
            cancel(incoming);
        }
    }
    std::erase_if(m_outgoing, [&](const auto& one) {
        const bool isTakenBack = one.second.open && dice.chance(20);
        if (isTakenBack)
            m_say(StreamEnd{m_conversation, one.first, StreamOutcome::Cancelled}, {});
        return isTakenBack;
    });
    sendChunks();
}

void PictureSide::cancel(Incoming& incoming)
{
    incoming.state = State::Ended;
    m_say(StreamEnd{m_conversation, incoming.offer.stream, StreamOutcome::Cancelled}, {});
    m_ground->count("pictures cancelled");
}

void PictureSide::credit(const Incoming& incoming)
{
    m_say(StreamCredit{m_conversation, incoming.offer.stream, incoming.received,
                       incoming.received + limits::streamWindowChunks, 0},
          {});
}

// ---- sending

void PictureSide::on(const StreamAccept& frame)
{
    const auto found = m_outgoing.find(frame.stream);
    if (found == m_outgoing.end()) {
        m_say(StreamEnd{m_conversation, frame.stream, StreamOutcome::Gone}, {});
        return;
    }
    Outgoing& outgoing = found->second;
    if (outgoing.open)
        return;
    outgoing.open = true;
    outgoing.halted = false;
    outgoing.next = 0;
    outgoing.highest = 0;
    outgoing.received = 0;
    outgoing.allowed = frame.credit;
    outgoing.opened = m_say(StreamOpen{m_conversation, frame.stream, outgoing.offer.bytesCount()}, {});
    sendChunks();
}

void PictureSide::on(const StreamCredit& frame)
{
    const auto found = m_outgoing.find(frame.stream);
    if (found == m_outgoing.end() || !found->second.open)
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
        for (std::uint32_t number = outgoing.received; outgoing.open && number < outgoing.highest; ++number)
            bytes += outgoing.offer.chunkBytes(number);
    }
    return bytes;
}

void PictureSide::sendChunks()
{
    for (auto& [stream, outgoing] : m_outgoing) {
        while (outgoing.open && !outgoing.halted &&
               outgoing.next < std::min(outgoing.allowed, outgoing.offer.chunks)) {
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
    const auto found = m_incoming.find(frame.stream);
    if (found == m_incoming.end() || found->second.state != State::Accepted)
        return; // cancelled meanwhile
    Incoming& incoming = found->second;
    incoming.state = State::Open;
    incoming.received = 0;
    if (frame.bytesCount != incoming.offer.bytesCount())
        cancel(incoming); // somebody lies
}

void PictureSide::on(const StreamChunk& frame, const SharedBytes& body)
{
    const auto found = m_incoming.find(frame.stream);
    if (m_lies)
        return;
    require(found != m_incoming.end(), "no chunk of a picture that was never offered");
    Incoming& incoming = found->second;
    if (incoming.state != State::Open)
        return;
    require(frame.number == incoming.received, "chunks come in order, each once");
    require(body.view() == incoming.offer.chunk(frame.number).view(), "a chunk arrives as it was sent");
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
    if (m_outgoing.erase(frame.stream) != 0)
        sendChunks(); // of others, for which there is room now
    if (const auto found = m_incoming.find(frame.stream); found != m_incoming.end())
        found->second.state = State::Ended;
}

void PictureSide::refused(std::uint64_t sequence, const StreamId& stream)
{
    const auto found = m_incoming.find(stream);
    if (found != m_incoming.end() && found->second.said == sequence && found->second.state == State::Accepted)
        found->second.state = State::Offered;
}

bool PictureSide::isActive(const StreamId& stream) const
{
    const auto sent = m_outgoing.find(stream);
    const auto got = m_incoming.find(stream);
    return (sent != m_outgoing.end() && sent->second.open) ||
           (got != m_incoming.end() &&
            (got->second.state == State::Accepted || got->second.state == State::Open));
}

void PictureSide::resumed()
{
    for (const auto& [stream, incoming] : m_incoming) {
        if (incoming.state == State::Accepted || incoming.state == State::Open)
            credit(incoming);
    }
    for (auto& [stream, outgoing] : m_outgoing) {
        outgoing.halted = outgoing.open && outgoing.opened <= m_acknowledged;
        if (outgoing.open && !outgoing.halted)
            outgoing.next = outgoing.highest = 0; // the server had not heard of it, nor of any chunk
    }
    sendChunks();
}

bool PictureSide::isQuiet() const
{
    return std::none_of(m_outgoing.begin(), m_outgoing.end(),
                        [](const auto& one) { return one.second.open; }) &&
           std::none_of(m_incoming.begin(), m_incoming.end(), [](const auto& one) {
               return one.second.state == State::Accepted || one.second.state == State::Open;
           });
}

} // namespace chatmet::simulation
