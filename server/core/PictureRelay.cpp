// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/PictureRelay.h"

#include "common/protocol/Limits.h"
#include "server/core/GiveBack.h"

#include <algorithm>
#include <utility>

namespace chatmet::server {

namespace {

using Judgement = PictureRelay::Judgement;
using Verdict = PictureRelay::Verdict;

constexpr std::uint32_t bodyBytesMax = limits::bodyBytesMax;
/// Enough for everything that can be on its way when streams end at once; bounded, oldest forgotten first.
constexpr std::size_t endedRememberedMax = 2 * limits::streamsPerSessionMax;

Judgement forward()
{
    return {Verdict::Forward, Errc::Ok};
}

Judgement refuse(Errc code)
{
    return {Verdict::Refuse, code};
}

std::size_t chunkBytes(const PictureRelay::Stream& stream, std::uint32_t number)
{
    const bool isLast = number + 1 == stream.chunksCount;
    return isLast ? stream.bytesCount - number * bodyBytesMax : bodyBytesMax;
}

} // namespace

const PictureRelay::Stream* PictureRelay::find(const StreamId& id) const
{
    const auto found = std::find_if(m_streams.begin(), m_streams.end(),
                                    [&](const Stream& stream) { return stream.id == id; });
    return found == m_streams.end() ? nullptr : &*found;
}

PictureRelay::Stream* PictureRelay::findMutable(const StreamId& id)
{
    return const_cast<Stream*>(find(id));
}

bool PictureRelay::hasEnded(const StreamId& id) const
{
    return std::any_of(m_ended.begin(), m_ended.end(),
                       [&](const EndedStream& ended) { return ended.id == id; });
}

Judgement PictureRelay::unknown(const StreamId& id) const
{
    // A side that has not heard of the end yet goes on for a moment. Both are told anyway, so it is no error.
    if (hasEnded(id))
        return {Verdict::Ignore, Errc::Ok};
    return refuse(Errc::StreamUnknown);
}

Judgement PictureRelay::accept(const StreamId& id, const MemberId& sender, const MemberId& receiver,
                               std::uint32_t& credit, std::int64_t nowMs)
{
    if (find(id) != nullptr)
        return refuse(Errc::StreamExists);
    if (hasEnded(id))
        return refuse(Errc::StreamUnknown);
    if (countOf(sender) >= limits::streamsPerSessionMax || countOf(receiver) >= limits::streamsPerSessionMax)
        return refuse(Errc::StreamsTooMany);
    credit = std::min(credit, limits::streamWindowChunks);
    Stream stream;
    stream.id = id;
    stream.sender = sender;
    stream.receiver = receiver;
    stream.allowed = credit;
    stream.sinceMs = nowMs;
    m_streams.push_back(std::move(stream));
    return forward();
}

Judgement PictureRelay::open(const StreamId& id, const MemberId& sender, std::uint32_t bytesCount,
                             ByteBudget& budget, std::size_t markBytes)
{
    Stream* stream = findMutable(id);
    if (stream == nullptr)
        return unknown(id);
    if (stream->sender != sender)
        return refuse(Errc::StreamUnknown);
    if (stream->isOpen())
        return refuse(Errc::StreamExists);
    if (bytesCount == 0 || bytesCount > limits::streamBytesMax)
        return refuse(Errc::StreamTooLarge);
    const std::size_t windowBytes =
        std::min<std::size_t>(bytesCount, limits::streamWindowChunks * bodyBytesMax);
    if (!budget.fitsBelow(windowBytes, markBytes))
        return refuse(Errc::OverBudget);
    stream->charge = budget.chargeAlways(windowBytes);
    stream->bytesCount = bytesCount;
    stream->chunksCount = (bytesCount + bodyBytesMax - 1) / bodyBytesMax;
    return forward();
}

Judgement PictureRelay::chunk(const StreamId& id, const MemberId& sender, std::uint32_t number,
                              std::size_t bodyBytes)
{
    Stream* stream = findMutable(id);
    if (stream == nullptr)
        return unknown(id);
    if (stream->sender != sender)
        return refuse(Errc::StreamUnknown);
    if (stream->halted)
        return {Verdict::Ignore, Errc::Ok}; // it will be sent again, once the receiver is there to take it
    if (!stream->isOpen())
        return refuse(Errc::StreamUnknown);
    if (stream->resumed && number != stream->relayed)
        return {Verdict::Ignore, Errc::Ok}; // sent before its sender heard where to go on, or twice for that
    if (number != stream->relayed || number >= stream->chunksCount ||
        bodyBytes != chunkBytes(*stream, number))
        return refuse(Errc::ChunkNumber);
    // The clients hold to pictureInFlightBytesMax by credits that they learn of later than this server does,
    // so the sum here never refuses one that keeps the rule. It keeps a reader's queue below its limit.
    if (number >= stream->allowed || inFlightBytes(sender) + bodyBytes > limits::pictureInFlightBytesMax)
        return refuse(Errc::ChunkNoCredit);
    ++stream->relayed;
    return forward();
}

Judgement PictureRelay::credit(const MemberId& receiver, protocol::StreamCredit& frame)
{
    frame.resumeAt = 0; // the server's to say
    Stream* stream = findMutable(frame.stream);
    if (stream == nullptr)
        return unknown(frame.stream);
    if (stream->receiver != receiver)
        return refuse(Errc::StreamUnknown);
    if (frame.received < stream->received || frame.received > stream->relayed)
        return refuse(Errc::ChunkNumber);
    // Once allowed stays allowed: the sender may have used it already.
    frame.allowed =
        std::max(stream->allowed, std::min(frame.allowed, frame.received + limits::streamWindowChunks));
    if (stream->halted) {
        stream->halted = false;
        stream->resumed = true;
        stream->relayed = frame.received;
        frame.resumeAt = stream->relayed + 1;
    } else if (frame.received == stream->received && frame.allowed == stream->allowed) {
        // Nothing new: handed on, it would fill the sender's queue as often as the receiver likes.
        return {Verdict::Ignore, Errc::Ok};
    }
    stream->received = frame.received;
    stream->allowed = frame.allowed;
    return forward();
}

void PictureRelay::halt(const MemberId& receiver)
{
    for (Stream& stream : m_streams)
        stream.halted = stream.halted || stream.receiver == receiver;
}

std::vector<protocol::StreamCredit> PictureRelay::goOn(const MemberId& sender,
                                                       const ConversationId& conversation)
{
    std::vector<protocol::StreamCredit> credits;
    for (Stream& stream : m_streams) {
        if (stream.sender != sender || !stream.isOpen())
            continue;
        stream.resumed = true;
        if (!stream.halted) // else its receiver's first credit says where
            credits.push_back({conversation, stream.id, stream.received, stream.allowed, stream.relayed + 1});
    }
    return credits;
}

Judgement PictureRelay::judgeEnd(const StreamId& id, const MemberId& member,
                                 protocol::StreamOutcome outcome) const
{
    using protocol::StreamOutcome;
    if (outcome == StreamOutcome::Unknown || outcome == StreamOutcome::Refused)
        return {Verdict::Break, Errc::BadHeader};
    const Stream* stream = find(id);
    if (stream == nullptr)
        return unknown(id);
    if (!stream->isOf(member))
        return refuse(Errc::StreamUnknown);
    if (outcome != StreamOutcome::Done)
        return forward();
    if (stream->receiver != member)
        return {Verdict::Break, Errc::BadHeader};
    if (!stream->isOpen() || stream->relayed != stream->chunksCount)
        return refuse(Errc::ChunkNumber);
    return forward();
}

void PictureRelay::end(const StreamId& id, std::int64_t nowMs)
{
    eraseIfAndGiveBack(m_streams, [&](const Stream& stream) { return stream.id == id; });
    m_ended.push_back({id, nowMs});
    if (m_ended.size() > endedRememberedMax)
        m_ended.pop_front();
}

void PictureRelay::endAllOf(const MemberId& member, std::int64_t nowMs)
{
    std::vector<StreamId> ending;
    for (const Stream& stream : m_streams) {
        if (stream.isOf(member))
            ending.push_back(stream.id);
    }
    for (const StreamId& id : ending)
        end(id, nowMs);
}

std::size_t PictureRelay::countOf(const MemberId& member) const
{
    return static_cast<std::size_t>(std::count_if(m_streams.begin(), m_streams.end(),
                                                  [&](const Stream& stream) { return stream.isOf(member); }));
}

std::size_t PictureRelay::inFlightBytes(const MemberId& sender) const
{
    std::size_t bytes = 0;
    for (const Stream& stream : m_streams) {
        if (stream.sender != sender)
            continue;
        for (std::uint32_t number = stream.received; number < stream.relayed; ++number)
            bytes += chunkBytes(stream, number);
    }
    return bytes;
}

} // namespace chatmet::server
