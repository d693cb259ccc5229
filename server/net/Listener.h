// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Accepts connections up to a limit; waits, instead of failing or spinning, when it or the system is full.

#include "common/base/Result.h"
#include "server/net/AsioTypes.h"
#include "server/net/LineTotals.h"
#include "server/net/SharedPort.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace chatmet::server {

/// One place among the open connections; its end gives the place back. May outlive the listener.
class ConnectionSlot
{
public:
    ConnectionSlot() = default;
    explicit ConnectionSlot(std::function<void()> release) : m_release(std::move(release)) {}
    ~ConnectionSlot() { release(); }
    ConnectionSlot(ConnectionSlot&& other) noexcept : m_release(std::exchange(other.m_release, nullptr)) {}
    ConnectionSlot& operator=(ConnectionSlot&& other) noexcept
    {
        if (this != &other) {
            release();
            m_release = std::exchange(other.m_release, nullptr);
        }
        return *this;
    }

    void release()
    {
        if (const auto released = std::exchange(m_release, nullptr)) {
            released();
        }
    }

private:
    std::function<void()> m_release;
};

/// Lives on its io_context's thread.
class Listener
{
public:
    using Accepted = std::function<void(TcpSocket, ConnectionSlot)>;

    /// Rest after the system refused a descriptor or memory, milliseconds.
    static constexpr std::int64_t refusedPauseMs = 250;

    /// connectionsMax: above 0 and below the process's limit of open files.
    /// totals: outlives it and every slot; may be null.
    Listener(asio::io_context& io, std::size_t connectionsMax, Accepted accepted,
             PortUse use = PortUse::Alone, LineTotals* totals = nullptr);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// Binds. address: numeric IPv4 or IPv6, or "localhost" (127.0.0.1); "::" serves both kinds. port 0 takes
    /// a free one. Errors: Errc::Unavailable with words for the operator.
    [[nodiscard]] Result<Done> open(const std::string& address, std::uint16_t port);
    /// Takes a socket that listens already, of the service manager. Errors: Errc::Unavailable where it is no
    /// TCP socket that listens.
    [[nodiscard]] Result<Done> adopt(int descriptor);
    void start();
    /// Refuses newcomers from here on; accepted connections stay.
    void stop();

    /// The bound address and port; meaningful after open().
    [[nodiscard]] Tcp::endpoint endpoint() const;
    [[nodiscard]] std::size_t openConnections() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace chatmet::server
