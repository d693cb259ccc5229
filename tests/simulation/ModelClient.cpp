// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/ModelClient.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace chatmet::simulation {

using namespace protocol;

namespace {

constexpr ConnectionId noLine{0};

Temperament temperamentOf(const Plan& plan, Dice& dice)
{
    Temperament who;
    who.pauseMsMax = plan.pauseMsMax;
    constexpr std::array<std::int64_t, 4> acknowledge{0, 250, 250, 4'000};
    who.acknowledgeMs = acknowledge[dice.number(acknowledge.size())];
    who.hoards = dice.chance(150);
    who.silent = dice.chance(100);
    who.stallPerMille = dice.chance(200) ? 30 : 0;
    constexpr std::array<std::int64_t, 4> returns{50, 500, 3'000, 25'000};
    who.returnMsMax = returns[dice.number(returns.size())];
    who.neverReturnsPerMille = dice.chance(200) ? 500 : 50;
    who.roomsMax = static_cast<std::size_t>(dice.chance(100) ? 10 : dice.between(1, 3));
    who.liar = dice.chance(plan.liarsPerMille);
    return who;
}

bool isReliable(const ClientKind& kind)
{
    return !std::holds_alternative<Hello>(kind) && !std::holds_alternative<Acknowledgement>(kind) &&
           !std::holds_alternative<Typing>(kind) && !std::holds_alternative<StreamChunk>(kind) &&
           !std::holds_alternative<StreamCredit>(kind);
}

/// The conversation of a frame with content; null for others.
ConversationId contentOf(const ClientKind& kind)
{
    if (const auto* message = std::get_if<Send>(&kind))
        return message->conversation;
    if (const auto* exchange = std::get_if<KeyExchange>(&kind))
        return exchange->conversation;
    return {};
}

} // namespace

ModelClient::ModelClient(Ground& ground, Network& network, Oracle& oracle, std::size_t index)
    : m_ground(ground),
      m_network(network),
      m_oracle(oracle),
      m_index(index),
      m_temperament(temperamentOf(ground.plan, ground.dice))
{
    connectIn(ground.dice.between(0, m_temperament.pauseMsMax));
    actOn();
}

// ---- lines

void ModelClient::connectIn(std::int64_t milliseconds)
{
    if (m_gone || std::exchange(m_connecting, true))
        return;
    m_ground.clock.in(milliseconds, [this] {
        m_connecting = false;
        if (!m_gone && m_line == noLine)
            connect();
    });
}

void ModelClient::connect()
{
    const bool isOver = m_ground.clock.nowMs() - m_lostMs > m_ground.plan.windowMs;
    if (!m_token.isNull() && isOver)
        forgetSession(); // by its own clock
    m_line = m_network.open(*this);
    m_welcomed = false;
    if (m_temperament.liar && !m_ground.isCalm && m_ground.dice.chance(100))
        return lieInHello();
    ClientFrame frame;
    Hello hello{limits::revision, name(), "1.0", System::Linux, {}, false};
    m_helloResumes = !m_token.isNull();
    if (m_helloResumes)
        hello.resume = Resume{m_token, m_highest};
    m_owed = 0; // by that
    frame.kind = std::move(hello);
    m_ground.tell("client ", m_index, " connects as line ", static_cast<std::uint64_t>(m_line),
                  m_helloResumes ? " to resume" : "");
    m_network.send(m_line, std::move(frame));
}

void ModelClient::lineEnded(ConnectionId line, Errc code)
{
    if (line != m_line)
        return;
    m_ground.tell("client ", m_index, " has lost line ", static_cast<std::uint64_t>(line), " code ",
                  static_cast<int>(code));
    m_line = noLine;
    m_welcomed = false;
    m_lostMs = m_ground.clock.nowMs();
    const bool neverReturns = m_ground.dice.chance(m_temperament.neverReturnsPerMille) && !m_ground.isCalm;
    if (code != Errc::Ok || m_ground.plan.windowMs == 0 || neverReturns)
        forgetSession();
    if (!m_turnedAway || !m_ground.isCalm) // else there would never be quiet
        connectIn(m_ground.dice.between(0, m_ground.isCalm ? 200 : m_temperament.returnMsMax));
}

void ModelClient::forgetSession()
{
    if (!m_token.isNull())
        m_oldToken = std::exchange(m_token, {});
    m_lastSent = 0;
    m_highest = 0;
    m_kept.clear();
    m_owed = 0;
    m_searching = false;
    m_meet = 0;
    m_pair = {};
    m_in.clear();
    m_asked.clear();
    m_parted.clear();
    m_endedBy.clear();
}

void ModelClient::goAway(bool says)
{
    if (m_line != noLine) {
        if (says && m_welcomed)
            send(Goodbye{});
        m_network.hangUp(m_line);
        m_line = noLine;
    }
    m_welcomed = false;
    m_gone = true;
    forgetSession();
}

// ---- numbers

std::uint64_t ModelClient::send(ClientKind kind, SharedBytes body)
{
    ClientFrame frame;
    if (isReliable(kind))
        frame.sequence = ++m_lastSent;
    frame.acknowledged = m_temperament.hoards ? 0 : m_highest;
    if (!m_temperament.hoards)
        m_owed = 0;
    frame.kind = std::move(kind);
    frame.body = std::move(body);
    if (frame.sequence != 0)
        m_kept.push_back(frame);
    const std::uint64_t sequence = frame.sequence;
    if (m_welcomed)
        m_network.send(m_line, std::move(frame));
    return sequence;
}

void ModelClient::takeNumbers(const ServerFrame& frame)
{
    require(frame.acknowledged <= m_lastSent || m_temperament.liar, "what was not sent is not acknowledged");
    while (!m_kept.empty() && m_kept.front().sequence <= frame.acknowledged)
        m_kept.pop_front();
    for (auto& [id, in] : m_in)
        in.pictures.acknowledged(frame.acknowledged);
    if (frame.sequence == 0)
        return;
    require(frame.sequence > m_highest, "numbers rise, also over several lines");
    m_highest = frame.sequence;
    ++m_owed;
    if (m_owed >= limits::acknowledgeAfterFrames && !m_temperament.hoards &&
        m_temperament.acknowledgeMs <= 250)
        acknowledgeIn(0);
    else
        acknowledgeIn(m_ground.isCalm ? 200 : m_temperament.acknowledgeMs);
}

void ModelClient::acknowledgeIn(std::int64_t milliseconds)
{
    if (std::exchange(m_acknowledging, true))
        return;
    m_ground.clock.in(milliseconds, [this] {
        m_acknowledging = false;
        if (!m_welcomed || m_owed == 0)
            return;
        ClientFrame frame;
        frame.acknowledged = m_highest;
        frame.kind = Acknowledgement{};
        m_owed = 0;
        m_network.send(m_line, std::move(frame));
    });
}

/// What the server lacks, and then how far each picture has come.
void ModelClient::goOn()
{
    const bool erases = m_ground.dice.chance(700); // what it wrote before it left
    for (ClientFrame& frame : m_kept) {
        const ConversationId content = contentOf(frame.kind);
        const auto found = m_in.find(content);
        const bool isErased = !content.isNull() && (found == m_in.end() || found->second.left);
        if (isErased && erases) {
            frame.kind = Tombstone{};
            frame.body = {};
        }
        m_network.send(m_line, frame);
    }
    for (auto& [id, in] : m_in) {
        if (!in.left)
            in.pictures.resumed();
        sendAgainIfDue(id, in);
    }
}

const char* ModelClient::unrest() const
{
    if (m_gone || m_turnedAway || m_temperament.liar)
        return nullptr;
    if (!m_welcomed)
        return "a client is not let in";
    if (!m_kept.empty())
        return "the server does not say that it has what it was sent";
    if (m_owed != 0)
        return "a client has not acknowledged yet";
    const auto standing = m_oracle.standing(m_token);
    if (m_ground.plan.windowMs > 0) {
        if (!standing)
            return "a client believes in a session that is over";
        if (standing->conversation != m_pair)
            return "a client believes in another pair than the server";
        if (standing->searches != m_searching)
            return "a client and the server differ about a search";
    }
    if (!m_asked.empty())
        return "what became of a wish for a room is not told";
    for (const auto& [id, in] : m_in) {
        if (const char* why = unrestIn(id, in))
            return why;
    }
    if (standing && standing->rooms.size() != rooms().size())
        return "a client believes in other rooms than the server";
    return nullptr;
}

const char* ModelClient::unrestIn(const ConversationId& id, const Membership& in) const
{
    if ((!in.isRoom && id != m_pair) || in.left)
        return "an end is not told";
    if (m_oracle.lacks(id, in.own, in.lastSeen, m_oracle.entries(id) + 1))
        return "a message is lost";
    if (!in.unanswered.empty() || in.accepted != in.said.size())
        return "what became of a message is not told";
    if (m_ground.plan.liarsPerMille == 0 && !in.pictures.isQuiet())
        return "a picture stands still";
    if (!in.isRoom)
        return nullptr;
    const auto view = m_oracle.roomView(id, in.own);
    if (view.others != std::set<MemberId>(in.others.begin(), in.others.end()))
        return "a client believes in other members than the server";
    return view.host == in.host && view.locked == in.locked ? nullptr : "who is host is not told";
}

} // namespace chatmet::simulation
