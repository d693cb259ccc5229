// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The hubs' part of the network: events to the core, effects from it.
#include "common/protocol/Limits.h"
#include "tests/simulation/Network.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;

namespace {

constexpr std::int64_t closeMs = 1'000;   ///< SessionHub::closeMs
constexpr std::int64_t crossingMsMax = 3; ///< between a hub's thread and the core's

} // namespace

void Network::post(std::size_t hub, Event event)
{
    if (!crosses()) {
        m_events.push_back(std::move(event));
        return handleEvents();
    }
    Hub& from = m_hubs[hub];
    from.toCore.push_back(std::move(event));
    from.toCoreMs = std::max(from.toCoreMs, m_ground.clock.nowMs() + m_ground.dice.between(0, crossingMsMax));
    m_ground.clock.at(from.toCoreMs, [this, hub] {
        Event next = std::move(m_hubs[hub].toCore.front());
        m_hubs[hub].toCore.pop_front();
        Effects effects;
        m_core(std::move(next), effects);
        handOver(std::move(effects));
    });
}

/// As in SessionHub: also those that are closing.
void Network::turnAway(std::uint64_t address)
{
    std::vector<ConnectionId> meant;
    for (const auto& [id, line] : m_lines) {
        if (line.serverOpen && line.address == address)
            meant.push_back(id);
    }
    for (const ConnectionId id : meant)
        post(hubOf(id), TurnedAway{id});
}

/// As in SessionHub: one after the other, all effects of one before the next.
void Network::handleEvents()
{
    if (std::exchange(m_dispatching, true))
        return;
    while (!m_events.empty()) {
        Event next = std::move(m_events.front());
        m_events.pop_front();
        Effects effects;
        m_core(std::move(next), effects);
        take(effects);
        if (m_events.empty())
            flush();
    }
    flush();
    m_dispatching = false;
    if (!m_events.empty())
        handleEvents();
}

void Network::handOver(Effects effects)
{
    std::vector<Effects> sorted(m_hubs.size());
    for (Effect& effect : effects) {
        const ConnectionId to = std::visit([](const auto& one) { return one.connection; }, effect);
        sorted[hubOf(to)].push_back(std::move(effect));
    }
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (sorted[i].empty())
            continue;
        Hub& to = m_hubs[i];
        to.fromCore.push_back(std::move(sorted[i]));
        to.fromCoreMs =
            std::max(to.fromCoreMs, m_ground.clock.nowMs() + m_ground.dice.between(0, crossingMsMax));
        m_ground.clock.at(to.fromCoreMs, [this, i] {
            Effects next = std::move(m_hubs[i].fromCore.front());
            m_hubs[i].fromCore.pop_front();
            take(next);
            flush();
        });
    }
}

void Network::take(Effects& effects)
{
    for (Effect& effect : effects)
        std::visit([this](auto& one) { apply(one); }, effect);
}

void Network::flush()
{
    for (const ConnectionId id : std::exchange(m_dirty, {})) {
        if (VirtualLine* line = find(id))
            pump(*line);
    }
}

void Network::apply(SendFrame& effect)
{
    VirtualLine* line = find(effect.connection);
    if (line == nullptr || !line->serverOpen || line->overflowed)
        return;
    if (!line->queue.push(QueuedFrame::of(effect, m_ground.clock.nowMs()))) {
        m_ground.count("queues overflowed");
        line->overflowed = true;
        post(line->hub, QueueOverflowed{effect.connection});
        return;
    }
    require(line->queue.bytes() <= limits::sendQueueBytesMax, "no send queue passes its limit");
    m_dirty.push_back(effect.connection);
}

void Network::apply(EraseQueued& effect)
{
    VirtualLine* line = find(effect.connection);
    if (line == nullptr || !line->serverOpen)
        return;
    if (line->queue.erase({effect.conversation, effect.author}))
        post(line->hub, EraseConfirmed{effect.connection, effect.conversation, effect.author});
    else
        m_ground.count("erasures that waited for a half-written frame");
}

void Network::apply(ReplaceQueued& effect)
{
    VirtualLine* line = find(effect.connection);
    if (line == nullptr || !line->serverOpen)
        return;
    line->queue.replace(effect.sequence, std::move(effect.kind));
    if (effect.sequence > line->started)
        line->takenBack.insert(effect.sequence);
}

void Network::apply(DropStream& effect)
{
    VirtualLine* line = find(effect.connection);
    if (line != nullptr && line->serverOpen)
        line->queue.dropStream(effect.stream);
}

void Network::apply(CloseConnection& effect)
{
    VirtualLine* line = find(effect.connection);
    if (line == nullptr || !line->serverOpen || line->closing)
        return;
    line->closing = true;
    line->closeCode = effect.code;
    line->queue.keepChatOnly();
    m_dirty.push_back(effect.connection);
    m_ground.clock.in(closeMs, [this, id = effect.connection] {
        if (VirtualLine* late = find(id))
            endAtServer(*late);
    });
}

void Network::apply(CutConnection& effect)
{
    VirtualLine* line = find(effect.connection);
    if (line == nullptr || !line->serverOpen || std::exchange(line->ending, true))
        return;
    // The hub hears of the end a little later, and may read another frame before.
    m_ground.clock.in(m_ground.dice.between(0, 2), [this, id = effect.connection] {
        if (VirtualLine* cut = find(id))
            endAtServer(*cut);
    });
}

} // namespace chatmet::simulation
