// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is chosen on the settings page holds in the running program, and is remembered.
#include "client/app/Helper.h"
#include "client/app/SettingsFile.h"
#include "client/model/Pairs.h"
#include "client/view/ChatView.h"
#include "client/view/ChoiceBox.h"
#include "client/view/MessageListView.h"
#include "client/view/PlainLabel.h"
#include "client/view/ReadingPanel.h"
#include "client/view/SettingsPanel.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/app/StartedApp.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace chatmet;
using namespace chatmet::client;

class SettingsPathsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<testing::FakeServer>();
        m_settings = std::make_unique<SettingsFile>(nullptr); // --no-settings: it holds all the same
        begin(true);
    }

    void cleanup()
    {
        m_app.reset();
        m_settings.reset();
        m_server.reset();
    }

    void look_chosen_holdsAtOnce()
    {
        open();
        choose("themeChoice", static_cast<int>(ThemeChoice::Dark));
        QVERIFY(window()->palette().color(QPalette::Window).lightness() < 60);
        choose("themeChoice", static_cast<int>(ThemeChoice::HighContrast));
        QVERIFY(qApp->styleSheet().contains(QLatin1String("2px solid #000000")));
        QCOMPARE(m_settings->settings().theme, ThemeChoice::HighContrast);
        begin(true); // the next start
        QVERIFY(qApp->styleSheet().contains(QLatin1String("2px solid #000000")));
    }

    void proxy_chosen_isOnTheFirstPage_andInTheWords()
    {
        QCOMPARE(connection(), QStringLiteral("Connection: direct"));
        open();
        choose("proxyChoice", static_cast<int>(ProxyKind::Tor));
        QCOMPARE(connection(), QStringLiteral("Connection: Tor"));
        QCOMPARE(m_settings->settings().proxy.kind, ProxyKind::Tor);
        QVERIFY(anonymous().contains(QLatin1String("the address of your proxy and not yours")));
        choose("proxyChoice", static_cast<int>(ProxyKind::None));
        QVERIFY(anonymous().contains(QLatin1String("It sees your address")));
    }

    void typingHints_off_isInTheWords()
    {
        QVERIFY(anonymous().contains(QLatin1String("and when you type")));
        open();
        named<QCheckBox>(panel(), "typingHintsTick")->click();
        QVERIFY(anonymous().contains(QLatin1String("but not when you type")));
    }

    void proxy_halfOfOne_sendsNothing_andSaysWhy()
    {
        open();
        choose("proxyChoice", static_cast<int>(ProxyKind::Socks5));
        panel()->close();
        start();
        QCOMPARE(m_server->attempts, 0);
        auto* problem = named<PlainLabel>(window(), "connectionProblem");
        QVERIFY(problem->isVisible());
        QVERIFY(problem->shown().contains(QLatin1String("no address or port yet")));
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("welcomeConnectionButton"));
        open();
        choose("proxyChoice", static_cast<int>(ProxyKind::None));
        panel()->close();
        QVERIFY(!problem->isVisible());
        press(window(), "startButton");
        QCOMPARE(m_server->attempts, 1);
    }

    /// With lines as the program makes them.
    void proxy_socks5_isAskedForTheServer_byName()
    {
        QTcpServer proxy;
        QVERIFY(proxy.listen(QHostAddress::LocalHost));
        QByteArray asked;
        connect(&proxy, &QTcpServer::newConnection, this, [&] {
            QTcpSocket* socket = proxy.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [&asked, socket] {
                const bool greeted = !asked.isEmpty();
                asked += socket->readAll();
                // RFC 1928: no authentication needed; then "host unreachable".
                socket->write(greeted ? QByteArray("\x05\x04\x00\x01\0\0\0\0\0\0", 10)
                                      : QByteArray("\x05\x00", 2));
            });
        });
        begin(false);
        open();
        choose("proxyChoice", static_cast<int>(ProxyKind::Socks5));
        QTest::keyClicks(named<QLineEdit>(panel(), "proxyHostEdit"), QStringLiteral("127.0.0.1"));
        QTest::keyClicks(named<QLineEdit>(panel(), "proxyPortEdit"), QString::number(proxy.serverPort()));
        panel()->close();
        QVERIFY(asked.isEmpty());
        start();
        QTRY_VERIFY(asked.contains("no-such-host.invalid"));
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isEnabled());
    }

    void proxy_thatIsNotThere_isSaidAtTheConnection()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const quint16 port = gone.serverPort();
        gone.close();
        m_settings->change([port](Settings& settings) {
            settings.proxy = {ProxyKind::Socks5, QStringLiteral("127.0.0.1"), port};
        });
        begin(false);
        start();
        auto* problem = named<PlainLabel>(window(), "connectionProblem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->shown().contains(QLatin1String("Nothing went around it")));
        QVERIFY(!named<PlainLabel>(window(), "serverProblem")->isVisible());
    }

    void proxy_inASession_isLocked_untilItIsOver()
    {
        start();
        m_server->welcome();
        open();
        QVERIFY(!box("proxyChoice")->isEnabled());
        QVERIFY(named<PlainLabel>(panel(), "proxyLocked")->isVisible());
        panel()->close();
        named<QAction>(window(), "disconnectAction")->trigger();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isVisible());
        open();
        QVERIFY(box("proxyChoice")->isEnabled());
    }

    void language_withoutASession_isWantedAtOnce()
    {
        QSignalSpy wanted(m_app.get(), &ClientApp::languageChanged);
        open();
        choose("languageChoice", QStringLiteral("hi"));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(m_settings->settings().language, QStringLiteral("hi"));
    }

    void language_inASession_waitsForItsEnd_andSaysSo()
    {
        start();
        m_server->welcome();
        QSignalSpy wanted(m_app.get(), &ClientApp::languageChanged);
        open();
        QVERIFY(named<PlainLabel>(panel(), "languageNote")->isVisible());
        choose("languageChoice", QStringLiteral("hi"));
        QCOMPARE(wanted.size(), 0);
        QCOMPARE(m_settings->settings().language, QStringLiteral("hi"));
        panel()->close();
        named<QAction>(window(), "disconnectAction")->trigger();
        Q_EMIT(*m_server)->closed();
        QTRY_COMPARE(wanted.size(), 1);
        QVERIFY(!m_app->carriedOver().settingsOpen);
    }

    void carriedOver_firstPage_isAsItWas()
    {
        open();
        named<QLineEdit>(window(), "usernameEdit")->setText(QStringLiteral("heron"));
        named<QComboBox>(window(), "serverField")->setEditText(QStringLiteral("half an addr"));
        const CarriedOver carried = m_app->carriedOver();
        begin(true);
        m_app->carryOn(carried);
        QCOMPARE(named<QLineEdit>(window(), "usernameEdit")->text(), QStringLiteral("heron"));
        QCOMPARE(named<QComboBox>(window(), "serverField")->currentText(), QStringLiteral("half an addr"));
        QVERIFY(panel()->isVisible());
        QCOMPARE(QApplication::focusWidget(), box("languageChoice"));
    }

    void server_forgotten_isAskedForItsKeyAgain()
    {
        m_settings->change([](Settings& settings) {
            settings.remember({QStringLiteral("wss://own.example"), QByteArray(64, 'c')});
        });
        begin(true, {});
        auto* servers = named<QComboBox>(window(), "serverField");
        QCOMPARE(servers->count(), 1);
        open();
        press(panel(), "forgetServerButton");
        QVERIFY(m_settings->settings().servers.isEmpty());
        QCOMPARE(servers->count(), 0);
        panel()->close();
        servers->setEditText(QStringLiteral("own.example"));
        start();
        QVERIFY((*m_server)->address.fingerprint.isEmpty());
    }

    void endedPage_chosen_erasesItselfThen()
    {
        open();
        choose("endedPageChoice", 0);
        panel()->close();
        pair();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QCOMPARE(m_app->state()->pairs()->meeting(), Meeting::None);
        open();
        choose("endedPageChoice", 120);
        panel()->close();
        press(window(), "meetButton");
        pairNow();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QCOMPARE(m_app->state()->pairs()->meeting(), Meeting::Ended);
        QVERIFY(m_app->state()->pairs()->erasesInSeconds() > 110);
    }

    void freshUsername_wanted_isAnotherSession_forTheNextConversation()
    {
        open();
        named<QCheckBox>(panel(), "freshUsernameTick")->click();
        panel()->close();
        QVERIFY(m_settings->settings().freshUsername);
        pair(); // the first has its name already
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        Q_EMIT window()->meetRequested({QStringLiteral("tea")});
        QVERIFY(!(*m_server)->take<protocol::Meet>());
        QVERIFY((*m_server)->closeAsked);
        Q_EMIT(*m_server)->closed();
        QTRY_COMPARE(m_server->attempts, 2);
        m_server->welcome();
        const auto hello = (*m_server)->take<protocol::Hello>();
        QVERIFY(hello && !hello->username.empty());
        QVERIFY(hello->username != "otter");
        const auto meet = (*m_server)->take<protocol::Meet>();
        QVERIFY(meet);
        QCOMPARE(meet->topics, std::vector<std::string>{"tea"});
    }

    void freshUsername_topicsThatAreNone_costNoSession()
    {
        leftAlone();
        Q_EMIT window()->meetRequested({QString(200, u'x')});
        QVERIFY(!(*m_server)->closeAsked);
        QCOMPARE(m_app->state()->pairs()->meeting(), Meeting::Ended); // what was said can still be read
        QVERIFY(!named<PlainLabel>(window()->chat(), "composerProblem")->shown().isEmpty());
    }

    void freshUsername_inARoom_isKept_andThatIsSaid()
    {
        m_settings->change([](Settings& settings) { settings.freshUsername = true; });
        begin(true);
        pair();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        Q_EMIT window()->chat()->eraseNowRequested();
        window()->places()->showHome();
        press(window(), "openRoomButton");
        QVERIFY((*m_server)->take<protocol::OpenRoom>());
        (*m_server)->say(protocol::RoomOpened{ConversationId::random(systemRandom()),
                                              MemberId::random(systemRandom()), 50});
        window()->places()->showHome();
        press(window(), "meetButton");
        QVERIFY((*m_server)->take<protocol::Meet>());
        QCOMPARE(m_server->attempts, 1);
        auto* words = named<PlainLabel>(window(), "homeProblem");
        QTRY_VERIFY(words->shown().contains(QLatin1String("still called otter")));
        Q_EMIT window()->disconnectRequested();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(words->shown().isEmpty()); // the name goes with its session
    }

    void freshUsername_disconnectedWhileTheOldSessionEnds_isOver()
    {
        leftAlone();
        Q_EMIT window()->meetRequested({});
        QVERIFY((*m_server)->closeAsked);
        Q_EMIT window()->disconnectRequested();
        Q_EMIT(*m_server)->closed();
        QApplication::processEvents();
        QCOMPARE(m_server->attempts, 1);
        QVERIFY(named<QWidget>(window(), "startButton")->isVisible());
    }

    void freshUsername_newLineFails_nobodyIsMetLater()
    {
        leftAlone();
        Q_EMIT window()->meetRequested({QStringLiteral("tea")});
        Q_EMIT(*m_server)->closed();
        QTRY_COMPARE(m_server->attempts, 2);
        Q_EMIT(*m_server)->failed(LineProblem::Refused, {});
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isEnabled());
        press(window(), "startButton");
        QTRY_COMPARE(m_server->attempts, 3);
        m_server->welcome();
        QVERIFY(!(*m_server)->take<protocol::Meet>());
    }

    void freshUsername_serverForgotten_staysForgotten()
    {
        leftAlone();
        m_settings->change([](Settings& settings) { settings.servers.clear(); });
        Q_EMIT window()->meetRequested({});
        Q_EMIT(*m_server)->closed();
        QTRY_COMPARE(m_server->attempts, 2);
        m_server->welcome();
        QVERIFY(m_settings->settings().servers.isEmpty());
    }

    void freshUsername_cancelledOnTheWay_meetsNobodyLater()
    {
        leftAlone();
        Q_EMIT window()->meetRequested({});
        Q_EMIT(*m_server)->closed();
        QTRY_COMPARE(m_server->attempts, 2);
        press(window(), "cancelStartButton");
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isEnabled());
        press(window(), "startButton");
        m_server->welcome();
        QVERIFY(!(*m_server)->take<protocol::Meet>());
    }

    void browser_whileAProxyIsSet_isNotOffered()
    {
        QVERIFY(window()->chat()->list()->offersBrowser());
        open();
        choose("proxyChoice", static_cast<int>(ProxyKind::Tor));
        QVERIFY(!window()->chat()->list()->offersBrowser());
        choose("proxyChoice", static_cast<int>(ProxyKind::None));
        QVERIFY(window()->chat()->list()->offersBrowser());
    }

private:
    /// Another window on the same settings. isFake: its lines lead to the test.
    void begin(bool isFake, const QString& server = QStringLiteral("wss://no-such-host.invalid"))
    {
        m_app.reset();
        Surroundings surroundings;
        if (isFake)
            surroundings.transports = m_server->factory();
        surroundings.settings = m_settings.get();
        surroundings.helper = &m_helper;
        m_app = testing::shownApp(std::move(surroundings), testing::otter(server));
        QVERIFY(m_app != nullptr);
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
    }

    /// Had a partner, and wants a new name for the next one.
    void leftAlone()
    {
        m_settings->change([](Settings& settings) { settings.freshUsername = true; });
        begin(true);
        pair();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
    }

    void start() { testing::pressStart(window()); }

    void pair()
    {
        start();
        m_server->welcome();
        press(window(), "meetButton");
        pairNow();
    }

    void pairNow()
    {
        QVERIFY((*m_server)->take<protocol::Meet>());
        const protocol::Paired paired = testing::somebody("fox");
        m_conversation = paired.conversation;
        (*m_server)->say(paired);
    }

    void open() const { named<QAction>(window(), "settingsAction")->trigger(); }
    [[nodiscard]] MainWindow* window() const { return m_app->window(); }
    [[nodiscard]] SettingsPanel* panel() const { return window()->panels()->settings(); }
    [[nodiscard]] ChoiceBox* box(const char* name) const { return named<ChoiceBox>(panel(), name); }
    void choose(const char* name, const QVariant& value) const
    {
        box(name)->setCurrentIndex(box(name)->findData(value));
    }
    [[nodiscard]] QString connection() const
    {
        return named<QPushButton>(window(), "welcomeConnectionButton")->text();
    }
    [[nodiscard]] QString anonymous() const
    {
        window()->panels()->openAnonymous();
        auto* page = named<ReadingPanel>(window(), "anonymousPage");
        page->close();
        QString words;
        for (const ReadingSection& section : page->sections())
            words += section.paragraphs.join(u' ');
        return words;
    }

    std::unique_ptr<testing::FakeServer> m_server;
    std::unique_ptr<SettingsFile> m_settings;
    Helper m_helper{std::nullopt}; ///< its process is gone
    std::unique_ptr<ClientApp> m_app;
    ConversationId m_conversation;
};

QTEST_MAIN(SettingsPathsTest)
#include "SettingsPathsTest.moc"
