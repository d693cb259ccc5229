// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// While the line is gone nothing is said that is not so: not of the server, not of what is lost.
#include "client/model/Pairs.h"
#include "client/view/PlainLabel.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/app/StartedApp.h"

#include <algorithm>
#include <memory>

using namespace chatmet;
using namespace chatmet::client;

class LineDownTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<testing::FakeServer>();
        m_app = testing::startedApp(*m_server);
        QVERIFY(m_app != nullptr);
    }

    void cleanup()
    {
        m_app.reset();
        m_server.reset();
    }

    void server_whatItSaidOfItself_standsUntilTheSessionIsOver()
    {
        protocol::Welcome card;
        card.operatorName = "Collective";
        card.logRetentionDays = 30;
        m_server->welcome(20'000, card);
        window()->places()->showPrivacy();
        QVERIFY(operatorSays("Collective"));
        QVERIFY(label("diskWords").contains(QLatin1String("Deleted after 30 days.")));
        drop();
        QVERIFY(operatorSays("Collective"));
        QVERIFY(label("diskWords").contains(QLatin1String("Deleted after 30 days.")));
        m_app->state()->stop();
        QTRY_COMPARE(m_app->state()->line(), LineState::Closed);
        QVERIFY(!operatorSays("Collective"));
        QVERIFY(operatorSays("The server has not said anything of itself yet."));
        QVERIFY(label("diskWords").contains(QLatin1String("not said yet")));
    }

    void home_dropThatIsRetried_isNoErrorToActOn_andIsOverWithIt()
    {
        m_server->welcome(20'000);
        m_app->state()->pairs()->meet({});
        QCOMPARE(m_app->state()->pairs()->meeting(),
                 Meeting::Waiting); // else any line that is there took it away
        const std::uint64_t sequence = (*m_server)->sequence;
        drop();
        QVERIFY(label("homeProblem").contains(QLatin1String("by itself")));
        QVERIFY(!label("homeProblem").contains(QLatin1String("start again")));
        QVERIFY(!label("homeProblem").contains(QLatin1String("may be lost")));
        const int attempts = m_server->attempts;
        m_app->state()->retryNow();
        QTRY_COMPARE(m_server->attempts, attempts + 1);
        m_server->resume(sequence, 1);
        QCOMPARE(m_app->state()->line(), LineState::Online);
        QVERIFY(label("homeProblem").isEmpty());
    }

    void home_closedWithoutAWord_isRetriedTheSameWay()
    {
        m_server->welcome(20'000);
        Q_EMIT(*m_server)->closed();
        QTRY_COMPARE(m_app->state()->line(), LineState::Reconnecting);
        QVERIFY(label("homeProblem").contains(QLatin1String("by itself")));
        QVERIFY(!label("homeProblem").contains(QLatin1String("Start again")));
    }

private:
    [[nodiscard]] MainWindow* window() const { return m_app->window(); }
    [[nodiscard]] QString label(const char* name) const { return named<PlainLabel>(window(), name)->shown(); }

    void drop()
    {
        Q_EMIT(*m_server)->failed(LineProblem::Dropped, {});
        QTRY_COMPARE(m_app->state()->line(), LineState::Reconnecting);
    }

    [[nodiscard]] bool operatorSays(const char* words) const
    {
        const auto labels = named<QWidget>(window(), "operatorCard")
                                ->findChildren<PlainLabel*>(QStringLiteral("operatorWords"));
        return std::any_of(labels.begin(), labels.end(),
                           [words](const PlainLabel* one) { return one->shown() == QLatin1String(words); });
    }

    std::unique_ptr<testing::FakeServer> m_server;
    std::unique_ptr<ClientApp> m_app;
};

QTEST_MAIN(LineDownTest)
#include "LineDownTest.moc"
