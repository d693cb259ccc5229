// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The pictures of one member in one conversation, sent and received, as a good client handles them.

#include "common/protocol/Messages.h"
#include "tests/simulation/Body.h"
#include "tests/simulation/Ground.h"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace chatmet::simulation {

class PictureSide
{
public:
    /// Sends a frame; returns its number, 0 for none.
    using Say = std::function<std::uint64_t(protocol::ClientKind, SharedBytes)>;

    /// lies: whoever it belongs to spoils its own pictures, so nothing is judged.
    /// isRoom: several may accept one offer, each with a stream of its own.
    PictureSide(Ground& ground, ConversationId conversation, bool isRoom, bool lies, Say say)
        : m_ground(&ground),
          m_conversation(conversation),
          m_isRoom(isRoom),
          m_lies(lies),
          m_say(std::move(say))
    {
    }

    /// A fresh picture to offer, which is then known here.
    [[nodiscard]] PictureOffer offer();
    /// The other side offers one.
    void offered(const MemberId& by, const PictureOffer& offer);
    /// Accepts, cancels, or does nothing.
    void act();

    void on(const protocol::StreamAccept& frame);
    void on(const protocol::StreamOpen& frame);
    void on(const protocol::StreamChunk& frame, const SharedBytes& body);
    void on(const protocol::StreamCredit& frame);
    void on(const protocol::StreamEnd& frame);
    /// The server refused the reliable frame with this number.
    void refused(std::uint64_t sequence, const StreamId& stream);
    /// It is accepted, and has not ended as far as is known here.
    [[nodiscard]] bool isActive(const StreamId& stream) const;
    /// Who is at its other end; null where there is no such stream.
    [[nodiscard]] MemberId otherEndOf(const StreamId& stream) const;
    /// Of a room: its streams have ended, its offers are void.
    void memberLeft(const MemberId& member);
    /// On a new line: says of each picture that comes in how far it has come, and goes on with its own.
    void resumed();
    /// The server has taken every frame up to this number.
    void acknowledged(std::uint64_t upTo) { m_acknowledged = upTo; }
    /// Nothing is on its way: every picture that was accepted is through.
    [[nodiscard]] bool isQuiet() const;

private:
    struct Outgoing
    {
        PictureOffer offer;
        MemberId to;
        bool halted{false};      ///< its line dropped: it is to be told from which chunk to go on
        std::uint64_t opened{0}; ///< number of its StreamOpen
        std::uint32_t next{0};
        std::uint32_t highest{0}; ///< chunks ever sent: until they are received they are on their way
        std::uint32_t received{0};
        std::uint32_t allowed{0};
    };
    enum class State
    {
        Offered, ///< not accepted yet, or that was refused
        Accepted,
        Open,
        Ended ///< for good: it is not accepted again
    };
    struct Incoming
    {
        PictureOffer offer;
        MemberId from;
        StreamId stream; ///< on the wire; in a pair the offer's
        State state{State::Offered};
        std::uint32_t received{0};
        std::uint64_t said{0}; ///< number of its StreamAccept
    };

    void sendChunks();
    [[nodiscard]] std::size_t inFlightBytes() const;
    void cancel(Incoming& incoming);
    void credit(const Incoming& incoming);
    [[nodiscard]] Incoming* incomingOf(const StreamId& stream);

    Ground* m_ground;
    ConversationId m_conversation;
    bool m_isRoom;
    bool m_lies;
    Say m_say;
    std::map<StreamId, PictureOffer> m_offers; ///< own ones; in a pair forgotten when its stream has ended
    std::map<StreamId, Outgoing> m_outgoing;   ///< open, by stream
    std::map<StreamId, Incoming> m_incoming;   ///< by the offer's stream
    std::uint64_t m_acknowledged{0};
};

} // namespace chatmet::simulation
