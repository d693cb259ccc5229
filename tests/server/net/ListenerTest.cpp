// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The listener binds where it is told, counts, and rests when something is exhausted.
#include "server/net/Listener.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <vector>

namespace chatmet::server {
namespace {

class ListenerTest : public testing::Test
{
protected:
    void listen(std::size_t connectionsMax, const std::string& address = "127.0.0.1")
    {
        m_listener = std::make_unique<Listener>(
            m_io, connectionsMax,
            [this](TcpSocket socket, ConnectionSlot slot) {
                m_accepted.push_back(std::move(socket));
                m_slots.push_back(std::move(slot));
            },
            PortUse::Alone, &m_totals);
        const auto opened = m_listener->open(address, 0);
        ASSERT_TRUE(opened.ok()) << opened.error().text;
        m_listener->start();
    }

    void connect()
    {
        m_clients.emplace_back(m_clientIo);
        m_clients.back().connect(m_listener->endpoint());
    }

    /// Turns the loop until so many connections were accepted.
    void runUntilAccepted(std::size_t count)
    {
        while (m_accepted.size() < count) {
            m_io.restart(); // a full listener waits for nothing, so the loop had ended
            m_io.run_one();
        }
    }

    LineTotals m_totals;
    asio::io_context m_io;
    asio::io_context m_clientIo;
    std::vector<Tcp::socket> m_clients;
    std::vector<TcpSocket> m_accepted;
    std::vector<ConnectionSlot> m_slots;
    std::unique_ptr<Listener> m_listener;
};

TEST_F(ListenerTest, open_portZero_reportsTheBoundPort)
{
    listen(10);
    EXPECT_NE(m_listener->endpoint().port(), 0);
    connect();
    runUntilAccepted(1);
    EXPECT_EQ(m_listener->openConnections(), 1U);
}

TEST_F(ListenerTest, open_ipv6Loopback_accepts)
{
    listen(10, "::1");
    connect();
    runUntilAccepted(1);
    EXPECT_TRUE(m_listener->endpoint().address().is_v6());
}

TEST_F(ListenerTest, open_badPlaces_saysWhy)
{
    listen(10);
    Listener other(m_io, 10, [](TcpSocket, ConnectionSlot) {});
    const auto busy = other.open("127.0.0.1", m_listener->endpoint().port());
    ASSERT_FALSE(busy.ok());
    EXPECT_NE(busy.error().text.find("in use"), std::string::npos) << busy.error().text;
    const auto name = other.open("chat.example", 0);
    ASSERT_FALSE(name.ok());
    EXPECT_NE(name.error().text.find("not a numeric address"), std::string::npos);
    EXPECT_FALSE(other.open("203.0.113.7", 0).ok()); // nobody's address here
    EXPECT_TRUE(other.open("localhost", 0).ok());    // it may try again
}

TEST_F(ListenerTest, open_first_isJoined_andNobodyElsesBeforeOrAfter)
{
    if (!portsCanBeShared()) {
        GTEST_SKIP() << "listeners have a port each here";
    }
    const auto make = [this](PortUse use) {
        return Listener(
            m_io, 10, [](TcpSocket, ConnectionSlot) {}, use);
    };
    Listener first = make(PortUse::First);
    ASSERT_TRUE(first.open("127.0.0.1", 0).ok());
    const std::uint16_t port = first.endpoint().port();
    // Another server, at whatever moment: it is a First itself.
    Listener other = make(PortUse::First);
    EXPECT_FALSE(other.open("127.0.0.1", port).ok());
    Listener joined = make(PortUse::Joined);
    EXPECT_TRUE(joined.open("127.0.0.1", port).ok());
    EXPECT_FALSE(other.open("127.0.0.1", port).ok());
    EXPECT_FALSE(make(PortUse::Alone).open("127.0.0.1", port).ok());
}

TEST_F(ListenerTest, open_joinedBesideOneAlone_isRefused)
{
    listen(10);
    Listener joined(
        m_io, 10, [](TcpSocket, ConnectionSlot) {}, PortUse::Joined);
    EXPECT_FALSE(joined.open("127.0.0.1", m_listener->endpoint().port()).ok());
}

TEST_F(ListenerTest, accept_atTheLimit_waitsForAPlace)
{
    listen(2);
    connect();
    connect();
    connect();
    runUntilAccepted(2);
    m_io.poll();
    EXPECT_EQ(m_accepted.size(), 2U);
    EXPECT_EQ(m_totals.listenerFull, 1U);
    EXPECT_EQ(m_totals.held, 2U);
    m_slots.front().release();
    m_slots.front().release(); // giving it back twice counts once
    runUntilAccepted(3);
    EXPECT_EQ(m_listener->openConnections(), 2U);
}

TEST_F(ListenerTest, accept_noDescriptorsLeft_restsAndGoesOn)
{
#ifdef CHATMET_TEST_UBSAN
    GTEST_SKIP() << "UBSan asks through a pipe whether an object's table of functions can be read";
#endif
    listen(10);
    connect();
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    const int lowestFree = fcntl(0, F_DUPFD, 0);
    ASSERT_GE(lowestFree, 0);
    close(lowestFree);
    rlimit none = before;
    none.rlim_cur = static_cast<rlim_t>(lowestFree);
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
    while (m_totals.listenerStarved == 0) {
        m_io.run_one();
    }
    EXPECT_EQ(m_io.poll(), 0U); // it rests
    EXPECT_TRUE(m_accepted.empty());
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
    runUntilAccepted(1);
    EXPECT_EQ(m_listener->openConnections(), 1U);
}

TEST_F(ListenerTest, stop_withSlotsOutside_letsTheLoopEnd)
{
    listen(1);
    connect();
    runUntilAccepted(1);
    m_listener->stop();
    m_listener.reset();
    m_io.run();
    EXPECT_EQ(m_totals.held, 1U);
    m_slots.clear(); // after the listener's end: harmless
    EXPECT_EQ(m_totals.held, 0U);
    EXPECT_EQ(m_accepted.size(), 1U);
}

} // namespace
} // namespace chatmet::server
