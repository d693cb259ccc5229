// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Welcome and home: what is missing is said where it is missing, and wishes go out only when they are whole.
#include "client/model/TextRules.h"
#include "client/view/HomePage.h"
#include "client/view/PlainLabel.h"
#include "client/view/ProblemText.h"
#include "client/view/Theme.h"
#include "client/view/TopicField.h"
#include "client/view/WelcomePage.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>

using namespace chatmet;
using namespace chatmet::client;

class PagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void welcome_narrowWindowAndLargeType_hasNoBarBelow()
    {
        const QFont font = QApplication::font();
        QFont large = font;
        large.setPointSizeF(14);
        QApplication::setFont(large);
        {
            const Theme theme(qApp);
            WelcomePage page(theme);
            page.resize(480, 420);
            page.show();
            QCoreApplication::processEvents();
            QCOMPARE(named<QScrollArea>(&page, "welcomeScroll")->horizontalScrollBar()->maximum(), 0);
        }
        QApplication::setFont(font);
        m_theme = std::make_unique<Theme>(qApp); // the application has that one's look
    }

    void username_eitherDirection_leavesRoomForTheDice_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("from the left") << Qt::LeftToRight;
        QTest::newRow("from the right") << Qt::RightToLeft;
    }

    void username_eitherDirection_leavesRoomForTheDice()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QApplication::setLayoutDirection(direction);
        const auto back = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
        WelcomePage page(*m_theme);
        page.resize(640, 480);
        page.show();
        QCoreApplication::processEvents();
        auto* field = named<QLineEdit>(&page, "usernameEdit");
        field->setText(QString(200, u'w'));
        field->setCursorPosition(direction == Qt::LeftToRight ? 200 : 0); // at the dice's side
        const QRect dice = named<QWidget>(&page, "rollButton")->geometry();
        const QRect cursor = field->inputMethodQuery(Qt::ImCursorRectangle).toRect();
        QVERIFY(!cursor.intersects(dice));
    }

    void start_withEverything_goesOutByEnterAlone()
    {
        WelcomePage page(*m_theme);
        prepare(page);
        QSignalSpy started(&page, &WelcomePage::startRequested);
        QTest::keyClick(named<QLineEdit>(&page, "usernameEdit"), Qt::Key_Return);
        QCOMPARE(started.size(), 1);
        QTest::keyClick(named<QLineEdit>(&page, "serverEdit"), Qt::Key_Return);
        QCOMPARE(started.size(), 2);
        QTest::keyClick(named<QCheckBox>(&page, "adultTick"), Qt::Key_Return);
        QCOMPARE(started.size(), 3);
        QCOMPARE(started.first(),
                 QVariantList({QStringLiteral("otter"), QStringLiteral("chat.example.org")}));
    }

    void start_somethingMissing_saysItAndFocusesIt_data()
    {
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("server");
        QTest::addColumn<bool>("adult");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QString>("focus");
        QTest::newRow("name") << QStringLiteral("  ") << QStringLiteral("a.b") << true
                              << QStringLiteral("usernameProblem") << QStringLiteral("usernameEdit");
        QTest::newRow("server") << QStringLiteral("x") << QString() << true << QStringLiteral("serverProblem")
                                << QStringLiteral("serverField");
        QTest::newRow("age") << QStringLiteral("x") << QStringLiteral("a.b") << false
                             << QStringLiteral("adultProblem") << QStringLiteral("adultTick");
    }

    void start_somethingMissing_saysItAndFocusesIt()
    {
        QFETCH(QString, username);
        QFETCH(QString, server);
        QFETCH(bool, adult);
        QFETCH(QString, problem);
        QFETCH(QString, focus);
        WelcomePage page(*m_theme);
        prepare(page);
        page.setUsername(username);
        named<QLineEdit>(&page, "serverEdit")->setText(server);
        page.setAdult(adult);
        QSignalSpy started(&page, &WelcomePage::startRequested);
        press(&page, "startButton");
        QCOMPARE(started.size(), 0);
        QVERIFY(!page.findChild<PlainLabel*>(problem)->shown().isEmpty());
        QCOMPARE(QApplication::focusWidget()->objectName(), focus);
    }

    void puzzle_isSaidWhileItIsSolved_besideWhatWasSaidBefore()
    {
        WelcomePage page(*m_theme);
        prepare(page);
        page.showNotice(QStringLiteral("Something before."));
        page.setBusy(true);
        page.setSolvingPuzzle(true);
        const auto* puzzle = page.findChild<PlainLabel*>(QStringLiteral("puzzleNotice"));
        QCOMPARE(puzzle->shown(), ProblemText::ofPuzzle());
        QVERIFY(puzzle->property("role") != QStringLiteral("problem")); // it is none
        QVERIFY(named<QPushButton>(&page, "cancelStartButton")->isEnabled());
        page.setSolvingPuzzle(false);
        QVERIFY(puzzle->isHidden());
        const auto* notice = page.findChild<PlainLabel*>(QStringLiteral("welcomeNotice"));
        QCOMPARE(notice->shown(), QStringLiteral("Something before."));
    }

    void roll_dice_suggestsAnother()
    {
        WelcomePage page(*m_theme);
        const QString before = named<QLineEdit>(&page, "usernameEdit")->text();
        QVERIFY(before.contains(u'-'));
        press(&page, "rollButton");
        QVERIFY(named<QLineEdit>(&page, "usernameEdit")->text() != before);
    }

    void busy_escape_cancels()
    {
        WelcomePage page(*m_theme);
        prepare(page);
        page.setBusy(true);
        QVERIFY(!named<QWidget>(&page, "usernameEdit")->isEnabled());
        QSignalSpy cancelled(&page, &WelcomePage::cancelRequested);
        QSignalSpy started(&page, &WelcomePage::startRequested);
        QTest::keyClick(named<QWidget>(&page, "cancelStartButton"), Qt::Key_Escape);
        QTest::keyClick(named<QWidget>(&page, "cancelStartButton"), Qt::Key_Return);
        QCOMPARE(cancelled.size(), 2);
        QCOMPARE(started.size(), 0);
    }

    void problem_refusedName_standsUnderTheName()
    {
        WelcomePage page(*m_theme);
        prepare(page);
        page.showProblem(LineProblem::NameRefused, Errc::UsernameTooLong);
        QVERIFY(named<PlainLabel>(&page, "usernameProblem")->isVisible());
        QVERIFY(!named<PlainLabel>(&page, "serverProblem")->isVisible());
        named<QLineEdit>(&page, "usernameEdit")->setText(QStringLiteral("short"));
        QVERIFY(!named<PlainLabel>(&page, "usernameProblem")->isVisible());
    }

    void untrusted_fingerprint_isTrustedByADeliberatePressOnly()
    {
        WelcomePage page(*m_theme);
        prepare(page);
        const QByteArray fingerprint = QByteArray("0123456789abcdef").repeated(4);
        QSignalSpy trusted(&page, &WelcomePage::trustRequested);
        page.showProblem(LineProblem::Untrusted, Errc::Ok, fingerprint);
        const QString shown = named<PlainLabel>(&page, "fingerprint")->text();
        QCOMPARE(QString(shown).remove(u' ').remove(u'\n').toLatin1(), fingerprint);
        QVERIFY(shown.startsWith(QStringLiteral("0123 4567")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(trusted.size(), 0);
        page.showProblem(LineProblem::Untrusted, Errc::Ok, fingerprint);
        QTest::keyClick(named<QWidget>(&page, "trustButton"), Qt::Key_Return);
        QCOMPARE(trusted.size(), 1);
        QCOMPARE(trusted.first(), QVariantList({QStringLiteral("chat.example.org"), fingerprint}));
        QVERIFY(!named<QWidget>(&page, "trustCard")->isVisible());
        page.showProblem(LineProblem::WrongFingerprint, Errc::Ok, fingerprint);
        QVERIFY(!named<QWidget>(&page, "trustCard")->isVisible());
    }

    void topics_enterAndComma_becomeChipsUpToEight()
    {
        HomePage page(*m_theme);
        page.show();
        auto* edit = named<QLineEdit>(&page, "topicEdit");
        QTest::keyClicks(edit, QStringLiteral("music,"));
        edit->setText(QStringLiteral("हिन्दी"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTest::keyClicks(edit, QStringLiteral("music,"));
        QCOMPARE(page.topics(), QStringList({QStringLiteral("music"), QStringLiteral("हिन्दी")}));
        for (const QChar c : QStringLiteral("abcdef"))
            QTest::keyClicks(edit, QString(c) + u',');
        QCOMPARE(page.topics().size(), 8);
        QTest::keyClicks(edit, QStringLiteral("ninth,"));
        QCOMPARE(page.topics().size(), 8);
        QVERIFY(named<PlainLabel>(&page, "homeProblem")->isVisible());
        edit->clear();
        QTest::keyClick(edit, Qt::Key_Backspace);
        QCOMPARE(page.topics().size(), 7);
        press(&page, "topicChip");
        QCOMPARE(page.topics().first(), QStringLiteral("हिन्दी"));
    }

    void topics_pastedOneTooMany_onlyThatOneStays()
    {
        HomePage page(*m_theme);
        page.show();
        auto* edit = named<QLineEdit>(&page, "topicEdit");
        edit->setText(QStringLiteral("a, b , c,d,e,f,g,h,i"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(edit->text(), QStringLiteral("i"));
        QCOMPARE(page.topics().size(), 8);
        QVERIFY(named<PlainLabel>(&page, "homeProblem")->isVisible());
        QTest::keyClick(edit, Qt::Key_Backspace);
        QVERIFY(edit->text().isEmpty());
        QVERIFY(!named<PlainLabel>(&page, "homeProblem")->isVisible());
    }

    void topics_tooLong_isRefusedInWords()
    {
        HomePage page(*m_theme);
        page.show();
        QTest::keyClicks(named<QLineEdit>(&page, "topicEdit"), QString(33, u'x') + u',');
        QVERIFY(named<PlainLabel>(&page, "homeProblem")->isVisible());
        QSignalSpy met(&page, &HomePage::meetRequested);
        press(&page, "meetButton");
        QCOMPARE(met.size(), 1); // ChatState has the last word on what stands in the line
    }

    void meet_thenWait_escapeCancels()
    {
        HomePage page(*m_theme);
        page.show();
        page.setTopics({QStringLiteral("music")});
        QSignalSpy met(&page, &HomePage::meetRequested);
        QTest::keyClick(named<QLineEdit>(&page, "topicEdit"), Qt::Key_Return);
        QCOMPARE(met.size(), 1);
        QCOMPARE(met.first().first().toStringList(), QStringList(QStringLiteral("music")));
        page.setWaiting(true);
        page.meet();
        QCOMPARE(met.size(), 1);
        QVERIFY(named<QWidget>(&page, "waitingCard")->isVisible());
        QVERIFY(!named<QWidget>(&page, "meetCard")->isVisible());
        QSignalSpy cancelled(&page, &HomePage::cancelRequested);
        QTest::keyClick(named<QWidget>(&page, "cancelMeetButton"), Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
    }

    void enter_held_meetsOnceAndDoesNotCancel()
    {
        HomePage page(*m_theme);
        page.show();
        QSignalSpy met(&page, &HomePage::meetRequested);
        QSignalSpy cancelled(&page, &HomePage::cancelRequested);
        connect(&page, &HomePage::meetRequested, &page, [&page] { page.setWaiting(true); });
        QTest::keyClick(named<QLineEdit>(&page, "topicEdit"), Qt::Key_Return);
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, {}, true);
        QApplication::sendEvent(named<QWidget>(&page, "cancelMeetButton"), &held);
        QCOMPARE(met.size(), 1);
        QCOMPARE(cancelled.size(), 0);
        QTest::keyClick(named<QWidget>(&page, "cancelMeetButton"), Qt::Key_Return);
        QCOMPARE(cancelled.size(), 1);
    }

    void leaves_partner_canBeGoneBackTo()
    {
        HomePage page(*m_theme);
        page.show();
        auto* back = named<QAbstractButton>(&page, "backButton");
        QVERIFY(!back->isVisible());
        page.setLeaves(QStringLiteral("fox & co"));
        QVERIFY(back->isVisible());
        QCOMPARE(back->text(), QStringLiteral("Back to fox && co"));
        QSignalSpy asked(&page, &HomePage::backRequested);
        QTest::mouseClick(back, Qt::LeftButton);
        QTest::keyClick(named<QLineEdit>(&page, "topicEdit"), Qt::Key_Escape);
        QCOMPARE(asked.size(), 2);
        page.setLeaves({});
        QTest::keyClick(named<QLineEdit>(&page, "topicEdit"), Qt::Key_Escape);
        QCOMPARE(asked.size(), 2);
    }

    void ticket_ofTheLastPair_isOneLineWithoutAName()
    {
        HomePage page(*m_theme);
        page.resize(700, 640);
        page.show();
        auto* line = named<QWidget>(&page, "ticketLine");
        QVERIFY(!line->isVisible());
        page.setFacts({true, true, false, false, 92});
        QVERIFY(line->isVisible());
        QCOMPARE(named<PlainLabel>(&page, "ticketWords")->shown(),
                 QStringLiteral("Report or block the person you last met, 1:32"));
        QSignalSpy reported(&page, &HomePage::reportRequested);
        QSignalSpy blocked(&page, &HomePage::blockRequested);
        press(&page, "homeReportButton");
        named<QMenu>(&page, "homeReportMenu")->actions().first()->trigger();
        press(&page, "homeBlockButton");
        QCOMPARE(reported.size() + blocked.size(), 2);
        page.setFacts({false, true, true, false, 60});
        QCOMPARE(named<PlainLabel>(&page, "ticketWords")->shown(),
                 QStringLiteral("Reported. What was said was not sent along."));
        QVERIFY(named<QWidget>(&page, "homeBlockButton")->isVisible());
        page.setFacts({});
        QVERIFY(!line->isVisible());
    }

    void leaves_partner_isSaid()
    {
        HomePage page(*m_theme);
        page.setLeaves(QStringLiteral("lantern-fox"));
        QCOMPARE(named<PlainLabel>(&page, "meetHint")->shown(),
                 QStringLiteral("Leaves %1").arg(isolated(QStringLiteral("lantern-fox"))));
    }

private:
    static void prepare(WelcomePage& page)
    {
        page.setUsername(QStringLiteral("otter"));
        page.setServers({QStringLiteral("chat.example.org")});
        page.setAdult(true);
        page.resize(700, 640);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(PagesTest)
#include "PagesTest.moc"
