// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/Network.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chatmet::simulation {

using namespace server;

namespace {

constexpr std::int64_t tickMs = 200; ///< SessionHub::tickMs
constexpr std::int64_t silenceMs = limits::pingAfterSilenceMs + limits::dropAfterPingMs;

} // namespace

Network::Network(Ground& ground, Core core)
    : m_ground(ground), m_core(std::move(core)), m_hubs(ground.plan.hubs)
{
    tickOn();
}

void Network::tickOn()
{
    m_ground.clock.in(tickMs, [this] {
        post(0, Tick{});
        tickOn();
    });
}

VirtualLine* Network::find(ConnectionId id)
{
    const auto found = m_lines.find(id);
    return found == m_lines.end() ? nullptr : &found->second;
}

std::int64_t Network::later(std::int64_t lastMs)
{
    return std::max(lastMs, m_ground.clock.nowMs() + m_ground.dice.between(0, m_ground.plan.latencyMsMax));
}

// ---- from the client

ConnectionId Network::open(LineEnd& client)
{
    constexpr std::array<std::size_t, 4> sockets{1, 4'096, 65'536, 400'000};
    const ConnectionId id{++m_lastLine};
    VirtualLine& line = m_lines[id];
    line.id = id;
    line.hub = hubOf(id);
    line.client = &client;
    line.socketBytes = sockets[m_ground.dice.number(sockets.size())];
    pushUp(line, VirtualLine::Opening{}, later(0));
    return id;
}

void Network::send(ConnectionId id, protocol::ClientFrame frame)
{
    VirtualLine* line = find(id);
    if (line != nullptr && !line->upBroken)
        pushUp(*line, std::move(frame), later(line->up.empty() ? 0 : line->up.back().atMs));
}

void Network::sendMalformed(ConnectionId id, Errc code)
{
    VirtualLine* line = find(id);
    if (line != nullptr && !line->upBroken)
        pushUp(*line, VirtualLine::Malformed{code}, later(line->up.empty() ? 0 : line->up.back().atMs));
}

void Network::hangUp(ConnectionId id)
{
    VirtualLine* line = find(id);
    if (line == nullptr)
        return;
    line->client = nullptr;
    if (!line->upBroken)
        pushUp(*line, VirtualLine::End{}, later(line->up.empty() ? 0 : line->up.back().atMs));
    line->upBroken = true;
    forgetIfOver(id);
}

void Network::abandon(ConnectionId id)
{
    VirtualLine* line = find(id);
    if (line == nullptr)
        return;
    line->client = nullptr;
    if (!line->upBroken)
        pushUp(*line, VirtualLine::End{}, m_ground.clock.nowMs() + silenceMs);
    line->upBroken = true;
    line->downBroken = true;
    forgetIfOver(id);
}

void Network::breakLine(ConnectionId id, const Break& how)
{
    VirtualLine* line = find(id);
    if (line == nullptr || line->upBroken || line->downBroken)
        return;
    const std::int64_t nowMs = m_ground.clock.nowMs();
    if (line->up.size() > how.upKept)
        line->up.resize(how.upKept);
    if (line->down.size() > how.downKept)
        line->down.resize(how.downKept);
    pushUp(*line, VirtualLine::End{}, nowMs + (how.serverHearsMs < 0 ? silenceMs : how.serverHearsMs));
    pushDown(*line, VirtualLine::End{}, nowMs + (how.clientHearsMs < 0 ? silenceMs : how.clientHearsMs));
    line->upBroken = true;
    line->downBroken = true;
}

void Network::stall(ConnectionId id, std::int64_t milliseconds)
{
    if (VirtualLine* line = find(id))
        line->stalledUntilMs = m_ground.clock.nowMs() + milliseconds;
}

void Network::pushUp(VirtualLine& line, decltype(VirtualLine::Up::what) what, std::int64_t atMs)
{
    if (!line.up.empty())
        atMs = std::max(atMs, line.up.back().atMs);
    line.up.push_back({atMs, std::move(what)});
    scheduleUp(line);
}

void Network::scheduleUp(VirtualLine& line)
{
    if (!line.up.empty() && !std::exchange(line.upDue, true))
        m_ground.clock.at(line.up.front().atMs, [this, id = line.id] { arriveUp(id); });
}

void Network::arriveUp(ConnectionId id)
{
    VirtualLine* line = find(id);
    if (line == nullptr)
        return;
    line->upDue = false;
    if (line->up.empty() || !line->serverOpen)
        return;
    if (line->up.front().atMs > m_ground.clock.nowMs())
        return scheduleUp(*line); // the one that this was for was lost
    auto what = std::move(line->up.front().what);
    line->up.pop_front();
    scheduleUp(*line);
    if (std::holds_alternative<VirtualLine::Opening>(what))
        connect(*line);
    else if (auto* frame = std::get_if<protocol::ClientFrame>(&what))
        post(line->hub, FrameReceived{id, std::move(*frame)});
    else if (const auto* malformed = std::get_if<VirtualLine::Malformed>(&what))
        post(line->hub, FrameMalformed{id, malformed->code});
    else
        endAtServer(*line);
}

void Network::connect(VirtualLine& line)
{
    const AddressTags from = someAddress();
    line.address = from.address;
    post(line.hub, Connected{line.id, from});
}

/// Half of them are counted, and whoever was reported makes it harder to come from there; the others are not.
AddressTags Network::someAddress()
{
    const bool isCounted = !m_ground.isCalm && m_ground.dice.chance(400);
    const std::uint64_t address = m_ground.dice.number(addresses / 2) + (isCounted ? 1 : 1 + addresses / 2);
    return {address, isCounted ? address : 0};
}

void Network::endAtServer(VirtualLine& line)
{
    if (!std::exchange(line.serverOpen, false))
        return;
    line.queue.clear();
    line.writing = nullptr;
    line.up.clear();
    const ConnectionId id = line.id;
    const std::size_t hub = line.hub;
    if (!line.upBroken || !line.downBroken) { // the other end hears of it
        const bool toldAlready = line.closeSent;
        line.upBroken = true;
        line.downBroken = true;
        if (!toldAlready) {
            if (!line.down.empty() && m_ground.dice.chance(500))
                line.down.resize(m_ground.dice.number(line.down.size() + 1));
            pushDown(line, VirtualLine::End{}, later(0));
        }
    }
    forgetIfOver(id);
    post(hub, Disconnected{id});
}

void Network::forgetIfOver(ConnectionId id)
{
    const auto found = m_lines.find(id);
    if (found != m_lines.end() && !found->second.serverOpen && found->second.client == nullptr)
        m_lines.erase(found);
}

// ---- to the client

void Network::pushDown(VirtualLine& line, decltype(VirtualLine::Down::what) what, std::int64_t atMs)
{
    if (!line.down.empty())
        atMs = std::max(atMs, line.down.back().atMs);
    line.down.push_back({atMs, std::move(what)});
    scheduleDown(line);
}

void Network::scheduleDown(VirtualLine& line)
{
    if (line.down.empty() || std::exchange(line.downDue, true))
        return;
    m_ground.clock.at(std::max(line.down.front().atMs, line.stalledUntilMs),
                      [this, id = line.id] { arriveDown(id); });
}

void Network::arriveDown(ConnectionId id)
{
    VirtualLine* line = find(id);
    if (line == nullptr)
        return;
    line->downDue = false;
    if (line->down.empty())
        return;
    if (std::max(line->down.front().atMs, line->stalledUntilMs) > m_ground.clock.nowMs())
        return scheduleDown(*line);
    const auto what = std::move(line->down.front().what);
    line->down.pop_front();
    scheduleDown(*line);
    LineEnd* client = line->client;
    if (const auto* end = std::get_if<VirtualLine::End>(&what)) {
        // The client closes in its turn, and what it had sent is read by nobody.
        line->client = nullptr;
        if (!line->upBroken)
            pushUp(*line, VirtualLine::End{}, later(0));
        line->upBroken = true;
        forgetIfOver(id);
        if (client != nullptr)
            client->lineEnded(id, end->code);
        return;
    }
    const auto& queued = std::get<QueuedFrame>(what);
    line->socketUsed -= std::min(line->socketUsed, queued.size());
    if (client != nullptr) {
        const auto head = queued.head.span();
        WipedBytes header(head.begin(), head.end());
        header.insert(header.end(), queued.kind.span().begin(), queued.kind.span().end());
        auto frame = protocol::decodeServerFrame(SharedBytes(std::move(header)));
        require(frame.ok(), "the core sends frames that can be read");
        frame->body = queued.body; // the very bytes: no need to copy 64 KiB
        client->received(id, *frame);
    }
    if (VirtualLine* still = find(id)) {
        pump(*still);
        handleEvents();
    }
}

void Network::pump(VirtualLine& line)
{
    while (line.serverOpen) {
        if (line.writing == nullptr) {
            if ((line.writing = line.queue.startNext()) == nullptr)
                break;
            line.started = std::max(line.started, line.writing->sequence);
            require(line.writing->body.empty() || !line.takenBack.contains(line.writing->sequence),
                    "what is taken back before it is sent is not sent");
        }
        if (line.socketUsed > 0 && line.socketUsed + line.writing->size() > line.socketBytes)
            return; // half in the socket, until the client reads
        line.socketUsed += line.writing->size();
        if (!line.downBroken)
            pushDown(line, *line.writing, later(line.down.empty() ? 0 : line.down.back().atMs));
        line.writing = nullptr;
        for (const Erasure& erased : line.queue.written())
            post(line.hub, EraseConfirmed{line.id, erased.conversation, erased.author});
    }
    if (line.serverOpen && line.closing && !std::exchange(line.closeSent, true) && !line.downBroken)
        pushDown(line, VirtualLine::End{line.closeCode}, later(0));
}

bool Network::isQuiet() const
{
    const bool isCrossing = std::any_of(m_hubs.begin(), m_hubs.end(), [](const Hub& hub) {
        return !hub.toCore.empty() || !hub.fromCore.empty();
    });
    return !isCrossing && std::all_of(m_lines.begin(), m_lines.end(), [](const auto& entry) {
        const VirtualLine& line = entry.second;
        return line.up.empty() && line.down.empty() && line.queue.empty() && line.serverOpen &&
               line.client != nullptr && !line.closing;
    });
}

} // namespace chatmet::simulation
