// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the oracle tells the clients, who check by content what they are told.
#include "tests/simulation/Oracle.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

const ToldMessage* Oracle::entry(const ConversationId& id, std::uint64_t number) const
{
    const Conversation* in = conversation(id);
    return in == nullptr || number == 0 || number > in->entries.size() ? nullptr : &in->entries[number - 1];
}

bool Oracle::lacks(const ConversationId& id, const MemberId& who, std::uint64_t after,
                   std::uint64_t before) const
{
    const Conversation* in = conversation(id);
    const auto* member = in == nullptr ? nullptr : in->member(who);
    if (member == nullptr)
        return false; // it has left, and nothing is owed to it any more
    const std::uint64_t last = std::min<std::uint64_t>(before - 1, in->entries.size());
    for (std::uint64_t number = std::max<std::uint64_t>(after, member->before) + 1; number <= last;
         ++number) {
        if (!in->entries[number - 1].isErased)
            return true;
    }
    return false;
}

std::size_t Oracle::entries(const ConversationId& id) const
{
    const Conversation* in = conversation(id);
    return in == nullptr ? 0 : in->entries.size();
}

bool Oracle::isOver(const ConversationId& id) const
{
    return conversation(id) == nullptr;
}

bool Oracle::isMember(const ConversationId& id, const MemberId& member) const
{
    const Conversation* in = conversation(id);
    return in != nullptr && in->member(member) != nullptr;
}

MemberId Oracle::someMember(const ConversationId& id) const
{
    const Conversation* in = conversation(id);
    return in == nullptr ? MemberId{} : in->members[m_ground.dice.number(in->members.size())].id;
}

std::optional<Oracle::Standing> Oracle::standing(const SessionToken& token) const
{
    const auto found = m_tokens.find(token);
    if (found == m_tokens.end())
        return std::nullopt;
    const Session& session = m_sessions.at(found->second);
    return Standing{session.conversation, session.waitingSinceMs || session.searchStands, session.rooms};
}

Oracle::RoomView Oracle::roomView(const ConversationId& room, const MemberId& own) const
{
    const Conversation* in = conversation(room);
    RoomView view;
    if (in == nullptr)
        return view;
    for (const Conversation::Member& member : in->members)
        view.others.insert(member.id);
    view.others.erase(own);
    view.host = in->members.front().id;
    view.locked = in->locked;
    return view;
}

bool Oracle::isBlockBetween(const SessionToken& one, const SessionToken& other) const
{
    const auto with = [&](const SessionToken& token) { // also where nobody may come back by it
        return std::find_if(m_sessions.begin(), m_sessions.end(),
                            [&](const auto& entry) { return entry.second.token == token; });
    };
    const auto first = with(one);
    const auto second = with(other);
    return first != m_sessions.end() && second != m_sessions.end() && isBlocked(first->first, second->first);
}

// ---- for the oracle itself

Oracle::Session* Oracle::session(const SessionId& id)
{
    const auto found = m_sessions.find(id);
    return found == m_sessions.end() ? nullptr : &found->second;
}

const Oracle::Session* Oracle::session(const SessionId& id) const
{
    const auto found = m_sessions.find(id);
    return found == m_sessions.end() ? nullptr : &found->second;
}

Oracle::Conversation* Oracle::conversation(const ConversationId& id)
{
    const auto found = m_conversations.find(id);
    return found == m_conversations.end() ? nullptr : &found->second;
}

const Oracle::Conversation* Oracle::conversation(const ConversationId& id) const
{
    const auto found = m_conversations.find(id);
    return found == m_conversations.end() ? nullptr : &found->second;
}

} // namespace chatmet::simulation
