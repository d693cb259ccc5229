// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Between hubs on threads of their own and the one core: batches of events go in, batches of effects come
// out.

#include "common/base/Clock.h"
#include "server/core/EventHandler.h"
#include "server/net/AsioTypes.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

namespace chatmet::server {

/// Lives on the core's thread: that of coreIo. Outlives its hubs' threads.
class CoreExchange
{
public:
    /// Events of one hub that the core has not handled yet; a hub that has more waits for the core, so that
    /// nothing between them grows without a bound.
    static constexpr std::size_t eventsWaitingMax = 1'024;
    /// Events that travel together at most.
    static constexpr std::size_t batchMax = 128;

    CoreExchange(asio::io_context& coreIo, EventHandler& core, const Clock& clock);
    ~CoreExchange();

    /// Effects for the hub's connections, in the core's order. Called on the hub's thread.
    using Take = std::function<void(Effects)>;

    /// What the hub with this index gives its events to, on its own thread. hubIo: the hub's. Before the
    /// threads start; the result lives as long as the exchange.
    [[nodiscard]] EventHandler& addHub(asio::io_context& hubIo, Take take);

    /// No hub waits for the core any more: it has stopped. Any thread.
    void release();

    /// Whether content passed through the core's thread since the last call.
    [[nodiscard]] bool takeTouchedContent() noexcept { return std::exchange(m_touchedContent, false); }

private:
    class Hub;

    void handle(std::list<Event> events, Hub& from);
    void sendOut();

    asio::io_context& m_coreIo;
    EventHandler& m_core;
    const Clock& m_clock;
    std::vector<std::unique_ptr<Hub>> m_hubs; ///< by the index in ConnectionIds
    Effects m_effects;
    bool m_touchedContent{false};
};

} // namespace chatmet::server
