// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The workers: other threads, a bounded queue, answers in the asker's thread that die with the asker.

#include "client/picture/PictureWorkers.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>

using namespace chatmet::client;

class PictureWorkersTest : public QObject
{
    Q_OBJECT

    static bool allFinished(const PictureWorkers& workers)
    {
        return QTest::qWaitFor([&] { return workers.unfinished() == 0; });
    }

private Q_SLOTS:
    void run_work_isDoneElsewhereAndAnsweredHere()
    {
        PictureWorkers workers;
        QObject context;
        QThread* worked = nullptr;
        QThread* answered = nullptr;
        int answer = 0;
        workers.run<int>(
            &context,
            [&] {
                worked = QThread::currentThread();
                return 7;
            },
            [&](int given) {
                answered = QThread::currentThread();
                answer = given;
            },
            -1);
        QCOMPARE(answer, 0); // never from within the call
        QTRY_COMPARE(answer, 7);
        QCOMPARE(answered, QThread::currentThread());
        QVERIFY(worked != nullptr && worked != QThread::currentThread());
        QTRY_VERIFY(context.children().isEmpty());
    }

    void run_fullQueue_isBusyLater()
    {
        QSemaphore gate;
        QObject context;
        QList<int> answers;
        PictureWorkers workers(2, 3);
        for (int i = 0; i < 6; ++i)
            workers.run<int>(
                &context,
                [&gate, i] {
                    gate.acquire();
                    return i;
                },
                [&](int answer) { answers.append(answer); }, -1);
        QVERIFY(answers.isEmpty());
        QTRY_COMPARE(answers, QList<int>{-1});
        QCOMPARE(workers.unfinished(), 5);
        gate.release(5);
        QTRY_COMPARE(answers.size(), 6);
        std::sort(answers.begin(), answers.end());
        QCOMPARE(answers, (QList<int>{-1, 0, 1, 2, 3, 4}));
        QVERIFY(allFinished(workers));
    }

    void run_atMostTwo_atOnce()
    {
        QSemaphore gate;
        std::atomic<int> started = 0;
        QObject context;
        int answers = 0;
        PictureWorkers workers;
        for (int i = 0; i < 6; ++i)
            workers.run<int>(
                &context,
                [&] {
                    const int now = ++started;
                    gate.acquire();
                    return now;
                },
                [&](int) { ++answers; }, -1);
        QTRY_COMPARE(started.load(), 2);
        for (int released = 1; released <= 4; ++released) {
            gate.release();
            QTRY_COMPARE(answers, released);
            QTRY_COMPARE(started.load(), released + 2);
        }
        gate.release(2);
        QTRY_COMPARE(answers, 6);
    }

    void contextDies_whileItRuns_noAnswer()
    {
        QSemaphore started;
        QSemaphore gate;
        auto context = std::make_unique<QObject>();
        bool called = false;
        PictureWorkers workers;
        workers.run<int>(
            context.get(),
            [&] {
                started.release();
                gate.acquire();
                return 1;
            },
            [&](int) { called = true; }, -1);
        started.acquire();
        context.reset();
        gate.release();
        QVERIFY(allFinished(workers));
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void contextDies_withTheAnswerUnderWay_noAnswer()
    {
        auto context = std::make_unique<QObject>();
        bool called = false;
        PictureWorkers workers;
        QByteArray content(1'000, 'x');
        workers.run<QByteArray>(
            context.get(), [content] { return content; }, [&](const QByteArray&) { called = true; }, {});
        while (workers.unfinished() > 0) // without events: the answer waits in this thread's queue
            QThread::yieldCurrentThread();
        context.reset();
        QCoreApplication::processEvents();
        QVERIFY(!called);
        QVERIFY(content.isDetached()); // nobody holds it any more
    }

    void contextDies_whileItWaits_workIsDroppedAtOnce()
    {
        QSemaphore gate;
        QObject other;
        int otherAnswers = 0;
        PictureWorkers workers(1, 2);
        workers.run<int>(
            &other,
            [&] {
                gate.acquire();
                return 1;
            },
            [&](int) { ++otherAnswers; }, -1);
        auto context = std::make_unique<QObject>();
        std::atomic<bool> worked = false;
        QByteArray content(1'000, 'x');
        for (int i = 0; i < 2; ++i)
            workers.run<int>(
                context.get(),
                [&worked, content] {
                    worked = true;
                    return static_cast<int>(content.size());
                },
                [](int) { QFAIL("answered"); }, -1);
        QVERIFY(!content.isDetached());
        context.reset();
        QVERIFY(content.isDetached());
        QCOMPARE(workers.unfinished(), 1); // and its place in the queue is free
        gate.release();
        QTRY_COMPARE(otherAnswers, 1);
        QVERIFY(allFinished(workers));
        QVERIFY(!worked);
    }

    void done_mayDestroyTheContext()
    {
        PictureWorkers workers;
        auto* context = new QObject;
        bool called = false;
        workers.run<int>(
            context, [] { return 1; },
            [&](int) {
                delete context;
                called = true;
            },
            -1);
        QTRY_VERIFY(called);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void done_isDestroyedInTheAskersThread()
    {
        PictureWorkers workers;
        QObject context;
        QThread* destroyedIn = nullptr;
        bool called = false;
        {
            std::shared_ptr<int> held(new int(0), [&destroyedIn](int* value) {
                destroyedIn = QThread::currentThread();
                delete value;
            });
            workers.run<int>(
                &context, [] { return 1; }, [held, &called](int) { called = true; }, -1);
        }
        QTRY_VERIFY(called);
        QTRY_VERIFY(destroyedIn != nullptr);
        QCOMPARE(destroyedIn, QThread::currentThread());
    }

    void destructor_dropsWhatWaits()
    {
        QSemaphore started;
        std::atomic<int> worked = 0;
        QObject context;
        {
            PictureWorkers workers(1, 4);
            for (int i = 0; i < 5; ++i)
                workers.run<int>(
                    &context,
                    [&] {
                        started.release();
                        return ++worked;
                    },
                    [](int) {}, -1);
            started.acquire();
        }
        QVERIFY(worked >= 1); // none begins afterwards, as the references above would be dead
    }
};

QTEST_MAIN(PictureWorkersTest)
#include "PictureWorkersTest.moc"
