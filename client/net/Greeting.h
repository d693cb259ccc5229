// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is said on a new line before the welcome: the hello, once more in an older revision, and the sum that
// a busy server asks for first.

#include "client/net/LineSettings.h"
#include "client/net/PuzzleSolver.h"
#include "client/net/Transport.h"
#include "common/base/Error.h"
#include "common/protocol/Frame.h"

#include <QObject>
#include <QTimer>

#include <cstdint>

namespace chatmet::client {

/// GUI thread.
class Greeting : public QObject
{
    Q_OBJECT

public:
    /// settings: outlives it.
    explicit Greeting(const LineSettings& settings);

    /// A line has been opened.
    void begin();
    /// On the same line, with what has changed in it.
    void repeatHello() { sayHello(m_revision); }
    /// Welcomed, or the line is gone. Says nothing: see report().
    void stop();

    [[nodiscard]] static bool isPartOfIt(const protocol::ServerFrame& frame);
    /// frame: a part of it, before the welcome.
    void take(const protocol::ServerFrame& frame);
    /// Of the last hello; 0 before the first.
    [[nodiscard]] std::uint32_t revision() const { return m_revision; }

    [[nodiscard]] bool isSolving() const { return m_saidSolving; }
    /// Says whether a sum is under way, where that has changed.
    void report();

Q_SIGNALS:
    /// With what it says of this program; of the person and the session it is empty.
    void helloDue(const chatmet::protocol::Hello& hello);
    void puzzleSolved(const chatmet::protocol::Puzzle& answer);
    void solvingChanged(bool solving);
    void failed(chatmet::client::LineProblem problem, chatmet::Errc code);

private:
    void sayHello(std::uint32_t revision);
    void takeHelloAgain(const protocol::HelloAgain& again);
    void takeChallenge(const protocol::PuzzleChallenge& challenge);
    void answerChallenge(const protocol::Puzzle& answer);

    const LineSettings& m_settings;
    PuzzleSolver m_solver;
    QTimer m_timer;
    std::uint32_t m_revision{0};
    int m_challenges{0}; ///< on this line
    bool m_saidSolving{false};
};

} // namespace chatmet::client
