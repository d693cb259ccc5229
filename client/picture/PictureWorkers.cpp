// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/picture/PictureWorkers.h"

#include "common/memory/StackWipe.h"

#include <QThread>

#include <mutex>
#include <utility>

namespace chatmet::client {
namespace {

constexpr std::size_t stackWipedBytes = 128 * 1024; // decoders keep rows and tables on it

} // namespace

/// What a worker and the asker's thread share. m_delivery and m_work are guarded by m_mutex.
class PictureWorkers::Job
{
public:
    Job(Delivery* delivery, Work work, std::shared_ptr<std::atomic<int>> unfinished)
        : m_delivery(delivery), m_work(std::move(work)), m_unfinished(std::move(unfinished))
    {
        ++*m_unfinished;
    }

    /// On a worker. The work counts as finished when nothing of it is left here.
    void run();

    /// In the asker's thread, which no longer wants the answer: what waits is dropped here and now.
    void abandon()
    {
        const std::lock_guard lock(m_mutex);
        m_delivery = nullptr;
        if (std::exchange(m_work, nullptr))
            --*m_unfinished;
    }

private:
    /// False if the work was dropped before.
    bool workAndAnswer();

    std::mutex m_mutex;
    Delivery* m_delivery;
    Work m_work;
    std::shared_ptr<std::atomic<int>> m_unfinished;
};

/// Stands in the asker's thread, holds `done` there, and dies with the context or after the call.
class PictureWorkers::Delivery : public QObject
{
public:
    Delivery(QObject* context, Done done) : QObject(context), m_done(std::move(done)) {}
    ~Delivery() override
    {
        if (m_job)
            m_job->abandon();
    }

    void setJob(std::shared_ptr<Job> job) { m_job = std::move(job); }

    /// From any thread while this lives.
    void answerLater(std::shared_ptr<void> answer)
    {
        QMetaObject::invokeMethod(
            this, [this, answer = std::move(answer)] { deliver(answer.get()); }, Qt::QueuedConnection);
    }

private:
    void deliver(void* answer)
    {
        deleteLater();
        const Done done = std::exchange(m_done, nullptr);
        done(answer); // may destroy the context, and this with it
    }

    Done m_done;
    std::shared_ptr<Job> m_job;
};

void PictureWorkers::Job::run()
{
    if (!workAndAnswer())
        return;
    wipeStack(stackWipedBytes);
    --*m_unfinished;
}

bool PictureWorkers::Job::workAndAnswer()
{
    Work work;
    {
        const std::lock_guard lock(m_mutex);
        work = std::exchange(m_work, nullptr);
    }
    if (!work)
        return false;
    std::shared_ptr<void> answer = work();
    const std::lock_guard lock(m_mutex);
    if (m_delivery != nullptr)
        m_delivery->answerLater(std::move(answer));
    return true;
}

PictureWorkers::PictureWorkers(int threads, int waiting) : m_unfinishedMax(threads + waiting)
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setExpiryTimeout(5'000); // ms; an idle thread's stack goes with it
    m_pool.setObjectName(QStringLiteral("pictures"));
}

PictureWorkers::~PictureWorkers()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PictureWorkers::start(QObject* context, Work work, Done done, std::shared_ptr<void> busy)
{
    Q_ASSERT(context != nullptr && context->thread() == QThread::currentThread());
    auto* delivery = new Delivery(context, std::move(done));
    if (*m_unfinished >= m_unfinishedMax) {
        delivery->answerLater(std::move(busy));
        return;
    }
    auto job = std::make_shared<Job>(delivery, std::move(work), m_unfinished);
    delivery->setJob(job);
    m_pool.start([job = std::move(job)] { job->run(); });
}

} // namespace chatmet::client
