// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The picture streams of one conversation: who sends what to whom, and how much of it may be on its way.

#include "common/base/ByteBudget.h"
#include "common/base/Error.h"
#include "common/base/Ids.h"
#include "common/protocol/Messages.h"
#include "server/core/Described.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace chatmet::server {

/// Judges and counts; it never holds a chunk. What is on its way sits in the receiver's send queue, at most
/// limits::streamWindowChunks per stream, and is charged here while the stream is open. One thread.
///
/// Streams are few (limits::streamsPerSessionMax), so they are searched one by one: their ids are chosen by
/// clients, and no choice of them can make a search slow.
class PictureRelay
{
public:
    struct Stream
    {
        StreamId id;
        MemberId sender;
        MemberId receiver;
        std::uint32_t bytesCount{0}; ///< 0: accepted, not opened yet
        std::uint32_t chunksCount{0};
        std::uint32_t relayed{0};  ///< chunks handed on to the receiver
        std::uint32_t received{0}; ///< chunks that the receiver has, by its credit
        /// Chunks that may come; received <= relayed <= allowed <= received + window.
        std::uint32_t allowed{0};
        /// The receiver's line dropped, and it has not said yet, on its new one, which chunks it has.
        bool halted{false};
        bool resumed{false}; ///< went back at least once: chunks of before may still come
        ByteBudget::Charge charge;
        std::int64_t sinceMs{0}; ///< when it was accepted, steady clock

        [[nodiscard]] bool isOpen() const { return bytesCount != 0; }
        [[nodiscard]] bool isOf(const MemberId& member) const
        {
            return sender == member || receiver == member;
        }
        [[nodiscard]] const MemberId& partnerOf(const MemberId& member) const
        {
            return sender == member ? receiver : sender;
        }

        CHATMET_DESCRIBED(Stream, (id, sender, receiver, bytesCount, chunksCount, relayed, received, allowed,
                                   halted, resumed, charge, sinceMs))
    };

    /// What is to be done with a frame about a stream.
    enum class Verdict : std::uint8_t
    {
        Forward,
        Ignore, ///< says nothing new, or late for a stream that has ended: both sides know or will know
        Refuse, ///< answer with code
        Break   ///< answer with code; no client of this protocol sends such a thing: close
    };
    struct Judgement
    {
        Verdict verdict{Verdict::Forward};
        Errc code{Errc::Ok};
    };

    [[nodiscard]] const Stream* find(const StreamId& id) const;
    [[nodiscard]] const std::vector<Stream>& streams() const { return m_streams; }

    /// The receiver wants the picture. credit: capped in place. nowMs: of the steady clock.
    /// Errc::StreamExists, StreamsTooMany; StreamUnknown where it ended a moment ago: what is still on its
    /// way of it would be taken for the new one.
    [[nodiscard]] Judgement accept(const StreamId& id, const MemberId& sender, const MemberId& receiver,
                                   std::uint32_t& credit, std::int64_t nowMs);

    /// The sender begins. Errc::StreamUnknown, StreamExists, StreamTooLarge, OverBudget; after the last two
    /// the stream is to be ended. markBytes: how far pictures may fill the budget.
    [[nodiscard]] Judgement open(const StreamId& id, const MemberId& sender, std::uint32_t bytesCount,
                                 ByteBudget& budget, std::size_t markBytes);

    /// A chunk of bodyBytes. Errc::StreamUnknown, ChunkNumber, ChunkNoCredit.
    [[nodiscard]] Judgement chunk(const StreamId& id, const MemberId& sender, std::uint32_t number,
                                  std::size_t bodyBytes);

    /// Credit by the receiver. frame.allowed: capped in place. What says nothing new is ignored, so that a
    /// stream never has more credits than twice its chunks. The first one after the receiver's line dropped
    /// says what it has of what was relayed; frame.resumeAt is set then. Errc::StreamUnknown, ChunkNumber.
    [[nodiscard]] Judgement credit(const MemberId& receiver, protocol::StreamCredit& frame);

    /// The member's line dropped, and what was queued for it with it: what it receives stands still until it
    /// says what it has.
    void halt(const MemberId& receiver);

    /// The member's line is there again: what its streams have come to, for each that it sends and that may
    /// go on now. conversation: for the frames.
    [[nodiscard]] std::vector<protocol::StreamCredit> goOn(const MemberId& sender,
                                                           const ConversationId& conversation);

    /// Whether this member may end the stream so. Errc::StreamUnknown (also where it neither sends nor
    /// receives it), ChunkNumber (done before all chunks were relayed), BadHeader (an outcome that is not
    /// this member's to say).
    [[nodiscard]] Judgement judgeEnd(const StreamId& id, const MemberId& member,
                                     protocol::StreamOutcome outcome) const;

    /// Forgets a stream that is there, and remembers for a while that its id was used. nowMs: of the steady
    /// clock.
    void end(const StreamId& id, std::int64_t nowMs);

    /// The same for every stream that the member sends or receives.
    void endAllOf(const MemberId& member, std::int64_t nowMs);

    /// Streams that the member sends or receives.
    [[nodiscard]] std::size_t countOf(const MemberId& member) const;

    /// Bytes of chunks that this member sent and the receivers have not taken.
    [[nodiscard]] std::size_t inFlightBytes(const MemberId& sender) const;

private:
    struct EndedStream
    {
        StreamId id;
        std::int64_t sinceMs{0};

        CHATMET_DESCRIBED(EndedStream, (id, sinceMs))
    };

    [[nodiscard]] Stream* findMutable(const StreamId& id);
    [[nodiscard]] bool hasEnded(const StreamId& id) const;
    [[nodiscard]] Judgement unknown(const StreamId& id) const;

    std::vector<Stream> m_streams;
    std::deque<EndedStream> m_ended; ///< the last few, by time

    CHATMET_DESCRIBED(PictureRelay, (m_streams, m_ended))
};

} // namespace chatmet::server
