// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Notifications over a session bus of the test's own, with a desktop that keeps what it hears.
#include "client/app/DesktopNotifications_linux.h"
#include "client/app/PortalNotifications_linux.h"
#include "client/app/SessionBus_linux.h"
#include "client/model/Pairs.h"
#include "tests/client/app/StartedApp.h"
#include "tests/client/model/SealedPartner.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <functional>

using namespace chatmet;
using namespace chatmet::client;

namespace {

struct Notified
{
    QString program;
    uint replaces{0};
    QString icon;
    QString words;
    QString body;
    QStringList actions;
    QVariantMap hints;
    int expires{0};
};

QDBusConnection desktopsBus()
{
    return QDBusConnection(QStringLiteral("desktop"));
}

} // namespace

/// What a desktop offers as org.freedesktop.Notifications.
class FakeDesktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QList<Notified> notified;
    QList<uint> closed;
    QStringList capabilities{QStringLiteral("actions"), QStringLiteral("body")};
    uint nextId{7};
    std::function<void()> onNotify; ///< before it is answered

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString& program, uint replaces, const QString& icon, const QString& words,
                const QString& body, const QStringList& actions, const QVariantMap& hints, int expires)
    {
        notified.append({program, replaces, icon, words, body, actions, hints, expires});
        if (onNotify)
            onNotify();
        return replaces != 0 ? replaces : nextId++;
    }
    void CloseNotification(uint id) { closed.append(id); }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);
    void ActivationToken(uint id, const QString& token);
    void NotificationClosed(uint id, uint reason);
};

/// org.freedesktop.portal.Notification.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Notification")
    Q_PROPERTY(uint version READ version)

public:
    [[nodiscard]] uint version() const { return spoken; }
    uint spoken{2};
    QList<std::pair<QString, QVariantMap>> added;
    QStringList removed;

public Q_SLOTS:
    void AddNotification(const QString& id, const QVariantMap& notification)
    {
        added.append({id, notification});
    }
    void RemoveNotification(const QString& id) { removed.append(id); }

Q_SIGNALS:
    void ActionInvoked(const QString& id, const QString& action, const QVariantList& parameters);
};

class NotificationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_desktop = std::make_unique<FakeDesktop>();
        m_portal = std::make_unique<FakePortal>();
        QDBusConnection bus =
            QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("desktop"));
        QVERIFY(bus.isConnected());
        const auto all = QDBusConnection::ExportAllContents;
        QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), m_desktop.get(), all));
        QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), m_portal.get(), all));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    }

    void cleanup()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
        m_desktop.reset();
        m_portal.reset();
    }

    void show_isContentFreeAndNotKept()
    {
        DesktopNotifications notifier;
        QSignalSpy shown(&notifier, &Notifier::shown);
        notifier.show(QStringLiteral("New message"), false);
        QVERIFY(m_desktop->notified.isEmpty()); // nobody was waited for
        QVERIFY(shown.wait());
        QCOMPARE(m_desktop->notified.size(), 1);
        const Notified& one = m_desktop->notified.first();
        QCOMPARE(one.program, QStringLiteral("ChatMet"));
        QCOMPARE(one.words, QStringLiteral("New message"));
        QVERIFY(one.body.isEmpty());
        QCOMPARE(one.replaces, 0U);
        QCOMPARE(one.expires, -1);
        QCOMPARE(one.actions, (QStringList{QStringLiteral("default"), QStringLiteral("Show")}));
        QCOMPARE(one.hints.value(QStringLiteral("transient")), QVariant(true));
        QCOMPARE(one.hints.value(QStringLiteral("resident")), QVariant(false));
        QCOMPARE(one.hints.value(QStringLiteral("desktop-entry")), QVariant(QStringLiteral("chatmet")));
        QCOMPARE(one.hints.value(QStringLiteral("suppress-sound")), QVariant(true));
        QVERIFY(!one.hints.contains(QStringLiteral("sound-name")));
        QCOMPARE(one.hints.size(), 6); // no picture, no process, nothing else
    }

    void show_again_replacesTheFirst()
    {
        DesktopNotifications notifier;
        QSignalSpy shown(&notifier, &Notifier::shown);
        notifier.show(QStringLiteral("Somebody is there"), false);
        QVERIFY(shown.wait());
        notifier.show(QStringLiteral("New message"), false);
        notifier.show(QStringLiteral("It is over"), false);
        QVERIFY(shown.wait());
        QCOMPARE(m_desktop->notified.last().words, QStringLiteral("It is over"));
        QCOMPARE(m_desktop->notified.last().replaces, 7U);
        QCOMPARE(m_desktop->notified.size(), 2);
    }

    void withdraw_shown_orOnItsWay_isTakenBack()
    {
        DesktopNotifications notifier;
        QSignalSpy shown(&notifier, &Notifier::shown);
        notifier.withdraw(); // nothing
        notifier.show(QStringLiteral("New message"), false);
        QVERIFY(shown.wait());
        notifier.withdraw();
        QTRY_COMPARE(m_desktop->closed, QList<uint>{7});
        notifier.withdraw();
        m_desktop->onNotify = [&notifier] { notifier.withdraw(); };
        notifier.show(QStringLiteral("New message"), false);
        QTRY_COMPARE(m_desktop->closed, (QList<uint>{7, 8}));
        QCOMPARE(m_desktop->notified.size(), 2);
        m_desktop->onNotify = {};
        notifier.show(QStringLiteral("New message"), false);
        notifier.withdraw(); // before it went
        notifier.show(QStringLiteral("It is over"), false);
        QVERIFY(shown.wait());
        QCOMPARE(m_desktop->notified.last().words, QStringLiteral("It is over"));
        QCOMPARE(m_desktop->notified.size(), 3);
        QCOMPARE(shown.size(), 2);
    }

    void closedByThePerson_isNotReplaced()
    {
        DesktopNotifications notifier;
        QSignalSpy shown(&notifier, &Notifier::shown);
        notifier.show(QStringLiteral("New message"), false);
        QVERIFY(shown.wait());
        Q_EMIT m_desktop->NotificationClosed(7, 2);
        Q_EMIT m_desktop->ActionInvoked(99, QStringLiteral("default")); // another program's
        notifier.show(QStringLiteral("New message"), false);
        QVERIFY(shown.wait());
        QTRY_COMPARE(m_desktop->notified.last().replaces, 0U);
    }

    void click_bringsTheTokenAlong()
    {
        DesktopNotifications notifier;
        QSignalSpy shown(&notifier, &Notifier::shown);
        QSignalSpy clicked(&notifier, &Notifier::clicked);
        notifier.show(QStringLiteral("New message"), false);
        QVERIFY(shown.wait());
        Q_EMIT m_desktop->ActionInvoked(99, QStringLiteral("default")); // another program's
        Q_EMIT m_desktop->ActivationToken(7, QStringLiteral("wayland-token"));
        Q_EMIT m_desktop->ActionInvoked(7, QStringLiteral("default"));
        QVERIFY(clicked.wait());
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked.first().first().toByteArray(), QByteArray("wayland-token"));
    }

    void sound_asTheDesktopCan()
    {
        DesktopNotifications notifier;
        QSignalSpy shown(&notifier, &Notifier::shown);
        notifier.show(QStringLiteral("New message"), true);
        QVERIFY(shown.wait());
        QCOMPARE(shown.last().first().toBool(), false);
        QVERIFY(!m_desktop->notified.last().hints.contains(QStringLiteral("sound-name")));
        m_desktop->capabilities = QStringList{QStringLiteral("sound")};
        notifier.show(QStringLiteral("New message"), true);
        QVERIFY(shown.wait());
        QCOMPARE(shown.last().first().toBool(), true);
        QCOMPARE(m_desktop->notified.last().hints.value(QStringLiteral("sound-name")),
                 QVariant(QStringLiteral("message-new-instant")));
        QVERIFY(m_desktop->notified.last().actions.isEmpty()); // it knows none
    }

    void nobodyThere_isSaid()
    {
        QVERIFY(desktopsBus().unregisterService(QStringLiteral("org.freedesktop.Notifications")));
        QVERIFY(desktopsBus().unregisterService(QStringLiteral("org.freedesktop.portal.Desktop")));
        DesktopNotifications desktop;
        PortalNotifications portal;
        for (Notifier* notifier : {static_cast<Notifier*>(&desktop), static_cast<Notifier*>(&portal)}) {
            QSignalSpy failed(notifier, &Notifier::failed);
            notifier->show(QStringLiteral("New message"), false);
            QVERIFY(failed.wait());
        }
    }

    void portal_newOne_isToldNotToKeepIt()
    {
        PortalNotifications notifier;
        QSignalSpy shown(&notifier, &Notifier::shown);
        QSignalSpy clicked(&notifier, &Notifier::clicked);
        notifier.show(QStringLiteral("New message"), true);
        QVERIFY(shown.wait());
        QCOMPARE(shown.last().first().toBool(), true);
        const auto& [id, map] = m_portal->added.first();
        QCOMPARE(map.value(QStringLiteral("title")), QVariant(QStringLiteral("New message")));
        QVERIFY(
            map.value(QStringLiteral("display-hint")).toStringList().contains(QStringLiteral("transient")));
        QCOMPARE(map.size(), 5);
        Q_EMIT m_portal->ActionInvoked(
            id, QStringLiteral("show"),
            {QVariantMap{{QStringLiteral("activation-token"), QStringLiteral("portal-token")}}});
        QVERIFY(clicked.wait());
        QCOMPARE(clicked.first().first().toByteArray(), QByteArray("portal-token"));
        notifier.withdraw();
        notifier.withdraw();
        QTRY_COMPARE(m_portal->removed, QStringList{id});
    }

    void portal_oldOne_getsWhatItKnows()
    {
        m_portal->spoken = 1;
        PortalNotifications notifier;
        QSignalSpy shown(&notifier, &Notifier::shown);
        QSignalSpy clicked(&notifier, &Notifier::clicked);
        notifier.show(QStringLiteral("New message"), true);
        QVERIFY(shown.wait());
        QCOMPARE(shown.last().first().toBool(), false);
        QCOMPARE(m_portal->added.first().second.keys(),
                 (QStringList{QStringLiteral("default-action"), QStringLiteral("priority"),
                              QStringLiteral("title")}));
        Q_EMIT m_portal->ActionInvoked(m_portal->added.first().first, QStringLiteral("show"), {});
        QVERIFY(clicked.wait());
    }

    void noBus_isNotLookedFor()
    {
        const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
        QVERIFY(!hasSessionBus());
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        QTemporaryDir folder;
        qputenv("XDG_RUNTIME_DIR", folder.path().toLocal8Bit());
        QVERIFY(!hasSessionBus());
        DesktopNotifications notifier;
        QSignalSpy failed(&notifier, &Notifier::failed);
        notifier.show(QStringLiteral("New message"), false);
        QCOMPARE(failed.size(), 1);
        QFile bus(folder.filePath(QStringLiteral("bus")));
        QVERIFY(bus.open(QIODevice::WriteOnly));
        QVERIFY(hasSessionBus());
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    }

    /// Everything that anybody says on the bus while somebody is met, writes and leaves, is heard; nothing of
    /// it names anybody or anything.
    void wholeProgram_saysNothingOfWhoOrWhat()
    {
        QProcess monitor;
        monitor.start(QStringLiteral("dbus-monitor"), {QStringLiteral("--session")});
        QVERIFY(monitor.waitForStarted());
        QVERIFY(monitor.waitForReadyRead()); // it says when it hears
        testing::FakeServer server;
        CommandLine commandLine = testing::otter(QStringLiteral("wss://needle-host.example"));
        commandLine.username = QStringLiteral("needle-own-name");
        const auto app = testing::shownApp({server.factory()}, commandLine);
        QVERIFY(app != nullptr && QTest::qWaitForWindowActive(app->window()));
        testing::pressStart(app->window());
        server.welcome(20'000);
        app->state()->openRoom(QStringLiteral("needle-room-title"));
        server->say(protocol::RoomOpened{ConversationId::random(systemRandom()),
                                         MemberId::random(systemRandom()), 50});
        QWidget elsewhere;
        elsewhere.show();
        elsewhere.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&elsewhere));
        app->state()->pairs()->meet({QStringLiteral("needle-topic")});
        const protocol::Paired paired = testing::somebody("needle-partner");
        server->say(paired);
        testing::SealedPartner partner(paired);
        partner.exchangeKeys(server, paired);
        server->say(protocol::Message{paired.conversation, partner.keys.sending.sender, 1, 1},
                    partner.seal(protocol::Text{"needle-text"}));
        QCOMPARE(app->state()->pairs()->messages()->at(app->state()->pairs()->messages()->count() - 1).text,
                 QStringLiteral("needle-text"));
        QTRY_VERIFY(!m_desktop->notified.isEmpty());
        app->window()->panic();
        QTRY_VERIFY(!m_desktop->closed.isEmpty());
        QByteArray heard;
        const auto hearsTheEnd = [&] {
            monitor.waitForReadyRead(20);
            heard += monitor.readAllStandardOutput();
            return heard.contains("member=CloseNotification");
        };
        QTRY_VERIFY(hearsTheEnd());
        QVERIFY(heard.contains("Somebody is there"));
        QVERIFY2(!heard.contains("needle"), heard.constData());
        monitor.kill();
        monitor.waitForFinished();
    }

private:
    std::unique_ptr<FakeDesktop> m_desktop;
    std::unique_ptr<FakePortal> m_portal;
};

int main(int argc, char** argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("ChatMet"));
    QGuiApplication::setDesktopFileName(QStringLiteral("chatmet"));
    QApplication application(argc, argv); // offscreen it asks for no bus
    const QTemporaryDir folder;
    QProcess daemon;
    daemon.start(QStringLiteral("dbus-daemon"),
                 {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nosyslog"),
                  QStringLiteral("--print-address"),
                  QStringLiteral("--address=unix:path=") + folder.filePath(QStringLiteral("bus"))});
    if (!daemon.waitForStarted(10'000) || !daemon.waitForReadyRead(10'000)) {
        std::fputs("no dbus-daemon: packaging/install-dependencies tests\n", stderr);
        return 1;
    }
    qputenv("DBUS_SESSION_BUS_ADDRESS", daemon.readAllStandardOutput().trimmed());
    NotificationsTest test;
    const int status = QTest::qExec(&test, argc, argv);
    daemon.terminate();
    daemon.waitForFinished(5'000);
    return status;
}

#include "NotificationsTest.moc"
