// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One TLS handshake at a time, and between two of them everybody who talks has a turn.

#include "server/net/AsioTypes.h"

#include <boost/asio/post.hpp>

#include <deque>
#include <functional>
#include <utility>

namespace chatmet::server {

/// A handshake's signature is what costs most of all that a connection ever does: some hundred messages'
/// worth. In a join storm thousands are due at once, and whoever talks would wait behind all of them. Here
/// they wait behind one. Lives on its io_context's thread, as long as its loop.
class HandshakePacer
{
public:
    explicit HandshakePacer(asio::io_context& io) : m_io(&io) {}

    /// Calls step later, in the order of these calls, with the loop's other work in between.
    void run(std::function<void()> step)
    {
        m_waiting.push_back(std::move(step));
        if (!std::exchange(m_running, true)) {
            next();
        }
    }

private:
    /// What is posted goes behind everything that is ready, sockets that have become so meanwhile included.
    void next()
    {
        asio::post(*m_io, [this] {
            const std::function<void()> step = std::move(m_waiting.front());
            m_waiting.pop_front();
            step();
            m_waiting.empty() ? void(m_running = false) : next();
        });
    }

    asio::io_context* m_io;
    std::deque<std::function<void()>> m_waiting;
    bool m_running{false};
};

} // namespace chatmet::server
