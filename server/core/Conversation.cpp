// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Conversation.h"

#include "server/core/GiveBack.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace chatmet::server {

Conversation::Conversation(RandomSource& random, const SessionId& first, const SessionId& second,
                           std::int64_t nowMs)
    : m_id(ConversationId::random(random)), m_sinceMs(nowMs)
{
    m_sides.reserve(2);
    for (const SessionId& session : {first, second}) {
        Side& side = m_sides.emplace_back();
        side.session = session;
        side.member = MemberId::random(random);
        side.sinceMs = nowMs;
    }
}

Conversation::Conversation(RandomSource& random, const protocol::RoomProof& admission, std::int64_t nowMs)
    : m_id(ConversationId::random(random)), m_entry(Entry{admission, false}), m_sinceMs(nowMs)
{
}

const Conversation::Side& Conversation::sideOf(const SessionId& session) const
{
    const auto found = std::find_if(m_sides.begin(), m_sides.end(),
                                    [&](const Side& side) { return side.session == session; });
    assert(found != m_sides.end());
    return *found;
}

Conversation::Side& Conversation::mutableSideOf(const SessionId& session)
{
    return const_cast<Side&>(sideOf(session));
}

const Conversation::Side& Conversation::partnerOf(const SessionId& session) const
{
    assert(!isRoom() && (m_sides[0].session == session || m_sides[1].session == session));
    return m_sides[0].session == session ? m_sides[1] : m_sides[0];
}

const Conversation::Side* Conversation::find(const MemberId& member) const
{
    const auto found =
        std::find_if(m_sides.begin(), m_sides.end(), [&](const Side& side) { return side.member == member; });
    return found == m_sides.end() ? nullptr : &*found;
}

const Conversation::Side& Conversation::join(RandomSource& random, const SessionId& session,
                                             SharedBytes package, ByteBudget::Charge charge,
                                             std::int64_t nowMs)
{
    assert(isRoom());
    Side& side = m_sides.emplace_back();
    side.session = session;
    side.member = MemberId::random(random);
    side.package = std::move(package);
    side.charge = std::move(charge);
    side.sinceMs = nowMs;
    return side;
}

void Conversation::leave(const SessionId& session, std::int64_t nowMs)
{
    assert(isRoom());
    m_pictures.endAllOf(sideOf(session).member, nowMs);
    eraseIfAndGiveBack(m_sides, [&](const Side& side) { return side.session == session; });
}

Conversation::Numbered Conversation::number(const SessionId& sender, std::uint64_t senderNumber)
{
    Side& side = mutableSideOf(sender);
    if (senderNumber == 0 || senderNumber > side.lastSenderNumber + 1)
        return {Errc::SenderNumber, 0};
    if (senderNumber <= side.lastSenderNumber)
        return {Errc::Ok, 0};
    side.lastSenderNumber = senderNumber;
    return {Errc::Ok, ++m_lastNumber};
}

bool Conversation::takeKeyStep(const SessionId& sender, protocol::KeyStep step)
{
    assert(!isRoom());
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
