// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A client in rooms: what it does there by itself, and what it is told.
#include "common/base/RoomAdmission.h"
#include "common/protocol/Limits.h"
#include "tests/simulation/ModelClient.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace protocol;

namespace {

constexpr std::size_t invitesKept = 12;
constexpr std::size_t packageBytes = 96; ///< Protocol.md, "Keys of a member"
constexpr std::size_t chainBytes = 180;  ///< "Chains"

} // namespace

std::vector<ConversationId> ModelClient::rooms() const
{
    std::vector<ConversationId> all;
    for (const auto& [id, in] : m_in) {
        if (in.isRoom && !in.left)
            all.push_back(id);
    }
    return all;
}

// ---- what it does

void ModelClient::actInRooms()
{
    Dice& dice = m_ground.dice;
    const std::vector<ConversationId> all = rooms();
    if (all.empty() || (all.size() + m_asked.size() < m_temperament.roomsMax && dice.chance(150))) {
        if (m_ground.invites.empty() || dice.chance(250))
            return openRoom();
        return joinRoom(m_ground.invites[dice.number(m_ground.invites.size())]);
    }
    const ConversationId room = all[dice.number(all.size())];
    Membership& in = this->in(room);
    if (dice.chance(m_ground.plan.leavesPerMille / 3))
        return leave(room);
    if (in.host == in.own && dice.chance(80))
        return actAsHost(room, in);
    if (!in.others.empty() && dice.chance(50))
        return handKeyTo(room, in.others[dice.number(in.others.size())]);
    if (!in.others.empty() && dice.chance(m_ground.plan.reportsPerMille))
        reportOrBlock(room);
    else
        talk(room);
}

void ModelClient::actAsHost(const ConversationId& room, Membership& in)
{
    Dice& dice = m_ground.dice;
    if (in.others.empty() || dice.chance(600)) {
        send(LockRoom{room, in.locked ? dice.chance(100) : dice.chance(500)});
        return;
    }
    const MemberId removed = in.others[dice.number(in.others.size())];
    send(RemoveMember{room, removed, admissionOf(newInvite(room))});
}

void ModelClient::openRoom()
{
    const RoomProof proof = newInvite({});
    const std::uint64_t number = send(OpenRoom{admissionOf(proof)}, bodyOf(++m_said, {}, packageBytes));
    m_asked[number] = {{}, proof};
}

void ModelClient::joinRoom(const GivenInvite& invite)
{
    const bool isAsked = std::any_of(m_asked.begin(), m_asked.end(),
                                     [&](const auto& one) { return one.second.room == invite.room; });
    if (m_in.contains(invite.room) || isAsked)
        return; // it knows that it would be refused; liars ask (ClientLies.cpp)
    const std::uint64_t number =
        send(JoinRoom{invite.room, invite.proof}, bodyOf(++m_said, {}, packageBytes));
    m_asked[number] = {invite.room, invite.proof};
}

void ModelClient::leaveRooms()
{
    for (const ConversationId& room : rooms())
        leave(room);
}

void ModelClient::handKeyTo(const ConversationId& room, const MemberId& member)
{
    send(KeyExchange{room, KeyStep::Chain, member}, bodyOf(++m_said, {}, chainBytes));
}

/// A fresh one; room: null where it has no id yet.
RoomProof ModelClient::newInvite(const ConversationId& room)
{
    RoomProof proof{};
    m_ground.dice.fill(proof);
    if (!room.isNull())
        give({room, proof});
    return proof;
}

void ModelClient::give(const GivenInvite& invite)
{
    m_ground.invites.push_back(invite);
    if (m_ground.invites.size() > invitesKept)
        m_ground.invites.erase(m_ground.invites.begin());
}

// ---- what it is told

void ModelClient::on(const RoomOpened& kind)
{
    const auto asked = std::find_if(m_asked.begin(), m_asked.end(),
                                    [](const auto& one) { return one.second.room.isNull(); });
    expect(asked != m_asked.end(), "a room is opened for who asked for one");
    if (asked != m_asked.end()) {
        give({kind.conversation, asked->second.proof});
        m_asked.erase(asked);
    }
    enter(kind.conversation, kind.ownMember, {}, true).host = kind.ownMember;
}

void ModelClient::on(const RoomJoined& kind)
{
    const auto asked = std::find_if(m_asked.begin(), m_asked.end(),
                                    [&](const auto& one) { return one.second.room == kind.conversation; });
    expect(asked != m_asked.end(), "who joins a room has asked for it");
    if (asked != m_asked.end())
        m_asked.erase(asked);
    Membership& in = enter(kind.conversation, kind.ownMember, {}, true);
    in.host = kind.host;
    in.locked = kind.locked;
}

void ModelClient::on(const MemberJoined& kind)
{
    Membership& in = this->in(kind.conversation);
    require(!in.isOther(kind.member) && kind.member != in.own, "each member is introduced once");
    in.others.push_back(kind.member);
    if (!in.left && !m_temperament.silent && m_ground.dice.chance(300))
        handKeyTo(kind.conversation, kind.member);
}

void ModelClient::on(const MemberLeft& kind)
{
    Membership& in = this->in(kind.conversation);
    require(kind.member != in.own, "who leaves is told an end");
    std::erase(in.others, kind.member); // unknown where it came and went unseen
    in.pictures.memberLeft(kind.member);
}

void ModelClient::on(const RoomChanged& kind)
{
    Membership& in = this->in(kind.conversation);
    in.host = kind.host;
    in.locked = kind.locked;
}

} // namespace chatmet::simulation
