// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatConnection on a computer that sleeps: its timers stand still meanwhile, its session does not wait.
#include "tests/client/net/FakeTransport.h"

#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

constexpr std::uint32_t windowMs = 20'000;
constexpr qint64 shortMs = 7'000;
constexpr qint64 longMs = 60'000;

} // namespace

class ChatConnectionSleepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = {};
        m_ends = m_resumes = 0;
        m_nowMs = 1'000'000;
        LineSettings settings;
        settings.sleepCountingClock = [this] { return m_nowMs; };
        m_line = std::make_unique<ChatConnection>(m_server.factory(), nullptr, settings);
        connect(m_line.get(), &ChatConnection::sessionEnded, this, [this] { ++m_ends; });
        connect(m_line.get(), &ChatConnection::resumed, this, [this] { ++m_resumes; });
        m_line->open(requestFor(QStringLiteral("otter")));
        m_server.welcome(windowMs);
    }
    void cleanup() { m_line.reset(); }

    void slept_shorterThanTheWindow_resumesAtOnce()
    {
        const QPointer<FakeTransport> before = m_server.newest;
        sleep(shortMs);
        QVERIFY(before->aborted); // it may look open for minutes
        QCOMPARE(m_server.attempts, 2);
        QCOMPARE(m_line->state(), LineState::Reconnecting);
        QVERIFY(m_line->hasSession());
        QVERIFY(m_line->resumableForMs() <= int(windowMs - shortMs));
        QVERIFY(m_line->resumableForMs() > int(windowMs - shortMs) - 2'000);
        m_server.resume(0, 0);
        QCOMPARE(m_resumes, 1);
        QCOMPARE(m_ends, 0);
    }

    void slept_longerThanTheWindow_endsBeforeItReturns()
    {
        sleep(longMs);
        QCOMPARE(m_ends, 1);
        QVERIFY(!m_line->hasSession());
        QCOMPARE(m_line->resumableForMs(), 0);
        QCOMPARE(m_server.attempts, 2);
        Q_EMIT m_server->opened();
        const auto hello = m_server->take<protocol::Hello>();
        QVERIFY(hello && !hello->resume);
    }

    void slept_asLongAsTheWindow_ends()
    {
        sleep(windowMs);
        QCOMPARE(m_ends, 1);
    }

    void lostBefore_bothTimesCount()
    {
        const QPointer<FakeTransport> before = m_server.newest;
        Q_EMIT m_server->failed(LineProblem::Dropped, {});
        QTRY_COMPARE(m_line->state(), LineState::Reconnecting);
        m_nowMs += 14'000;
        sleep(shortMs);
        QCOMPARE(m_ends, 1);
        QVERIFY(m_server.newest != before);
    }

    void attemptUnderWay_isBegunAnew()
    {
        Q_EMIT m_server->failed(LineProblem::Dropped, {});
        QTRY_COMPARE(m_line->state(), LineState::Reconnecting);
        m_line->retryNow();
        QCOMPARE(m_server.attempts, 2);
        const QPointer<FakeTransport> stale = m_server.newest;
        sleep(shortMs);
        QCOMPARE(m_server.attempts, 3);
        QVERIFY(stale->aborted);
        QCOMPARE(m_ends, 0);
        m_server.resume(0, 0);
        QCOMPARE(m_resumes, 1);
    }

    void clockOfTheDay_changesNothing()
    {
        // What counts is the clock that nobody sets: a loss, and a resume after a time on that clock.
        Q_EMIT m_server->failed(LineProblem::Dropped, {});
        QTRY_COMPARE(m_line->state(), LineState::Reconnecting);
        m_nowMs += windowMs - 1;
        m_line->retryNow();
        QCOMPARE(m_ends, 0);
        Q_EMIT m_server->failed(LineProblem::Refused, {});
        QTRY_VERIFY(m_line->retryInMs() > 0);
        m_nowMs += 1;
        m_line->retryNow();
        QCOMPARE(m_ends, 1);
    }

    void connecting_isBegunAnew()
    {
        m_line->close();
        Q_EMIT m_server->closed();
        QTRY_COMPARE(m_line->state(), LineState::Closed);
        sleep(longMs); // nobody to call
        QCOMPARE(m_server.attempts, 1);
        m_line->open(requestFor(QStringLiteral("heron")));
        sleep(longMs);
        QCOMPARE(m_server.attempts, 3);
        QCOMPARE(m_line->state(), LineState::Connecting);
        m_server.welcome(windowMs);
        QCOMPARE(m_line->state(), LineState::Online);
    }

    void closing_isLeftAlone()
    {
        m_line->close();
        sleep(longMs);
        QCOMPARE(m_server.attempts, 1);
        Q_EMIT m_server->closed();
        QTRY_COMPARE(m_line->state(), LineState::Closed);
    }

    void slot_thatClosesAtTheEnd_isClosed()
    {
        connect(m_line.get(), &ChatConnection::sessionEnded, m_line.get(), [this] { m_line->close(); });
        sleep(longMs);
        QCOMPARE(m_line->state(), LineState::Closed);
        QCOMPARE(m_server.attempts, 1);
    }

private:
    void sleep(qint64 forMs)
    {
        m_nowMs += forMs;
        m_line->wake(forMs);
    }

    FakeServer m_server;
    qint64 m_nowMs{0};
    std::unique_ptr<ChatConnection> m_line;
    int m_ends{0};
    int m_resumes{0};
};

QTEST_MAIN(ChatConnectionSleepTest)
#include "ChatConnectionSleepTest.moc"
