// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The partner's pictures: offered, fetched chunk by chunk after a click, then decoded off the GUI thread.

#include "client/model/ChatTypes.h"
#include "client/model/MessageStore.h"
#include "client/net/ChatConnection.h"
#include "client/picture/PictureReader.h"
#include "common/protocol/Content.h"
#include "common/seal/SealedPicture.h"

#include <QObject>

#include <deque>
#include <memory>

namespace chatmet::client {

/// GUI thread. Holds the bytes of a picture from its first chunk until it is decoded; then they are the
/// row's.
class PictureReceiving : public QObject
{
    Q_OBJECT

public:
    /// reader: may be null, then there is no preview. kind: in a room each acceptance is a stream of its own.
    PictureReceiving(ChatConnection& line, MessageStore& store, PictureReader* reader,
                     ConversationId conversation, ConversationKind kind, QObject* parent = nullptr);

    /// Those that wait for chunks or get them.
    [[nodiscard]] std::size_t moving() const;
    /// Whether a picture was offered under this stream.
    [[nodiscard]] bool has(const StreamId& stream) const;

    /// The row shows this offer of a member's. seal: opens its chunks.
    void add(const protocol::PictureOffer& offer, MessageKey key, const MemberId& author,
             seal::PictureSeal seal);

    // What the person wants.
    void accept(MessageKey key);
    void decline(MessageKey key);
    void cancel(MessageKey key);
    /// Its row is no picture any more: what is here of it goes, and what is being decoded finds no row to go
    /// to.
    void drop(MessageKey key);

    /// Who offered them has left, and the server has ended their streams: as drop() for each, unsaid.
    void dropOf(const MemberId& author);

    // What the server says; frames of streams that are over are ignored.
    void take(const protocol::StreamOpen& open);
    void take(const protocol::StreamChunk& chunk, const SharedBytes& body);
    void take(const protocol::StreamEnd& end);
    /// True where the stream is one of these.
    bool refuse(const protocol::ErrorAnswer& error);

    /// Our line is there again: says of each picture what has come of it, so that it goes on.
    void lineResumed();

    /// The conversation is over. What is being decoded still comes to its row.
    void endAll();
    /// The page is erased: drops every byte, also of what is being decoded.
    void forget();

Q_SIGNALS:
    void shown(chatmet::client::MessageKey key);
    void refused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);

private:
    enum class Step
    {
        Offered,
        Accepted, ///< no word of the sender's yet
        Open
    };
    struct Stream
    {
        StreamId offer;
        StreamId id; ///< under which it comes; in a room null until it was accepted
        MessageKey key{};
        MemberId author;
        std::uint32_t bytesCount{0}; ///< of the file
        seal::PictureSeal seal;
        Step step{Step::Offered};
        std::uint32_t received{0}; ///< chunks
        std::uint32_t allowed{0};  ///< chunks
        QByteArray bytes;
    };
    using Streams = std::deque<Stream>;

    [[nodiscard]] Streams::iterator find(const StreamId& id);
    [[nodiscard]] Streams::iterator find(MessageKey key);
    [[nodiscard]] static bool fits(const Stream& stream, const protocol::StreamChunk& chunk,
                                   std::size_t size);
    void dropUnseen();
    void decode(MessageKey key, QByteArray bytes);
    void show(MessageKey key, const QByteArray& bytes, const PictureResult& result);
    void breakOff(Streams::iterator stream);
    void finish(Streams::iterator stream, PictureState state, const QString& problem = {});
    void sendCredit(const Stream& stream);
    void sendEnd(const StreamId& stream, protocol::StreamOutcome outcome);

    ChatConnection& m_line;
    MessageStore& m_store;
    PictureReader* m_reader;
    ConversationId m_conversation;
    ConversationKind m_kind;
    Streams m_streams;
    std::unique_ptr<QObject> m_decoding; ///< whose end makes the reader drop what it has of ours
};

} // namespace chatmet::client
