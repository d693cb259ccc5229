// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/LineRules.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <variant>

namespace chatmet::server {

namespace gone = protocol::gone;

namespace {

void addSized(const Place& place, std::size_t bytes, std::string_view when)
{
    place.row(when, [bytes](Tally& tally) { tally.size(bytes); });
}

/// How many events or effects name the connection.
template <class Container> std::size_t countOf(const Container& all, ConnectionId connection)
{
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& one) {
        return std::visit(
            [&](const auto& what) {
                if constexpr (requires { what.connection; }) {
                    return what.connection == connection;
                } else {
                    return false;
                }
            },
            one);
    }));
}

} // namespace

void tell(Tally& tally, Lane lane)
{
    switch (lane) {
    case Lane::Chat: return tally.words("chat");
    case Lane::Picture: return tally.words("picture");
    case Lane::Hint: return tally.words("hint");
    }
}

std::vector<protocol::Holding> LineRules::list(const SessionHub& hub, ConnectionId connection)
{
    Whose whose;
    whose.connection = connection;
    HoldingsList holdings(hub.m_timer->now().steadyMs);
    const auto own = hub.m_connections.find(connection);
    const std::int64_t sinceMs = own == hub.m_connections.end() ? holdings.nowMs() : own->second.sinceMs;
    walk<LineRules>({holdings, whose, "hub", sinceMs}, hub);
    return holdings.rows();
}

void LineRules::connections(const Place& place, const decltype(SessionHub::m_connections)& all)
{
    const auto own = all.find(place.whose.connection);
    if (own != all.end()) {
        walk<LineRules>(place.named("line"), own->second);
    }
}

void LineRules::events(const Place& place, const decltype(SessionHub::m_events)& all)
{
    addSized(place.since(place.list.nowMs()), countOf(all, place.whose.connection) * sizeof(Event),
             gone::atOnce);
}

void LineRules::effects(const Place& place, const Effects& all)
{
    addSized(place.since(place.list.nowMs()), countOf(all, place.whose.connection) * sizeof(Effect),
             gone::atOnce);
}

void LineRules::dirty(const Place& place, const std::vector<ConnectionId>& all)
{
    const bool isIn = std::find(all.begin(), all.end(), place.whose.connection) != all.end();
    addSized(place.since(place.list.nowMs()), isIn ? sizeof(ConnectionId) : 0, gone::atOnce);
}

void LineRules::line(const Place& place, const std::shared_ptr<ClientConnection>& line)
{
    if (line) {
        line->listHoldings(place.named("line.socket"));
    }
}

void LineRules::held(const Place& place, const OutsideBytes::Share& held)
{
    place.row(gone::onSent, [&](Tally& tally) { tell(tally, held.bytes()); });
}

void LineRules::stall(const Place& place, const std::unique_ptr<StallWatch>& stall)
{
    addSized(place, stall ? sizeof(StallWatch) : 0, gone::onSent);
}

void LineRules::closing(const Place& place, const std::unique_ptr<Deadline>& closing)
{
    addSized(place, closing ? sizeof(Deadline) : 0, gone::withLine);
}

void LineRules::lanes(const Place& place, const decltype(SendQueue::m_lanes)& lanes)
{
    std::vector<const QueuedFrame*> waiting;
    for (const auto& lane : lanes) {
        for (const QueuedFrame& frame : lane) {
            waiting.push_back(&frame);
        }
    }
    walkEach<LineRules>(place.named("line.queue.waiting"), waiting);
}

void LineRules::underWay(const Place& place, const QueuedFrame& frame)
{
    if (!frame.kind.empty()) { // emptied after each frame
        walkEach<LineRules, QueuedFrame>(place, {&frame});
    }
}

void LineRules::engine(const Place& place, const std::shared_ptr<TlsEngine>& engine)
{
    if (engine) {
        walk<LineRules>(place.named("line.tls"), *engine);
    }
}

/// What the kernel has taken in and this program has not; what it has still to send it does not tell
/// everywhere.
void LineRules::socket(const Place& place, const TcpSocket& socket)
{
    ErrorCode error;
    const std::size_t bytes = socket.available(error);
    addSized(place.named("line.kernel.received"), error ? 0 : bytes, gone::withLine);
}

void LineRules::ssl(const Place& place, const SslPointer& ssl)
{
    if (!ssl) {
        return;
    }
    addSized(place.named("line.tls.received"), static_cast<std::size_t>(std::max(SSL_pending(ssl.get()), 0)),
             gone::withLine);
    // One key for each direction; OpenSSL does not tell the size of what it derives them from.
    constexpr int bitsPerByte = 8;
    const SSL_CIPHER* cipher =
        SSL_is_init_finished(ssl.get()) == 1 ? SSL_get_current_cipher(ssl.get()) : nullptr;
    const int keyBytes = cipher == nullptr ? 0 : SSL_CIPHER_get_bits(cipher, nullptr) / bitsPerByte;
    addSized(place.named("line.tls.keys"), 2 * static_cast<std::size_t>(keyBytes), gone::withLine);
}

} // namespace chatmet::server
