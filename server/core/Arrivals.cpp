// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Arrivals.h"

#include "common/protocol/Limits.h"
#include "common/protocol/Names.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace chatmet::server {

namespace {

constexpr std::uint32_t retryWhenFullMs = 5'000;

} // namespace

void Arrivals::connected(const Connected& event)
{
    Connection arrived;
    arrived.sinceMs = m_state.now.steadyMs;
    arrived.helloUntilMs = arrived.sinceMs + limits::helloMs;
    arrived.from = event.from;
    if (!m_state.connections.emplace(event.connection, std::move(arrived)).second)
        return; // never reused, says Events.h
    m_state.greeting.insert(event.connection);
    if (m_state.isDraining())
        m_departures.sendAway(event.connection);
}

void Arrivals::frame(ConnectionId connection, const protocol::ClientFrame& frame)
{
    const auto* asHello = std::get_if<protocol::Hello>(&frame.kind);
    const auto* asPuzzle = std::get_if<protocol::Puzzle>(&frame.kind);
    if (asHello == nullptr && asPuzzle == nullptr)
        m_departures.closeWithError(connection, Errc::HelloFirst, frame.sequence);
    else if (frame.sequence != 0 || frame.acknowledged != 0)
        m_departures.closeWithError(connection, Errc::BadHeader, frame.sequence);
    else if (asPuzzle != nullptr)
        puzzle(connection, *asPuzzle);
    else
        hello(connection, *asHello);
}

void Arrivals::puzzle(ConnectionId connection, const protocol::Puzzle& answer)
{
    Connection& solving = *m_state.findConnection(connection);
    if (solving.asked != Connection::Asked::Puzzle) {
        refuse(connection, Errc::PuzzleNotAsked);
        return;
    }
    const Errc verdict =
        m_state.puzzles.check(connection, answer.challenge, answer.solution, m_state.now.steadyMs);
    if (verdict == Errc::Ok) {
        solving.asked = Connection::Asked::Solved;
        ++m_state.totals.puzzlesSolved;
        return;
    }
    refuse(connection, verdict);
    const AddressVerdict again =
        m_state.addresses.judgeArrival(solving.from.prefix, m_state.busyBits(), m_state.now.steadyMs);
    challenge(connection, std::max(again.difficultyBits, limits::puzzleBitsMin));
}

void Arrivals::challenge(ConnectionId connection, std::uint32_t difficultyBits)
{
    Connection& solving = *m_state.findConnection(connection);
    // Once: who goes on asking gets no more time by it.
    if (solving.asked == Connection::Asked::Nothing)
        solving.helloUntilMs = m_state.now.steadyMs + limits::puzzleMs + limits::helloMs;
    solving.asked = Connection::Asked::Puzzle;
    ++m_state.totals.puzzlesAsked;
    m_outgoing.greeting(
        connection,
        protocol::PuzzleChallenge{m_state.puzzles.challenge(connection, difficultyBits, m_state.now.steadyMs),
                                  difficultyBits});
}

bool Arrivals::mayCome(ConnectionId connection)
{
    // A full server first: no puzzle makes room in it.
    const bool isCrowded = m_state.sessions.size() >= m_state.settings.sessionsMax;
    if (isCrowded || !m_state.budget.fitsBelow(sessionCostBytes, m_state.sessionsMarkBytes())) {
        m_state.totals.hit(isCrowded ? Limit::SessionsMax : Limit::MemoryMax);
        m_departures.closeWithError(connection, Errc::ServerFull, 0, m_state.jittered(retryWhenFullMs));
        return false;
    }
    const Connection& coming = *m_state.findConnection(connection);
    const AddressVerdict verdict =
        m_state.addresses.judgeArrival(coming.from.prefix, m_state.busyBits(), m_state.now.steadyMs);
    if (verdict.is == AddressVerdict::Is::Refused) {
        m_state.totals.hit(verdict.limit);
        m_departures.closeWithError(connection, Errc::RateLimited, 0, verdict.waitMs);
        return false;
    }
    if (verdict.is == AddressVerdict::Is::Puzzle && coming.asked != Connection::Asked::Solved) {
        challenge(connection, verdict.difficultyBits);
        return false;
    }
    return true;
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
        if (m_resumption.resume(connection, hello))
            resumed(connection, hello);
        else
            refuse(connection, Errc::ResumeUnknown);
        return;
    }
    auto username = protocol::normaliseUsername(hello.username);
    if (!username) {
        refuse(connection, username.code());
        return;
    }
    if (mayCome(connection))
        welcome(connection, hello, std::move(username).value());
}

/// From the same address it is no arrival (product.md section 2); from another one it counts there from now
/// on.
void Arrivals::resumed(ConnectionId connection, const protocol::Hello& hello)
{
    const Connection& line = *m_state.findConnection(connection);
    Session& session = *m_state.findSession(line.session);
    if (line.from.address == session.from().address)
        return;
    session.setFrom({line.from.address, m_state.addresses.sessionMoved(
                                            session.from().prefix, line.from.prefix, m_state.now.steadyMs)});
    log(connection, hello);
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
    welcomed.setFrom(
        {greeted.from.address, m_state.addresses.sessionBegan(greeted.from.prefix, m_state.now.steadyMs)});

    log(connection, hello);
    m_resumption.issueToken(welcomed);
    m_outgoing.welcome(welcomed, hello.revision, false);
    m_outgoing.counts(welcomed);
    m_outgoing.announcement(welcomed);
    ++m_state.totals.sessions;
}

void Arrivals::log(ConnectionId connection, const protocol::Hello& hello)
{
    // An absurd version is not carried on; the log would call it "other" anyway.
    const bool isShort = hello.clientVersion.size() <= limits::clientVersionBytesMax;
    m_state.emit(LogArrival{connection, isShort ? hello.clientVersion : std::string(), hello.system});
}

void Arrivals::refuse(ConnectionId connection, Errc code)
{
    ++m_state.totals.refusals[code];
    protocol::ErrorAnswer answer;
    answer.code = code;
    answer.text = describe(code);
    m_outgoing.greeting(connection, answer);
}

void Arrivals::closeLate()
{
    std::vector<ConnectionId> late;
    for (const ConnectionId connection : m_state.greeting) {
        if (m_state.now.steadyMs >= m_state.findConnection(connection)->helloUntilMs)
            late.push_back(connection);
    }
    std::sort(late.begin(), late.end()); // in an order that does not hang on the table's
    for (const ConnectionId connection : late)
        m_departures.closeWithError(connection, Errc::IdleTooLong);
}

} // namespace chatmet::server
