// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How each member of each structure around a connection is listed among the holdings; HoldingRules.h's other
// half.

#include "server/core/HoldingsWalk.h"
#include "server/net/SessionHub.h"
#include "server/net/SilenceWatch.h"
#include "server/net/TlsStream.h"

#include <vector>

namespace chatmet::server {

void tell(Tally& tally, Lane lane);

/// Functions named for the members list what has no simple rule (LineRules.cpp).
struct LineRules
{
    /// Every row about the connection. On the hub's thread.
    [[nodiscard]] static std::vector<protocol::Holding> list(const SessionHub& hub, ConnectionId connection);

    static constexpr auto rule(Of<&SessionHub::m_timer>) { return AboutNobody{"a way to the clock"}; }
    /// What still waits on that way is handled before the question that came after it.
    static constexpr auto rule(Of<&SessionHub::m_core>)
    {
        return AboutNobody{"a way to the core, which lists itself"};
    }
    static constexpr auto rule(Of<&SessionHub::m_index>) { return AboutNobody{"of the server as a whole"}; }
    static constexpr auto rule(Of<&SessionHub::m_witness>) { return AboutNobody{"a way to the access log"}; }
    static constexpr auto rule(Of<&SessionHub::m_start>) { return AboutNobody{"how lines begin"}; }
    static constexpr auto rule(Of<&SessionHub::m_tickTimer>) { return AboutNobody{"a clock"}; }
    static constexpr auto rule(Of<&SessionHub::m_drainDeadline>)
    {
        return AboutNobody{"of the server as a whole"};
    }
    static constexpr auto rule(Of<&SessionHub::m_drained>) { return AboutNobody{"of the server as a whole"}; }
    static constexpr auto rule(Of<&SessionHub::m_connections>) { return &connections; }
    static constexpr auto rule(Of<&SessionHub::m_events>) { return &events; }
    static constexpr auto rule(Of<&SessionHub::m_effects>) { return &effects; }
    static constexpr auto rule(Of<&SessionHub::m_dirty>) { return &dirty; }
    static constexpr auto rule(Of<&SessionHub::m_totals>) { return AboutNobody{"totals since the start"}; }
    static constexpr auto rule(Of<&SessionHub::m_awaitedUntilMs>)
    {
        return AboutNobody{"of the hub as a whole"};
    }
    static constexpr auto rule(Of<&SessionHub::m_lastId>) { return AboutNobody{"a total"}; }
    static constexpr auto rule(Of<&SessionHub::m_dispatching>)
    {
        return AboutNobody{"of the server as a whole"};
    }
    static constexpr auto rule(Of<&SessionHub::m_ticking>) { return AboutNobody{"of the server as a whole"}; }
    static constexpr auto rule(Of<&SessionHub::m_draining>)
    {
        return AboutNobody{"of the server as a whole"};
    }
    static constexpr auto rule(Of<&SessionHub::m_touchedContent>)
    {
        return AboutNobody{"of the server as a whole"};
    }

    static constexpr auto rule(Of<&SessionHub::Connection::sinceMs>)
    {
        return Moment{protocol::gone::withLine};
    }
    static constexpr auto rule(Of<&SessionHub::Connection::line>) { return &line; }
    static constexpr auto rule(Of<&SessionHub::Connection::address>)
    {
        return Told{protocol::gone::withLine};
    }
    static constexpr auto rule(Of<&SessionHub::Connection::queue>) { return Part<LineRules>{}; }
    static constexpr auto rule(Of<&SessionHub::Connection::held>) { return &held; }
    static constexpr auto rule(Of<&SessionHub::m_outside>) { return AboutNobody{"a total"}; }
    static constexpr auto rule(Of<&SessionHub::Connection::stall>) { return &stall; }
    static constexpr auto rule(Of<&SessionHub::Connection::closing>) { return &closing; }
    static constexpr auto rule(Of<&SessionHub::Connection::closeCode>)
    {
        return Told{protocol::gone::withLine};
    }
    static constexpr auto rule(Of<&SessionHub::Connection::open>) { return Told{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&SessionHub::Connection::writing>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&SessionHub::Connection::overflowed>)
    {
        return Told{protocol::gone::withLine};
    }
    static constexpr auto rule(Of<&SessionHub::Connection::dirty>) { return Told{protocol::gone::atOnce}; }
    static constexpr auto rule(Of<&SessionHub::Connection::listedMs>)
    {
        return Moment{protocol::gone::withLine};
    }
    static constexpr auto rule(Of<&SessionHub::Connection::closeSent>)
    {
        return Told{protocol::gone::withLine};
    }

    // ---- whether the peer is still there
    static constexpr auto rule(Of<&SilenceWatch::m_lastHeardMs>) { return Moment{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&SilenceWatch::m_pinged>) { return Told{protocol::gone::withLine}; }

    // ---- what waits to be sent
    static constexpr auto rule(Of<&SendQueue::m_bytesMax>) { return AboutNobody{"a limit"}; }
    static constexpr auto rule(Of<&SendQueue::m_lanes>) { return &lanes; }
    static constexpr auto rule(Of<&SendQueue::m_underWay>) { return &underWay; }
    static constexpr auto rule(Of<&SendQueue::m_writing>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&SendQueue::m_erasedUnderWay>) { return Sized{protocol::gone::onErased}; }
    static constexpr auto rule(Of<&SendQueue::m_bytes>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&SendQueue::m_ownBytes>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&SendQueue::m_chatOnly>) { return Told{protocol::gone::withLine}; }

    static constexpr auto rule(Of<&QueuedFrame::lane>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&QueuedFrame::head>) { return Sized{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&QueuedFrame::kind>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&QueuedFrame::body>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&QueuedFrame::conversation>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&QueuedFrame::author>) { return Sized{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&QueuedFrame::stream>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&QueuedFrame::sequence>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&QueuedFrame::charged>) { return Told{protocol::gone::onSent}; }
    static constexpr auto rule(Of<&QueuedFrame::sinceMs>) { return Moment{protocol::gone::onSent}; }

    // ---- TLS
    static constexpr auto rule(Of<&TlsStream::m_engine>) { return &engine; }
    static constexpr auto rule(Of<&TlsEngine::m_socket>) { return &socket; }
    static constexpr auto rule(Of<&TlsEngine::m_ssl>) { return &ssl; }
    static constexpr auto rule(Of<&TlsEngine::m_saidGoodbye>) { return Told{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&TlsEngine::m_droppedBytes>) { return Told{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&TlsEngine::m_failed>) { return Told{protocol::gone::withLine}; }

private:
    static void connections(const Place& place, const decltype(SessionHub::m_connections)& all);
    static void events(const Place& place, const decltype(SessionHub::m_events)& all);
    static void effects(const Place& place, const Effects& all);
    static void dirty(const Place& place, const std::vector<ConnectionId>& all);
    static void line(const Place& place, const std::shared_ptr<ClientConnection>& line);
    static void held(const Place& place, const OutsideBytes::Share& held);
    static void stall(const Place& place, const std::unique_ptr<StallWatch>& stall);
    static void closing(const Place& place, const std::unique_ptr<Deadline>& closing);
    static void lanes(const Place& place, const decltype(SendQueue::m_lanes)& lanes);
    static void underWay(const Place& place, const QueuedFrame& frame);
    static void engine(const Place& place, const std::shared_ptr<TlsEngine>& engine);
    static void socket(const Place& place, const TcpSocket& socket);
    static void ssl(const Place& place, const SslPointer& ssl);
};

} // namespace chatmet::server
