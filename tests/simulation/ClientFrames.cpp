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

constexpr std::size_t partedKept = 8;

} // namespace

void ModelClient::received(ConnectionId line, const ServerFrame& frame)
{
    if (line != m_line)
        return;
    const bool isGreeting =
        std::holds_alternative<Welcome>(frame.kind) || std::holds_alternative<ErrorAnswer>(frame.kind) ||
        std::holds_alternative<HelloAgain>(frame.kind) || std::holds_alternative<Farewell>(frame.kind) ||
        std::holds_alternative<PuzzleChallenge>(frame.kind);
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

/// Life is short: it comes from elsewhere.
void ModelClient::on(const PuzzleChallenge&)
{
    m_ground.count("puzzles not solved");
    m_network.hangUp(m_line);
    m_line = ConnectionId{0};
    forgetSession();
    connectIn(m_ground.dice.between(0, 200));
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
        frame.kind = Hello{limits::revision, name(), "1.0", System::Linux, {}, false};
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
    m_asked.erase(kind.regarding);
    if (const auto report = m_endedBy.find(kind.regarding); report != m_endedBy.end()) {
        if (kind.code == Errc::RateLimited && m_in.contains(report->second))
            send(Leave{report->second}); // what it said has not ended the pair
        m_endedBy.erase(report);
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
    const Membership* in = found == m_in.end() ? nullptr : &found->second;
    const auto hasLeft = [&](const MemberId& who) { return !m_oracle.isMember(kind.conversation, who); };
    switch (kind.code) {
    case Errc::ServerFull: return !m_welcomed;
    case Errc::SlowReader:
    case Errc::ShuttingDown:
    case Errc::IdleTooLong: return kind.closing;
    case Errc::NotInConversation:
        return in != nullptr ? hasLeft(in->own)
                             : m_oracle.isOver(kind.conversation) || m_oracle.wasRoom(kind.conversation);
    case Errc::AlreadyPaired:
        return m_ground.plan.burst > 0; // the report that was to end the pair was too much
    case Errc::NotWaiting: return true; // found, and left again, before the cancellation came
    case Errc::RateLimited:             // the oracle judges whether it had to be
        return kind.closing ? m_oracle.wasTurnedAway(m_line) : kind.regarding != 0;
    case Errc::RoomRefused:
    case Errc::RoomsTooMany: return m_asked.contains(kind.regarding);
    case Errc::MemberUnknown: // it has left meanwhile, or the time for reports is over
    case Errc::SaidBefore: return kind.regarding != 0; // the oracle judges these too
    case Errc::StreamsTooMany: return in != nullptr && kind.regarding != 0;
    case Errc::OverBudget: return kind.regarding != 0 && (in != nullptr || m_asked.contains(kind.regarding));
    case Errc::StreamUnknown: // refused, or ended, or its other end has left, before what was said about it
        return kind.regarding == 0 ||
               (in != nullptr && (!in->pictures.isActive(kind.stream) ||
                                  (in->isRoom && hasLeft(in->pictures.otherEndOf(kind.stream)))));
    case Errc::SenderNumber: // the one before was refused, or erased after leaving
        return in != nullptr && (in->refused || in->left);
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
    enter(kind.conversation, kind.ownMember, {kind.partnerMember}, false).initiator = kind.initiator;
    if (kind.initiator)
        send(KeyExchange{kind.conversation, KeyStep::Commit}, keyBody(KeyStep::Commit));
}

Membership& ModelClient::enter(const ConversationId& id, const MemberId& own, std::vector<MemberId> others,
                               bool isRoom)
{
    PictureSide side(m_ground, id, isRoom, m_temperament.liar, [this, id](ClientKind what, SharedBytes body) {
        const auto found = m_in.find(id);
        return found == m_in.end() || found->second.left ? 0 : send(std::move(what), std::move(body));
    });
    const auto [at, isNew] = m_in.try_emplace(id, own, std::move(others), std::move(side));
    expect(isNew, "nobody comes twice into one conversation");
    at->second.isRoom = isRoom;
    return at->second;
}

void ModelClient::on(const Ended& kind)
{
    m_ground.tell("client ", m_index, " is told an end, reason ", static_cast<int>(kind.reason));
    if (const auto over = m_in.find(kind.conversation);
        over != m_in.end() && !over->second.isRoom && kind.ticketMs > 0)
        m_parted.push_back({kind.conversation, over->second.others.front()});
    if (m_parted.size() > partedKept)
        m_parted.erase(m_parted.begin());
    if (m_in.erase(kind.conversation) == 0)
        leftWithoutAWord(kind.conversation);
    if (m_pair == kind.conversation)
        m_pair = {};
}

/// What told that it had met somebody, or was in a room, was erased with the rest.
void ModelClient::leftWithoutAWord(const ConversationId& id)
{
    if (!m_oracle.wasRoom(id)) {
        expect(m_searching, "an end of something that it knew, or of what it waited for");
        m_searching = false;
        m_meet = 0;
        m_ground.count("met and ended before it was told");
        return;
    }
    auto asked =
        std::find_if(m_asked.begin(), m_asked.end(), [&](const auto& one) { return one.second.room == id; });
    if (asked == m_asked.end())
        asked = std::find_if(m_asked.begin(), m_asked.end(),
                             [](const auto& one) { return one.second.room.isNull(); });
    expect(asked != m_asked.end(), "an end of a room that it knew, or waited for");
    if (asked != m_asked.end())
        m_asked.erase(asked);
    m_ground.count("rooms left before they were told");
}

void ModelClient::on(const MeetCancelled&)
{
    expect(m_searching, "what is cancelled was looked for");
    m_searching = false;
    m_meet = 0;
}

// ---- pictures

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
