// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lines between clients and the core, and the hubs at the server's end of them.

#include "server/core/Events.h"
#include "tests/simulation/Ground.h"
#include "tests/simulation/VirtualLine.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace chatmet::simulation {

/// How a line breaks. Frames on their way: at most so many of each direction still arrive. Milliseconds
/// until each end hears of it; negative: not before silence has lasted too long for it (half open).
struct Break
{
    std::size_t upKept{0};
    std::size_t downKept{0};
    std::int64_t serverHearsMs{0};
    std::int64_t clientHearsMs{0};
};

/// Plays server/net: SessionHub's rules around the real SendQueue, pings left out but for what they find.
/// With several hubs events and effects take their time between them and the core, each in its order, as
/// with CoreExchange.
class Network
{
public:
    using Core = std::function<void(server::Event, server::Effects&)>;

    Network(Ground& ground, Core core);

    /// From which lines come, by number, from 1.
    static constexpr std::uint64_t addresses = 4;

    // ---- the clients' ends
    ConnectionId open(LineEnd& client);
    void send(ConnectionId line, protocol::ClientFrame frame);
    void sendMalformed(ConnectionId line, Errc code);
    /// The client closes: what it sent before still arrives, what it was sent is not read.
    void hangUp(ConnectionId line);
    /// The client turns to another line and leaves this one as it is; silence will end it.
    void abandon(ConnectionId line);
    void breakLine(ConnectionId line, const Break& how);
    /// The client reads nothing for so long.
    void stall(ConnectionId line, std::int64_t milliseconds);

    // ---- the server
    void drain() { post(0, server::Drain{}); }
    void announce(server::Announce words) { post(0, std::move(words)); }
    /// Every line from there, as by a ban; of the others, those who come again come from elsewhere.
    void turnAway(std::uint64_t address);
    /// Nothing on its way, nothing queued, no line that is dead at one end only.
    [[nodiscard]] bool isQuiet() const;
    [[nodiscard]] std::size_t lines() const { return m_lines.size(); }

private:
    struct Hub
    {
        std::deque<server::Event> toCore;     ///< only where crossing takes time
        std::deque<server::Effects> fromCore; ///< the same
        std::int64_t toCoreMs{0};             ///< when the last of them arrives
        std::int64_t fromCoreMs{0};
    };

    VirtualLine* find(ConnectionId id);
    [[nodiscard]] bool crosses() const { return m_hubs.size() > 1; }
    [[nodiscard]] std::size_t hubOf(ConnectionId id) const
    {
        return static_cast<std::size_t>(id) % m_hubs.size();
    }
    void tickOn();

    void pushUp(VirtualLine& line, decltype(VirtualLine::Up::what) what, std::int64_t atMs);
    void scheduleUp(VirtualLine& line);
    void arriveUp(ConnectionId id);
    void pushDown(VirtualLine& line, decltype(VirtualLine::Down::what) what, std::int64_t atMs);
    void scheduleDown(VirtualLine& line);
    void arriveDown(ConnectionId id);
    void connect(VirtualLine& line);
    [[nodiscard]] server::AddressTags someAddress();
    [[nodiscard]] std::int64_t later(std::int64_t lastMs);
    /// Writes what the socket takes.
    void pump(VirtualLine& line);
    /// The hub loses the line: its queue is wiped and the core told.
    void endAtServer(VirtualLine& line);
    void forgetIfOver(ConnectionId id);

    void post(std::size_t hub, server::Event event);
    void handleEvents();
    void handOver(server::Effects effects);
    void take(server::Effects& effects);
    void flush();
    void apply(server::SendFrame& effect);
    void apply(server::EraseQueued& effect);
    void apply(server::ReplaceQueued& effect);
    void apply(server::DropStream& effect);
    void apply(server::CloseConnection& effect);
    void apply(server::CutConnection& effect);
    void apply(server::LogArrival&) {}
    void apply(server::LogRefusal&) {}

    Ground& m_ground;
    Core m_core;
    std::map<ConnectionId, VirtualLine> m_lines;
    std::vector<Hub> m_hubs;
    std::deque<server::Event> m_events;
    std::vector<ConnectionId> m_dirty;
    bool m_dispatching{false};
    std::uint64_t m_lastLine{0};
};

} // namespace chatmet::simulation
