// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program on a desktop: what it says of what comes, what closing asks, what sleep does. The test is
// the server and the desktop.
#include "client/app/SettingsFile.h"
#include "client/model/Pairs.h"
#include "client/view/HomePage.h"
#include "client/view/PlainLabel.h"
#include "client/view/RoomPage.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/app/FakeNotifier.h"
#include "tests/client/app/StartedApp.h"
#include "tests/client/model/SealedPartner.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace chatmet;
using namespace chatmet::client;

namespace {

constexpr std::uint32_t windowMs = 20'000;

} // namespace

class DesktopMannersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<testing::FakeServer>();
        m_settings = std::make_unique<SettingsFile>(nullptr);
        Surroundings surroundings;
        surroundings.transports = m_server->factory();
        surroundings.settings = m_settings.get();
        surroundings.notifier = [this] {
            auto notifier = std::make_unique<testing::FakeNotifier>();
            m_notifier = notifier.get();
            return notifier;
        };
        m_app = testing::shownApp(std::move(surroundings));
        QVERIFY(m_app != nullptr);
        QVERIFY(QTest::qWaitForWindowActive(window()));
        testing::pressStart(window());
        m_server->welcome(windowMs);
    }

    void cleanup()
    {
        m_app.reset();
        m_settings.reset();
        m_server.reset();
        m_other.reset();
    }

    // ---- what is told

    void message_elsewhere_isToldWithoutContent_untilThePersonIsBack()
    {
        pair();
        hear("seen at once");
        QVERIFY(m_notifier->told.isEmpty());
        goElsewhere();
        hear("secret-needle");
        QCOMPARE(m_notifier->told, QStringList{QStringLiteral("New message")});
        QCOMPARE(window()->windowTitle(), QStringLiteral("(1) otter with lantern-fox – ChatMet"));
        const int before = m_notifier->withdrawals;
        comeBack();
        QVERIFY(m_notifier->withdrawals > before);
        QVERIFY(!window()->windowTitle().startsWith(u'('));
    }

    void unread_takenBack_isNotWaitedFor()
    {
        pair();
        goElsewhere();
        hear("one");
        hear("two");
        QVERIFY(window()->windowTitle().startsWith(QStringLiteral("(2) ")));
        say(protocol::UnsendNotice{1});
        QVERIFY(window()->windowTitle().startsWith(QStringLiteral("(1) ")));
        say(protocol::UnsendNotice{2});
        QVERIFY(!window()->windowTitle().startsWith(u'('));
    }

    void somebody_whileElsewhere_isTold()
    {
        press(window(), "meetButton");
        goElsewhere();
        pairNow();
        QCOMPARE(m_notifier->told, QStringList{QStringLiteral("Somebody is there")});
    }

    void end_whileElsewhere_isTold_andTakenBackOnceErased()
    {
        pair();
        goElsewhere();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QCOMPARE(m_notifier->told, QStringList{QStringLiteral("It is over")});
        const int before = m_notifier->withdrawals;
        m_app->state()->pairs()->eraseNow();
        QVERIFY(m_notifier->withdrawals > before);
    }

    void panic_takesItBack()
    {
        pair();
        goElsewhere();
        hear("secret-needle");
        const int before = m_notifier->withdrawals;
        window()->panic();
        QVERIFY(m_notifier->withdrawals > before);
        QVERIFY(!window()->isVisible());
    }

    void end_isToldToTheServer_beforeTheDesktopIsAskedForAnything_data()
    {
        QTest::addColumn<bool>("byPanic");
        QTest::newRow("panic") << true;
        QTest::newRow("closed") << false;
    }

    void end_isToldToTheServer_beforeTheDesktopIsAskedForAnything()
    {
        QFETCH(const bool, byPanic);
        pair();
        goElsewhere();
        hear("secret-needle");
        QList<bool> wasTold;
        m_notifier->whenWithdrawn = [&] { wasTold.append((*m_server)->count<protocol::Goodbye>() > 0); };
        QSignalSpy quitting(m_app.get(), &ClientApp::quitting);
        connect(m_app.get(), &ClientApp::quitting, this, m_notifier->whenWithdrawn);
        if (byPanic)
            window()->panic();
        else
            Q_EMIT qApp->lastWindowClosed(); // Qt says so where exec() runs
        m_notifier->whenWithdrawn = {};
        QCOMPARE(quitting.size(), 1);
        QVERIFY(wasTold.size() > 1);
        QVERIFY(!wasTold.contains(false));
    }

    void click_bringsTheWindowForward()
    {
        pair();
        goElsewhere();
        Q_EMIT m_notifier->clicked({});
        QTRY_VERIFY(window()->isActiveWindow());
    }

    void preferences_takeEffectAndAreRemembered()
    {
        tick("soundTick");
        pair();
        goElsewhere();
        hear("one");
        QVERIFY(m_notifier->sound);
        const int withdrawals = m_notifier->withdrawals;
        tick("notificationsTick");
        QVERIFY(m_notifier->withdrawals > withdrawals);
        tick("trayTick");
        const Settings& kept = m_settings->settings();
        QVERIFY(!kept.notifications && kept.sound && !kept.tray);
        goElsewhere();
        const qsizetype before = m_notifier->told.size();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QCOMPARE(m_notifier->told.size(), before);
    }

    // ---- closing

    void close_nobodyThere_asksNothing()
    {
        window()->close();
        QVERIFY(!window()->isVisible());
    }

    void close_inAPair_asksOnce_andStays()
    {
        pair();
        window()->close();
        QVERIFY(window()->isVisible());
        QVERIFY(question()->isVisible());
        QCOMPARE(words(), QStringLiteral("lantern-fox is told, and everything here is erased."));
        QTRY_COMPARE(QApplication::focusWidget(), named<QWidget>(window(), "stayButton"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(!question()->isVisible());
        QVERIFY(words().isEmpty()); // it named the partner
        QTRY_COMPARE(QApplication::focusWidget(), named<QWidget>(window(), "composerEdit"));
        named<QAction>(window(), "quitAction")->trigger();
        QVERIFY(question()->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!question()->isVisible());
        QVERIFY(window()->isVisible());
        QVERIFY(!(*m_server)->take<protocol::Goodbye>());
    }

    void close_leave_isTold()
    {
        pair();
        window()->close();
        press(window(), "leaveAndCloseButton");
        QVERIFY(!window()->isVisible());
        Q_EMIT qApp->lastWindowClosed(); // Qt says so where exec() runs
        QVERIFY((*m_server)->take<protocol::Goodbye>());
    }

    void close_twice_closes()
    {
        pair();
        window()->close();
        window()->close();
        QVERIFY(!window()->isVisible());
        Q_EMIT qApp->lastWindowClosed(); // Qt says so where exec() runs
        QVERIFY((*m_server)->take<protocol::Goodbye>());
    }

    void close_inRooms_saysHowMany_andFollowsWhatIsSo()
    {
        openRoom();
        window()->close();
        QCOMPARE(words(),
                 QStringLiteral("Whoever is in your 1 rooms is told, and everything here is erased."));
        window()->places()->showHome();
        press(window(), "meetButton");
        pairNow();
        QCOMPARE(words(),
                 QStringLiteral("lantern-fox and whoever is in your 1 rooms are told, and everything "
                                "here is erased."));
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QVERIFY(words().startsWith(QStringLiteral("Whoever")));
        press(window()->places()->shownRoom() != nullptr
                  ? static_cast<QWidget*>(window()->places()->shownRoom())
                  : window(),
              "leaveRoomButton");
        QVERIFY(!question()->isVisible()); // nobody is left
        QVERIFY(window()->isVisible());
    }

    void close_endedPage_asksNothing()
    {
        pair();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        window()->close();
        QVERIFY(!window()->isVisible());
    }

    void panic_systemsEnd_sessionsEnd_neverAsk()
    {
        pair();
        window()->askNoMore(); // what commitDataRequest does
        window()->close();
        QVERIFY(!window()->isVisible());
    }

    // ---- sleep

    void sleep_longerThanTheWindow_leavesNothingOnTheScreen()
    {
        openRoom();
        pair();
        hear("secret-needle");
        Q_EMIT m_app->desktop()->sleep()->woke(qint64(windowMs) + 1);
        QVERIFY(!window()->places()->isChatShown());
        QCOMPARE(window()->places()->shownRoom(), nullptr);
        QCOMPARE(m_app->state()->pairs()->messages()->count(), 0);
        QVERIFY(m_app->state()->rooms().isEmpty());
        QVERIFY(!window()->windowTitle().contains(QStringLiteral("lantern-fox")));
        QCOMPARE(m_server->attempts, 2); // and the line is tried at once
        QVERIFY(label("homeProblem").contains(QStringLiteral("slept")));
        m_server->welcome(windowMs);
        QVERIFY(label("homeProblem").contains(QStringLiteral("slept"))); // still to be read
    }

    void sleep_short_goesOn()
    {
        pair();
        hear("still here");
        const std::uint64_t sequence = (*m_server)->sequence;
        Q_EMIT m_app->desktop()->sleep()->woke(5'000);
        QVERIFY(window()->places()->isChatShown());
        QCOMPARE(m_server->attempts, 2);
        m_server->resume(sequence, 2);
        QCOMPARE(m_app->state()->pairs()->meeting(), Meeting::Paired);
        QVERIFY(!named<QWidget>(window(), "reconnectingBanner")->isVisible());
    }

private:
    [[nodiscard]] MainWindow* window() const { return m_app->window(); }
    [[nodiscard]] QWidget* question() const { return named<QWidget>(window(), "closeQuestion"); }
    [[nodiscard]] QString words() const { return label("closeWords"); }
    [[nodiscard]] QString label(const char* name) const { return named<PlainLabel>(window(), name)->shown(); }

    /// On the page of settings, which is left again.
    void tick(const char* name)
    {
        comeBack();
        named<QAction>(window(), "settingsAction")->trigger();
        named<QCheckBox>(window(), name)->click();
        QTest::keyClick(named<QCheckBox>(window(), name), Qt::Key_Escape);
    }
    void goElsewhere()
    {
        m_other = std::make_unique<QWidget>();
        m_other->show();
        m_other->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_other.get()));
    }
    void comeBack()
    {
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
    }
    void openRoom()
    {
        m_app->state()->openRoom(QStringLiteral("Tea"));
        (*m_server)->say(protocol::RoomOpened{ConversationId::random(systemRandom()),
                                              MemberId::random(systemRandom()), 50});
        QVERIFY(window()->places()->shownRoom() != nullptr);
    }
    void pair()
    {
        window()->places()->showHome();
        press(window(), "meetButton");
        pairNow();
    }
    void pairNow()
    {
        QVERIFY((*m_server)->take<protocol::Meet>());
        const protocol::Paired paired = testing::somebody("lantern-fox");
        m_conversation = paired.conversation;
        (*m_server)->say(paired);
        m_number = 0;
        m_partner = testing::SealedPartner(paired);
        m_partner.exchangeKeys(*m_server, paired);
        QApplication::processEvents();
    }
    void hear(const std::string& text) { say(protocol::Text{text}); }
    void say(const protocol::Content& content)
    {
        (*m_server)->say(
            protocol::Message{m_conversation, m_partner.keys.sending.sender, ++m_number, 1'700'000'000'000},
            m_partner.seal(content));
    }

    std::unique_ptr<testing::FakeServer> m_server;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<ClientApp> m_app;
    std::unique_ptr<QWidget> m_other; ///< another program's
    testing::FakeNotifier* m_notifier{nullptr};
    ConversationId m_conversation;
    testing::SealedPartner m_partner;
    std::uint64_t m_number{0};
};

int main(int argc, char** argv)
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // the desktop of whoever runs this is left alone
    qunsetenv("XDG_RUNTIME_DIR");
    QApplication application(argc, argv);
    DesktopMannersTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "DesktopMannersTest.moc"
