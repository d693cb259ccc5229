// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A thread that serves connections for a core on another one.

#include "server/app/ConnectionLoop.h"
#include "server/net/CoreExchange.h"

#include <boost/asio/executor_work_guard.hpp>

#include <functional>
#include <optional>
#include <thread>

namespace chatmet::server {

class Worker final : private ArrivalWitness
{
public:
    /// All outlive it. witness: told on coreIo's thread.
    Worker(asio::io_context& coreIo, CoreExchange& exchange, ArrivalWitness& witness, const Clock& clock,
           const TlsContext& tls, const ConnectionLoop::Options& options);
    /// Joins the thread: stop(), or an end by failure, has to come before.
    ~Worker() override;

    [[nodiscard]] asio::io_context& io() { return m_io; }
    [[nodiscard]] ConnectionLoop& loop() { return m_loop; }

    /// failed: called on the worker's thread where it ends by an exception, after which it serves nobody.
    void start(std::function<void()> failed);
    /// Any thread; once its loop is drained.
    void stop();
    /// Any thread: ends it at once, whatever it does.
    void abandon() { m_io.stop(); }

private:
    void arrived(const std::string& address, const std::string& clientVersion,
                 protocol::System system) override;
    void turnedAway(const std::string& address) override;

    asio::io_context m_io{1};
    asio::io_context& m_coreIo;
    ArrivalWitness& m_witness;
    ConnectionLoop m_loop;
    std::optional<asio::executor_work_guard<IoExecutor>> m_work;
    std::thread m_thread;
};

} // namespace chatmet::server
