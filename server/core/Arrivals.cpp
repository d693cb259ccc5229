// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Arrivals.h"

#include "common/protocol/Limits.h"
#include "common/protocol/Names.h"

#include <utility>
#include <vector>

namespace chatmet::server {

namespace {

constexpr std::uint32_t retryWhenFullMs = 5'000;
constexpr std::uint32_t retryWhenDrainingMs = 2'000; ///< a restart takes about as long

} // namespace

void Arrivals::connected(const Connected& event)
{
    Connection arrived;
    arrived.sinceMs = m_state.now.steadyMs;
    arrived.addressTag = event.addressTag;
    if (!m_state.connections.emplace(event.connection, std::move(arrived)).second)
        return; // never reused, says Events.h
    m_state.greeting.insert(event.connection);
    if (m_state.draining)
        m_departures.closeWithFarewell(event.connection, Errc::ShuttingDown,
                                       m_state.jittered(retryWhenDrainingMs));
}

void Arrivals::frame(ConnectionId connection, const protocol::ClientFrame& frame)
{
    const auto* asHello = std::get_if<protocol::Hello>(&frame.kind);
    if (asHello == nullptr)
        m_departures.closeWithError(connection, Errc::HelloFirst, frame.sequence);
    else if (frame.sequence != 0 || frame.acknowledged != 0)
        m_departures.closeWithError(connection, Errc::BadHeader, frame.sequence);
    else
        hello(connection, *asHello);
}

void Arrivals::hello(ConnectionId connection, const protocol::Hello& hello)
{
    // The revision first: what else a newer client says is not ours to judge.
    if (hello.revision > limits::revision) {
        m_outgoing.greeting(connection, protocol::HelloAgain{limits::revision});
        return;
    }
    if (hello.revision < limits::revisionMinimum) {
        m_departures.closeWithError(connection, Errc::PleaseUpdate);
        return;
    }
    if (hello.unlistedField) {
        m_departures.closeWithError(connection, Errc::UnlistedField);
        return;
    }
    if (hello.resume) {
        if (!m_resumption.resume(connection, hello)) {
            refuse(connection, Errc::ResumeUnknown);
        } else if (const Connection& resumed = *m_state.findConnection(connection);
                   resumed.addressTag != m_state.findSession(resumed.session)->addressTag()) {
            log(connection, hello); // from the same address it is no arrival (product.md section 2)
        }
        return;
    }
    auto username = protocol::normaliseUsername(hello.username);
    if (!username) {
        refuse(connection, username.code());
        return;
    }
    if (m_state.sessions.size() >= m_state.settings.sessionsMax ||
        !m_state.budget.fitsBelow(sessionCostBytes, m_state.sessionsMarkBytes())) {
        m_departures.closeWithError(connection, Errc::ServerFull, 0, m_state.jittered(retryWhenFullMs));
        return;
    }
    welcome(connection, hello, std::move(username).value());
}

void Arrivals::welcome(ConnectionId connection, const protocol::Hello& hello, std::string username)
{
    const SessionId id = SessionId::random(m_state.random);
    auto session =
        std::make_unique<Session>(id, connection, std::move(username), m_state.budget,
                                  m_state.budget.chargeAlways(sessionCostBytes), m_state.now.steadyMs);
    Session& welcomed = *m_state.sessions.emplace(id, std::move(session)).first->second;
    Connection& greeted = *m_state.findConnection(connection);
    greeted.phase = Connection::Phase::Welcomed;
    greeted.session = id;
    m_state.greeting.erase(connection);

    log(connection, hello);
    m_resumption.issueToken(welcomed);
    m_outgoing.welcome(welcomed, hello.revision, false);
    m_outgoing.counts(welcomed);
}

/// connection: has its session.
void Arrivals::log(ConnectionId connection, const protocol::Hello& hello)
{
    // An absurd version is not carried on; the log would call it "other" anyway.
    const bool isShort = hello.clientVersion.size() <= limits::clientVersionBytesMax;
    m_state.emit(LogArrival{connection, isShort ? hello.clientVersion : std::string(), hello.system});
    const Connection& logged = *m_state.findConnection(connection);
    m_state.findSession(logged.session)->setAddressTag(logged.addressTag);
}

void Arrivals::refuse(ConnectionId connection, Errc code)
{
    protocol::ErrorAnswer answer;
    answer.code = code;
    answer.text = describe(code);
    m_outgoing.greeting(connection, answer);
}

void Arrivals::closeLate()
{
    std::vector<ConnectionId> late;
    for (const ConnectionId connection : m_state.greeting) {
        if (m_state.now.steadyMs - m_state.findConnection(connection)->sinceMs >= limits::helloMs)
            late.push_back(connection);
    }
    for (const ConnectionId connection : late)
        m_departures.closeWithError(connection, Errc::IdleTooLong);
}

} // namespace chatmet::server
