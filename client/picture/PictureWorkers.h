// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The two worker threads on which pictures are decoded and encoded, with a bounded queue and answers that die
// with their asker.

#include "client/picture/PictureLimits.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace chatmet::client {

/// One for the whole program, shared by PictureReader and PictureCleaner, destroyed after them and the
/// askers' contexts. Lives in the GUI thread and is called there; no nested event loop. Its destructor drops
/// what waits and waits for what runs (a second at most, see PictureDecoder.h).
class PictureWorkers
{
public:
    explicit PictureWorkers(int threads = pictureThreadsMax, int waiting = picturesWaitingMax);
    ~PictureWorkers();
    PictureWorkers(const PictureWorkers&) = delete;
    PictureWorkers& operator=(const PictureWorkers&) = delete;

    /// Runs `work` on a worker and then, by a queued call, `done` with its answer in the caller's thread,
    /// where `context` has to live. With no place left `done` gets `busy`, queued as well. Once `context` is
    /// destroyed `done` is not called, work that waits is dropped with all it holds, and the answer of work
    /// that runs is dropped. `work` may not throw.
    template <typename Answer>
    void run(QObject* context, std::function<Answer()> work, std::function<void(Answer)> done, Answer busy)
    {
        start(
            context,
            [work = std::move(work)] {
                return std::static_pointer_cast<void>(std::make_shared<Answer>(work()));
            },
            [done = std::move(done)](void* answer) { done(std::move(*static_cast<Answer*>(answer))); },
            std::make_shared<Answer>(std::move(busy)));
    }

    /// Pictures that run or wait and whose asker still lives, and those that still run without one. Any
    /// thread.
    [[nodiscard]] int unfinished() const { return *m_unfinished; }

private:
    using Work = std::function<std::shared_ptr<void>()>;
    using Done = std::function<void(void*)>;
    class Job;
    class Delivery;

    void start(QObject* context, Work work, Done done, std::shared_ptr<void> busy);

    std::shared_ptr<std::atomic<int>> m_unfinished = std::make_shared<std::atomic<int>>(0);
    int m_unfinishedMax;
    QThreadPool m_pool;
};

} // namespace chatmet::client
