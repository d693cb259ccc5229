// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Events of several hubs, each on a thread of its own, and the effects that come back.
#include "server/net/CoreExchange.h"

#include "server/net/ConnectionIds.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <future>
#include <map>
#include <thread>

namespace chatmet::server {
namespace {

constexpr auto patience = std::chrono::seconds(20);

class StillClock final : public Clock
{
public:
    Now now() const override { return {1, 2}; }
};

/// Answers every event with one frame to its connection, and one to the same connection of the next hub.
class EchoCore final : public EventHandler
{
public:
    explicit EchoCore(std::size_t hubs) : m_hubs(hubs) {}
    void handle(Event event, const Now&, Effects& effects) override
    {
        const auto& received = std::get<FrameReceived>(event);
        SendFrame frame;
        frame.connection = received.connection;
        frame.sequence = received.frame.sequence;
        effects.emplace_back(frame);
        const std::size_t next = (hubOf(received.connection) + 1) % m_hubs;
        frame.connection = connectionId(next, 7);
        effects.emplace_back(frame);
        ++handled;
    }
    std::size_t handled{0};

private:
    const std::size_t m_hubs;
};

struct Hub
{
    Hub() : work(io.get_executor()) {}
    void run()
    {
        thread = std::thread([this] { io.run(); });
    }
    void stop()
    {
        asio::post(io, [this] { work.reset(); });
        thread.join();
    }
    asio::io_context io{1};
    asio::executor_work_guard<IoExecutor> work;
    std::thread thread;
    EventHandler* core{nullptr};
    std::map<ConnectionId, std::vector<std::uint64_t>> got;
    std::atomic<std::size_t> count{0};
};

Event event(ConnectionId connection, std::uint64_t sequence)
{
    FrameReceived received{connection, {}};
    received.frame.sequence = sequence;
    return received;
}

TEST(CoreExchangeTest, connectionIds_nameTheirHub)
{
    for (const std::size_t hub : {0UL, 1UL, 63UL, 65'535UL}) {
        EXPECT_EQ(hubOf(connectionId(hub, 1)), hub);
        EXPECT_EQ(hubOf(connectionId(hub, (std::uint64_t{1} << connectionCounterBits) - 1)), hub);
    }
    EXPECT_NE(connectionId(0, 5), connectionId(1, 5));
}

TEST(CoreExchangeTest, manyHubs_eachGetsItsOwnEffectsInOrder_nothingIsLost)
{
    constexpr std::size_t hubs = 3;
    constexpr std::uint64_t events = 20'000; // far more than may wait at once
    const StillClock clock;
    EchoCore core(hubs);
    asio::io_context coreIo{1};
    asio::executor_work_guard<IoExecutor> coreWork(coreIo.get_executor());
    CoreExchange exchange(coreIo, core, clock);
    std::deque<Hub> all(hubs);
    std::promise<void> allHere;
    std::atomic<std::size_t> missing{hubs * events * 2};
    for (Hub& hub : all) {
        hub.core = &exchange.addHub(hub.io, [&](Effects effects) {
            for (const Effect& effect : effects) {
                const auto& frame = std::get<SendFrame>(effect);
                hub.got[frame.connection].push_back(frame.sequence);
                if (--missing == 0) {
                    allHere.set_value();
                }
            }
        });
    }
    std::thread coreThread([&] { coreIo.run(); });
    for (std::size_t i = 0; i < hubs; ++i) {
        Hub& hub = all[i];
        hub.run();
        for (std::uint64_t sequence = 1; sequence <= events; ++sequence) {
            asio::post(hub.io, [&hub, i, sequence] {
                Effects none;
                hub.core->handle(event(connectionId(i, 1), sequence), {}, none);
                EXPECT_TRUE(none.empty());
            });
        }
    }
    ASSERT_EQ(allHere.get_future().wait_for(patience), std::future_status::ready);
    for (Hub& hub : all) {
        hub.stop();
    }
    coreWork.reset();
    coreThread.join();
    EXPECT_EQ(core.handled, hubs * events);
    EXPECT_TRUE(exchange.takeTouchedContent());
    for (std::size_t i = 0; i < hubs; ++i) {
        ASSERT_EQ(all[i].got.size(), 2U) << "its own connection, and the one its neighbour wrote to";
        for (const auto& [connection, sequences] : all[i].got) {
            EXPECT_EQ(hubOf(connection), i);
            ASSERT_EQ(sequences.size(), events);
            EXPECT_TRUE(std::is_sorted(sequences.begin(), sequences.end()));
        }
    }
}

TEST(CoreExchangeTest, coreThatStopped_letsWaitingHubsGo)
{
    const StillClock clock;
    EchoCore core(1);
    asio::io_context coreIo{1}; // never runs
    CoreExchange exchange(coreIo, core, clock);
    Hub hub;
    hub.core = &exchange.addHub(hub.io, [](const Effects&) {});
    std::promise<void> through;
    for (std::size_t i = 0; i < CoreExchange::eventsWaitingMax + 10 * CoreExchange::batchMax; ++i) {
        asio::post(hub.io, [&hub, i] {
            Effects none;
            hub.core->handle(event(connectionId(0, 1), i), {}, none);
        });
    }
    asio::post(hub.io, [&through] { through.set_value(); });
    hub.run();
    exchange.release();
    EXPECT_EQ(through.get_future().wait_for(patience), std::future_status::ready);
    hub.stop();
}

} // namespace
} // namespace chatmet::server
