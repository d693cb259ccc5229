// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The wiring between window and state, with the test as the server.
#include "client/app/ClientApp.h"

#include "client/app/Helper.h"
#include "client/app/SettingsFile.h"
#include "client/view/ChatView.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/PlainLabel.h"
#include "tests/client/model/SealedPartner.h"
#include "tests/client/net/FakeTransport.h"
#include "tests/client/view/ViewTesting.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace chatmet;
using namespace chatmet::client;

class ClientAppTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<testing::FakeServer>();
        CommandLine commandLine;
        commandLine.server.url = QUrl(QStringLiteral("wss://chat.example"));
        commandLine.username = QStringLiteral("otter");
        m_app = std::make_unique<ClientApp>(qApp, commandLine, Surroundings{m_server->factory()});
        m_app->show();
        QVERIFY(QTest::qWaitForWindowExposed(window()));
    }

    void cleanup()
    {
        m_app.reset();
        m_settings.reset();
        m_helper.reset();
        m_server.reset();
    }

    void open_untilStart_makesNoLine()
    {
        QCOMPARE(m_server->attempts, 0);
        press(window(), "startButton"); // the tick is missing
        QCOMPARE(m_server->attempts, 0);
        start();
        QCOMPARE(m_server->attempts, 1);
        QCOMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://chat.example")));
    }

    void start_cancelled_canStartAgain()
    {
        start();
        press(window(), "cancelStartButton");
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isEnabled());
        start();
        QCOMPARE(m_server->attempts, 2);
    }

    void welcome_online_showsHomeAndTheTitle()
    {
        start();
        m_server->welcome();
        QVERIFY(named<QWidget>(window(), "meetButton")->isVisible());
        QCOMPARE(window()->windowTitle(), QStringLiteral("otter – ChatMet"));
    }

    void username_sessionIsOver_isForgotten_failedStart_keepsIt()
    {
        auto* edit = named<QLineEdit>(window(), "usernameEdit");
        start();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(edit->isEnabled());
        QCOMPARE(edit->text(), QStringLiteral("otter"));
        start();
        m_server->welcome();
        QCOMPARE(edit->text(), QStringLiteral("otter"));
        named<QAction>(window(), "disconnectAction")->trigger();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(edit->isVisible());
        QVERIFY(!edit->text().isEmpty());
        QVERIFY(edit->text() != QStringLiteral("otter"));
        QVERIFY(!edit->isUndoAvailable());
    }

    void talk_sentWords_leaveTheComposer()
    {
        pair();
        auto* edit = named<QPlainTextEdit>(window(), "composerEdit");
        edit->setPlainText(QStringLiteral("hello"));
        press(window(), "sendButton");
        QVERIFY(edit->toPlainText().isEmpty());
        QVERIFY((*m_server)->take<protocol::Send>());
        QCOMPARE(window()->windowTitle(), QStringLiteral("otter with fox – ChatMet"));
    }

    void line_drops_whatIsTypedGoesOnceItIsBack()
    {
        pair(20'000);
        auto* edit = named<QPlainTextEdit>(window(), "composerEdit");
        QTRY_COMPARE(QApplication::focusWidget(), edit);
        const std::uint64_t sequence = (*m_server)->sequence;
        const int attempts = m_server->attempts;
        Q_EMIT(*m_server)->failed(LineProblem::Dropped, {});
        QTRY_VERIFY(named<QWidget>(window(), "reconnectingBanner")->isVisible());
        QVERIFY(label("reconnectingLabel").contains(QLatin1String("20 s")) ||
                label("reconnectingLabel").contains(QLatin1String("19 s")));
        QVERIFY(!named<QWidget>(window(), "dontWaitButton")->isVisible());
        QCOMPARE(QApplication::focusWidget(), edit);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("still here"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(edit->toPlainText().isEmpty());
        press(window(), "tryNowButton");
        QTRY_COMPARE(m_server->attempts, attempts + 1);
        m_server->resume(sequence, 2);
        QVERIFY((*m_server)->take<protocol::Send>());
        QVERIFY(!named<QWidget>(window(), "reconnectingBanner")->isVisible());
        QVERIFY(window()->isChatShown());
    }

    void partnersLine_drops_isSaid_andMayBeLeft()
    {
        pair(20'000);
        (*m_server)->hint(protocol::MemberAway{m_conversation, m_partner.keys.sending.sender, 12'000});
        QVERIFY(named<QWidget>(window(), "reconnectingBanner")->isVisible());
        QVERIFY(label("reconnectingLabel").contains(QLatin1String("fox")));
        QVERIFY(label("reconnectingLabel").contains(QLatin1String("12 s")));
        QVERIFY(!named<QWidget>(window(), "tryNowButton")->isVisible());
        (*m_server)->hint(protocol::MemberBack{m_conversation, m_partner.keys.sending.sender});
        QVERIFY(!named<QWidget>(window(), "reconnectingBanner")->isVisible());
        (*m_server)->hint(protocol::MemberAway{m_conversation, m_partner.keys.sending.sender, 12'000});
        press(window(), "dontWaitButton");
        QVERIFY((*m_server)->take<protocol::Leave>());
        QVERIFY(!window()->isChatShown());
        QVERIFY(label("reconnectingLabel").isEmpty()); // it named the partner
    }

    void next_canBeTakenBack_byTheButtonThatHasTheFocus()
    {
        pair();
        auto* edit = named<QPlainTextEdit>(window(), "composerEdit");
        QTRY_COMPARE(QApplication::focusWidget(), edit);
        QTest::keyClicks(edit, QStringLiteral("a draft"));
        named<QAction>(window(), "nextAction")->trigger();
        QVERIFY(label("reconnectingLabel").contains(QLatin1String("Leaving fox in 3 s")));
        QVERIFY(!edit->isEnabled());
        QCOMPARE(QApplication::focusWidget(), named<QPushButton>(window(), "undoNextButton"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(!named<QWidget>(window(), "reconnectingBanner")->isVisible());
        QVERIFY(edit->isEnabled());
        QCOMPARE(QApplication::focusWidget(), edit);
        QCOMPARE(edit->toPlainText(), QStringLiteral("a draft"));
        QVERIFY(!(*m_server)->take<protocol::Leave>());
        named<QAction>(window(), "nextAction")->trigger();
        named<QAction>(window(), "nextAction")->trigger();
        QVERIFY((*m_server)->take<protocol::Leave>());
        QVERIFY(!window()->isChatShown());
    }

    void counts_many_areSaidAtHome()
    {
        start();
        m_server->welcome();
        auto* online = named<PlainLabel>(window(), "onlineAbout");
        QVERIFY(!online->isVisible());
        (*m_server)->hint(protocol::Counts{1'500});
        QVERIFY(online->isVisible());
        QVERIFY(online->shown().contains(QLatin1String("1,500")));
        (*m_server)->hint(protocol::Counts{0});
        QVERIFY(!online->isVisible());
    }

    void seal_comparedByBoth_isSaidInTheHeader()
    {
        pair();
        QCOMPARE(chip()->text(), QStringLiteral("sealed, partner not verified"));
        chip()->click();
        auto* panel = window()->emojiCheck();
        QVERIFY(panel->isVisible());
        QVERIFY(!named<PlainLabel>(panel, "checkEmoji6")->shown().isEmpty());
        press(panel, "emojiMatchButton");
        QCOMPARE(chip()->text(), QStringLiteral("sealed, partner not verified"));
        (*m_server)->say(protocol::Message{m_conversation, m_partner.keys.sending.sender, 1, 1},
                         m_partner.seal(protocol::EmojiCheck{true}));
        QCOMPARE(chip()->text(), QStringLiteral("verified"));
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QCOMPARE(chip()->text(), QStringLiteral("ended"));
        QVERIFY(!panel->isVisible());
        QVERIFY(named<PlainLabel>(panel, "checkEmoji6")->shown().isEmpty());
    }

    void arrived_whileOnHome_isCountedUntilTheChatIsSeen()
    {
        pair();
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        auto* list = named<QAbstractItemView>(window(), "conversationList");
        window()->showHome();
        Q_EMIT m_app->state()->arrived({});
        Q_EMIT window()->activeChanged(true);
        QCOMPARE(unread(list), 1);
        window()->showChat();
        QCOMPARE(unread(list), 0);
    }

    void end_partnerLeft_saysSoInTheTitle()
    {
        pair();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QCOMPARE(window()->windowTitle(), QStringLiteral("fox has left – ChatMet"));
        press(window(), "eraseNowButton");
        QVERIFY(named<QWidget>(window(), "meetButton")->isVisible());
    }

    void meet_afterOwnLineWasLost_isRefusedWhereItIsSeen()
    {
        pair();
        m_app->state()->dropLine();
        QTRY_COMPARE(m_app->state()->meeting(), Meeting::Ended);
        press(window(), "meetAgainButton");
        auto* words = named<PlainLabel>(window(), "composerProblem");
        QVERIFY(words->isVisible());
        QVERIFY(!words->shown().isEmpty());
    }

    void panic_paired_leavesErasesAndSaysIt()
    {
        pair();
        m_app->state()->sendText(QStringLiteral("a secret"));
        named<QAction>(window(), "panicAction")->trigger();
        QVERIFY(!window()->isVisible());
        QCOMPARE(m_app->state()->messages()->count(), 0);
        bool said = false;
        for (const QWidget* widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == QLatin1String("panicNotice"))
                said = widget->isVisible() &&
                       static_cast<const PlainLabel*>(widget)->shown().contains(QLatin1String("erased"));
        }
        QVERIFY(said);
    }

    void settings_known_areFilledIn()
    {
        writeSettingsFile("adult = yes\ntyping_hints = no\nwindow = 700x600\nserver = wss://known.example " +
                          QByteArray(64, 'a') + "\nserver = wss://other.example\n");
        startWithSettings(CommandLine());
        QVERIFY(named<QCheckBox>(window(), "adultTick")->isChecked());
        QCOMPARE(window()->size(), QSize(700, 600));
        auto* servers = named<QComboBox>(window(), "serverField");
        QCOMPARE(servers->count(), 2);
        press(window(), "startButton");
        QCOMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://known.example")));
        QCOMPARE((*m_server)->address.fingerprint, QByteArray(64, 'a'));
        m_server->welcome();
        press(window(), "meetButton");
        pairNow();
        named<QPlainTextEdit>(window(), "composerEdit")->insertPlainText(QStringLiteral("h"));
        QVERIFY(!(*m_server)->take<protocol::Typing>());
    }

    void settings_withACommandLine_keepTheKnownServersBehindIt()
    {
        writeSettingsFile("server = wss://known.example\n");
        CommandLine commandLine;
        commandLine.server.url = QUrl(QStringLiteral("wss://script.example"));
        startWithSettings(commandLine);
        auto* servers = named<QComboBox>(window(), "serverField");
        QCOMPARE(servers->itemText(0), QStringLiteral("wss://script.example"));
        QCOMPARE(servers->itemText(1), QStringLiteral("wss://known.example"));
        QVERIFY(!named<QCheckBox>(window(), "adultTick")->isChecked());
    }

    void settings_remembered_areThePersonsOnly()
    {
        writeSettingsFile("adult = no\n");
        CommandLine commandLine;
        commandLine.server.url = QUrl(QStringLiteral("wss://script.example"));
        startWithSettings(commandLine);
        start();
        m_server->welcome();
        QVERIFY(m_settings->settings().adult);
        QVERIFY(m_settings->settings().servers.empty()); // a script's server is not the person's
        m_app->state()->stop();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isVisible());
        named<QComboBox>(window(), "serverField")->setEditText(QStringLiteral("own.example"));
        press(window(), "startButton");
        QTRY_COMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://own.example")));
        m_server->welcome();
        QVERIFY(m_settings->settings().servers == (std::vector<KnownServer>{{"wss://own.example", {}}}));
    }

    void settings_damaged_areIgnoredWithAWord()
    {
        writeSettingsFile("adult = yes\nsomething else\n");
        startWithSettings(CommandLine());
        QVERIFY(!named<QCheckBox>(window(), "adultTick")->isChecked());
        QVERIFY(named<PlainLabel>(window(), "welcomeNotice")->isVisible());
        QVERIFY(named<PlainLabel>(window(), "welcomeNotice")->shown().contains(QLatin1String("damaged")));
    }

    void helper_gone_isToldWhereThePersonLooks()
    {
        writeSettingsFile("adult = no\n");
        startWithSettings(CommandLine());
        QVERIFY(!named<PlainLabel>(window(), "welcomeNotice")->isVisible());
        named<QCheckBox>(window(), "adultTick")->setChecked(true); // would be written, and nobody is there
        QTRY_VERIFY(named<PlainLabel>(window(), "welcomeNotice")->isVisible());
        Q_EMIT m_helper->gone();
        QVERIFY(named<PlainLabel>(window(), "welcomeNotice")->shown().contains(QLatin1String("has ended")));
    }

    void link_noHelper_canNotBeOpened_withOne_failureIsTold()
    {
        pair();
        Q_EMIT window()->chat()->openLinkRequested(QStringLiteral("https://a.example")); // no button says so
        writeSettingsFile("");
        startWithSettings(CommandLine());
        named<QComboBox>(window(), "serverField")->setEditText(QStringLiteral("wss://chat.example"));
        pair();
        Q_EMIT window()->chat()->openLinkRequested(QStringLiteral("https://a.example"));
        auto* words = named<PlainLabel>(window(), "composerProblem");
        QTRY_VERIFY(words->isVisible());
        QVERIFY(words->shown().contains(QLatin1String("Copy the link")));
    }

private:
    void writeSettingsFile(const QByteArray& text)
    {
        m_config = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_config->path().toLocal8Bit());
        QVERIFY(QDir().mkpath(m_config->filePath(QStringLiteral("chatmet"))));
        QFile file(m_config->filePath(QStringLiteral("chatmet/settings.conf")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    /// Another window, with the settings of writeSettingsFile() and a helper whose process is gone.
    void startWithSettings(const CommandLine& commandLine)
    {
        m_app.reset();
        m_server = std::make_unique<testing::FakeServer>();
        m_helper = std::make_unique<Helper>(std::nullopt);
        m_settings = std::make_unique<SettingsFile>(m_helper.get());
        m_app = std::make_unique<ClientApp>(
            qApp, commandLine, Surroundings{m_server->factory(), nullptr, m_helper.get(), m_settings.get()});
        m_app->show();
        QVERIFY(QTest::qWaitForWindowExposed(window()));
    }

    [[nodiscard]] MainWindow* window() const { return m_app->window(); }

    static int unread(const QAbstractItemView* list)
    {
        return list->model()->index(0, 0).data(ConversationListModel::UnreadRole).toInt();
    }

    void start()
    {
        named<QCheckBox>(window(), "adultTick")->setChecked(true);
        press(window(), "startButton");
    }

    /// resumeWindowMs: 0: the session is not resumed.
    void pair(std::uint32_t resumeWindowMs = 0)
    {
        start();
        m_server->welcome(resumeWindowMs);
        press(window(), "meetButton");
        pairNow();
    }

    void pairNow()
    {
        QVERIFY((*m_server)->take<protocol::Meet>());
        protocol::Paired paired;
        paired.conversation = m_conversation = ConversationId::random(systemRandom());
        paired.ownMember = MemberId::random(systemRandom());
        paired.partnerMember = MemberId::random(systemRandom());
        paired.timeMs = 1'700'000'000'000;
        paired.partnerUsername = "fox";
        (*m_server)->say(paired);
        QVERIFY(window()->isChatShown());
        m_partner = testing::SealedPartner(paired);
        QCOMPARE(chip()->text(), QStringLiteral("not sealed"));
        m_partner.exchangeKeys(*m_server, paired);
    }
    [[nodiscard]] QString label(const char* name) const { return named<PlainLabel>(window(), name)->shown(); }
    [[nodiscard]] QPushButton* chip() const { return named<QPushButton>(window(), "sealChip"); }

    std::unique_ptr<testing::FakeServer> m_server;
    std::unique_ptr<QTemporaryDir> m_config;
    std::unique_ptr<Helper> m_helper;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<ClientApp> m_app;
    ConversationId m_conversation;
    testing::SealedPartner m_partner;
};

QTEST_MAIN(ClientAppTest)
#include "ClientAppTest.moc"
