// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The reliable frames of one session that its client has not acknowledged yet.

#include "common/base/ByteBudget.h"
#include "common/base/Ids.h"
#include "common/memory/SharedBytes.h"
#include "server/core/Described.h"
#include "server/core/Erasure.h"

#include <cstddef>
#include <cstdint>
#include <deque>

namespace chatmet::server {

/// Numbers frames from 1 and keeps them, sharing their bytes, until they are acknowledged or erased.
///
/// Sequences stay whole without tombstones in memory: numbers are given once and only rise, an erased frame's
/// number is simply never seen by the client, and an acknowledgement of n frees everything up to n. A
/// connection is ordered and loses nothing in between, and a resume begins behind the last frame that the
/// client has, so that a gap can only mean "erased" (Protocol.md, "Numbers"). One thread.
class Outbox
{
public:
    struct Kept
    {
        std::uint64_t sequence;
        ConversationId conversation;
        MemberId author; ///< as SendFrame says
        SharedBytes kind;
        SharedBytes body;
        ByteBudget::Charge charge;
        std::int64_t sinceMs;
        std::uint64_t message; ///< its number in the conversation; 0: not a message

        CHATMET_DESCRIBED(Kept, (sequence, conversation, author, kind, body, charge, sinceMs, message))
    };

    /// budget: lives longer than the outbox.
    explicit Outbox(ByteBudget& budget) : m_budget(&budget) {}

    /// What a frame counts against the limits: all that keeping it keeps in memory. A body of one byte may be
    /// the end of a frame with a header of 4 KiB.
    [[nodiscard]] static std::size_t costBytes(const SharedBytes& kind, const SharedBytes& body);

    /// Whether another frame of this cost stays within limits::outboxBytesMax and outboxFramesMax.
    [[nodiscard]] bool fits(std::size_t frameCostBytes) const;

    /// Keeps a frame and returns its number. conversation, author, message: as SendFrame says. Only where it
    /// fits. nowMs: of the steady clock.
    std::uint64_t push(ConversationId conversation, SharedBytes kind, SharedBytes body, std::int64_t nowMs,
                       const MemberId& author = {}, std::uint64_t message = 0);

    /// Puts a frame without a body into the place of a message of this author that is still kept, under the
    /// same sequence, which it returns; 0 where the message is not here (any more).
    [[nodiscard]] std::uint64_t replaceMessage(const ConversationId& conversation, const MemberId& author,
                                               std::uint64_t message, SharedBytes kind);

    /// Frees every frame up to this number; false, changing nothing, for a number that was never given.
    [[nodiscard]] bool acknowledge(std::uint64_t upTo);

    /// Whether a client that has everything up to this number lacks nothing that was freed.
    [[nodiscard]] bool reachesBackTo(std::uint64_t received) const
    {
        return received >= m_acknowledged && received <= m_lastSequence;
    }

    /// What is not acknowledged, by rising sequence.
    [[nodiscard]] const std::deque<Kept>& kept() const { return m_frames; }

    /// Frees every frame of the conversation, or only its author's.
    void erase(const Erasure& erasure);

    [[nodiscard]] std::uint64_t lastSequence() const { return m_lastSequence; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t frames() const { return m_frames.size(); }

private:
    ByteBudget* m_budget;
    std::deque<Kept> m_frames; ///< by rising sequence
    std::uint64_t m_lastSequence{0};
    std::uint64_t m_acknowledged{0};
    std::size_t m_bytes{0};

    CHATMET_DESCRIBED(Outbox, (m_budget, m_frames, m_lastSequence, m_acknowledged, m_bytes))
};

} // namespace chatmet::server
