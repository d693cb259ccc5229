// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatState on a computer that sleeps: nothing is shown that should have been erased meanwhile.
#include "tests/client/model/RoomRelay.h"

#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

constexpr std::uint32_t windowMs = 20'000;

/// Its clock is the test's.
struct Sleeper
{
    explicit Sleeper(int nextUndoMs = 0) : peer(QStringLiteral("otter"), nullptr, settings(nextUndoMs))
    {
        peer.state.start(requestFor(QStringLiteral("otter")));
        peer.server.welcome(windowMs);
        peer.server->sent.clear();
    }
    StateSettings settings(int nextUndoMs)
    {
        StateSettings made = quickState();
        made.nextUndoMs = nextUndoMs;
        made.line.sleepCountingClock = [this] { return nowMs; };
        return made;
    }
    void openRoom()
    {
        peer.state.openRoom(QStringLiteral("Tea"));
        peer.server->say(protocol::RoomOpened{ConversationId::random(systemRandom()),
                                              MemberId::random(systemRandom()), 50});
    }
    void sleep(qint64 forMs)
    {
        nowMs += forMs;
        peer.state.wake(forMs);
    }

    qint64 nowMs{5'000};
    RoomPeer peer;
};

} // namespace

class ChatStateSleepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slept_longerThanTheWindow_pairAndRoomsAreErasedAtOnce()
    {
        Sleeper one;
        one.openRoom();
        one.peer.pair("lantern-fox");
        one.peer.hear(protocol::Text{"said before"});
        one.sleep(25'000);
        QCOMPARE(one.peer.meetings.last(), Meeting::None);
        QCOMPARE(one.peer.pairs.messages()->count(), 0);
        QCOMPARE(one.peer.pairs.partnerName(), QString());
        QCOMPARE(one.peer.erasures, 1);
        QCOMPARE(one.peer.removals, 1);
        QCOMPARE(one.peer.rowsAtRemoval, 0);
        QVERIFY(one.peer.state.rooms().isEmpty());
        Q_EMIT one.peer.server->opened();
        QVERIFY(!one.peer.server->take<protocol::Hello>()->resume);
    }

    void slept_shorterThanTheWindow_bothGoOn()
    {
        Sleeper one;
        one.openRoom();
        one.peer.pair("lantern-fox");
        one.peer.hear(protocol::Text{"said before"});
        const std::uint64_t sequence = one.peer.server->sequence;
        one.sleep(15'000);
        QCOMPARE(one.peer.pairs.meeting(), Meeting::Paired);
        QCOMPARE(one.peer.rooms.size(), 1);
        QVERIFY(!one.peer.room().hasEnded());
        one.peer.server.resume(sequence, 3);
        QCOMPARE(one.peer.row().text, QStringLiteral("said before"));
        one.peer.hear(protocol::Text{"and after"});
        QCOMPARE(one.peer.row().text, QStringLiteral("and after"));
    }

    void endedPage_timePassedAsleep_isErased()
    {
        Sleeper one;
        one.peer.pair();
        one.peer.end();
        QCOMPARE(one.peer.pairs.meeting(), Meeting::Ended);
        one.sleep(15'000);
        QCOMPARE(one.peer.pairs.meeting(), Meeting::Ended);
        QCOMPARE(one.peer.pairs.erasesInSeconds(), 15);
        one.sleep(15'000);
        QCOMPARE(one.peer.pairs.meeting(), Meeting::None);
        QCOMPARE(one.peer.erasures, 1);
    }

    void endedRoom_timePassedAsleep_isErased()
    {
        Sleeper one;
        one.openRoom();
        one.peer.server->say(protocol::Ended{one.peer.room().id(), protocol::EndReason::Removed});
        QVERIFY(one.peer.room().hasEnded());
        one.sleep(31'000);
        QCOMPARE(one.peer.removals, 1);
        QCOMPARE(one.peer.rowsAtRemoval, 0);
    }

    void endsAfterAwakening_areShownForTheirTimeAgain()
    {
        Sleeper one;
        one.peer.pair();
        one.sleep(25'000);
        QCOMPARE(one.peer.pairs.meeting(), Meeting::None);
        one.peer.server.welcome(windowMs);
        one.peer.server->sent.clear();
        one.peer.pair();
        one.peer.end();
        QCOMPARE(one.peer.pairs.meeting(), Meeting::Ended);
        QCOMPARE(one.peer.pairs.erasesInSeconds(), 30);
    }

    void slept_whileNextCanBeTakenBack_isErased()
    {
        Sleeper one(3'000);
        one.peer.pair();
        one.peer.pairs.next();
        QVERIFY(one.peer.pairs.nextInMs() > 0);
        one.sleep(25'000);
        QCOMPARE(one.peer.pairs.messages()->count(), 0);
        QCOMPARE(one.peer.pairs.nextInMs(), 0);
    }
};

QTEST_MAIN(ChatStateSleepTest)
#include "ChatStateSleepTest.moc"
