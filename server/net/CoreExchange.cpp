// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/CoreExchange.h"

#include "common/memory/Wipe.h"
#include "server/net/ConnectionIds.h"

#include <boost/asio/post.hpp>

#include <utility>

namespace chatmet::server {

/// One hub's end. m_waiting and m_released are guarded by m_mutex; the rest belongs to the hub's thread, but
/// for `out`, which is the core's.
class CoreExchange::Hub final : public EventHandler
{
public:
    Hub(CoreExchange& exchange, asio::io_context& io, Take take)
        : m_exchange(exchange), m_io(io), m_take(std::move(take))
    {
    }

    void handle(Event event, const Now&, Effects&) override
    {
        m_batch.push_back(std::move(event));
        if (m_batch.size() >= batchMax) {
            flush();
        } else if (!std::exchange(m_flushing, true)) {
            // After what is ready in the hub's loop now: what else happens in it travels together.
            asio::post(m_io, [this] {
                m_flushing = false;
                flush();
            });
        }
    }

    /// Core's thread: so many of this hub's events are done.
    void done(std::size_t events)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting -= events;
        m_room.notify_one();
    }

    void release()
    {
        const std::lock_guard lock(m_mutex);
        m_released = true;
        m_room.notify_one();
    }

    /// Core's thread.
    void send()
    {
        if (!out.empty()) {
            asio::post(m_io,
                       [this, effects = std::exchange(out, {})]() mutable { m_take(std::move(effects)); });
        }
    }

    Effects out;

private:
    void flush()
    {
        if (m_batch.empty()) {
            return;
        }
        std::list<Event> batch = std::exchange(m_batch, {});
        {
            std::unique_lock lock(m_mutex);
            m_room.wait(lock, [this] { return m_waiting < eventsWaitingMax || m_released; });
            m_waiting += batch.size();
        }
        asio::post(m_exchange.m_coreIo, [this, events = std::move(batch)]() mutable {
            m_exchange.handle(std::move(events), *this);
        });
    }

    CoreExchange& m_exchange;
    asio::io_context& m_io;
    const Take m_take;
    std::list<Event> m_batch;
    bool m_flushing{false}; ///< a flush is posted
    std::mutex m_mutex;
    std::condition_variable m_room;
    std::size_t m_waiting{0};
    bool m_released{false};
};

CoreExchange::CoreExchange(asio::io_context& coreIo, EventHandler& core, const Clock& clock)
    : m_coreIo(coreIo), m_core(core), m_clock(clock)
{
}

CoreExchange::~CoreExchange() = default;

EventHandler& CoreExchange::addHub(asio::io_context& hubIo, Take take)
{
    m_hubs.push_back(std::make_unique<Hub>(*this, hubIo, std::move(take)));
    return *m_hubs.back();
}

void CoreExchange::release()
{
    for (const auto& hub : m_hubs) {
        hub->release();
    }
}

void CoreExchange::handle(std::list<Event> events, Hub& from)
{
    m_touchedContent = true;
    const std::size_t count = events.size();
    while (!events.empty()) {
        Event next = std::move(events.front());
        events.pop_front();
        m_core.handle(std::move(next), m_clock.now(), m_effects);
    }
    sendOut();
    from.done(count);
}

void CoreExchange::sendOut()
{
    for (Effect& effect : m_effects) {
        const ConnectionId connection = std::visit([](const auto& one) { return one.connection; }, effect);
        m_hubs[hubOf(connection)]->out.push_back(std::move(effect));
    }
    // A vector keeps what it stops using.
    const std::size_t usedBytes = m_effects.size() * sizeof(Effect);
    m_effects.clear();
    wipe(m_effects.data(), usedBytes);
    for (const auto& hub : m_hubs) {
        hub->send();
    }
}

} // namespace chatmet::server
