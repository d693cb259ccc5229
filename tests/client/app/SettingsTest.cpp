// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings as text: what is remembered comes back, and nothing else gets in.
#include "client/app/Settings.h"

#include <QTest>

using namespace chatmet::client;

namespace {

const QByteArray fingerprint(64, 'a');

Settings everything()
{
    Settings settings;
    settings.adult = true;
    settings.typingHints = false;
    settings.notifications = false;
    settings.sound = true;
    settings.tray = false;
    settings.theme = ThemeChoice::HighContrast;
    settings.proxy = {ProxyKind::Socks5, QStringLiteral("2001:db8::1"), 1080};
    settings.endedPageSeconds = 0;
    settings.hiddenFromCapture = true;
    settings.freshUsername = true;
    settings.language = QStringLiteral("hi");
    settings.servers = {{QStringLiteral("wss://chat.example"), {}},
                        {QStringLiteral("wss://[2001:db8::1]:8443/chat"), fingerprint}};
    settings.windowWidth = 960;
    settings.windowHeight = 640;
    return settings;
}

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void written_comesBack()
    {
        for (const Settings& settings : {Settings(), everything()}) {
            const auto read = readSettings(written(settings));
            QVERIFY(read);
            QVERIFY(*read == settings);
        }
    }

    void damaged_wholeLineOfAProxy_holds()
    {
        const Settings after =
            settingsAfterDamage("adult = yes\nproxy = socks5 2001:db8::1 1080\nof_a_later_version = yes\n");
        QVERIFY(after.proxy == (ProxyPolicy{ProxyKind::Socks5, QStringLiteral("2001:db8::1"), 1080}));
        QCOMPARE(settingsAfterDamage("x\nproxy = tor\n").proxy.kind, ProxyKind::Tor);
        QCOMPARE(settingsAfterDamage("x\nproxy = none\n").proxy.kind, ProxyKind::None);
        QVERIFY(!after.adult);
    }

    void damaged_noWholeLineOfAProxy_letsNothingThrough()
    {
        for (const char* text :
             {"", "x\n", "proxy = tor", "proxy = t\n", "# proxy = none\n", "x\nproxy = none"}) {
            const Settings after = settingsAfterDamage(text);
            QVERIFY(after.proxy == (ProxyPolicy{ProxyKind::Socks5, {}, 0}));
        }
    }

    void written_everyChoice_comesBack()
    {
        Settings settings;
        for (const ThemeChoice theme :
             {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast}) {
            settings.theme = theme;
            QVERIFY(readSettings(written(settings))->theme == theme);
        }
        for (const ProxyKind proxy :
             {ProxyKind::None, ProxyKind::System, ProxyKind::Socks5, ProxyKind::Tor, ProxyKind::TorBrowser}) {
            settings.proxy.kind = proxy;
            QVERIFY(readSettings(written(settings))->proxy.kind == proxy);
        }
    }

    /// A proxy that is not complete lets nothing through, and is remembered as that.
    void written_halfAProxy_staysOne()
    {
        const auto line = [](const ProxyPolicy& proxy) {
            Settings settings;
            settings.proxy = proxy;
            const QString text = QString::fromStdString(written(settings));
            return text.section(QStringLiteral("proxy = "), 1).section(u'\n', 0, 0);
        };
        QCOMPARE(line({ProxyKind::Socks5, QStringLiteral("127.0.0.1"), 0}), QStringLiteral("socks5"));
        QCOMPARE(line({ProxyKind::Socks5, QStringLiteral("a b\nadult = yes"), 1080}),
                 QStringLiteral("socks5"));
        QCOMPARE(line({ProxyKind::Tor, QStringLiteral("127.0.0.1"), 1080}), QStringLiteral("tor"));
    }

    void written_largest_fits()
    {
        Settings settings = everything();
        for (int i = 0; i < 2 * knownServersMax; ++i)
            settings.remember(
                {QStringLiteral("wss://") + QString(280, u'h') + QString::number(i), fingerprint});
        QCOMPARE(settings.servers.size(), knownServersMax);
        QVERIFY(written(settings).size() <= settingsBytesMax);
        QVERIFY(*readSettings(written(settings)) == settings);
    }

    void read_partsAndComments_keepDefaults()
    {
        Settings adultOnly;
        adultOnly.adult = true;
        QVERIFY(*readSettings("") == Settings());
        QVERIFY(*readSettings("# a note\n\nadult = yes") == adultOnly);
        QVERIFY(*readSettings("adult = yes\nadult = no\n") == Settings());
    }

    void read_foreign_isNothing_data()
    {
        QTest::addColumn<QString>("text");
        const QString hex(64, u'a');
        const char* const lines[] = {"adult",
                                     "adult=yes",
                                     "adult = maybe",
                                     "Adult = yes",
                                     " adult = yes",
                                     "adult = yes ",
                                     "adult = yes\r",
                                     "username = otter",
                                     "room = 12",
                                     "partner = fox",
                                     "folder = /tmp",
                                     "[general]",
                                     "{}",
                                     "notifications = 1",
                                     "sound = maybe",
                                     "tray",
                                     "theme = green",
                                     "theme = HighContrast",
                                     "proxy = ",
                                     "proxy = http",
                                     "proxy = none ",
                                     "proxy = tor 127.0.0.1 9050",
                                     "proxy = socks5 127.0.0.1",
                                     "proxy = socks5 127.0.0.1 0",
                                     "proxy = socks5 127.0.0.1 65536",
                                     "proxy = socks5 127.0.0.1 01080",
                                     "proxy = socks5 127.0.0.1 1080 ",
                                     "proxy = socks5 me@proxy 1080",
                                     "proxy = socks5  1080",
                                     "ended_page_seconds = ",
                                     "ended_page_seconds = -1",
                                     "ended_page_seconds = 121",
                                     "ended_page_seconds = 030",
                                     "ended_page_seconds = 30 s",
                                     "hidden_from_capture = maybe",
                                     "fresh_username = otter",
                                     "language = h",
                                     "language = ../../etc",
                                     "language = much-too-long-one",
                                     "window = 960",
                                     "window = 960x",
                                     "window = x640",
                                     "window = -1x640",
                                     "window = 960x640x1",
                                     "window = 1x1",
                                     "window = 99999x640",
                                     "window = 960.5x640",
                                     "server = ",
                                     "server = wss://",
                                     "server = ws://a.example",
                                     "server = https://a.example",
                                     "server = wss://me@a.example",
                                     "server = wss://a.example?x=1",
                                     "server = wss://a.example#room",
                                     "server = wss://a.example abcd",
                                     "server = wss://a example",
                                     "server = chatmet://a.example/room#v1.secret"};
        for (const char* line : lines)
            QTest::newRow(line) << QString::fromLatin1(line);
        QTest::newRow("upper case fingerprint")
            << QStringLiteral("server = wss://a.example ") + hex.toUpper();
        QTest::newRow("two fingerprints") << QStringLiteral("server = wss://a.example %1 %1").arg(hex);
        QTest::newRow("zero byte") << QString(QChar(0));
        QTest::newRow("other letters") << QStringLiteral("server = wss://पहाड़.example");
        QTest::newRow("half a line") << QString::fromStdString(written(everything())).chopped(40);
        QTest::newRow("too many servers") << QStringLiteral("server = wss://a.example\n").repeated(21);
        QTest::newRow("too long an address") << QStringLiteral("server = wss://") + QString(300, u'a');
        QTest::newRow("too long a file") << QStringLiteral("# note\n").repeated(3'000);
    }

    void read_foreign_isNothing()
    {
        QFETCH(QString, text);
        QVERIFY(!readSettings(text.toStdString()));
        QVERIFY(!readSettings("adult = yes\n" + text.toStdString() + "\n"));
    }

    void read_cutAnywhere_isNothingOrLess()
    {
        const std::string whole = written(everything());
        for (std::size_t end = 0; end < whole.size(); ++end) {
            const auto read = readSettings(whole.substr(0, end));
            if (read)
                QVERIFY(written(*read).size() <= whole.size());
        }
    }

    void remember_isTheFirst_andThereOnce()
    {
        Settings settings;
        settings.remember({QStringLiteral("wss://a.example"), {}});
        settings.remember({QStringLiteral("wss://b.example"), {}});
        settings.remember({QStringLiteral("wss://a.example"), fingerprint});
        QCOMPARE(settings.servers.size(), qsizetype(2));
        QVERIFY((settings.servers.front() == KnownServer{QStringLiteral("wss://a.example"), fingerprint}));
        settings.remember(settings.servers.back());
        QCOMPARE(settings.servers.front().url, QStringLiteral("wss://b.example"));
    }

    void forget_takesThatOneAway()
    {
        Settings settings;
        settings.remember({QStringLiteral("wss://a.example"), {}});
        settings.remember({QStringLiteral("wss://b.example"), fingerprint});
        settings.forget(QStringLiteral("wss://b.example"));
        settings.forget(QStringLiteral("wss://c.example"));
        QCOMPARE(settings.servers.size(), qsizetype(1));
        QCOMPARE(settings.servers.front().url, QStringLiteral("wss://a.example"));
    }

    void remember_whatCanNotBeWritten_isNotTaken()
    {
        Settings settings;
        settings.remember({QStringLiteral("wss://me@a.example"), {}});
        settings.remember({QStringLiteral("wss://a.example"), "abcd"});
        settings.remember({QStringLiteral("wss://a.example\nadult = yes"), {}});
        QVERIFY(settings.servers.isEmpty());
    }
};

QTEST_APPLESS_MAIN(SettingsTest)
#include "SettingsTest.moc"
