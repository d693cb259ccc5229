// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Links that are opened while the program runs, by a second start or by the system: filled in where they
// belong, and nothing is joined or left by them.
#include "client/view/PlainLabel.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/app/StartedApp.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFileOpenEvent>
#include <QLineEdit>
#include <QSignalSpy>

#include <memory>

using namespace chatmet;
using namespace chatmet::client;

class OpenedLinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<testing::FakeServer>();
        m_app = testing::shownApp({m_server->factory()});
        QVERIFY(m_app != nullptr);
    }

    void cleanup()
    {
        m_app.reset();
        m_server.reset();
    }

    void startedAgain_windowComesForward()
    {
        window()->showMinimized();
        m_app->startedAgain({});
        QVERIFY(!window()->isMinimized());
        QTRY_VERIFY(window()->isActiveWindow());
    }

    void onWelcome_fillsInServerAndKey_andStartsNothing()
    {
        m_app->startedAgain(link("other.example"));
        QCOMPARE(servers()->currentText(), QStringLiteral("wss://other.example"));
        QCOMPARE(servers()->itemText(1), QStringLiteral("wss://chat.example"));
        QCOMPARE(m_server->attempts, 0);
        start();
        QCOMPARE((*m_server)->address.fingerprint, QByteArray(64, 'b'));
        m_server->welcome();
        QCOMPARE(invite()->text(), link("other.example"));
    }

    void ofTheSameServer_fillsInTheInvite_andJoinsNothing()
    {
        start();
        m_server->welcome();
        m_app->startedAgain(link("chat.example"));
        QCOMPARE(invite()->text(), link("chat.example"));
        QVERIFY(invite()->isVisible());
        QVERIFY(!(*m_server)->take<protocol::JoinRoom>());
    }

    void whileConnecting_waitsForTheWelcome()
    {
        start();
        m_app->startedAgain(link("chat.example"));
        m_server->welcome();
        QCOMPARE(invite()->text(), link("chat.example"));
    }

    void ofAnotherServer_isSaid_andFilledInAfterwards()
    {
        start();
        m_server->welcome();
        m_app->startedAgain(link("other.example"));
        QVERIFY(invite()->text().isEmpty());
        QVERIFY(named<PlainLabel>(window(), "homeProblem")->shown().contains(QLatin1String("other.example")));
        QCOMPARE(m_server->attempts, 1);
        named<QAction>(window(), "disconnectAction")->trigger();
        Q_EMIT(*m_server)->closed();
        QTRY_COMPARE(servers()->currentText(), QStringLiteral("wss://other.example"));
        start();
        m_server->welcome();
        QCOMPARE(invite()->text(), link("other.example"));
    }

    void aServerThatThePersonTypedInstead_stays()
    {
        m_app->startedAgain(link("other.example"));
        servers()->setEditText(QStringLiteral("own.example"));
        start();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isEnabled());
        QCOMPARE(servers()->currentText(), QStringLiteral("own.example"));
    }

    void keyOfALinkThatWasNotStarted_isNotKept()
    {
        m_app->startedAgain(link("other.example", u'a'));
        m_app->startedAgain(link("other.example", u'b'));
        start();
        QCOMPARE((*m_server)->address.fingerprint, QByteArray(64, 'b'));
    }

    void keyOfALink_doesNotTakeThePlaceOfAnAuthoritysWord()
    {
        m_app->startedAgain(link("chat.example")); // the command line named it without a key
        start();
        QVERIFY((*m_server)->address.fingerprint.isEmpty());
    }

    void keyOfALink_isNotThatOfAServerTypedLater()
    {
        m_app->startedAgain(link("other.example"));
        servers()->setEditText(QStringLiteral("own.example"));
        start();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isEnabled());
        servers()->setEditText(QStringLiteral("other.example"));
        start();
        QVERIFY((*m_server)->address.fingerprint.isEmpty());
    }

    void ofAnotherServer_whileConnecting_isSaidWhereThePersonLooks()
    {
        start();
        m_app->startedAgain(link("other.example"));
        QVERIFY(
            named<PlainLabel>(window(), "welcomeNotice")->shown().contains(QLatin1String("other.example")));
    }

    void whileQuitting_isNotTaken()
    {
        start();
        m_server->welcome();
        QSignalSpy quitting(m_app.get(), &ClientApp::quitting);
        Q_EMIT window()->panicRequested();
        QCOMPARE(quitting.size(), 1);
        m_app->startedAgain(link("chat.example"));
        QVERIFY(!window()->isVisible());
    }

    void whatIsNoLink_isSaid()
    {
        m_app->startedAgain(QStringLiteral("chatmet://"));
        QVERIFY(
            named<PlainLabel>(window(), "welcomeNotice")->shown().contains(QLatin1String("not understood")));
        QCOMPARE(servers()->currentText(), QStringLiteral("wss://chat.example"));
    }

    void damaged_onTheCommandLine_isSaidInTheWindow()
    {
        CommandLine commandLine;
        commandLine.link = damagedLink;
        m_app.reset();
        m_app = testing::shownApp({m_server->factory()}, commandLine);
        QVERIFY(m_app != nullptr);
        auto* notice = named<PlainLabel>(window(), "welcomeNotice");
        QVERIFY(notice->isVisible());
        QVERIFY(notice->shown().contains(QLatin1String("not understood")));
        QVERIFY(servers()->currentText().isEmpty());
    }

    void wordsAboutAnotherServer_areGoneOnceThePersonWasElsewhere()
    {
        auto* home = named<PlainLabel>(window(), "homeProblem");
        auto* join = named<PlainLabel>(window(), "joinRoomProblem");
        start();
        m_server->welcome();
        m_app->startedAgain(link("other.example"));
        invite()->setText(link("third.example"));
        press(window(), "joinRoomButton");
        QVERIFY(home->isVisible() && join->isVisible());
        window()->places()->showPrivacy();
        press(window(), "closePrivacyButton");
        QVERIFY(invite()->isVisible());
        QVERIFY(home->shown().isEmpty());
        QVERIFY(join->shown().isEmpty());
        QCOMPARE(invite()->text(), link("third.example")); // what was typed stays
    }

    void anotherInvite_isNotCalledWrongForTheOneBefore()
    {
        start();
        m_server->welcome();
        invite()->setText(link("third.example"));
        press(window(), "joinRoomButton");
        auto* problem = named<PlainLabel>(window(), "joinRoomProblem");
        QVERIFY(!problem->shown().isEmpty());
        m_app->startedAgain(link("chat.example"));
        QVERIFY(problem->shown().isEmpty());
    }

    void eventOfTheSystem_isALinkAsWell()
    {
        QFileOpenEvent event{QUrl(link("other.example"))};
        QApplication::sendEvent(qApp, &event);
        QCOMPARE(servers()->currentText(), QStringLiteral("wss://other.example"));
        start();
        m_server->welcome();
        QCOMPARE(invite()->text(), link("other.example"));
    }

private:
    /// Of a room there.
    static QString link(const char* host, QChar key = u'b')
    {
        return QStringLiteral("chatmet://%1/AQEBAQEBAQEBAQEBAQEBAQ#v1.AgICAgICAgICAgICAgICAg.")
                   .arg(QLatin1String(host)) +
               QString(64, key);
    }
    void start() { testing::pressStart(window()); }
    [[nodiscard]] MainWindow* window() const { return m_app->window(); }
    [[nodiscard]] QComboBox* servers() const { return named<QComboBox>(window(), "serverField"); }
    [[nodiscard]] QLineEdit* invite() const { return named<QLineEdit>(window(), "inviteField"); }

    std::unique_ptr<testing::FakeServer> m_server;
    std::unique_ptr<ClientApp> m_app;
};

QTEST_MAIN(OpenedLinksTest)
#include "OpenedLinksTest.moc"
