// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The sum that a busy server asks for, done beside the GUI thread.

#include "common/protocol/Messages.h"

#include <QFutureWatcher>
#include <QObject>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace chatmet::client {

/// Lives on one thread; sums on a thread of its own. One sum at a time: a new one takes the place of the
/// last.
class PuzzleSolver : public QObject
{
    Q_OBJECT

public:
    explicit PuzzleSolver(QObject* parent = nullptr);
    /// Stops a sum; doesn't wait for its thread.
    ~PuzzleSolver() override;

    /// difficultyBits: at most limits::puzzleBitsAcceptedMax. solved() follows, unless it is stopped.
    void start(const protocol::PuzzleChallenge& challenge);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_stop != nullptr; }

Q_SIGNALS:
    void solved(const chatmet::protocol::Puzzle& answer);

private:
    using Answer = std::shared_ptr<const protocol::Puzzle>; ///< null: stopped

    void onFinished();

    QFutureWatcher<Answer> m_watcher;
    std::shared_ptr<std::atomic<bool>> m_stop; ///< null: nothing runs
};

} // namespace chatmet::client
