// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What people type and paste, as the address of a server.
#include "client/net/ServerAddress.h"

#include <QTest>

using namespace chatmet;
using namespace chatmet::client;

class ServerAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverUrl_typed_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        QTest::newRow("bare host") << QStringLiteral(" chat.example ")
                                   << QStringLiteral("wss://chat.example");
        QTest::newRow("IPv6") << QStringLiteral("[::1]:8443") << QStringLiteral("wss://[::1]:8443");
        QTest::newRow("server link") << QStringLiteral("chatmet://chat.example:8443/#v1")
                                     << QStringLiteral("wss://chat.example:8443");
        QTest::newRow("room link") << QStringLiteral("chatmet://[::1]/AQEBAQEBAQEBAQEBAQEBAQ#v1."
                                                     "AgICAgICAgICAgICAgICAg")
                                   << QStringLiteral("wss://[::1]");
        QTest::newRow("broken link") << QStringLiteral("chatmet://chat.example/x") << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("plain") << QStringLiteral("ws://chat.example") << QString();
        QTest::newRow("no host") << QStringLiteral("wss://") << QString();
        QTest::newRow("port too high") << QStringLiteral("chat.example:99999") << QString();
        QTest::newRow("no port") << QStringLiteral("chat.example:0") << QString();
        QTest::newRow("user") << QStringLiteral("wss://me@chat.example") << QString();
        QTest::newRow("the usual port")
            << QStringLiteral("wss://Chat.Example:443/") << QStringLiteral("wss://chat.example");
        QTest::newRow("path") << QStringLiteral("chat.example/chat")
                              << QStringLiteral("wss://chat.example/chat");
        QTest::newRow("query") << QStringLiteral("chat.example?x=1") << QString();
    }

    void serverUrl_typed()
    {
        QFETCH(QString, typed);
        QFETCH(QString, url);
        const auto found = serverUrl(typed);
        QCOMPARE(found.has_value(), !url.isEmpty());
        if (found)
            QCOMPARE(*found, QUrl(url));
    }

    void serverFingerprint_ofALink()
    {
        const QString key(64, u'a');
        QCOMPARE(serverFingerprint(QStringLiteral("chatmet://chat.example/#v1.") + key), key.toLatin1());
        QCOMPARE(serverFingerprint(QStringLiteral("chatmet://chat.example/#v1")), QByteArray());
        QCOMPARE(serverFingerprint(QStringLiteral("wss://chat.example")), QByteArray());
    }
    void isLink_ofServersAndRooms()
    {
        QVERIFY(isLink(QStringLiteral(" chatmet://chat.example ")));
        QVERIFY(isLink(
            QStringLiteral("chatmet://chat.example/AQEBAQEBAQEBAQEBAQEBAQ#v1.AgICAgICAgICAgICAgICAg")));
        QVERIFY(!isLink(QStringLiteral("wss://chat.example")));
        QVERIFY(!isLink(QStringLiteral("chatmet://chat.example/x")));
    }

    void linkOf_saysWhatInvitesSay()
    {
        const QByteArray key(64, 'a');
        const ServerAddress server{QUrl(QStringLiteral("wss://[::1]:8443")), key};
        QVERIFY(linkOf(server) == (protocol::ServerLink{"::1", 8443, key.toStdString()}));
        QVERIFY(linkOf({QUrl(QStringLiteral("wss://bücher.example")), {}}) ==
                (protocol::ServerLink{"xn--bcher-kva.example", 443, {}}));
    }

    void isGoodAddress_fingerprint_hasOneForm()
    {
        const QUrl url(QStringLiteral("wss://chat.example"));
        QVERIFY(isGoodAddress({url, {}}));
        QVERIFY(isGoodAddress({url, QByteArray(64, 'a')}));
        QVERIFY(!isGoodAddress({url, QByteArray(64, 'A')}));
        QVERIFY(!isGoodAddress({url, QByteArray(63, 'a')}));
        QVERIFY(!isGoodAddress({QUrl(QStringLiteral("https://chat.example")), {}}));
    }
};

QTEST_GUILESS_MAIN(ServerAddressTest)
#include "ServerAddressTest.moc"
