// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a client does by itself: good manners and bad luck.
#include "tests/simulation/ModelClient.h"

#include <utility>

namespace chatmet::simulation {

using namespace protocol;

namespace {

constexpr ConnectionId noLine{0};

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
    if (!m_parted.empty() && dice.chance(3 * m_ground.plan.reportsPerMille))
        return reportOrBlockParted();
    if (dice.chance(m_ground.plan.roomsPerMille))
        return actInRooms();
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
    if (dice.chance(m_ground.plan.reportsPerMille)) {
        const ConversationId pair = m_pair;
        m_endedBy[reportOrBlock(pair)] = pair;
        in(pair).left = true; // it ends by that
        m_pair = {};
        return;
    }
    talk(m_pair);
}

std::uint64_t ModelClient::reportOrBlock(const ConversationId& where)
{
    Dice& dice = m_ground.dice;
    const auto& others = in(where).others;
    const MemberId whom = others[dice.number(others.size())];
    if (dice.chance(500))
        return send(Report{where, whom, static_cast<ReportReason>(dice.number(5))});
    return send(Block{where, whom});
}

/// Within two minutes of an end; each once.
void ModelClient::reportOrBlockParted()
{
    Parted& parted = m_parted[m_ground.dice.number(m_parted.size())];
    if (m_ground.dice.chance(500) && !std::exchange(parted.reported, true))
        send(Report{parted.conversation, parted.partner, ReportReason::Spam});
    else if (!std::exchange(parted.blocked, true))
        send(Block{parted.conversation, parted.partner});
    if (parted.reported && parted.blocked)
        m_parted.erase(m_parted.begin() + (&parted - m_parted.data()));
}

void ModelClient::talk(const ConversationId& where)
{
    Dice& dice = m_ground.dice;
    const auto what = dice.number(100);
    if (what < 5)
        send(Typing{where, {}, dice.chance(500)});
    else if (what < 30)
        in(where).pictures.act();
    else if (!m_temperament.silent && what < 85)
        for (std::int64_t i = dice.between(1, dice.chance(50) ? 30 : 2); i > 0; --i)
            say(where);
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
    if (!m_pair.isNull())
        leave(m_pair);
}

void ModelClient::leave(const ConversationId& id)
{
    send(Leave{id});
    in(id).left = true;
    if (id == m_pair)
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
        if (dice.chance(300))
            leaveRooms();
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

} // namespace chatmet::simulation
