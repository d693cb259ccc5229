// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/Greeting.h"

#include "common/protocol/Limits.h"

#include <utility>
#include <variant>

namespace chatmet::client {

namespace {

/// Challenges on one line: the first, and others where a solution came too late.
constexpr int challengesMax = 3;

constexpr protocol::System thisSystem()
{
#if defined(Q_OS_WIN)
    return protocol::System::Windows;
#elif defined(Q_OS_MACOS)
    return protocol::System::MacOs;
#elif defined(Q_OS_LINUX)
    return protocol::System::Linux;
#else
    return protocol::System::Other;
#endif
}

} // namespace

Greeting::Greeting(const LineSettings& settings) : m_settings(settings)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { Q_EMIT failed(LineProblem::TimedOut, Errc::Ok); });
    connect(&m_solver, &PuzzleSolver::solved, this, &Greeting::answerChallenge);
}

void Greeting::begin()
{
    m_challenges = 0;
    m_timer.start(m_settings.helloMs);
    sayHello(m_settings.revision);
}

void Greeting::stop()
{
    m_timer.stop();
    m_solver.stop();
}

void Greeting::sayHello(std::uint32_t revision)
{
    m_revision = revision;
    protocol::Hello hello;
    hello.revision = revision;
    hello.clientVersion = CHATMET_VERSION;
    hello.system = thisSystem();
    Q_EMIT helloDue(hello);
}

bool Greeting::isPartOfIt(const protocol::ServerFrame& frame)
{
    return std::holds_alternative<protocol::HelloAgain>(frame.kind) ||
           std::holds_alternative<protocol::PuzzleChallenge>(frame.kind);
}

void Greeting::take(const protocol::ServerFrame& frame)
{
    if (const auto* again = std::get_if<protocol::HelloAgain>(&frame.kind))
        takeHelloAgain(*again);
    else if (const auto* challenge = std::get_if<protocol::PuzzleChallenge>(&frame.kind))
        takeChallenge(*challenge);
}

void Greeting::takeHelloAgain(const protocol::HelloAgain& again)
{
    // Only ever downwards, so that this ends.
    if (again.revision < m_settings.revisionLowest || again.revision >= m_revision)
        Q_EMIT failed(LineProblem::ServerTooOld, Errc::Ok);
    else
        sayHello(again.revision);
}

void Greeting::takeChallenge(const protocol::PuzzleChallenge& challenge)
{
    if (++m_challenges > challengesMax || challenge.difficultyBits == 0) {
        Q_EMIT failed(LineProblem::BadData, Errc::Ok);
    } else if (challenge.difficultyBits > limits::puzzleBitsAcceptedMax) {
        Q_EMIT failed(LineProblem::PuzzleTooHard, Errc::PuzzleTooHard);
    } else {
        m_timer.start(m_settings.puzzleMs);
        m_solver.start(challenge);
        report();
    }
}

void Greeting::answerChallenge(const protocol::Puzzle& answer)
{
    Q_EMIT puzzleSolved(answer);
    m_timer.start(m_settings.helloMs);
    sayHello(m_revision);
    report();
}

void Greeting::report()
{
    const bool solving = m_solver.isRunning();
    if (std::exchange(m_saidSolving, solving) != solving)
        Q_EMIT solvingChanged(solving);
}

} // namespace chatmet::client
