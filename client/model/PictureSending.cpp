// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PictureSending.h"

#include "client/model/PictureStream.h"

#include <algorithm>

namespace chatmet::client {

std::uint32_t PictureSending::Stream::chunks() const
{
    return chunkCount(static_cast<std::uint32_t>(file.size()));
}

PictureSending::PictureSending(ChatConnection& line, MessageStore& store, ConversationId conversation,
                               QObject* parent)
    : QObject(parent), m_line(line), m_store(store), m_conversation(conversation)
{
}

std::size_t PictureSending::moving() const
{
    return static_cast<std::size_t>(
        std::count_if(m_streams.begin(), m_streams.end(), [](const Stream& stream) { return stream.open; }));
}

PictureSending::Streams::iterator PictureSending::find(const StreamId& id)
{
    return std::find_if(m_streams.begin(), m_streams.end(),
                        [&](const Stream& stream) { return stream.id == id; });
}

bool PictureSending::has(const StreamId& stream) const
{
    return std::any_of(m_streams.begin(), m_streams.end(),
                       [&](const Stream& one) { return one.id == stream; });
}

void PictureSending::add(const StreamId& stream, MessageKey key, const QByteArray& file)
{
    Stream added;
    added.id = stream;
    added.key = key;
    added.file = file;
    m_streams.push_back(std::move(added));
}

void PictureSending::setSeal(const StreamId& id, seal::PictureSeal seal)
{
    if (const auto stream = find(id); stream != m_streams.end())
        stream->seal = std::move(seal);
}

void PictureSending::forget(MessageKey key)
{
    std::erase_if(m_streams, [key](const Stream& stream) { return stream.key == key; });
}

void PictureSending::take(const protocol::StreamAccept& accept)
{
    const auto stream = find(accept.stream);
    // Nobody can have read an offer that is not sealed yet.
    if (stream == m_streams.end() || !stream->seal.hasKey())
        return sendEnd(accept.stream, protocol::StreamOutcome::Gone);
    if (stream->open)
        return;
    const auto size = sealedStreamBytes(static_cast<std::uint32_t>(stream->file.size()));
    if (!m_line.send(protocol::StreamOpen{m_conversation, stream->id, size}))
        return finish(stream, PictureState::Failed, PictureStreamWords::badTransfer());
    stream->open = true;
    stream->allowed = std::min(accept.credit, limits::streamWindowChunks);
    stream->openSequence = m_line.lastSentSequence();
    m_store.change(stream->key, [](Message& row) { row.picture = PictureState::Moving; });
    pump();
}

void PictureSending::take(const protocol::StreamCredit& credit)
{
    const auto stream = find(credit.stream);
    if (stream == m_streams.end() || !stream->open)
        return;
    if (credit.received > stream->sent || credit.received < stream->received) {
        sendEnd(stream->id, protocol::StreamOutcome::Cancelled);
        return finish(stream, PictureState::Failed, PictureStreamWords::badTransfer());
    }
    stream->received = credit.received;
    if (credit.resumeAt != 0) {
        // What was on its way when a line dropped goes again: as the same bytes, its seal has no other.
        stream->sent = std::clamp(credit.resumeAt - 1, credit.received, stream->sent);
        stream->halted = false;
    }
    stream->allowed =
        std::max(stream->allowed, std::min(credit.allowed, credit.received + limits::streamWindowChunks));
    showProgress(*stream);
    pump();
}

void PictureSending::take(const protocol::StreamEnd& end)
{
    const auto stream = find(end.stream);
    if (stream == m_streams.end())
        return;
    switch (end.outcome) {
    case protocol::StreamOutcome::Done:
        if (stream->open && stream->sent == stream->chunks())
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
    pump();
}

void PictureSending::lineLost()
{
    for (Stream& stream : m_streams)
        stream.halted = stream.open;
}

void PictureSending::lineResumed(std::uint64_t acknowledged)
{
    for (Stream& stream : m_streams) {
        if (stream.halted && stream.openSequence > acknowledged) {
            stream.sent = 0;
            stream.halted = false;
        }
    }
    pump();
}

bool PictureSending::refuse(const StreamId& id, Errc code)
{
    const auto stream = find(id);
    if (stream == m_streams.end())
        return false;
    finish(stream, PictureState::Failed, PictureStreamWords::serverRefused());
    pump();
    Q_EMIT refused(Refusal::PictureRefused, code);
    return true;
}

void PictureSending::cancel(MessageKey key)
{
    const auto stream =
        std::find_if(m_streams.begin(), m_streams.end(), [key](const Stream& one) { return one.key == key; });
    if (stream == m_streams.end())
        return;
    if (stream->open)
        sendEnd(stream->id, protocol::StreamOutcome::Cancelled);
    finish(stream, PictureState::Cancelled);
    pump();
}

void PictureSending::endAll()
{
    for (const Stream& stream : std::exchange(m_streams, {})) {
        m_store.change(stream.key, [&stream](Message& row) {
            row.picture = stream.open ? PictureState::Failed : PictureState::NotOpened;
            row.pictureProblem = stream.open ? PictureStreamWords::endedBefore() : QString();
            row.file.clear();
        });
    }
}

/// One chunk of each stream in turn while the window of all together and the stream's own credit last.
void PictureSending::pump()
{
    if (m_line.state() != LineState::Online)
        return;
    std::uint32_t inFlight = 0;
    for (const Stream& stream : m_streams)
        inFlight += stream.sent - stream.received;
    constexpr std::uint32_t inFlightMax = limits::pictureInFlightBytesMax / limits::bodyBytesMax;
    std::size_t idle = 0;
    while (inFlight < inFlightMax && idle < m_streams.size()) {
        m_turn %= m_streams.size();
        Stream& stream = m_streams[m_turn++];
        if (!stream.open || stream.halted || stream.sent >= std::min(stream.allowed, stream.chunks())) {
            ++idle;
            continue;
        }
        idle = 0;
        sendChunk(stream);
        ++inFlight;
    }
}

void PictureSending::sendChunk(Stream& stream)
{
    const std::size_t offset = std::size_t{stream.sent} * limits::chunkContentBytes;
    const std::size_t size =
        std::min(static_cast<std::size_t>(stream.file.size()) - offset, limits::chunkContentBytes);
    const auto* data = reinterpret_cast<const std::uint8_t*>(stream.file.constData()) + offset;
    const bool isLast = stream.sent + 1 == stream.chunks();
    m_line.send(protocol::StreamChunk{m_conversation, stream.id, stream.sent},
                SharedBytes(stream.seal.seal({data, size}, stream.sent, isLast)));
    ++stream.sent;
}

void PictureSending::sendEnd(const StreamId& stream, protocol::StreamOutcome outcome)
{
    m_line.send(protocol::StreamEnd{m_conversation, stream, outcome});
}

/// The file goes but where another try may help.
void PictureSending::finish(Streams::iterator stream, PictureState state, const QString& problem)
{
    const MessageKey key = stream->key;
    m_streams.erase(stream);
    m_store.change(key, [&](Message& row) {
        row.picture = state;
        row.pictureProblem = problem;
        if (state == PictureState::Here)
            row.pictureProgress = 1'000;
        if (state != PictureState::Failed)
            row.file.clear();
    });
}

void PictureSending::showProgress(const Stream& stream)
{
    const int progress = progressOf(stream.received, stream.chunks());
    m_store.change(stream.key, [progress](Message& row) { row.pictureProgress = progress; });
}

} // namespace chatmet::client
