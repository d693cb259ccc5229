// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PictureReceiving.h"

#include "client/model/PictureStream.h"
#include "client/picture/PictureLimits.h"

#include <QTimer>

#include <algorithm>

namespace chatmet::client {

namespace {

constexpr int askAgainMs = 250; ///< about as long as a large picture takes to decode

} // namespace

PictureReceiving::PictureReceiving(ChatConnection& line, MessageStore& store, PictureReader* reader,
                                   ConversationId conversation, ConversationKind kind, QObject* parent)
    : QObject(parent),
      m_line(line),
      m_store(store),
      m_reader(reader),
      m_conversation(conversation),
      m_kind(kind),
      m_decoding(std::make_unique<QObject>())
{
}

std::size_t PictureReceiving::moving() const
{
    return static_cast<std::size_t>(
        std::count_if(m_streams.begin(), m_streams.end(),
                      [](const Stream& stream) { return stream.step != Step::Offered; }));
}

bool PictureReceiving::has(const StreamId& stream) const
{
    return std::any_of(m_streams.begin(), m_streams.end(),
                       [&](const Stream& one) { return one.offer == stream || one.id == stream; });
}

PictureReceiving::Streams::iterator PictureReceiving::find(const StreamId& id)
{
    return std::find_if(m_streams.begin(), m_streams.end(),
                        [&](const Stream& stream) { return stream.id == id; });
}

PictureReceiving::Streams::iterator PictureReceiving::find(MessageKey key)
{
    return std::find_if(m_streams.begin(), m_streams.end(),
                        [&](const Stream& stream) { return stream.key == key; });
}

void PictureReceiving::add(const protocol::PictureOffer& offer, MessageKey key, const MemberId& author,
                           seal::PictureSeal seal)
{
    dropUnseen();
    Stream stream;
    stream.offer = offer.stream;
    if (m_kind == ConversationKind::Pair)
        stream.id = offer.stream;
    stream.key = key;
    stream.author = author;
    stream.bytesCount = offer.bytesCount;
    stream.seal = std::move(seal);
    m_streams.push_back(std::move(stream));
}

/// The list shows the newest rows only. What a partner offered in those that are gone can't be clicked any
/// more.
void PictureReceiving::dropUnseen()
{
    // In the order of their rows, so that this looks at the first one only in most cases.
    while (!m_streams.empty() && m_store.find(m_streams.front().key) == nullptr) {
        if (m_streams.front().step != Step::Offered)
            sendEnd(m_streams.front().id, protocol::StreamOutcome::Cancelled);
        m_streams.pop_front();
    }
}

void PictureReceiving::accept(MessageKey key)
{
    const auto stream = find(key);
    if (stream == m_streams.end() || stream->step != Step::Offered)
        return;
    const bool isRoom = m_kind == ConversationKind::Room;
    if (isRoom)
        stream->id = StreamId::random(systemRandom(), m_conversation.node());
    if (!m_line.send(protocol::StreamAccept{m_conversation, stream->id, stream->author,
                                            limits::streamWindowChunks, isRoom ? stream->offer : StreamId{}}))
        return;
    stream->step = Step::Accepted;
    stream->allowed = limits::streamWindowChunks;
    m_store.change(key, [](Message& row) { row.picture = PictureState::Waiting; });
}

void PictureReceiving::decline(MessageKey key)
{
    const auto stream = find(key);
    if (stream == m_streams.end() || stream->step != Step::Offered)
        return;
    m_store.change(key, [](Message& row) { row.picture = PictureState::Declined; });
}

void PictureReceiving::cancel(MessageKey key)
{
    const auto stream = find(key);
    if (stream == m_streams.end() || stream->step == Step::Offered)
        return;
    sendEnd(stream->id, protocol::StreamOutcome::Cancelled);
    finish(stream, PictureState::Cancelled);
}

void PictureReceiving::drop(MessageKey key)
{
    cancel(key);
    if (const auto offered = find(key); offered != m_streams.end())
        m_streams.erase(offered);
}

void PictureReceiving::dropOf(const MemberId& author)
{
    std::erase_if(m_streams, [&author](const Stream& stream) { return stream.author == author; });
}

void PictureReceiving::take(const protocol::StreamOpen& open)
{
    const auto stream = find(open.stream);
    if (stream == m_streams.end())
        return;
    // What the click agreed to is what comes, or nothing does.
    if (stream->step != Step::Accepted || open.bytesCount != sealedStreamBytes(stream->bytesCount))
        return breakOff(stream);
    stream->step = Step::Open;
    stream->bytes.reserve(static_cast<qsizetype>(stream->bytesCount));
}

bool PictureReceiving::fits(const Stream& stream, const protocol::StreamChunk& chunk, std::size_t size)
{
    const std::uint32_t chunks = chunkCount(stream.bytesCount);
    if (stream.step != Step::Open || chunk.number != stream.received || chunk.number >= stream.allowed ||
        chunk.number >= chunks)
        return false;
    const std::size_t rest = stream.bytesCount - static_cast<std::size_t>(stream.bytes.size());
    return size == std::min(rest, limits::chunkContentBytes) + seal::chunkTagBytes;
}

void PictureReceiving::take(const protocol::StreamChunk& chunk, const SharedBytes& body)
{
    const auto stream = find(chunk.stream);
    if (stream == m_streams.end())
        return;
    if (!fits(*stream, chunk, body.size()))
        return breakOff(stream);
    const std::uint32_t chunks = chunkCount(stream->bytesCount);
    const auto plain = stream->seal.open(body.span(), chunk.number, chunk.number + 1 == chunks);
    if (!plain)
        return breakOff(stream);
    stream->bytes.append(reinterpret_cast<const char*>(plain->data()), static_cast<qsizetype>(plain->size()));
    ++stream->received;
    if (stream->received == chunks) {
        sendEnd(stream->id, protocol::StreamOutcome::Done);
        const MessageKey key = stream->key;
        QByteArray bytes = std::move(stream->bytes);
        m_streams.erase(stream);
        return decode(key, std::move(bytes));
    }
    stream->allowed = stream->received + limits::streamWindowChunks;
    sendCredit(*stream);
    const int progress = progressOf(stream->received, chunks);
    m_store.change(stream->key, [progress](Message& row) {
        row.picture = PictureState::Moving;
        row.pictureProgress = progress;
    });
}

void PictureReceiving::lineResumed()
{
    for (const Stream& stream : m_streams) {
        if (stream.step != Step::Offered)
            sendCredit(stream);
    }
}

void PictureReceiving::take(const protocol::StreamEnd& end)
{
    const auto stream = find(end.stream);
    if (stream == m_streams.end())
        return;
    switch (end.outcome) {
    case protocol::StreamOutcome::Gone:
        return finish(stream, PictureState::Failed, PictureStreamWords::gone());
    case protocol::StreamOutcome::Refused:
        return finish(stream, PictureState::Failed, PictureStreamWords::serverRefused());
    case protocol::StreamOutcome::Cancelled: return finish(stream, PictureState::Cancelled);
    default: return finish(stream, PictureState::Failed, PictureStreamWords::badTransfer());
    }
}

bool PictureReceiving::refuse(const protocol::ErrorAnswer& error)
{
    const auto stream = find(error.stream);
    if (stream == m_streams.end())
        return false;
    if (stream->step == Step::Offered)
        return true; // its accept was refused before, and this is about what followed that
    const bool mayTryAgain =
        stream->step == Step::Accepted && (error.code == Errc::StreamsTooMany ||
                                           error.code == Errc::OverBudget || error.code == Errc::RateLimited);
    if (!mayTryAgain) {
        finish(stream, PictureState::Failed, PictureStreamWords::serverRefused());
    } else {
        stream->step = Step::Offered;
        m_store.change(stream->key, [](Message& row) { row.picture = PictureState::Offered; });
    }
    Q_EMIT refused(error.code == Errc::StreamsTooMany ? Refusal::TooManyPictures : Refusal::PictureRefused,
                   error.code, static_cast<int>(error.retryAfterMs));
    return true;
}

void PictureReceiving::decode(MessageKey key, QByteArray bytes)
{
    const bool stillThere = m_store.change(key, [](Message& row) {
        row.picture = PictureState::Decoding;
        row.pictureProgress = 1'000;
    });
    if (!stillThere)
        return;
    if (m_reader == nullptr)
        return show(key, bytes, {});
    m_reader->decode(bytes, QSize(picturePreviewSide, picturePreviewSide), m_decoding.get(),
                     [this, key, bytes](const PictureResult& result) { show(key, bytes, result); });
}

void PictureReceiving::show(MessageKey key, const QByteArray& bytes, const PictureResult& result)
{
    if (result.error == PictureError::Busy) {
        QTimer::singleShot(askAgainMs, m_decoding.get(), [this, key, bytes] { decode(key, bytes); });
        return;
    }
    const Message* waiting = m_store.find(key);
    if (waiting == nullptr || waiting->kind != MessageKind::Picture)
        return; // taken back meanwhile
    const bool good = result.error == PictureError::None;
    const bool stillThere = m_store.change(key, [&](Message& row) {
        row.picture = good ? PictureState::Here : PictureState::Failed;
        row.pictureProblem = PictureStreamWords::of(result.error);
        if (!good)
            return;
        // The offer was a promise; the header is what it is.
        if (!result.claimed.isEmpty())
            row.pictureSize = result.claimed;
        row.preview = result.image;
        row.file = bytes;
    });
    if (good && stillThere)
        Q_EMIT shown(key);
}

void PictureReceiving::endAll()
{
    for (const Stream& stream : std::exchange(m_streams, {})) {
        m_store.change(stream.key, [&stream](Message& row) {
            const bool hadBegun = stream.step == Step::Open;
            row.picture = hadBegun ? PictureState::Failed : PictureState::NotOpened;
            row.pictureProblem = hadBegun ? PictureStreamWords::endedBefore() : QString();
        });
    }
}

void PictureReceiving::forget()
{
    Streams().swap(m_streams);
    m_decoding.reset();
}

/// What came breaks the rules of a stream.
void PictureReceiving::breakOff(Streams::iterator stream)
{
    sendEnd(stream->id, protocol::StreamOutcome::Cancelled);
    finish(stream, PictureState::Failed, PictureStreamWords::badTransfer());
}

void PictureReceiving::finish(Streams::iterator stream, PictureState state, const QString& problem)
{
    const MessageKey key = stream->key;
    m_streams.erase(stream);
    m_store.change(key, [&](Message& row) {
        row.picture = state;
        row.pictureProblem = problem;
    });
}

/// Where the line is gone, it is said again once that is back.
void PictureReceiving::sendCredit(const Stream& stream)
{
    static_cast<void>(
        m_line.send(protocol::StreamCredit{m_conversation, stream.id, stream.received, stream.allowed}));
}

void PictureReceiving::sendEnd(const StreamId& stream, protocol::StreamOutcome outcome)
{
    // Where there is no room for it, the stream stands still and ends with the conversation.
    static_cast<void>(m_line.send(protocol::StreamEnd{m_conversation, stream, outcome}));
}

} // namespace chatmet::client
