// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SessionHub.h"

#include "common/memory/Wipe.h"
#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "server/net/AddressTag.h"
#include "server/net/ConnectionIds.h"
#include "server/net/LineRules.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

namespace chatmet::server {

SessionHub::SessionHub(asio::io_context& io, WheelTimer& timer, EventHandler& core, ArrivalWitness& witness,
                       Start start, std::size_t index, OutsideBytes* outside, LineTotals* totals)
    : m_timer(&timer),
      m_core(&core),
      m_witness(&witness),
      m_start(std::move(start)),
      m_tickTimer(io),
      m_drainDeadline([this] { cutAll(); }),
      m_index(index),
      m_outside(outside),
      m_totals(totals)
{
}

void SessionHub::accept(TcpSocket socket, ConnectionSlot slot, std::string address)
{
    if (m_draining) {
        return;
    }
    const ConnectionId id = connectionId(m_index, ++m_lastId);
    Connection& connection = m_connections[id];
    connection.sinceMs = m_timer->now().steadyMs;
    connection.address = std::move(address);
    connection.held = OutsideBytes::Share(m_outside);
    connection.line = m_start(id, std::move(socket), std::move(slot), *this);
    armTick();
}

void SessionHub::drain(std::int64_t windowMs, std::function<void()> drained)
{
    m_draining = true;
    m_drained = std::move(drained);
    m_timer->setIn(m_drainDeadline, windowMs + limits::drainMs);
    for (auto& [id, connection] : m_connections) {
        if (!connection.open) {
            connection.line->cut(); // still shaking hands
        }
    }
    dispatch(Drain{windowMs});
    finishDrain();
}

bool SessionHub::takeTouchedContent() noexcept
{
    return std::exchange(m_touchedContent, false);
}

void SessionHub::connectionOpened(ConnectionId id)
{
    m_touchedContent = true; // the handshake's secrets were on the stack
    Connection& opened = *find(id);
    opened.open = true;
    if (m_totals != nullptr) {
        m_totals->handshakes.add(std::chrono::milliseconds(m_timer->now().steadyMs - opened.sinceMs));
    }
    dispatch(Connected{id, addressTags(opened.address)});
}

void SessionHub::connectionReceived(ConnectionId id, SharedBytes message)
{
    m_touchedContent = true;
    if (m_totals != nullptr) {
        add(m_totals->framesIn);
        add(m_totals->bytesIn, message.size());
    }
    auto frame = protocol::decodeClientFrame(message);
    message = {};
    if (frame) {
        FrameReceived event{id, std::move(frame).value()};
        if (std::holds_alternative<protocol::HoldingsRequest>(event.frame.kind)) {
            // The core decides whether and how to answer; it has no way to ask for this itself. Its own limit
            // is the longer one, by its clock: whatever it answers was listed.
            const std::int64_t nowMs = m_timer->now().steadyMs;
            std::int64_t& listedMs = find(id)->listedMs;
            event.lineIsTooSoon = nowMs - listedMs < limits::holdingsEveryMs / 2;
            if (!event.lineIsTooSoon) {
                listedMs = nowMs;
                event.line = LineRules::list(*this, id);
            }
        }
        dispatch(std::move(event));
    } else {
        dispatch(FrameMalformed{id, frame.code()});
    }
}

void SessionHub::connectionReceivedText(ConnectionId id)
{
    m_touchedContent = true;
    dispatch(FrameMalformed{id, Errc::BadFrame});
}

void SessionHub::connectionWritten(ConnectionId id)
{
    m_touchedContent = true;
    Connection& connection = *find(id);
    connection.writing = false;
    const auto erased = connection.queue.written();
    connection.held.set(connection.queue.ownBytes());
    flush(id, connection); // the next frame first: confirming may take a while
    for (const Erasure& erasure : erased) {
        dispatch(EraseConfirmed{id, erasure.conversation, erasure.author});
    }
}

void SessionHub::connectionClosed(ConnectionId id)
{
    m_touchedContent = true;
    // Then its session has ended, and what was counted of its address has come back.
    m_awaitedUntilMs =
        m_timer->now().steadyMs + std::max(limits::resumeWindowMsMax, limits::strikeMs) + tickMs;
    const auto found = m_connections.extract(id); // and with it the queue, before the core hears of it
    const bool wasOpen = found.mapped().open;
    found.mapped().queue.clear();
    if (wasOpen) {
        dispatch(Disconnected{id});
    } else if (m_totals != nullptr) {
        add(m_totals->handshakesFailed);
    }
    finishDrain();
}

void SessionHub::dispatch(Event event)
{
    m_events.push_back(std::move(event));
    if (std::exchange(m_dispatching, true)) {
        return; // the loop below takes it in its turn
    }
    handleEvents();
    flush();
    m_dispatching = false;
}

void SessionHub::take(Effects effects)
{
    m_touchedContent = true;
    m_dispatching = true;
    m_effects = std::move(effects);
    applyEffects();
    handleEvents(); // what the effects brought about
    flush();
    m_dispatching = false;
}

void SessionHub::handleEvents()
{
    while (!m_events.empty()) {
        Event next = std::move(m_events.front());
        m_events.pop_front();
        m_core->handle(std::move(next), m_timer->now(), m_effects);
        applyEffects();
    }
}

void SessionHub::applyEffects()
{
    for (Effect& effect : m_effects) {
        std::visit([this](auto& one) { apply(one); }, effect);
    }
    forgetEffects();
}

/// A vector keeps what it stops using: side by side in there it would say who was in a conversation with
/// whom.
void SessionHub::forgetEffects()
{
    const std::size_t usedBytes = m_effects.size() * sizeof(Effect);
    m_effects.clear();
    wipe(m_effects.data(), usedBytes);
}

void SessionHub::apply(SendFrame& effect)
{
    Connection* connection = find(effect.connection);
    if (connection == nullptr || !connection->open || connection->overflowed) {
        return;
    }
    if (!connection->queue.push(QueuedFrame::of(effect, m_timer->now().steadyMs))) {
        connection->overflowed = true;
        m_events.emplace_back(QueueOverflowed{effect.connection});
        return;
    }
    connection->held.set(connection->queue.ownBytes());
    markDirty(effect.connection, *connection);
}

void SessionHub::apply(EraseQueued& effect)
{
    Connection* connection = find(effect.connection);
    if (connection == nullptr) {
        return;
    }
    const bool none = connection->queue.erase({effect.conversation, effect.author});
    connection->held.set(connection->queue.ownBytes());
    if (none) {
        m_events.emplace_back(EraseConfirmed{effect.connection, effect.conversation, effect.author});
    }
}

void SessionHub::apply(ReplaceQueued& effect)
{
    if (Connection* connection = find(effect.connection)) {
        connection->queue.replace(effect.sequence, std::move(effect.kind));
    }
}

void SessionHub::apply(DropStream& effect)
{
    if (Connection* connection = find(effect.connection)) {
        connection->queue.dropStream(effect.stream);
    }
}

void SessionHub::apply(CloseConnection& effect)
{
    Connection* connection = find(effect.connection);
    if (connection == nullptr || connection->closing) {
        return;
    }
    connection->closeCode = effect.code;
    connection->queue.keepChatOnly();
    connection->held.set(connection->queue.ownBytes());
    connection->closing = std::make_unique<Deadline>([this, id = effect.connection] {
        if (Connection* late = find(id)) {
            late->line->cut();
        }
    });
    m_timer->setIn(*connection->closing, closeMs);
    markDirty(effect.connection, *connection);
}

void SessionHub::apply(CutConnection& effect)
{
    if (Connection* connection = find(effect.connection)) {
        connection->line->cut();
    }
}

void SessionHub::apply(LogArrival& effect)
{
    if (const Connection* connection = find(effect.connection)) {
        m_witness->arrived(connection->address, effect.clientVersion, effect.system);
    }
}

void SessionHub::apply(LogRefusal& effect)
{
    if (const Connection* connection = find(effect.connection)) {
        m_witness->turnedAway(connection->address);
    }
}

/// Once per turn of the loop and connection, after all effects: what was erased meanwhile is not sent.
void SessionHub::flush()
{
    for (const ConnectionId id : std::exchange(m_dirty, {})) {
        if (Connection* connection = find(id)) {
            connection->dirty = false;
            flush(id, *connection);
        }
    }
}

void SessionHub::flush(ConnectionId id, Connection& connection)
{
    if (connection.writing || connection.closeSent) {
        return;
    }
    if (const QueuedFrame* next = connection.queue.startNext()) {
        connection.writing = true;
        if (m_totals != nullptr) {
            add(m_totals->framesOut);
            add(m_totals->bytesOut, next->size());
        }
        watch(id, connection);
        connection.line->write(*next);
    } else if (connection.closing) {
        connection.closeSent = true;
        connection.line->close(connection.closeCode);
    }
}

/// Looks now and then until nothing waits: most frames are gone before the first look.
void SessionHub::watch(ConnectionId id, Connection& connection)
{
    if (!connection.stall) {
        connection.stall = std::make_unique<StallWatch>(
            [this, id] { lookForStall(id); }, connection.line->sentBytes(), m_timer->now().steadyMs);
        m_timer->setIn(connection.stall->deadline(), StallWatch::lookMs);
    }
}

void SessionHub::lookForStall(ConnectionId id)
{
    Connection* connection = find(id);
    if (connection == nullptr) {
        return;
    }
    if (connection->queue.empty() || connection->overflowed) {
        connection->stall.reset();
        return;
    }
    m_timer->setIn(connection->stall->deadline(), StallWatch::lookMs);
    switch (connection->stall->look(connection->line->sentBytes(), m_timer->now().steadyMs)) {
    case StallWatch::Finding::Moves: return;
    case StallWatch::Finding::DropHints:
        connection->queue.dropHints();
        return connection->held.set(connection->queue.ownBytes());
    case StallWatch::Finding::TooSlow:
        connection->overflowed = true; // what comes for it now waits in its outbox
        if (m_totals != nullptr) {
            add(m_totals->slowReaders);
        }
        return dispatch(QueueOverflowed{id});
    }
}

void SessionHub::markDirty(ConnectionId id, Connection& connection)
{
    if (!std::exchange(connection.dirty, true)) {
        m_dirty.push_back(id);
    }
}

void SessionHub::armTick()
{
    // Sessions whose line is gone end by these ticks, and addresses are forgotten, also where nobody is
    // connected any more.
    const bool nobodyWaits = m_draining || m_timer->now().steadyMs > m_awaitedUntilMs;
    if (m_ticking || (m_connections.empty() && nobodyWaits)) {
        return;
    }
    m_ticking = true;
    m_tickTimer.expires_after(std::chrono::milliseconds(tickMs));
    m_tickTimer.async_wait([this](ErrorCode error) {
        if (!error) {
            m_ticking = false;
            if (m_totals != nullptr) {
                m_totals->lateness.add(std::chrono::steady_clock::now() - m_tickTimer.expiry());
            }
            dispatch(Tick{});
            armTick();
        }
    });
}

void SessionHub::cutAll()
{
    for (auto& [id, connection] : m_connections) {
        connection.line->cut();
    }
}

void SessionHub::turnAway(const std::function<bool(const std::string&)>& isMeant)
{
    std::vector<ConnectionId> meant;
    for (auto& [id, connection] : m_connections) {
        if (!isMeant(connection.address)) {
            continue;
        }
        if (connection.open) {
            meant.push_back(id);
        } else {
            connection.line->cut(); // still shaking hands: the core does not know of it
        }
    }
    for (const ConnectionId id : meant) {
        dispatch(TurnedAway{id});
    }
}

void SessionHub::finishDrain()
{
    if (m_draining && m_drained && m_connections.empty()) {
        m_drainDeadline.clear();
        m_tickTimer.cancel();
        std::exchange(m_drained, nullptr)();
    }
}

SessionHub::Connection* SessionHub::find(ConnectionId id)
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : &found->second;
}

} // namespace chatmet::server
