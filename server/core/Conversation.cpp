// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Conversation.h"

#include <cassert>

namespace chatmet::server {

Conversation::Conversation(RandomSource& random, const SessionId& first, const SessionId& second,
                           std::int64_t nowMs)
    : m_id(ConversationId::random(random)),
      m_sides{Side{first, MemberId::random(random), 0}, Side{second, MemberId::random(random), 0}},
      m_sinceMs(nowMs)
{
}

const Conversation::Side& Conversation::sideOf(const SessionId& session) const
{
    assert(m_sides[0].session == session || m_sides[1].session == session);
    return m_sides[0].session == session ? m_sides[0] : m_sides[1];
}

const Conversation::Side& Conversation::partnerOf(const SessionId& session) const
{
    assert(m_sides[0].session == session || m_sides[1].session == session);
    return m_sides[0].session == session ? m_sides[1] : m_sides[0];
}

Conversation::Numbered Conversation::number(const SessionId& sender, std::uint64_t senderNumber)
{
    Side& side = m_sides[0].session == sender ? m_sides[0] : m_sides[1];
    if (senderNumber == 0 || senderNumber > side.lastSenderNumber + 1)
        return {Errc::SenderNumber, 0};
    if (senderNumber <= side.lastSenderNumber)
        return {Errc::Ok, 0};
    side.lastSenderNumber = senderNumber;
    return {Errc::Ok, ++m_lastNumber};
}

bool Conversation::takeKeyStep(const SessionId& sender, protocol::KeyStep step)
{
    const bool isInitiator = m_sides[0].session == sender;
    const bool isOwn = isInitiator ? step == protocol::KeyStep::Commit || step == protocol::KeyStep::Reveal
                                   : step == protocol::KeyStep::Share;
    Side& side = isInitiator ? m_sides[0] : m_sides[1];
    const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(step));
    if (!isOwn || (side.keySteps & bit) != 0)
        return false;
    side.keySteps = static_cast<std::uint8_t>(side.keySteps | bit);
    return true;
}

} // namespace chatmet::server
