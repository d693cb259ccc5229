// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two people who talk: who they are to each other, the order of their messages, their picture streams.

#include "common/base/Error.h"
#include "common/base/Ids.h"
#include "common/base/Random.h"
#include "server/core/Described.h"
#include "server/core/PictureRelay.h"

#include <array>
#include <cstdint>

namespace chatmet::server {

/// A pair. Holds no message: bodies live in the outbox of who has to get them. One thread.
class Conversation
{
public:
    struct Side
    {
        SessionId session;
        MemberId member; ///< what the other side knows this one by
        std::uint64_t lastSenderNumber{0};
        std::uint8_t keySteps{0}; ///< steps of the key exchange that it has sent, a bit for each

        CHATMET_DESCRIBED(Side, (session, member, lastSenderNumber, keySteps))
    };

    /// first: the initiator, who begins the key exchange. nowMs: of the steady clock.
    Conversation(RandomSource& random, const SessionId& first, const SessionId& second, std::int64_t nowMs);

    [[nodiscard]] const ConversationId& id() const { return m_id; }
    [[nodiscard]] const std::array<Side, 2>& sides() const { return m_sides; }
    /// When the two met, by the steady clock.
    [[nodiscard]] std::int64_t sinceMs() const { return m_sinceMs; }
    /// session: one of the two.
    [[nodiscard]] const Side& sideOf(const SessionId& session) const;
    [[nodiscard]] const Side& partnerOf(const SessionId& session) const;

    /// What is to be done with a message.
    struct Numbered
    {
        Errc code{Errc::Ok};
        std::uint64_t number{0}; ///< in the conversation, from 1; 0 for a repeat, which is to be ignored
    };

    /// Gives the sender's next message its number. Errc::SenderNumber where one was skipped; nothing changes
    /// then.
    [[nodiscard]] Numbered number(const SessionId& sender, std::uint64_t senderNumber);

    /// Whether this side may send this step now: its own, and once. It counts as sent then.
    [[nodiscard]] bool takeKeyStep(const SessionId& sender, protocol::KeyStep step);

    [[nodiscard]] PictureRelay& pictures() { return m_pictures; }
    [[nodiscard]] const PictureRelay& pictures() const { return m_pictures; }

private:
    ConversationId m_id;
    std::array<Side, 2> m_sides;
    std::uint64_t m_lastNumber{0};
    PictureRelay m_pictures;
    std::int64_t m_sinceMs;

    CHATMET_DESCRIBED(Conversation, (m_id, m_sides, m_lastNumber, m_pictures, m_sinceMs))
};

} // namespace chatmet::server
