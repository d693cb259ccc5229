// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/Worker.h"

#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace chatmet::server {

Worker::Worker(asio::io_context& coreIo, CoreExchange& exchange, ArrivalWitness& witness, const Clock& clock,
               const TlsContext& tls, const ConnectionLoop::Options& options)
    : m_coreIo(coreIo),
      m_witness(witness),
      m_loop(m_io, clock, tls,
             exchange.addHub(m_io, [this](Effects effects) { m_loop.hub().take(std::move(effects)); }),
             static_cast<ArrivalWitness&>(*this), options),
      m_work(m_io.get_executor())
{
}

Worker::~Worker()
{
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void Worker::start(std::function<void()> failed)
{
    asio::post(m_io, [this] { m_loop.start(); });
    m_thread = std::thread([this, failed = std::move(failed)] {
        try {
            ConnectionLoop::run(m_io, [this] { return m_loop.hub().takeTouchedContent(); });
        } catch (const std::exception&) { // without what(): it might quote something
            failed();
        }
    });
}

void Worker::stop()
{
    asio::post(m_io, [this] {
        m_loop.stop();
        m_work.reset();
    });
}

void Worker::arrived(const std::string& address, const std::string& clientVersion, protocol::System system)
{
    asio::post(m_coreIo,
               [this, address, clientVersion, system] { m_witness.arrived(address, clientVersion, system); });
}

void Worker::turnedAway(const std::string& address)
{
    asio::post(m_coreIo, [this, address] { m_witness.turnedAway(address); });
}

} // namespace chatmet::server
