// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who is told of what came, when, and in which words.
#include "client/app/Alerts.h"

#include "client/app/SleepWatch.h"
#include "client/app/TrayIcon.h"
#include "client/net/SleepClock.h"
#include "tests/client/app/FakeNotifier.h"

#include <QApplication>
#include <QIcon>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace chatmet::client;
using chatmet::testing::FakeNotifier;

class AlertsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_nowMs = 100'000;
        m_window = std::make_unique<QWidget>();
        m_notifier = std::make_unique<FakeNotifier>();
        m_tray = std::make_unique<TrayIcon>();
        m_alerts = std::make_unique<Alerts>(m_window.get(), m_notifier.get(), m_tray.get(),
                                            [this] { return m_nowMs; });
    }

    void pace_severalInARow_areOne()
    {
        AlertPace pace;
        QCOMPARE(pace.arrived(Arrival::Somebody, 0), Arrival::Somebody);
        QVERIFY(!pace.arrived(Arrival::Message, 100));
        QVERIFY(!pace.arrived(Arrival::Over, 4'900));
        QCOMPARE(pace.dueIn(4'900), 100);
        QVERIFY(!pace.due(4'999));
        QCOMPARE(pace.due(5'000), Arrival::Over); // the newest
        QVERIFY(!pace.isWaiting());
        QCOMPARE(pace.dueIn(5'000), 0);
        QVERIFY(!pace.arrived(Arrival::Message, 9'000));
        QCOMPARE(pace.due(10'000), Arrival::Message);
        QCOMPARE(pace.arrived(Arrival::Message, 15'000), Arrival::Message);
    }

    void pace_dropped_isNotTold_butStillCounts()
    {
        AlertPace pace;
        QVERIFY(pace.arrived(Arrival::Message, 0));
        QVERIFY(!pace.arrived(Arrival::Message, 1'000));
        pace.drop();
        QVERIFY(!pace.due(60'000));
        QVERIFY(pace.arrived(Arrival::Message, 60'000));
        pace.drop();
        QVERIFY(!pace.arrived(Arrival::Message, 61'000));
    }

    void tell_saysOneOfThreeThings()
    {
        m_alerts->tell(Arrival::Somebody);
        m_nowMs += AlertPace::apartMs;
        m_alerts->tell(Arrival::Message);
        m_nowMs += AlertPace::apartMs;
        m_alerts->tell(Arrival::Over);
        QCOMPARE(m_notifier->told,
                 (QStringList{QStringLiteral("Somebody is there"), QStringLiteral("New message"),
                              QStringLiteral("It is over")}));
        QVERIFY(!m_notifier->sound);
    }

    void tell_activeWindow_isNotTold()
    {
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_alerts->tell(Arrival::Message);
        QVERIFY(m_notifier->told.isEmpty());
        m_window->setWindowState(Qt::WindowMinimized); // no other window is there to be the active one
        m_alerts->tell(Arrival::Message);
        QCOMPARE(m_notifier->told.size(), 1);
    }

    void tell_flood_isToldOnce_andTheLastInTime()
    {
        for (int i = 0; i < 1'000; ++i)
            m_alerts->tell(Arrival::Message);
        QCOMPARE(m_notifier->told.size(), 1);
        m_alerts->withdraw();
        QCOMPARE(m_notifier->withdrawals, 1);
        m_nowMs += AlertPace::apartMs;
        m_alerts->tell(Arrival::Over);
        QCOMPARE(m_notifier->told.size(), 2);
    }

    void switchedOff_saysNothing()
    {
        m_alerts->setNotifications(false);
        m_alerts->tell(Arrival::Message);
        QVERIFY(m_notifier->told.isEmpty());
    }

    void sound_isAskedForOnlyWhereWanted()
    {
        m_alerts->setSound(true);
        m_alerts->tell(Arrival::Message);
        QVERIFY(m_notifier->sound);
        Q_EMIT m_notifier->shown(false); // beeps, which nobody hears here
        Q_EMIT m_notifier->failed();     // nor is there a tray
    }

    void click_bringsTheWindow()
    {
        QSignalSpy wanted(m_alerts.get(), &Alerts::showRequested);
        Q_EMIT m_notifier->clicked("token");
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toByteArray(), QByteArray("token"));
    }

    void tray_words_countAndNameNobody()
    {
        QCOMPARE(trayWords(0), QStringLiteral("ChatMet"));
        QCOMPARE(trayWords(2), QStringLiteral("ChatMet, 2 unread"));
    }

    void tray_icon_showsThatSomethingWaits()
    {
        const auto drawn = [](int unread) { return trayIcon(unread).pixmap(22).toImage(); };
        QVERIFY(!drawn(0).isNull());
        QVERIFY(drawn(0) != drawn(1));
        QVERIFY(drawn(1) != drawn(2));
        QVERIFY(drawn(10) == drawn(99));
    }

    void tray_withoutADesktop_isNothing()
    {
        m_tray->setShown(true);
        m_tray->setUnread(3);
        QVERIFY(!m_tray->showMessage(QStringLiteral("New message")));
        m_tray->setShown(false);
    }

    void sleep_isTheDifferenceOfTheClocks()
    {
        qint64 counting = 500'000;
        qint64 awake = 100'000;
        SleepWatch watch([&] { return counting; }, [&] { return awake; });
        QSignalSpy woke(&watch, &SleepWatch::woke);
        counting += 3'000;
        awake += 3'000;
        watch.look();
        QCOMPARE(woke.size(), 0);
        counting += 61'500;
        awake += 1'500;
        watch.look();
        QCOMPARE(woke.size(), 1);
        QCOMPARE(woke.last().first().toLongLong(), 60'000);
        watch.look();
        counting += 400; // the two are not read at once
        watch.look();
        QCOMPARE(woke.size(), 1);
        counting += 20'000;
        watch.look();
        QCOMPARE(woke.last().first().toLongLong(), 20'400);
    }

    void sleep_realClocks_goOn()
    {
        const qint64 counting = sleepCountingMs();
        const qint64 awake = awakeMs();
        QVERIFY(counting >= awake);
        QTRY_VERIFY(sleepCountingMs() > counting && awakeMs() > awake);
    }

private:
    qint64 m_nowMs{0};
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<FakeNotifier> m_notifier;
    std::unique_ptr<TrayIcon> m_tray;
    std::unique_ptr<Alerts> m_alerts;
};

int main(int argc, char** argv)
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // the desktop of whoever runs this is left alone
    qunsetenv("XDG_RUNTIME_DIR");
    QApplication application(argc, argv);
    AlertsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "AlertsTest.moc"
