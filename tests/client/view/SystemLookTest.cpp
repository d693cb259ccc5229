// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's look, from a portal that the test plays on a bus of its own.
#include "client/view/SystemLook.h"

#include "client/view/Theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusVariant>
#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace chatmet::client;

using Namespaces = QMap<QString, QVariantMap>;

/// What answers in the place of the desktop.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme{0};
    uint contrast{0};
    QStringList asked;

public Q_SLOTS:
    Namespaces ReadAll(const QStringList& namespaces) // NOLINT: the portal's own name
    {
        asked = namespaces;
        const QString space = QStringLiteral("org.freedesktop.appearance");
        return {{space, {{QStringLiteral("color-scheme"), scheme}, {QStringLiteral("contrast"), contrast}}}};
    }
};

class SystemLookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qDBusRegisterMetaType<Namespaces>();
        m_bus = std::make_unique<QDBusConnection>(
            QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("portal")));
        QVERIFY(m_bus->isConnected());
    }

    void init()
    {
        m_portal = std::make_unique<FakePortal>();
        QVERIFY(m_bus->registerObject(place(), m_portal.get(), QDBusConnection::ExportAllSlots));
    }

    void cleanup()
    {
        m_bus->unregisterService(QStringLiteral("org.freedesktop.portal.Desktop"));
        m_bus->unregisterObject(place());
    }

    void portal_thatIsNotThere_leavesItToThePalette()
    {
        Theme theme(qApp);
        const Scheme before = theme.scheme();
        SystemLook look;
        QSignalSpy changed(&look, &SystemLook::changed);
        look.watch();
        QCOMPARE(theme.scheme(), before);
        // What is said later is heard, as the first that is.
        QTRY_VERIFY((say(QStringLiteral("color-scheme"), 1), !changed.isEmpty()));
        QCOMPARE(changed.first().first().value<SystemWish>(), (SystemWish{.dark = true}));
    }

    void portal_whatItSays_isTheLook_data()
    {
        QTest::addColumn<uint>("scheme");
        QTest::addColumn<uint>("contrast");
        QTest::addColumn<Scheme>("look");
        QTest::newRow("dark") << 1u << 0u << Scheme::Dark;
        QTest::newRow("light") << 2u << 0u << Scheme::Light;
        QTest::newRow("high contrast") << 0u << 1u << Scheme::HighContrast;
        QTest::newRow("dark, high contrast") << 1u << 1u << Scheme::HighContrast;
        QTest::newRow("nothing it knows") << 77u << 78u << Scheme::Light;
    }

    void portal_whatItSays_isTheLook()
    {
        QFETCH(uint, scheme);
        QFETCH(uint, contrast);
        m_portal->scheme = scheme;
        m_portal->contrast = contrast;
        come();
        Theme theme(qApp);
        SystemLook look;
        connect(&look, &SystemLook::changed, &theme, &Theme::setSystemWish);
        QSignalSpy changed(&look, &SystemLook::changed);
        look.watch();
        QVERIFY(changed.wait());
        QTEST(theme.scheme(), "look");
        QCOMPARE(m_portal->asked, QStringList{space()});
        if (scheme == 1)
            QVERIFY(theme.colors().ground.lightness() < theme.colors().ink.lightness());
    }

    void portal_whileRunning_isFollowed()
    {
        come();
        Theme theme(qApp);
        SystemLook look;
        connect(&look, &SystemLook::changed, &theme, &Theme::setSystemWish);
        QSignalSpy changed(&look, &SystemLook::changed);
        look.watch();
        QVERIFY(changed.wait());
        say(QStringLiteral("color-scheme"), 1);
        QTRY_COMPARE(theme.scheme(), Scheme::Dark);
        say(QStringLiteral("contrast"), 1);
        QTRY_COMPARE(theme.scheme(), Scheme::HighContrast);
        say(QStringLiteral("contrast"), 0);
        QTRY_COMPARE(theme.scheme(), Scheme::Dark);
        say(QStringLiteral("accent-color"), 7);
        say(QStringLiteral("color-scheme"), 2, QStringLiteral("org.gnome.desktop.interface"));
        say(QStringLiteral("color-scheme"), 2);
        QTRY_COMPARE(theme.scheme(), Scheme::Light);
        theme.setScheme(Scheme::Dark); // by choice
        say(QStringLiteral("contrast"), 1);
        QTRY_COMPARE(changed.last().first().value<SystemWish>().contrast, true);
        QCOMPARE(theme.scheme(), Scheme::Dark);
        theme.setScheme({});
        QCOMPARE(theme.scheme(), Scheme::HighContrast);
    }

    void watch_returnsAtOnce_whateverTheBusDoes()
    {
        QElapsedTimer clock;
        clock.start();
        SystemLook look;
        look.watch();
        QVERIFY(clock.elapsed() < 50);
    }

private:
    static QString place() { return QStringLiteral("/org/freedesktop/portal/desktop"); }
    static QString space() { return QStringLiteral("org.freedesktop.appearance"); }
    void come() { QVERIFY(m_bus->registerService(QStringLiteral("org.freedesktop.portal.Desktop"))); }
    void say(const QString& key, uint value, const QString& of = space())
    {
        QDBusMessage signal = QDBusMessage::createSignal(
            place(), QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("SettingChanged"));
        signal.setArguments({of, key, QVariant::fromValue(QDBusVariant(value))});
        QVERIFY(m_bus->send(signal));
    }

    std::unique_ptr<QDBusConnection> m_bus;
    std::unique_ptr<FakePortal> m_portal;
};

/// The bus is there before anything of Qt could look for the person's own, and ends with the test.
int main(int argc, char** argv)
{
    QProcess bus;
    bus.start(QStringLiteral("dbus-daemon"),
              {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    if (!bus.waitForStarted() || !bus.waitForReadyRead()) {
        qWarning("dbus-daemon did not start");
        return 1;
    }
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus.readLine().trimmed());
    int status = 1;
    {
        QApplication application(argc, argv);
        SystemLookTest test;
        status = QTest::qExec(&test, argc, argv);
    }
    bus.kill();
    bus.waitForFinished();
    return status;
}

#include "SystemLookTest.moc"
