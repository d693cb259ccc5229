// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// People who talk: who they are to each other, the order of their messages, their picture streams.

#include "common/base/ByteBudget.h"
#include "common/base/Error.h"
#include "common/base/Ids.h"
#include "common/base/Random.h"
#include "common/memory/SharedBytes.h"
#include "common/protocol/Messages.h"
#include "server/core/Described.h"
#include "server/core/PictureRelay.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace chatmet::server {

/// A pair, or a room of any number. Holds no message: bodies live in the outbox of who has to get them. One
/// thread.
class Conversation
{
public:
    /// One member.
    struct Side
    {
        SessionId session;
        MemberId member; ///< what the others know this one by
        std::uint64_t lastSenderNumber{0};
        std::uint8_t keySteps{0}; ///< in a pair: steps of the key exchange that it has sent, a bit for each
        SharedBytes package{};    ///< in a room: its keys, for who joins later
        ByteBudget::Charge charge{}; ///< in a room: of all this
        std::int64_t sinceMs{0};     ///< when it came, steady clock

        CHATMET_DESCRIBED(Side, (session, member, lastSenderNumber, keySteps, package, charge, sinceMs))
    };

    /// Who gets into a room.
    struct Entry
    {
        protocol::RoomProof admission{}; ///< what a joiner's proof is checked against
        bool locked{false};

        CHATMET_DESCRIBED(Entry, (admission, locked))
    };

    /// A pair. first: the initiator, who begins the key exchange. nowMs: of the steady clock.
    Conversation(RandomSource& random, const SessionId& first, const SessionId& second, std::int64_t nowMs);
    /// A room with nobody in it yet.
    Conversation(RandomSource& random, const protocol::RoomProof& admission, std::int64_t nowMs);

    [[nodiscard]] const ConversationId& id() const { return m_id; }
    /// By time of joining. In a pair two.
    [[nodiscard]] const std::vector<Side>& sides() const { return m_sides; }
    /// When it began, by the steady clock.
    [[nodiscard]] std::int64_t sinceMs() const { return m_sinceMs; }
    /// session: one of the members'.
    [[nodiscard]] const Side& sideOf(const SessionId& session) const;
    /// Only in a pair. session: one of the two.
    [[nodiscard]] const Side& partnerOf(const SessionId& session) const;
    /// Null where it is nobody here.
    [[nodiscard]] const Side* find(const MemberId& member) const;

    // ---- rooms
    [[nodiscard]] bool isRoom() const { return m_entry.has_value(); }
    /// Only of a room.
    [[nodiscard]] const Entry& entry() const { return *m_entry; }
    void setLocked(bool locked) { m_entry->locked = locked; }
    void setAdmission(const protocol::RoomProof& admission) { m_entry->admission = admission; }
    /// The member longest present: the opener, while it is there. Only of a room with somebody in it.
    [[nodiscard]] const MemberId& host() const { return m_sides.front().member; }
    /// package: 1..limits::keyExchangeBytesMax bytes. nowMs: of the steady clock.
    const Side& join(RandomSource& random, const SessionId& session, SharedBytes package,
                     ByteBudget::Charge charge, std::int64_t nowMs);
    /// Forgets the member and the pictures that it sends and receives. nowMs: of the steady clock.
    void leave(const SessionId& session, std::int64_t nowMs);

    /// What is to be done with a message.
    struct Numbered
    {
        Errc code{Errc::Ok};
        std::uint64_t number{0}; ///< in the conversation, from 1; 0 for a repeat, which is to be ignored
    };

    /// Gives the sender's next message its number. Errc::SenderNumber where one was skipped; nothing changes
    /// then.
    [[nodiscard]] Numbered number(const SessionId& sender, std::uint64_t senderNumber);

    /// Whether this side of a pair may send this step now: its own, and once. It counts as sent then.
    [[nodiscard]] bool takeKeyStep(const SessionId& sender, protocol::KeyStep step);

    [[nodiscard]] PictureRelay& pictures() { return m_pictures; }
    [[nodiscard]] const PictureRelay& pictures() const { return m_pictures; }

private:
    [[nodiscard]] Side& mutableSideOf(const SessionId& session);

    ConversationId m_id;
    std::vector<Side> m_sides;
    std::optional<Entry> m_entry; ///< nothing: a pair
    std::uint64_t m_lastNumber{0};
    PictureRelay m_pictures;
    std::int64_t m_sinceMs;

    CHATMET_DESCRIBED(Conversation, (m_id, m_sides, m_entry, m_lastNumber, m_pictures, m_sinceMs))
};

} // namespace chatmet::server
