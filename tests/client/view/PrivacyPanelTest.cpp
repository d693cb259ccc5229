// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The privacy panel says what it is told, in plain words, and nothing that was true a moment ago.
#include "client/view/PrivacyPanel.h"

#include "client/view/HoldingsTable.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "tests/client/view/ViewTesting.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>

using namespace chatmet;
using namespace chatmet::client;
using protocol::Holding;
using State = HoldingsWatch::State;

namespace {

QList<Holding> arrival()
{
    return {{"session.username", "quiet-otter", 720'000, "session", 0, 1},
            {"session.id", "", 720'000, "session", 16, 1},
            {"line.address", "203.0.113.7", 721'000, "line", 0, 1},
            {"line.tls.keys", "", 721'000, "line", 64, 1},
            {"accessLog.time", "on disk", 720'000, "days:30", 0, 1}};
}

QList<Holding> pair()
{
    return arrival() + QList<Holding>{{"conversation.id", "0011", 240'000, "conversation", 0, 1},
                                      {"conversation.partner.session", "", 240'000, "conversation", 16, 1},
                                      {"session.outbox.frames.sequence", "4..5", 1'000, "acknowledged", 0, 2},
                                      {"session.outbox.frames.kind", "", 1'000, "acknowledged", 90, 2},
                                      {"session.outbox.frames.body", "", 1'000, "acknowledged", 322, 2}};
}

} // namespace

class PrivacyPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(qApp);
        QLocale::setDefault(QLocale::c());
    }

    void leaks_facts_areListedWithWhatLeaksFirst()
    {
        PrivacyPanel panel(*m_theme);
        panel.setLeakFacts(
            {{QStringLiteral("no core dumps"), true}, {QStringLiteral("swap is there"), false}});
        QCOMPARE(leaks(panel), QStringList({QStringLiteral("Can leak: swap is there"),
                                            QStringLiteral("Sheltered: no core dumps")}));
    }

    void leaks_newFacts_replaceTheOldOnes()
    {
        PrivacyPanel panel(*m_theme);
        panel.setLeakFacts({{QStringLiteral("swap is there"), false}});
        panel.setLeakFacts({{QStringLiteral("no swap"), true}});
        QCOMPARE(leaks(panel), QStringList(QStringLiteral("Sheltered: no swap")));
    }

    void holdings_heard_areSaidInWords()
    {
        PrivacyPanel panel(*m_theme);
        panel.setHoldings(State::Heard, pair());
        QCOMPARE(lines(panel),
                 QStringList({QStringLiteral("username “quiet-otter”|12 min|when you leave"),
                              QStringLiteral("address 203.0.113.7|12 min|when the line closes"),
                              QStringLiteral("paired with one person|4 min|when either ends it"),
                              QStringLiteral("messages and notices not yet confirmed by your program: 2, 412 "
                                             "bytes|1 s|on delivery"),
                              QStringLiteral("keys and buffers of the encrypted line, 64 bytes|12 "
                                             "min|when the line closes"),
                              QStringLiteral("numbers and marks about your session and its line: "
                                             "1|12 min|when you leave")}));
        QCOMPARE(named<PlainLabel>(&panel, "heardChip")->shown(), QStringLiteral("live, 0 s ago"));
    }

    void holdings_everyField_isListedOneByOne()
    {
        PrivacyPanel panel(*m_theme);
        panel.setHoldings(State::Heard, pair());
        named<QPushButton>(&panel, "everyFieldButton")->click();
        const QStringList all = lines(panel);
        QCOMPARE(all.size(), pair().size());
        QCOMPARE(all.at(0), QStringLiteral("Session: username: quiet-otter|12 min|when you leave"));
        QCOMPARE(all.at(1), QStringLiteral("Session: random number: 16 bytes|12 min|when you leave"));
        QCOMPARE(all.at(4),
                 QStringLiteral("Access log, on the server’s disk: time of arrival, to the minute: on "
                                "disk|12 min|after 30 days"));
        QCOMPARE(all.at(7),
                 QStringLiteral("Not yet confirmed by you: numbers: 4..5 (2 together)|1 s|on delivery"));
        panel.setHoldings(State::Heard, arrival());
        QCOMPARE(lines(panel).size(), arrival().size());
        named<QPushButton>(&panel, "everyFieldButton")->click();
        QCOMPARE(lines(panel).size(), 4);
    }

    void holdings_unknownField_isShownAsTheServerNamesIt()
    {
        PrivacyPanel panel(*m_theme);
        const Holding later{"later.thing", "<b>x</b>", 1'000, "some day", 0, 1};
        QVERIFY(!HoldingWords::isKnown(later));
        panel.setHoldings(State::Heard, {later});
        QCOMPARE(lines(panel), QStringList(QStringLiteral(
                                   "numbers and marks about your session and its line: 1|1 s|some day")));
        named<QPushButton>(&panel, "everyFieldButton")->click();
        QCOMPARE(lines(panel), QStringList(QStringLiteral("later.thing: <b>x</b>|1 s|some day")));
    }

    void holdings_notHeard_saysWhyAndShowsNothing_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        QTest::newRow("no line") << int(State::Off)
                                 << QStringLiteral("There is no line to the server, so it can’t be asked.");
        QTest::newRow("asking") << int(State::Asking) << QStringLiteral("The server is being asked.");
        QTest::newRow("not told") << int(State::NotTold)
                                  << QStringLiteral("This server does not say what it holds.");
    }

    void holdings_notHeard_saysWhyAndShowsNothing()
    {
        QFETCH(int, state);
        QFETCH(QString, words);
        PrivacyPanel panel(*m_theme);
        panel.setHoldings(State::Heard, arrival());
        panel.setHoldings(State(state), {});
        QCOMPARE(named<PlainLabel>(&panel, "nothingHeard")->shown(), words);
        QVERIFY(named<HoldingsTable>(&panel, "holdingsTable")->isHidden());
        QVERIFY(named<PlainLabel>(&panel, "heardChip")->isHidden());
        QCOMPARE(lines(panel), QStringList());
    }

    void rows_comingAndGoing_keepTheOthers()
    {
        HoldingsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setLines(HoldingWords::summary(arrival()));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setLines(HoldingWords::summary(pair()));
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(removed.size(), 0);
        model.setLines(HoldingWords::summary(arrival()));
        QCOMPARE(removed.size(), 2);
        model.setLines({{QStringLiteral("a"), {}, 0, {}}, {QStringLiteral("b"), {}, 0, {}}});
        model.setLines({{QStringLiteral("b"), {}, 0, {}}, {QStringLiteral("a"), {}, 0, {}}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(reset.size(), 0);
    }

    void disk_log_isSaidInWords()
    {
        PrivacyPanel panel(*m_theme);
        auto* words = named<PlainLabel>(&panel, "diskWords");
        QVERIFY(words->shown().contains(QStringLiteral("not said yet")));
        ServerCard card;
        panel.setServer(card);
        QVERIFY(words->shown().contains(QStringLiteral("keeps no access log")));
        panel.setServer({});
        QVERIFY(words->shown().contains(QStringLiteral("not said yet")));
        card.logDays = 1;
        panel.setServer(card);
        QVERIFY(words->shown().startsWith(QStringLiteral("One line: your address")));
        QVERIFY(words->shown().contains(QStringLiteral("Deleted after a day.")));
        card = {{}, {}, {}, {}, 60, true, QStringLiteral("Order 12")};
        panel.setServer(card);
        QVERIFY(words->shown().startsWith(QStringLiteral("One line: the beginning of your address")));
        QVERIFY(words->shown().contains(QStringLiteral("Deleted after 60 days.")));
        QVERIFY(words->shown().endsWith(QStringLiteral("Order 12")));
    }

    void panel_shownAndHidden_isWatchedMeanwhile()
    {
        PrivacyPanel panel(*m_theme);
        QSignalSpy watched(&panel, &PrivacyPanel::watchedChanged);
        panel.show();
        QCOMPARE(watched.takeFirst().at(0).toBool(), true);
        panel.hide();
        QCOMPARE(watched.takeFirst().at(0).toBool(), false);
    }

    void panel_escape_closes()
    {
        PrivacyPanel panel(*m_theme);
        panel.show();
        QSignalSpy closed(&panel, &PrivacyPanel::closeRequested);
        QTest::keyClick(named<QWidget>(&panel, "privacyScroll"), Qt::Key_Escape);
        QTest::keyClick(named<QWidget>(&panel, "holdingsTable"), Qt::Key_Escape);
        press(&panel, "closePrivacyButton");
        QCOMPARE(closed.size(), 3);
    }

    void panel_smallWindow_scrollsAndCutsNothing()
    {
        PrivacyPanel panel(*m_theme);
        panel.resize(480, 420);
        panel.setHoldings(State::Heard, pair());
        named<QPushButton>(&panel, "everyFieldButton")->click();
        ServerCard card;
        card.logDays = 30;
        panel.setServer(card);
        panel.setLeakFacts(
            {{QStringLiteral("X11 lets other programs see the screen and every key that is pressed"),
              false}});
        panel.show();
        for (int round = 0; round < 5; ++round)
            QApplication::processEvents();
        auto* scroll = named<QScrollArea>(&panel, "privacyScroll");
        QVERIFY(scroll->verticalScrollBar()->maximum() > 0);
        QCOMPARE(scroll->horizontalScrollBar()->maximum(), 0);
        QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
        auto* table = named<HoldingsTable>(&panel, "holdingsTable");
        QCOMPARE(table->verticalScrollBar()->maximum(), 0);
        QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
        QVERIFY(table->height() >= table->sizeHint().height());
    }

private:
    static QStringList leaks(const PrivacyPanel& panel)
    {
        QStringList said;
        for (const PlainLabel* label : panel.findChildren<PlainLabel*>(QStringLiteral("leakFact")))
            said.append(label->accessibleName());
        return said;
    }

    /// What | since | gone of every row.
    static QStringList lines(const PrivacyPanel& panel)
    {
        const HoldingsModel* model = named<HoldingsTable>(&panel, "holdingsTable")->lines();
        QStringList said;
        for (int row = 0; row < model->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column)
                cells.append(model->index(row, column).data().toString());
            said.append(cells.join(u'|'));
        }
        return said;
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(PrivacyPanelTest)
#include "PrivacyPanelTest.moc"
