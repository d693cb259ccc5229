// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/PuzzleSolver.h"

#include "common/protocol/PuzzleSum.h"

#include <QPromise>
#include <QThreadPool>

#include <utility>

namespace chatmet::client {

PuzzleSolver::PuzzleSolver(QObject* parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] { onFinished(); });
}

PuzzleSolver::~PuzzleSolver()
{
    stop();
}

void PuzzleSolver::start(const protocol::PuzzleChallenge& challenge)
{
    Q_ASSERT(challenge.difficultyBits <= limits::puzzleBitsAcceptedMax);
    stop();
    m_stop = std::make_shared<std::atomic<bool>>(false);
    const auto promise = std::make_shared<QPromise<Answer>>(); // a pool's work has to be copyable
    promise->start();
    m_watcher.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, challenge, stop = m_stop] {
        const auto found = protocol::solvePuzzle(challenge.challenge, challenge.difficultyBits, *stop);
        Answer answer;
        if (found)
            answer = std::make_shared<const protocol::Puzzle>(
                protocol::Puzzle{challenge.challenge, std::string(found->begin(), found->end())});
        promise->addResult(std::move(answer));
        promise->finish();
    });
}

void PuzzleSolver::stop()
{
    if (m_stop)
        m_stop->store(true);
    m_stop.reset();
    m_watcher.setFuture({}); // what the last one still comes to is nobody's
}

void PuzzleSolver::onFinished()
{
    if (!m_stop || m_watcher.future().resultCount() == 0)
        return;
    const Answer answer = m_watcher.result();
    m_stop.reset();
    if (answer)
        Q_EMIT solved(*answer);
}

} // namespace chatmet::client
