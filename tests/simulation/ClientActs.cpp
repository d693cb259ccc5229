// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a client does by itself: good manners, bad luck, lies.
#include "common/protocol/Limits.h"
#include "tests/simulation/ModelClient.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace protocol;

namespace {

constexpr ConnectionId noLine{0};

StreamId someStream(Dice& dice)
{
    return StreamId::random(dice);
}

} // namespace

void ModelClient::actOn()
{
    if (m_gone)
        return;
    m_ground.clock.in(m_ground.dice.between(1, m_temperament.pauseMsMax), [this] {
        if (!m_ground.isCalm && !m_gone)
            act();
        actOn();
    });
}

void ModelClient::act()
{
    Dice& dice = m_ground.dice;
    if (m_line == noLine)
        return;
    if (!m_welcomed) {
        if (!m_token.isNull() && dice.chance(m_ground.plan.troublePerMille))
            takeOver(); // it has waited long enough for a welcome, which may be on its way
        return;
    }
    if (dice.chance(m_ground.plan.troublePerMille))
        return trouble();
    if (dice.chance(m_temperament.stallPerMille))
        return m_network.stall(m_line, dice.between(100, 8'000));
    if (m_temperament.liar && dice.chance(150))
        return lie();
    if (dice.chance(10)) {
        send(HoldingsRequest{0});
        return;
    }
    if (!m_pair.isNull())
        return actInPair();
    if (!m_searching && dice.chance(600))
        meet(someTopics());
    else if (m_searching && dice.chance(60))
        send(CancelMeet{});
}

void ModelClient::actInPair()
{
    Dice& dice = m_ground.dice;
    if (dice.chance(m_ground.plan.leavesPerMille))
        return dice.chance(700) ? next() : leaveAll();
    const auto what = dice.number(100);
    if (what < 5)
        send(Typing{m_pair, {}, dice.chance(500)});
    else if (what < 30)
        in(m_pair).pictures.act();
    else if (!m_temperament.silent && what < 85)
        for (std::int64_t i = dice.between(1, dice.chance(50) ? 30 : 2); i > 0; --i)
            say();
}

void ModelClient::meet(std::vector<std::string> topics)
{
    m_meet = send(Meet{std::move(topics)});
    m_searching = true;
}

void ModelClient::leaveAll()
{
    if (m_searching)
        send(CancelMeet{});
    if (m_pair.isNull())
        return;
    send(Leave{m_pair});
    in(m_pair).left = true;
    m_pair = {};
}

void ModelClient::next()
{
    m_ground.count("next");
    leaveAll();
    if (!m_searching)
        meet(someTopics());
}

std::vector<std::string> ModelClient::someTopics()
{
    std::vector<std::string> topics;
    for (auto i = m_ground.dice.number(4); i > 0; --i)
        topics.push_back("topic" + std::to_string(m_ground.dice.number(m_ground.plan.topics)));
    return topics;
}

// ---- bad luck

void ModelClient::trouble()
{
    Dice& dice = m_ground.dice;
    switch (dice.number(8)) {
    case 0:
    case 1:
    case 2: {
        Break how;
        how.upKept = dice.number(4);
        how.downKept = dice.number(4);
        how.serverHearsMs = dice.chance(250) ? -1 : dice.between(0, 400);
        how.clientHearsMs = dice.chance(250) ? -1 : dice.between(0, 400);
        m_ground.tell("client ", m_index, " has its line broken");
        m_ground.count("lines broken");
        return m_network.breakLine(m_line, how);
    }
    case 3: // the program is killed, or the computer goes to sleep; the person comes again as somebody else
        m_ground.tell("client ", m_index, " is killed");
        if (dice.chance(500))
            m_network.hangUp(m_line);
        else
            m_network.abandon(m_line);
        break;
    case 4: // panic, or just goodbye
        m_ground.tell("client ", m_index, " says goodbye");
        if (dice.chance(500))
            leaveAll();
        send(Goodbye{});
        m_network.hangUp(m_line);
        break;
    default: return takeOver();
    }
    m_line = noLine;
    m_welcomed = false;
    forgetSession();
    connectIn(dice.between(0, m_temperament.returnMsMax));
}

/// Another line while the server still believes in the older one.
void ModelClient::takeOver()
{
    m_ground.tell("client ", m_index, " turns to another line");
    if (m_ground.dice.chance(300))
        m_network.hangUp(m_line);
    else
        m_network.abandon(m_line);
    m_line = noLine;
    m_welcomed = false;
    m_lostMs = m_ground.clock.nowMs();
    if (m_ground.plan.windowMs == 0)
        forgetSession();
    connect();
}

// ---- lies

ConversationId ModelClient::someConversation()
{
    const auto& others = m_oracle.lastConversations();
    if (!others.empty() && m_ground.dice.chance(600))
        return others[m_ground.dice.number(others.size())];
    return m_pair.isNull() ? ConversationId::random(m_ground.dice) : m_pair;
}

void ModelClient::lie()
{
    Dice& dice = m_ground.dice;
    m_ground.count("lies");
    m_ground.tell("client ", m_index, " lies");
    const std::size_t accepted = m_pair.isNull() ? 0 : in(m_pair).accepted;
    switch (dice.number(12)) {
    case 0: return lieAboutNumbers();
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
    const StreamId stream = someStream(dice);
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
