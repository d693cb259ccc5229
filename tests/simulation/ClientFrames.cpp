// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a client is told, and whether that is right.
#include "common/protocol/Limits.h"
#include "tests/simulation/ModelClient.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace chatmet::simulation {

using namespace protocol;

namespace {

SharedBytes keyBody(KeyStep step)
{
    return SharedBytes(WipedBytes(step == KeyStep::Reveal ? 64 : 32, static_cast<std::uint8_t>(step)));
}

} // namespace

void ModelClient::received(ConnectionId line, const ServerFrame& frame)
{
    if (line != m_line)
        return;
    const bool isGreeting =
        std::holds_alternative<Welcome>(frame.kind) || std::holds_alternative<ErrorAnswer>(frame.kind) ||
        std::holds_alternative<HelloAgain>(frame.kind) || std::holds_alternative<Farewell>(frame.kind);
    require(m_welcomed || isGreeting, "nothing but answers to the hello before the welcome");
    takeNumbers(frame);
    std::visit(
        [&](const auto& kind) {
            using Kind = std::remove_cvref_t<decltype(kind)>;
            if constexpr (std::is_same_v<Kind, Message>)
                message(kind, frame.body);
            else if constexpr (std::is_same_v<Kind, MemberAway> || std::is_same_v<Kind, MemberBack>)
                require(in(kind.conversation).isOther(kind.member), "a partner is away or back");
            else if constexpr (requires { on(kind); })
                on(kind);
        },
        frame.kind);
    pictures(frame.kind, frame.body);
}

void ModelClient::on(const Welcome& kind)
{
    expect(!m_welcomed && kind.resumed == m_helloResumes, "a welcome answers its hello");
    m_ground.tell("client ", m_index, kind.resumed ? " is back" : " is welcome");
    m_welcomed = true;
    m_turnedAway = false;
    m_token = kind.token;
    m_ground.count(kind.resumed ? "resumed" : "welcomed");
    if (kind.resumed)
        goOn();
}

void ModelClient::on(const ErrorAnswer& kind)
{
    m_ground.tell("client ", m_index, " is refused: ", describe(kind.code));
    if (kind.closing) {
        require(isExpected(kind), "who keeps the rules is not closed");
        m_turnedAway = kind.code == Errc::ServerFull;
        forgetSession();
        m_welcomed = false; // nothing more of use comes
        return;
    }
    if (kind.code == Errc::ResumeUnknown && !m_welcomed) {
        m_ground.count("resumes refused");
        forgetSession();
        m_helloResumes = false;
        ClientFrame frame;
        frame.kind = Hello{limits::revision, "Person", "1.0", System::Linux, {}, false};
        m_network.send(m_line, std::move(frame));
        return;
    }
    if (!m_welcomed)
        return;
    require(isExpected(kind), "who keeps the rules is not refused");
    if (kind.regarding != 0 && kind.regarding == m_meet) {
        m_searching = false;
        m_meet = 0;
    }
    const auto found = m_in.find(kind.conversation);
    if (found == m_in.end())
        return;
    Membership& in = found->second;
    in.pictures.refused(kind.regarding, kind.stream);
    if (in.unanswered.erase(kind.regarding) == 0)
        return;
    if (kind.code == Errc::RateLimited || kind.code == Errc::SenderNumber) {
        m_ground.count(kind.code == Errc::RateLimited ? "rate limited" : "refused with the one before");
        in.refused = true;
        in.againMs = std::max(in.againMs, m_ground.clock.nowMs() + kind.retryAfterMs);
    }
    sendAgainIfDue(found->first, in);
}

bool ModelClient::isExpected(const ErrorAnswer& kind) const
{
    if (m_temperament.liar)
        return true;
    const auto found = m_in.find(kind.conversation);
    switch (kind.code) {
    case Errc::ServerFull: return !m_welcomed;
    case Errc::SlowReader:
    case Errc::ShuttingDown:
    case Errc::IdleTooLong: return kind.closing;
    case Errc::NotInConversation: return m_oracle.isOver(kind.conversation);
    case Errc::NotWaiting: return true;                 // found, and left again, before the cancellation came
    case Errc::RateLimited: return kind.regarding != 0; // the oracle judges whether it had to be
    case Errc::StreamsTooMany:
    case Errc::OverBudget: return found != m_in.end() && kind.regarding != 0;
    case Errc::StreamUnknown: // refused, or ended, before what was said about it came
        return kind.regarding == 0 || (found != m_in.end() && !found->second.pictures.isActive(kind.stream));
    case Errc::SenderNumber: // the one before was refused, or erased after leaving
        return found != m_in.end() && (found->second.refused || found->second.left);
    default: return false;
    }
}

void ModelClient::on(const Farewell& kind)
{
    m_ground.tell("client ", m_index, " is told farewell");
    require(kind.code == Errc::ShuttingDown, "a farewell when the server ends");
    m_turnedAway = true;
    forgetSession();
    m_welcomed = false;
}

// ---- meeting

void ModelClient::on(const Paired& kind)
{
    expect(m_searching && m_pair.isNull(), "who meets has looked for somebody");
    m_ground.tell("client ", m_index, " meets");
    m_searching = false;
    m_meet = 0;
    m_pair = kind.conversation;
    PictureSide side(m_ground, kind.conversation, m_temperament.liar,
                     [this, id = kind.conversation](ClientKind what, SharedBytes body) {
                         const auto found = m_in.find(id);
                         return found == m_in.end() || found->second.left
                                    ? 0
                                    : send(std::move(what), std::move(body));
                     });
    const auto [at, isNew] =
        m_in.try_emplace(kind.conversation, kind.ownMember, std::vector{kind.partnerMember}, std::move(side));
    expect(isNew, "nobody meets twice in one conversation");
    at->second.initiator = kind.initiator;
    if (kind.initiator)
        send(KeyExchange{kind.conversation, KeyStep::Commit}, keyBody(KeyStep::Commit));
}

void ModelClient::on(const Ended& kind)
{
    m_ground.tell("client ", m_index, " is told an end, reason ", static_cast<int>(kind.reason));
    if (m_in.erase(kind.conversation) == 0) {
        expect(m_searching, "an end of something that it knew, or of what it waited for");
        m_searching = false; // Paired was erased with the rest
        m_meet = 0;
        m_ground.count("met and ended before it was told");
    }
    if (m_pair == kind.conversation)
        m_pair = {};
}

void ModelClient::on(const MeetCancelled&)
{
    expect(m_searching, "what is cancelled was looked for");
    m_searching = false;
    m_meet = 0;
}

// ---- talking

void ModelClient::message(const Message& kind, const SharedBytes& body)
{
    Membership& in = this->in(kind.conversation);
    require(in.isOther(kind.member), "a message is by another member");
    require(kind.number == in.lastSeen + 1,
            "messages come in the conversation's order, none twice, none left out");
    in.lastSeen = kind.number;
    if (!m_oracle.isOver(kind.conversation)) {
        const auto* said = m_oracle.entry(kind.conversation, kind.number);
        require(said != nullptr && said->author == kind.member && said->body.view() == body.view(),
                "a message arrives as it was sent, from whom it was sent");
    }
    m_ground.count("messages received");
    if (const auto offer = offerIn(body))
        in.pictures.offered(kind.member, *offer);
}

void ModelClient::on(const Accepted& kind)
{
    Membership& in = this->in(kind.conversation);
    expect(kind.senderNumber == in.accepted + 1 && kind.senderNumber <= in.said.size(),
           "each message is accepted once, in order");
    require(kind.number == in.lastSeen + 1, "own messages stand in the conversation's order");
    in.lastSeen = kind.number;
    ++in.accepted;
    std::erase_if(in.unanswered, [&](const auto& one) { return one.second == kind.senderNumber; });
    sendAgainIfDue(kind.conversation, in);
}

void ModelClient::on(const KeyExchanged& kind)
{
    Membership& in = this->in(kind.conversation);
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

void ModelClient::pictures(const ServerKind& kind, const SharedBytes& body)
{
    const auto known = [&](const ConversationId& id) -> PictureSide& { return in(id).pictures; };
    if (const auto* accept = std::get_if<StreamAccept>(&kind))
        known(accept->conversation).on(*accept);
    else if (const auto* open = std::get_if<StreamOpen>(&kind))
        known(open->conversation).on(*open);
    else if (const auto* chunk = std::get_if<StreamChunk>(&kind))
        known(chunk->conversation).on(*chunk, body);
    else if (const auto* credit = std::get_if<StreamCredit>(&kind))
        known(credit->conversation).on(*credit);
    else if (const auto* end = std::get_if<StreamEnd>(&kind))
        known(end->conversation).on(*end);
    else if (const auto* typing = std::get_if<Typing>(&kind))
        require(in(typing->conversation).isOther(typing->member), "a partner types");
}

} // namespace chatmet::simulation
