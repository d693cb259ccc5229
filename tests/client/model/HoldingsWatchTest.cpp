// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the server holds is asked for while somebody looks, and forgotten when nobody does.
#include "client/model/HoldingsWatch.h"

#include "tests/client/model/StatePeer.h"

#include <QSignalSpy>
#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;
using State = HoldingsWatch::State;

class HoldingsWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watch_online_asksAndHears()
    {
        StatePeer peer(nullptr, quick());
        peer.goOnline();
        QCOMPARE(watch(peer).state(), State::Off);
        QCOMPARE(peer.server->count<protocol::HoldingsRequest>(), 0);
        watch(peer).setWatched(true);
        QCOMPARE(watch(peer).state(), State::Asking);
        QVERIFY(peer.server->take<protocol::HoldingsRequest>());
        QVERIFY(peer.server->last.sequence > 0);
        answer(peer, rows(3));
        QCOMPARE(watch(peer).state(), State::Heard);
        QCOMPARE(watch(peer).rows().size(), 3);
        QCOMPARE(watch(peer).rows().first().field, std::string("structure.field0"));
    }

    void watch_goesOn_asksAgainUntilNobodyLooks()
    {
        StatePeer peer(nullptr, quick());
        peer.goOnline();
        watch(peer).setWatched(true);
        for (int round = 0; round < 3; ++round) {
            QTRY_COMPARE(peer.server->count<protocol::HoldingsRequest>(), 1);
            QVERIFY(peer.server->take<protocol::HoldingsRequest>());
            answer(peer, rows(1));
            QVERIFY(watch(peer).willAsk());
        }
        watch(peer).setWatched(false);
        QCOMPARE(watch(peer).state(), State::Off);
        QVERIFY(watch(peer).rows().isEmpty());
        QVERIFY(!watch(peer).willAsk());
        QCOMPARE(peer.server->count<protocol::HoldingsRequest>(), 0);
    }

    void watch_beforeTheLine_asksOnceItIsUp()
    {
        StatePeer peer(nullptr, quick());
        watch(peer).setWatched(true);
        QCOMPARE(watch(peer).state(), State::Off);
        peer.state.start(requestFor(QStringLiteral("otter")));
        peer.server.welcome();
        QVERIFY(peer.server->take<protocol::HoldingsRequest>());
        answer(peer, rows(1));
        peer.server->abort();
        QTRY_COMPARE(watch(peer).state(), State::Off);
        QVERIFY(watch(peer).rows().isEmpty());
    }

    void pages_several_areOneList()
    {
        StatePeer peer(nullptr, quick());
        peer.goOnline();
        watch(peer).setWatched(true);
        QSignalSpy changed(&watch(peer), &HoldingsWatch::changed);
        QVERIFY(peer.server->take<protocol::HoldingsRequest>());
        answer(peer, rows(2), 0, 2);
        QCOMPARE(changed.size(), 0);
        QTRY_COMPARE(peer.server->count<protocol::HoldingsRequest>(), 1);
        const auto second = peer.server->take<protocol::HoldingsRequest>();
        QCOMPARE(second->page, 1U);
        answer(peer, rows(2), 1, 2);
        QCOMPARE(watch(peer).rows().size(), 4);
        QCOMPARE(changed.size(), 1);
    }

    void page_unreadableOrEndless_isNotTold_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("no page") << 0;
        QTest::newRow("no pages") << 1;
        QTest::newRow("too many rows") << 2;
    }

    void page_unreadableOrEndless_isNotTold()
    {
        QFETCH(int, kind);
        StatePeer peer(nullptr, quick());
        peer.goOnline();
        watch(peer).setWatched(true);
        if (kind == 0)
            peer.server->hint(protocol::Holdings{0, 1}, SharedBytes(WipedBytes{0xff, 0xff}));
        else if (kind == 1)
            answer(peer, rows(1), 0, 0);
        else
            answer(peer, rows(static_cast<int>(limits::holdingsMax) + 1));
        QCOMPARE(watch(peer).state(), State::NotTold);
        QVERIFY(watch(peer).rows().isEmpty());
        QCOMPARE(peer.state.line(), LineState::Online);
    }

    void error_tooSoon_asksAgainLater()
    {
        StatePeer peer(nullptr, quick());
        peer.goOnline();
        watch(peer).setWatched(true);
        QVERIFY(peer.server->take<protocol::HoldingsRequest>());
        refuse(peer, peer.server->last.sequence, Errc::RateLimited);
        QCOMPARE(watch(peer).state(), State::Asking);
        QTRY_COMPARE(peer.server->count<protocol::HoldingsRequest>(), 1);
        QVERIFY(peer.refusals.isEmpty());
    }

    void error_notOffered_isNotToldAndNoProblem()
    {
        StatePeer peer(nullptr, quick());
        peer.goOnline();
        watch(peer).setWatched(true);
        QVERIFY(peer.server->take<protocol::HoldingsRequest>());
        refuse(peer, peer.server->last.sequence, Errc::NotSupported);
        QCOMPARE(watch(peer).state(), State::NotTold);
        QVERIFY(peer.refusals.isEmpty());
        refuse(peer, 77, Errc::NotSupported);
        QCOMPARE(peer.refusals.size(), 1);
    }

    void page_notAskedFor_isIgnored()
    {
        StatePeer peer(nullptr, quick());
        peer.goOnline();
        answer(peer, rows(1));
        QCOMPARE(watch(peer).state(), State::Off);
        watch(peer).setWatched(true);
        answer(peer, rows(1), 3, 4);
        QCOMPARE(watch(peer).state(), State::Asking);
    }

private:
    static StateSettings quick()
    {
        StateSettings settings = quickState();
        settings.holdingsMs = 20;
        return settings;
    }
    static HoldingsWatch& watch(StatePeer& peer) { return *peer.state.holdings(); }
    static std::vector<protocol::Holding> rows(int count)
    {
        std::vector<protocol::Holding> made;
        for (int i = 0; i < count; ++i)
            made.push_back({"structure.field" + std::to_string(i), "value", 1'000, "session", 0, 1});
        return made;
    }
    static void answer(StatePeer& peer, const std::vector<protocol::Holding>& rows, std::uint32_t page = 0,
                       std::uint32_t pages = 1)
    {
        peer.server->hint(protocol::Holdings{page, pages}, protocol::encodeHoldings(rows, SIZE_MAX).front());
    }
    static void refuse(StatePeer& peer, std::uint64_t sequence, Errc code)
    {
        protocol::ErrorAnswer answer;
        answer.code = code;
        answer.regarding = sequence;
        answer.retryAfterMs = 5;
        peer.server->hint(answer);
    }
};

QTEST_GUILESS_MAIN(HoldingsWatchTest)
#include "HoldingsWatchTest.moc"
