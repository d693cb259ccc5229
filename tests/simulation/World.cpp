// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/World.h"

#include "common/protocol/Limits.h"
#include "tests/simulation/StateWalk.h"

#include <exception>
#include <utility>

namespace chatmet::simulation {

namespace {

/// What may take its time one after the other: dead lines to be noticed, windows, waits of refused messages,
/// and pictures over a line that carries one chunk in a second. Twice as long where limits let one or two of
/// hundreds of messages pass in each round trip.
constexpr std::int64_t quietMs = 600'000;
/// Dead lines to be noticed, one that does not erase to be cut, a close to be waited for.
constexpr std::int64_t goneMs = 3 * (limits::pingAfterSilenceMs + limits::dropAfterPingMs);
/// Who read nothing reads again (ClientActs.cpp).
constexpr std::int64_t stallMsMax = 8'000;
/// In which ticks go over all addresses once.
constexpr std::int64_t sweepMs = 5'000;
/// Product page, P15; and as much for the way to the server and back.
constexpr std::int64_t meetMs = 6'000;

} // namespace

World::World(const Plan& plan, std::optional<Fault> fault, std::ostream* trace)
    : m_ground(plan, trace),
      m_oracle(m_ground),
      m_core(m_ground, m_oracle, fault),
      m_network(m_ground, [this](server::Event event, server::Effects& effects) {
          m_core.handle(std::move(event), effects);
      })
{
    for (std::size_t i = 0; i < plan.people; ++i)
        m_clients.push_back(std::make_unique<ModelClient>(m_ground, m_network, m_oracle, i));
    if (plan.operatorMsMax > 0)
        operateOn();
}

std::optional<std::string> World::run(std::size_t steps)
{
    try {
        while (m_happened < steps)
            step();
        m_ground.tell("-- no more faults");
        m_ground.isCalm = true;
        pass(stallMsMax);
        becomeQuiet();
        everybodyMeets();
        everybodyLeaves();
    } catch (const std::exception& broken) {
        return broken.what();
    }
    return std::nullopt;
}

void World::step()
{
    ++m_happened;
    m_ground.clock.step();
}

void World::operateOn()
{
    m_ground.clock.in(m_ground.dice.between(1, m_ground.plan.operatorMsMax), [this] {
        if (m_ground.isCalm)
            return;
        operate();
        operateOn();
    });
}

/// What the operator does at the control socket, to those who are there.
void World::operate()
{
    Dice& dice = m_ground.dice;
    if (dice.chance(300)) {
        m_ground.count("addresses turned away");
        return m_network.turnAway(1 + dice.number(Network::addresses));
    }
    m_ground.count("notices");
    const bool takesBack = dice.chance(250);
    m_network.announce({takesBack ? std::string() : "restart number " + std::to_string(dice.number(100)),
                        1'000 * dice.between(1, 60)});
}

void World::pass(std::int64_t milliseconds)
{
    const std::int64_t untilMs = m_ground.clock.nowMs() + milliseconds;
    while (m_ground.clock.nowMs() < untilMs)
        step();
}

const char* World::unrest() const
{
    for (const auto& client : m_clients) {
        if (const char* why = client->unrest())
            return why;
    }
    return m_network.isQuiet() ? nullptr : "something is on its way for ever";
}

void World::becomeQuiet()
{
    // Eight pictures of a side take a good many round trips.
    const std::int64_t untilMs =
        m_ground.clock.nowMs() + (m_ground.plan.burst > 0 ? 2 : 1) * quietMs + m_ground.plan.windowMs;
    while (const char* why = unrest()) {
        if (m_ground.clock.nowMs() > untilMs)
            throw Violation(why);
        pass(500);
    }
    m_core.check();
    m_ground.tell("-- quiet");
}

/// P15: from whatever came before, everybody who looks for somebody is in a pair in time, and can talk.
void World::everybodyMeets()
{
    for (const auto& client : m_clients)
        client->leaveAll();
    becomeQuiet();
    std::vector<ModelClient*> looking;
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        if (!m_clients[i]->isWelcomed() || !m_clients[i]->canMeet())
            continue;
        m_clients[i]->meet({"topic of " + std::to_string(i)});
        looking.push_back(m_clients[i].get());
    }
    pass(meetMs + 2 * m_ground.plan.latencyMsMax + 100);
    std::vector<const ModelClient*> alone;
    for (ModelClient* client : looking) {
        if (client->pair().isNull())
            alone.push_back(client);
        else
            client->say(client->pair());
    }
    if (m_ground.plan.liarsPerMille == 0)
        requireAloneForAReason(alone);
    m_ground.tally["met in time"] += looking.size() - alone.size();
    becomeQuiet();
}

void World::requireAloneForAReason(const std::vector<const ModelClient*>& alone) const
{
    for (std::size_t i = 1; i < alone.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            require(m_oracle.isBlockBetween(alone[i]->token(), alone[j]->token()),
                    "everybody who waits is in a pair within 6 s");
}

void World::everybodyLeaves()
{
    if (m_ground.plan.drains)
        m_network.drain();
    for (const auto& client : m_clients)
        client->goAway(m_ground.dice.chance(500));
    pass(goneMs + m_ground.plan.windowMs);
    if (m_ground.tally.contains("strikes")) {
        m_ground.clock.skip(limits::strikeMs);
        pass(sweepMs);
    }
    requireEmpty(m_core.state());
    require(m_network.lines() == 0, "every line is gone");
}

void World::shuffleTables()
{
    server::ServiceState& state = m_core.state();
    state.connections.rehash(1'009);
    state.sessions.rehash(2'003);
    state.conversations.rehash(1'511);
    state.tokens.rehash(1'013);
    state.greeting.rehash(1'019);
    state.away.rehash(1'511);
    state.owing.rehash(1'021);
}

} // namespace chatmet::simulation
