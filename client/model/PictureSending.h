// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Own pictures: kept while somebody may ask for them, and sent in chunks to who does.

#include "client/model/ChatTypes.h"
#include "client/model/MessageStore.h"
#include "client/net/ChatConnection.h"
#include "common/seal/SealedPicture.h"

#include <QObject>

#include <vector>

namespace chatmet::client {

class PictureWindow;

/// GUI thread. In a pair an offer is over once the partner has it; in a room it stays for the others. Changes
/// the rows of its pictures itself.
class PictureSending : public QObject
{
    Q_OBJECT

public:
    /// window: shared by all conversations of a session.
    PictureSending(ChatConnection& line, MessageStore& store, PictureWindow& window,
                   ConversationId conversation, ConversationKind kind, QObject* parent = nullptr);
    ~PictureSending() override;

    /// Whether one more may be offered. In a room the oldest that nobody is getting makes place.
    [[nodiscard]] bool makeRoom();
    /// Streams that are open.
    [[nodiscard]] std::size_t moving() const { return m_streams.size(); }
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
    bool refuse(const protocol::ErrorAnswer& error);
    /// The server has ended the streams to this member.
    void memberLeft(const MemberId& member);

    /// Nothing moves until the server has said, on the next line, where each picture is to go on.
    void lineLost();
    /// acknowledged: what the server has of our reliable frames. A picture that it had not heard of begins.
    void lineResumed(std::uint64_t acknowledged);

    /// The person takes it back. Before somebody has asked nobody is told: who asks later gets GONE.
    void cancel(MessageKey key);
    /// The conversation is over.
    void endAll();

    // For the window.
    /// Chunks that were sent and not taken yet.
    [[nodiscard]] std::uint32_t inFlight() const;
    /// One chunk of the stream whose turn it is; false where none may go. hasRoom: for one more on its way;
    /// what goes again counts already.
    bool sendNext(bool hasRoom);

Q_SIGNALS:
    void refused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);

private:
    struct Offer
    {
        StreamId id;
        MessageKey key{};
        QByteArray file;
        seal::PictureSeal seal;
        bool wasFetched{false};

        [[nodiscard]] std::uint32_t chunks() const;
    };
    /// One acceptance.
    struct Stream
    {
        StreamId id;
        StreamId offer;
        MemberId to;
        std::uint32_t chunks{0};
        bool halted{false};            ///< since our line dropped, until the server says where to go on
        std::uint64_t openSequence{0}; ///< of the frame that opened it
        std::uint32_t sent{0};         ///< chunks
        std::uint32_t highest{0};      ///< chunks ever sent: on their way until they are received
        std::uint32_t received{0};     ///< chunks, by the receiver's word
        std::uint32_t allowed{0};      ///< chunks
    };
    using Offers = std::vector<Offer>;
    using Streams = std::vector<Stream>;

    [[nodiscard]] Offers::iterator findOffer(const StreamId& id);
    [[nodiscard]] Streams::iterator find(const StreamId& id);
    [[nodiscard]] bool isMoving(const StreamId& offer) const;
    bool sendChunk(Stream& stream, const Offer& offer);
    void sendEnd(const StreamId& stream, protocol::StreamOutcome outcome);
    /// One acceptance is over, and in a pair the offer with it.
    void finish(Streams::iterator stream, PictureState state, const QString& problem = {});
    void finish(Offers::iterator offer, PictureState state, const QString& problem = {});
    /// Nobody gets it at the moment, or somebody still does.
    void showRest(const Offer& offer);
    void showProgress(const Stream& stream);

    ChatConnection& m_line;
    MessageStore& m_store;
    PictureWindow& m_window;
    ConversationId m_conversation;
    ConversationKind m_kind;
    Offers m_offers;
    Streams m_streams;
    std::size_t m_turn{0}; ///< index of the stream whose turn it is
};

} // namespace chatmet::client
