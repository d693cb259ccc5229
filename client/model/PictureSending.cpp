// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PictureSending.h"

#include "client/model/PictureStream.h"
#include "client/model/PictureWindow.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

std::uint32_t PictureSending::Offer::chunks() const
{
    return chunkCount(static_cast<std::uint32_t>(file.size()));
}

PictureSending::PictureSending(ChatConnection& line, MessageStore& store, PictureWindow& window,
                               ConversationId conversation, ConversationKind kind, QObject* parent)
    : QObject(parent),
      m_line(line),
      m_store(store),
      m_window(window),
      m_conversation(conversation),
      m_kind(kind)
{
    m_window.add(this);
}

PictureSending::~PictureSending()
{
    m_window.remove(this);
}

bool PictureSending::makeRoom()
{
    if (m_offers.size() < limits::streamsPerSessionMax)
        return true;
    const auto idle = std::find_if(m_offers.begin(), m_offers.end(),
                                   [this](const Offer& offer) { return !isMoving(offer.id); });
    if (m_kind == ConversationKind::Pair || idle == m_offers.end())
        return false;
    finish(idle, idle->wasFetched ? PictureState::Here : PictureState::NotOpened);
    return true;
}

PictureSending::Offers::iterator PictureSending::findOffer(const StreamId& id)
{
    return std::find_if(m_offers.begin(), m_offers.end(), [&](const Offer& offer) { return offer.id == id; });
}

PictureSending::Streams::iterator PictureSending::find(const StreamId& id)
{
    return std::find_if(m_streams.begin(), m_streams.end(),
                        [&](const Stream& stream) { return stream.id == id; });
}

bool PictureSending::isMoving(const StreamId& offer) const
{
    return std::any_of(m_streams.begin(), m_streams.end(),
                       [&](const Stream& stream) { return stream.offer == offer; });
}

bool PictureSending::has(const StreamId& stream) const
{
    const auto isIt = [&](const auto& one) { return one.id == stream; };
    return std::any_of(m_offers.begin(), m_offers.end(), isIt) ||
           std::any_of(m_streams.begin(), m_streams.end(), isIt);
}

void PictureSending::add(const StreamId& stream, MessageKey key, const QByteArray& file)
{
    Offer offer;
    offer.id = stream;
    offer.key = key;
    offer.file = file;
    m_offers.push_back(std::move(offer));
}

void PictureSending::setSeal(const StreamId& id, seal::PictureSeal seal)
{
    if (const auto offer = findOffer(id); offer != m_offers.end())
        offer->seal = std::move(seal);
}

void PictureSending::forget(MessageKey key)
{
    for (const Offer& offer : m_offers) {
        if (offer.key == key)
            std::erase_if(m_streams, [&offer](const Stream& stream) { return stream.offer == offer.id; });
    }
    std::erase_if(m_offers, [key](const Offer& offer) { return offer.key == key; });
}

void PictureSending::take(const protocol::StreamAccept& accept)
{
    const auto offer = findOffer(accept.offered.isNull() ? accept.stream : accept.offered);
    // Nobody can have read an offer that is not sealed yet.
    if (offer == m_offers.end() || !offer->seal.hasKey())
        return sendEnd(accept.stream, protocol::StreamOutcome::Gone);
    if (find(accept.stream) != m_streams.end())
        return;
    const auto size = sealedStreamBytes(static_cast<std::uint32_t>(offer->file.size()));
    if (!m_line.send(protocol::StreamOpen{m_conversation, accept.stream, size})) {
        if (m_kind == ConversationKind::Pair)
            finish(offer, PictureState::Failed, PictureStreamWords::badTransfer());
        return;
    }
    Stream stream;
    stream.id = accept.stream;
    stream.offer = offer->id;
    stream.to = accept.member;
    stream.chunks = offer->chunks();
    stream.allowed = std::min(accept.credit, limits::streamWindowChunks);
    stream.openSequence = m_line.lastSentSequence();
    m_streams.push_back(stream);
    m_store.change(offer->key, [](Message& row) { row.picture = PictureState::Moving; });
    m_window.pump();
}

void PictureSending::take(const protocol::StreamCredit& credit)
{
    const auto stream = find(credit.stream);
    if (stream == m_streams.end())
        return;
    if (credit.received > stream->highest || credit.received < stream->received) {
        sendEnd(stream->id, protocol::StreamOutcome::Cancelled);
        return finish(stream, PictureState::Failed, PictureStreamWords::badTransfer());
    }
    stream->received = credit.received;
    stream->sent = std::max(stream->sent, stream->received); // passed on before it could go again
    if (credit.resumeAt != 0) {
        // What was on its way when a line dropped goes again: as the same bytes, its seal has no other.
        stream->sent = std::clamp(credit.resumeAt - 1, credit.received, stream->highest);
        stream->halted = false;
    }
    stream->allowed =
        std::max(stream->allowed, std::min(credit.allowed, credit.received + limits::streamWindowChunks));
    showProgress(*stream);
    m_window.pump();
}

void PictureSending::take(const protocol::StreamEnd& end)
{
    const auto stream = find(end.stream);
    if (stream == m_streams.end()) {
        // In a pair the partner may say no before anything has moved.
        if (const auto offer = findOffer(end.stream);
            offer != m_offers.end() && m_kind == ConversationKind::Pair)
            finish(offer,
                   end.outcome == protocol::StreamOutcome::Cancelled ? PictureState::Cancelled
                                                                     : PictureState::Failed,
                   end.outcome == protocol::StreamOutcome::Cancelled ? QString()
                                                                     : PictureStreamWords::badTransfer());
        return;
    }
    switch (end.outcome) {
    case protocol::StreamOutcome::Done:
        if (stream->sent == stream->chunks)
            finish(stream, PictureState::Here);
        else
            finish(stream, PictureState::Failed, PictureStreamWords::badTransfer());
        break;
    case protocol::StreamOutcome::Refused:
        finish(stream, PictureState::Failed, PictureStreamWords::serverRefused());
        Q_EMIT refused(Refusal::PictureRefused, Errc::Ok);
        return;
    case protocol::StreamOutcome::Gone:
        finish(stream, PictureState::Failed, PictureStreamWords::badTransfer());
        break;
    default: finish(stream, PictureState::Cancelled); break;
    }
    m_window.pump();
}

void PictureSending::lineLost()
{
    for (Stream& stream : m_streams)
        stream.halted = true;
}

void PictureSending::lineResumed(std::uint64_t acknowledged)
{
    for (Stream& stream : m_streams) {
        if (stream.halted && stream.openSequence > acknowledged) {
            stream.sent = 0;
            stream.highest = 0;
            stream.halted = false;
        }
    }
    m_window.pump();
}

bool PictureSending::refuse(const protocol::ErrorAnswer& error)
{
    const auto stream = find(error.stream);
    const auto offer = findOffer(error.stream);
    if (stream != m_streams.end())
        finish(stream, PictureState::Failed, PictureStreamWords::serverRefused());
    else if (offer != m_offers.end())
        finish(offer, PictureState::Failed, PictureStreamWords::serverRefused());
    else
        return false;
    m_window.pump();
    Q_EMIT refused(Refusal::PictureRefused, error.code, static_cast<int>(error.retryAfterMs));
    return true;
}

void PictureSending::memberLeft(const MemberId& member)
{
    std::vector<StreamId> offers;
    std::erase_if(m_streams, [&](const Stream& stream) {
        if (stream.to == member)
            offers.push_back(stream.offer);
        return stream.to == member;
    });
    for (const StreamId& id : offers) {
        if (const auto offer = findOffer(id); offer != m_offers.end())
            showRest(*offer);
    }
    m_window.pump();
}

void PictureSending::cancel(MessageKey key)
{
    const auto offer =
        std::find_if(m_offers.begin(), m_offers.end(), [key](const Offer& one) { return one.key == key; });
    if (offer == m_offers.end())
        return;
    for (const Stream& stream : m_streams) {
        if (stream.offer == offer->id)
            sendEnd(stream.id, protocol::StreamOutcome::Cancelled);
    }
    finish(offer, PictureState::Cancelled);
    m_window.pump();
}

void PictureSending::endAll()
{
    const Streams streams = std::exchange(m_streams, {});
    for (const Offer& offer : std::exchange(m_offers, {})) {
        const bool wasMoving = std::any_of(streams.begin(), streams.end(), [&offer](const Stream& stream) {
            return stream.offer == offer.id;
        });
        m_store.change(offer.key, [&](Message& row) {
            row.picture = wasMoving          ? PictureState::Failed
                          : offer.wasFetched ? PictureState::Here
                                             : PictureState::NotOpened;
            row.pictureProblem = wasMoving ? PictureStreamWords::endedBefore() : QString();
            row.file.clear();
        });
    }
    m_window.pump(); // what was on its way has made room
}

std::uint32_t PictureSending::inFlight() const
{
    std::uint32_t chunks = 0;
    // What was sent before a line dropped counts although it goes again: the server may have passed it on.
    for (const Stream& stream : m_streams)
        chunks += stream.highest - stream.received;
    return chunks;
}

bool PictureSending::sendNext(bool hasRoom)
{
    if (m_line.state() != LineState::Online)
        return false;
    for (std::size_t looked = 0; looked < m_streams.size(); ++looked) {
        m_turn %= m_streams.size();
        Stream& stream = m_streams[m_turn++];
        const auto offer = findOffer(stream.offer);
        if (stream.halted || offer == m_offers.end() ||
            stream.sent >= std::min(stream.allowed, stream.chunks) ||
            (!hasRoom && stream.sent >= stream.highest))
            continue;
        return sendChunk(stream, *offer);
    }
    return false;
}

/// False where the line takes none now: it is the next one still.
bool PictureSending::sendChunk(Stream& stream, const Offer& offer)
{
    const std::size_t offset = std::size_t{stream.sent} * limits::chunkContentBytes;
    const std::size_t size =
        std::min(static_cast<std::size_t>(offer.file.size()) - offset, limits::chunkContentBytes);
    const auto* data = reinterpret_cast<const std::uint8_t*>(offer.file.constData()) + offset;
    const bool isLast = stream.sent + 1 == stream.chunks;
    if (!m_line.send(protocol::StreamChunk{m_conversation, stream.id, stream.sent},
                     SharedBytes(offer.seal.seal({data, size}, stream.sent, isLast))))
        return false;
    ++stream.sent;
    stream.highest = std::max(stream.highest, stream.sent);
    return true;
}

void PictureSending::sendEnd(const StreamId& stream, protocol::StreamOutcome outcome)
{
    // Where there is no room for it, the stream stands still and ends with the conversation.
    static_cast<void>(m_line.send(protocol::StreamEnd{m_conversation, stream, outcome}));
}

void PictureSending::finish(Streams::iterator stream, PictureState state, const QString& problem)
{
    const auto offer = findOffer(stream->offer);
    m_streams.erase(stream);
    if (offer == m_offers.end())
        return;
    if (m_kind == ConversationKind::Pair)
        return finish(offer, state, problem);
    offer->wasFetched = offer->wasFetched || state == PictureState::Here;
    showRest(*offer);
}

/// The file goes but where another try may help.
void PictureSending::finish(Offers::iterator offer, PictureState state, const QString& problem)
{
    const MessageKey key = offer->key;
    std::erase_if(m_streams, [&offer](const Stream& stream) { return stream.offer == offer->id; });
    m_offers.erase(offer);
    m_store.change(key, [&](Message& row) {
        row.picture = state;
        row.pictureProblem = problem;
        if (state == PictureState::Here)
            row.pictureProgress = 1'000;
        if (state != PictureState::Failed)
            row.file.clear();
    });
}

void PictureSending::showRest(const Offer& offer)
{
    const bool moves = isMoving(offer.id);
    m_store.change(offer.key, [&](Message& row) {
        row.picture = moves              ? PictureState::Moving
                      : offer.wasFetched ? PictureState::Here
                                         : PictureState::Offered;
        if (!moves)
            row.pictureProgress = offer.wasFetched ? 1'000 : 0;
    });
}

void PictureSending::showProgress(const Stream& stream)
{
    const auto offer = findOffer(stream.offer);
    if (offer == m_offers.end())
        return;
    const int progress = progressOf(stream.received, stream.chunks);
    m_store.change(offer->key, [progress](Message& row) { row.pictureProgress = progress; });
}

} // namespace chatmet::client
