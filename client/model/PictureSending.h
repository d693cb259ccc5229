// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Own pictures: kept until the partner has them, and sent in chunks once the partner asks.

#include "client/model/ChatTypes.h"
#include "client/model/MessageStore.h"
#include "client/net/ChatConnection.h"
#include "common/seal/SealedPicture.h"

#include <QObject>

#include <vector>

namespace chatmet::client {

/// GUI thread. Several streams share limits::pictureInFlightBytesMax, chunk by chunk in turn. Changes the
/// rows of its pictures itself.
class PictureSending : public QObject
{
    Q_OBJECT

public:
    PictureSending(ChatConnection& line, MessageStore& store, ConversationId conversation,
                   QObject* parent = nullptr);

    /// Pictures that the partner may still ask for or is getting.
    [[nodiscard]] std::size_t held() const { return m_streams.size(); }
    /// Those that are moving.
    [[nodiscard]] std::size_t moving() const;
    [[nodiscard]] bool has(const StreamId& stream) const;

    /// The offer of this row's picture went out under this stream id.
    void add(const StreamId& stream, MessageKey key, const QByteArray& file);
    /// The offer was sealed: what its chunks are sealed with.
    void setSeal(const StreamId& stream, seal::PictureSeal seal);
    /// The offer was not taken by the server: the row keeps its file for another try.
    void forget(MessageKey key);

    // What the server says; frames of streams that are over are ignored.
    void take(const protocol::StreamAccept& accept);
    void take(const protocol::StreamCredit& credit);
    void take(const protocol::StreamEnd& end);
    /// True where the stream is one of these.
    bool refuse(const StreamId& stream, Errc code);

    /// Nothing moves until the server has said, on the next line, where each picture is to go on.
    void lineLost();
    /// acknowledged: what the server has of our reliable frames. A picture that it had not heard of begins.
    void lineResumed(std::uint64_t acknowledged);

    /// The person takes it back. Before the partner has asked nobody is told: who asks later gets GONE.
    void cancel(MessageKey key);
    /// The conversation is over.
    void endAll();

Q_SIGNALS:
    void refused(chatmet::client::Refusal refusal, chatmet::Errc code);

private:
    struct Stream
    {
        StreamId id;
        MessageKey key{};
        QByteArray file;
        seal::PictureSeal seal;
        bool open{false};
        bool halted{false};            ///< since our line dropped, until the server says where to go on
        std::uint64_t openSequence{0}; ///< of the frame that opened it
        std::uint32_t sent{0};         ///< chunks
        std::uint32_t received{0};     ///< chunks, by the receiver's word
        std::uint32_t allowed{0};      ///< chunks

        [[nodiscard]] std::uint32_t chunks() const;
    };
    using Streams = std::vector<Stream>;

    [[nodiscard]] Streams::iterator find(const StreamId& id);
    void pump();
    void sendChunk(Stream& stream);
    void sendEnd(const StreamId& stream, protocol::StreamOutcome outcome);
    void finish(Streams::iterator stream, PictureState state, const QString& problem = {});
    void showProgress(const Stream& stream);

    ChatConnection& m_line;
    MessageStore& m_store;
    ConversationId m_conversation;
    Streams m_streams;
    std::size_t m_turn{0}; ///< index of the stream whose turn it is
};

} // namespace chatmet::client
