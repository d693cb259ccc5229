// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Messages and keys of a client: what it says, and what it is told by others.
#include "common/protocol/Limits.h"
#include "tests/simulation/FrameKind.h"
#include "tests/simulation/ModelClient.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace protocol;

// ---- what it says

void ModelClient::say(const ConversationId& where)
{
    Membership& in = this->in(where);
    Dice& dice = m_ground.dice;
    std::optional<PictureOffer> offer;
    if (!m_ground.isCalm && dice.chance(m_ground.plan.picturesPerMille))
        offer = in.pictures.offer();
    const bool isHeavy = !m_ground.isCalm && dice.chance(m_ground.plan.heavyPerMille);
    const auto bytes = static_cast<std::size_t>(dice.between(40, isHeavy ? limits::bodyBytesMax : 60));
    Membership::Said said{bodyOf((m_index << 40) | ++m_said, offer, bytes)};
    if (!in.numbers.empty() && dice.chance(m_ground.plan.takesBackPerMille))
        said.takesBack = dice.chance(700) ? in.numbers.back() : in.numbers[dice.number(in.numbers.size())];
    in.said.push_back(std::move(said));
    if (in.refused && dice.chance(500))
        return; // it goes out with those before it
    sendSaid(where, in, in.said.size());
}

void ModelClient::sendSaid(const ConversationId& where, Membership& in, std::uint64_t number)
{
    const Membership::Said& said = in.said[number - 1];
    in.unanswered[send(Send{where, number, said.takesBack}, said.body)] = number;
}

void ModelClient::sendAgainIfDue(const ConversationId& id, Membership& in)
{
    if (in.refused && in.unanswered.empty())
        m_ground.clock.at(in.againMs, [this, id] { sendAgain(id); });
}

void ModelClient::sendAgain(const ConversationId& id)
{
    const auto found = m_in.find(id);
    if (found == m_in.end() || found->second.left || !found->second.refused ||
        !found->second.unanswered.empty())
        return;
    Membership& in = found->second;
    in.refused = false;
    for (std::uint64_t number = in.accepted + 1; number <= in.said.size(); ++number)
        sendSaid(id, in, number);
}

Membership& ModelClient::in(const ConversationId& id)
{
    const auto found = m_in.find(id);
    require(found != m_in.end(), "nothing is told of a conversation that it is not in");
    return found->second;
}

// ---- what it is told

/// Others may be missing only where their author has left, and where they were said before it came.
void ModelClient::seen(const ConversationId& id, Membership& in, std::uint64_t number)
{
    require(number > in.lastSeen && !m_oracle.lacks(id, in.own, in.lastSeen, number),
            "messages come in the conversation's order, none twice, none left out");
    in.lastSeen = number;
}

void ModelClient::on(const Unsent& kind)
{
    Membership& in = this->in(kind.conversation);
    require(in.isOther(kind.member), "what is taken back was another member's");
    seen(kind.conversation, in, kind.number);
    const auto* said = m_oracle.entry(kind.conversation, kind.number);
    require(said == nullptr || (said->author == kind.member && said->isTakenBack),
            "only what was taken back is missing");
    m_ground.count("messages missing, as they were taken back");
}

void ModelClient::message(const Message& kind, const SharedBytes& body)
{
    Membership& in = this->in(kind.conversation);
    require(in.isOther(kind.member), "a message is by another member");
    seen(kind.conversation, in, kind.number);
    const auto* said = m_oracle.entry(kind.conversation, kind.number);
    require(m_oracle.isOver(kind.conversation) ||
                (said != nullptr && said->author == kind.member && isSame(said->body, body)),
            "a message arrives as it was sent, from whom it was sent");
    m_ground.count("messages received");
    if (const auto offer = offerIn(body))
        in.pictures.offered(kind.member, *offer);
}

void ModelClient::on(const Accepted& kind)
{
    Membership& in = this->in(kind.conversation);
    expect(kind.senderNumber == in.accepted + 1 && kind.senderNumber <= in.said.size(),
           "each message is accepted once, in order");
    seen(kind.conversation, in, kind.number);
    ++in.accepted;
    in.numbers.push_back(kind.number);
    std::erase_if(in.unanswered, [&](const auto& one) { return one.second == kind.senderNumber; });
    sendAgainIfDue(kind.conversation, in);
}

void ModelClient::on(const KeyExchanged& kind)
{
    Membership& in = this->in(kind.conversation);
    if (in.isRoom) {
        require(in.isOther(kind.member) && kind.step == KeyStep::Chain, "a key of another member's");
        m_ground.count("keys handed on in rooms");
        return;
    }
    const bool isPartners = in.initiator ? kind.step == KeyStep::Share
                                         : kind.step == KeyStep::Commit || kind.step == KeyStep::Reveal;
    const unsigned bit = 1U << static_cast<unsigned>(kind.step);
    require(in.isOther(kind.member) && isPartners && (in.keySteps & bit) == 0,
            "a step of the partner's, once");
    in.keySteps |= bit;
    if (in.left || kind.step == KeyStep::Reveal)
        return;
    const KeyStep answer = in.initiator ? KeyStep::Reveal : KeyStep::Share;
    send(KeyExchange{kind.conversation, answer}, keyBody(answer));
}

} // namespace chatmet::simulation
