// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// CurrentLine: one transport after the other, of which only the newest is heard.
#include "client/net/CurrentLine.h"

#include "tests/client/net/FakeTransport.h"

#include <QSignalSpy>
#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

class CurrentLineTest : public QObject
{
    Q_OBJECT

private:
    FakeServer server;

private Q_SLOTS:
    void init() { server = {}; }

    void open_isThereUntilItIsDiscarded()
    {
        CurrentLine line(server.factory());
        QVERIFY(!line.isThere());
        line.open(requestFor(QStringLiteral("otter")).server);
        QVERIFY(line.isThere());
        QCOMPARE(server->address.url, QUrl(QStringLiteral("wss://chat.example")));
        line.discard();
        QVERIFY(!line.isThere());
        QVERIFY(server->aborted);
    }
    void end_isToldFromTheEventLoop()
    {
        CurrentLine line(server.factory());
        QSignalSpy failures(&line, &CurrentLine::failed);
        line.open({});
        Q_EMIT server->failed(LineProblem::Dropped, {});
        QVERIFY(failures.isEmpty());
        QVERIFY(failures.wait());
    }
    void end_ofAnEarlierLine_isNotHeard()
    {
        CurrentLine line(server.factory());
        QSignalSpy failures(&line, &CurrentLine::failed);
        QSignalSpy closes(&line, &CurrentLine::closed);
        line.open({});
        const int first = line.number();
        Q_EMIT server->failed(LineProblem::Dropped, {});
        line.open({}); // which cuts the first: both are on their way to be told
        QVERIFY(line.number() != first);
        QCOMPARE(server.attempts, 2);
        Q_EMIT server->closed();
        QVERIFY(closes.wait());
        QCOMPARE(closes.size(), 1);
        QVERIFY(failures.isEmpty());
    }
    void drop_nothingComesAnyMore_butTheEnd()
    {
        CurrentLine line(server.factory());
        QSignalSpy frames(&line, &CurrentLine::received);
        QSignalSpy closes(&line, &CurrentLine::closed);
        line.open({});
        line.drop();
        line.drop();
        server->say(protocol::Waiting{});
        QVERIFY(line.isDropping());
        QVERIFY(closes.wait());
        QCOMPARE(closes.size(), 1);
        QVERIFY(frames.isEmpty());
        QVERIFY(line.isThere()); // until somebody has done with it
        line.open({});
        QVERIFY(!line.isDropping());
        server->say(protocol::Waiting{});
        QCOMPARE(frames.size(), 1);
    }
};

QTEST_GUILESS_MAIN(CurrentLineTest)
#include "CurrentLineTest.moc"
