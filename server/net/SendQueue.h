// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What waits to be sent on one connection: chat before pictures before hints, bounded, erasable. Pure logic.

#include "common/base/Ids.h"
#include "common/memory/SharedBytes.h"
#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "server/core/Described.h"
#include "server/core/Erasure.h"
#include "server/core/Events.h"

#include <array>
#include <cstddef>
#include <list>
#include <vector>

namespace chatmet::server {

/// One frame, whose bytes are head | kind | body.
struct QueuedFrame
{
    Lane lane{Lane::Chat};
    protocol::FrameHead head;
    SharedBytes kind;
    SharedBytes body;
    ConversationId conversation; ///< null: belongs to none
    MemberId author;             ///< as SendFrame says
    StreamId stream;             ///< null: belongs to none
    std::int64_t sinceMs{0};     ///< when it was queued, steady clock
    std::uint64_t sequence{0};   ///< as in head; 0: not reliable
    bool charged{false};         ///< its bytes are counted elsewhere: in an outbox, or as a picture's window

    [[nodiscard]] static QueuedFrame of(const SendFrame& effect, std::int64_t nowMs);
    [[nodiscard]] std::size_t size() const { return head.size + kind.size() + body.size(); }

    CHATMET_DESCRIBED(QueuedFrame,
                      (lane, head, kind, body, conversation, author, stream, sinceMs, sequence, charged))
};

/// A dropped frame lets go of its bytes at once; the last owner's end wipes them. One thread.
class SendQueue
{
public:
    /// bytesMax: of all waiting frames and the one under way; bodies count fully although they are shared.
    explicit SendQueue(std::size_t bytesMax = limits::sendQueueBytesMax) : m_bytesMax(bytesMax) {}

    /// Takes a frame. A hint replaces a waiting one of the same conversation and author, and is dropped
    /// itself where there is no room. For others, waiting hints make room. False: still none; the reader is
    /// too slow, and what waits stays as it is.
    [[nodiscard]] bool push(QueuedFrame frame);

    /// The next frame to write, which is then under way; null if none waits or one is under way already.
    /// Valid until written() or clear().
    [[nodiscard]] const QueuedFrame* startNext();
    /// The frame under way is with the system. Returns the erasures that waited for it.
    [[nodiscard]] std::vector<Erasure> written();

    /// Drops every waiting frame that the erasure covers, and with a whole conversation every waiting list of
    /// holdings, the one hint that has a body: it names all conversations. True: none is left. False: one is
    /// under way, and written() will name the erasure.
    [[nodiscard]] bool erase(const Erasure& erasure);
    /// Puts a frame without a body into the place of the waiting one with this sequence, from 1; what it
    /// acknowledged is left to the next. Nothing where none waits: it is under way, or gone.
    void replace(std::uint64_t sequence, SharedBytes kind);
    /// Drops the waiting chunks of one stream.
    void dropStream(const StreamId& stream);
    /// Drops the waiting hints.
    void dropHints();
    /// Keeps Lane::Chat only, and takes nothing else from here on.
    void keepChatOnly();
    /// Drops everything, also the frame under way, whose connection is gone.
    void clear();

    [[nodiscard]] bool empty() const { return !m_writing && waiting() == 0; }
    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    /// Of frames that nobody else is charged for.
    [[nodiscard]] std::size_t ownBytes() const { return m_ownBytes; }

private:
    static constexpr std::size_t lanesCount = 3;

    template <class Predicate> void dropFrom(Lane lane, const Predicate& drop);
    void forgetUnderWay();
    void count(const QueuedFrame& frame);
    void discount(const QueuedFrame& frame);
    [[nodiscard]] bool fits(std::size_t bytes) const { return m_bytes + bytes <= m_bytesMax; }
    [[nodiscard]] std::list<QueuedFrame>& of(Lane lane) { return m_lanes[static_cast<std::size_t>(lane)]; }

    const std::size_t m_bytesMax;
    // Lists, since an empty one allocates nothing: most connections are idle most of the time.
    std::array<std::list<QueuedFrame>, lanesCount> m_lanes;
    /// A place that lives as long as the connection, hence emptied after each frame and not just unused: an
    /// id left in it would say with whom this connection talked last.
    QueuedFrame m_underWay;
    bool m_writing{false};
    std::vector<Erasure> m_erasedUnderWay;
    std::size_t m_bytes{0};
    std::size_t m_ownBytes{0};
    bool m_chatOnly{false};

    CHATMET_DESCRIBED(SendQueue, (m_bytesMax, m_lanes, m_underWay, m_writing, m_erasedUnderWay, m_bytes,
                                  m_ownBytes, m_chatOnly))
};

} // namespace chatmet::server
