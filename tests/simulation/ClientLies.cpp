// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a client does that breaks the rules.
#include "common/protocol/Limits.h"
#include "tests/simulation/ModelClient.h"

#include <utility>

namespace chatmet::simulation {

using namespace protocol;

ConversationId ModelClient::someConversation()
{
    const auto& others = m_oracle.lastConversations();
    if (!others.empty() && m_ground.dice.chance(600))
        return others[m_ground.dice.number(others.size())];
    if (const auto all = rooms(); !all.empty() && m_ground.dice.chance(500))
        return all[m_ground.dice.number(all.size())];
    return m_pair.isNull() ? ConversationId::random(m_ground.dice) : m_pair;
}

void ModelClient::lie()
{
    Dice& dice = m_ground.dice;
    m_ground.count("lies");
    m_ground.tell("client ", m_index, " lies");
    const std::size_t accepted = m_pair.isNull() ? 0 : in(m_pair).accepted;
    switch (dice.number(18)) {
    case 0: return lieAboutNumbers();
    case 12:
    case 13: return lieAboutRooms();
    case 14:
    case 15: return lieAboutReports();
    case 16: return lieAboutTakingBack();
    case 1:
    case 2: return lieAboutPictures();
    case 3: // a message again, or one left out
        if (!m_pair.isNull()) {
            const std::uint64_t number =
                dice.chance(500) && accepted > 0 ? accepted : in(m_pair).said.size() + 3;
            send(Send{m_pair, number}, bodyOf(0, {}, 40));
        }
        return;
    case 4: { // into, or out of, what is somebody else's
        const ConversationId other = someConversation();
        if (other == m_pair)
            return;
        if (dice.chance(500))
            send(Send{other, 1}, bodyOf(0, {}, 40));
        else
            send(Leave{other});
        return;
    }
    case 5: send(Typing{someConversation(), {}, true}); return;
    case 6:
        send(KeyExchange{someConversation(), static_cast<KeyStep>(dice.number(4))}, bodyOf(0, {}, 40));
        return;
    case 7: m_network.sendMalformed(m_line, Errc::BadHeader); return;
    case 8: send(dice.chance(500) ? ClientKind{UnknownKind{}} : ClientKind{OversizedBody{}}); return;
    case 9: send(Meet{std::vector<std::string>(dice.number(12), dice.chance(300) ? "" : "a topic")}); return;
    case 10: send(CancelMeet{}); return;
    default: // a second hello, also with a token
        ClientFrame frame;
        Hello hello{limits::revision, "Liar", "1.0", System::Other, {}, false};
        if (dice.chance(500))
            hello.resume = Resume{dice.chance(500) ? m_token : m_oldToken, m_highest};
        frame.kind = std::move(hello);
        m_network.send(m_line, std::move(frame));
        return;
    }
}

void ModelClient::lieAboutNumbers()
{
    Dice& dice = m_ground.dice;
    ClientFrame frame;
    frame.kind = CancelMeet{};
    switch (dice.number(4)) {
    case 0: frame.sequence = m_lastSent + 2 + dice.number(1'000); break; // one left out
    case 1: break;                                                       // none where one belongs
    case 2:                                                              // one where none belongs
        frame.sequence = m_lastSent + 1;
        frame.kind = Typing{};
        break;
    default: // what was taken, once more
        if (m_lastSent > 0)
            frame.sequence = 1 + dice.number(m_lastSent);
        break;
    }
    if (dice.chance(200))
        frame.acknowledged = m_highest + 1 + dice.number(1'000);
    m_network.send(m_line, std::move(frame));
}

void ModelClient::lieAboutPictures()
{
    Dice& dice = m_ground.dice;
    const ConversationId where = someConversation();
    const StreamId stream = StreamId::random(dice);
    const auto number = static_cast<std::uint32_t>(dice.number(12));
    switch (dice.number(6)) {
    case 0: send(StreamAccept{where, stream, MemberId::random(dice), number}); return;
    case 1: send(StreamOpen{where, stream, number * 10'000'000}); return;
    case 2: send(StreamChunk{where, stream, number}, bodyOf(0, {}, 400)); return;
    case 3: send(StreamCredit{where, stream, number, number + 9, number}); return;
    case 4: send(StreamEnd{where, stream, static_cast<StreamOutcome>(dice.number(5))}); return;
    default: // a picture that nobody offered
        if (!m_pair.isNull())
            send(StreamAccept{m_pair, stream, in(m_pair).others.front(), number});
        return;
    }
}

void ModelClient::lieAboutRooms()
{
    Dice& dice = m_ground.dice;
    const ConversationId where = someConversation();
    const MemberId whom = dice.chance(700) ? m_oracle.someMember(where) : MemberId::random(dice);
    RoomProof proof{};
    dice.fill(proof);
    const SharedBytes package(WipedBytes(dice.chance(700) ? 96 : dice.number(300), 'p'));
    switch (dice.number(7)) {
    case 0: send(JoinRoom{where, proof}, package); return; // guessed
    case 1:                                                // given, wherever it leads
        if (!m_ground.invites.empty()) {
            const GivenInvite& invite = m_ground.invites[dice.number(m_ground.invites.size())];
            send(JoinRoom{invite.room, invite.proof}, package);
        }
        return;
    case 2: send(LockRoom{where, dice.chance(500)}); return;
    case 3: send(RemoveMember{where, whom, proof}); return;
    case 4: send(KeyExchange{where, KeyStep::Chain, whom}, package); return;
    case 5: send(OpenRoom{proof}, package); return;
    default: { // accepts in a room as in a pair, and the other way
        const StreamId stream = StreamId::random(dice);
        send(StreamAccept{where, stream, whom, 4, dice.chance(500) ? stream : StreamId{}});
        return;
    }
    }
}

/// Of anybody, twice, of itself, of somebody long gone.
void ModelClient::lieAboutReports()
{
    Dice& dice = m_ground.dice;
    ConversationId where = someConversation();
    MemberId whom = m_oracle.someMember(where);
    if (!m_parted.empty() && dice.chance(700)) {
        const Parted& parted = m_parted[dice.number(m_parted.size())];
        where = parted.conversation;
        whom = dice.chance(900) ? parted.partner : MemberId::random(dice);
    }
    if (whom.isNull())
        whom = MemberId::random(dice);
    for (int times = dice.chance(500) ? 2 : 1; times > 0; --times) {
        if (dice.chance(500))
            send(Report{where, whom, ReportReason::Other});
        else
            send(Block{where, whom});
    }
}

/// What somebody else wrote, or nobody yet.
void ModelClient::lieAboutTakingBack()
{
    const ConversationId where = someConversation();
    const auto found = m_in.find(where);
    if (found == m_in.end() || found->second.left)
        return;
    Membership& in = found->second;
    in.said.push_back(
        {bodyOf((m_index << 40) | ++m_said, {}, 40), 1 + m_ground.dice.number(in.lastSeen + 2)});
    sendSaid(where, in, in.said.size());
}

/// Something else than a good hello first.
void ModelClient::lieInHello()
{
    Dice& dice = m_ground.dice;
    ClientFrame frame;
    Hello hello{limits::revision, "Liar", "1.0", System::Other, {}, false};
    switch (dice.number(6)) {
    case 0: return; // nothing at all, until it is closed
    case 1: frame.kind = Meet{}; break;
    case 2: hello.unlistedField = true; break;
    case 3: hello.username = ""; break;
    case 4: hello.revision = 0; break;
    default: // a token that is not, or no longer, good; or a good one that has received too much
        hello.resume = Resume{dice.chance(500) ? SessionToken::random(dice) : m_oldToken, 99'999};
        if (!m_token.isNull() && dice.chance(500))
            hello.resume->token = m_token;
        break;
    }
    if (std::holds_alternative<UnknownKind>(frame.kind))
        frame.kind = std::move(hello);
    m_helloResumes = false;
    m_network.send(m_line, std::move(frame));
}

} // namespace chatmet::simulation
