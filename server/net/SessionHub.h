// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Between connections and the core: bytes become events, effects become queued frames.

#include "common/base/ByteBudget.h"
#include "common/base/Clock.h"
#include "server/core/Described.h"
#include "server/core/EventHandler.h"
#include "server/net/AsioTypes.h"
#include "server/net/ClientConnection.h"
#include "server/net/DeadlineWheel.h"
#include "server/net/LineTotals.h"
#include "server/net/Listener.h"
#include "server/net/SendQueue.h"
#include "server/net/StallWatch.h"
#include "server/net/WheelTimer.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace chatmet::server {

/// Told who came and who was turned away; the access log stands behind it. address: numeric, IPv4 also where
/// it came over an IPv6 socket, without a zone.
class ArrivalWitness
{
public:
    virtual ~ArrivalWitness() = default;
    virtual void arrived(const std::string& address, const std::string& clientVersion,
                         protocol::System system) = 0;
    virtual void turnedAway(const std::string& address) = 0;
};

/// On the io_context's thread, like everything it is given. Must outlive every connection's last handler: end
/// with drain() and run the loop until it is done.
class SessionHub final : private ConnectionEvents
{
public:
    /// Makes and starts a connection; startWebSocketSession in the program, a fake in tests.
    using Start = std::function<std::shared_ptr<ClientConnection>(ConnectionId, TcpSocket, ConnectionSlot,
                                                                  ConnectionEvents&)>;

    /// How often the core is told that time passes, milliseconds (it asks for four times a second or more).
    static constexpr std::int64_t tickMs = 200;
    /// CloseConnection: what is owed is sent in this time, or not at all.
    static constexpr std::int64_t closeMs = 1'000;

    /// core: gives effects at once, or later through take(). index: of this hub, where there are several.
    /// outside: told what waits here and is charged to nobody; null: nobody is told. totals: the same.
    SessionHub(asio::io_context& io, WheelTimer& timer, EventHandler& core, ArrivalWitness& witness,
               Start start, std::size_t index = 0, OutsideBytes* outside = nullptr,
               LineTotals* totals = nullptr);

    /// address: whose connection it is, as ArrivalWitness is told it.
    void accept(TcpSocket socket, ConnectionSlot slot, std::string address);

    /// Effects that the core gives later.
    void take(Effects effects);

    /// Tells everybody, takes nobody any more, lets pictures that are on their way arrive within windowMs,
    /// cuts who is left limits::drainMs later, then calls drained
    /// once.
    void drain(std::int64_t windowMs, std::function<void()> drained);

    /// Cuts every connection now.
    void cutAll();
    /// Those from addresses of which this is true (as ArrivalWitness is told them) are closed, and their
    /// sessions end.
    void turnAway(const std::function<bool(const std::string&)>& isMeant);

    /// Says it to everybody, also where several hubs share one core: one of them is enough.
    void announce(std::string text, std::int64_t forMs) { dispatch(Announce{std::move(text), forMs}); }

    [[nodiscard]] std::size_t connections() const noexcept { return m_connections.size(); }

    /// Whether content passed since the last call: the loop's owner then wipes the stack (StackWipe.h).
    [[nodiscard]] bool takeTouchedContent() noexcept;

private:
    /// Long before any moment of the steady clock.
    static constexpr std::int64_t neverMs = std::numeric_limits<std::int64_t>::min() / 2;

    struct Connection
    {
        std::int64_t sinceMs{0}; ///< when it was accepted, steady clock
        std::shared_ptr<ClientConnection> line;
        std::string address;
        SendQueue queue;
        OutsideBytes::Share held;          ///< what waits in the queue and is charged to nobody else
        std::unique_ptr<StallWatch> stall; ///< while something waits
        std::unique_ptr<Deadline> closing; ///< set from CloseConnection on
        Errc closeCode{Errc::Ok};
        bool open{false};
        bool writing{false};
        bool overflowed{false};
        bool dirty{false}; ///< among m_dirty
        bool closeSent{false};
        std::int64_t listedMs{neverMs}; ///< when its holdings were last listed, steady clock

        CHATMET_DESCRIBED(Connection, (sinceMs, line, address, queue, held, stall, closing, closeCode, open,
                                       writing, overflowed, dirty, closeSent, listedMs))
    };

    void connectionOpened(ConnectionId id) override;
    void connectionReceived(ConnectionId id, SharedBytes message) override;
    void connectionReceivedText(ConnectionId id) override;
    void connectionWritten(ConnectionId id) override;
    void connectionClosed(ConnectionId id) override;

    void dispatch(Event event);
    void handleEvents();
    void applyEffects();
    void apply(SendFrame& effect);
    void apply(EraseQueued& effect);
    void apply(ReplaceQueued& effect);
    void apply(DropStream& effect);
    void apply(CloseConnection& effect);
    void apply(CutConnection& effect);
    void apply(LogArrival& effect);
    void apply(LogRefusal& effect);
    void forgetEffects();
    void flush();
    void flush(ConnectionId id, Connection& connection);
    void watch(ConnectionId id, Connection& connection);
    void lookForStall(ConnectionId id);
    void markDirty(ConnectionId id, Connection& connection);
    void armTick();
    void finishDrain();
    [[nodiscard]] Connection* find(ConnectionId id);

    WheelTimer* m_timer;
    EventHandler* m_core;
    ArrivalWitness* m_witness;
    const Start m_start;
    SteadyTimer m_tickTimer;
    Deadline m_drainDeadline;
    std::function<void()> m_drained;
    std::unordered_map<ConnectionId, Connection> m_connections;
    std::list<Event> m_events; ///< a list gives back, and so wipes, each node that it is done with
    Effects m_effects;
    std::vector<ConnectionId> m_dirty;
    std::size_t m_index;
    OutsideBytes* m_outside;
    LineTotals* m_totals;
    std::uint64_t m_lastId{0};
    std::int64_t m_awaitedUntilMs{0}; ///< until then something of a line that is gone may still have to end
    bool m_dispatching{false};
    bool m_ticking{false};
    bool m_draining{false};
    bool m_touchedContent{false};

    CHATMET_DESCRIBED(SessionHub,
                      (m_timer, m_core, m_witness, m_start, m_tickTimer, m_drainDeadline, m_drained,
                       m_connections, m_events, m_effects, m_dirty, m_index, m_outside, m_totals, m_lastId,
                       m_awaitedUntilMs, m_dispatching, m_ticking, m_draining, m_touchedContent))
};

} // namespace chatmet::server
