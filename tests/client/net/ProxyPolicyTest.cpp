// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/ProxyPolicy.h"

#include "client/net/SystemProxy.h"
#include "client/net/WebSocketTransport.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace chatmet::client;

class ProxyPolicyTest : public QObject
{
    Q_OBJECT

private:
    const QUrl server{QStringLiteral("wss://no-such-host.invalid")};

private Q_SLOTS:
    void none_isExplicit();
    void socks5_looksUpNamesAtTheProxy();
    void socks5_withoutHost_isNone();
    void tor_hasACircuitPerConnection();
    void system_fixedProxy_isTaken_data();
    void system_fixedProxy_isTaken();
    void system_scriptOrNothing_isNoWay_data();
    void system_scriptOrNothing_isNoWay();
    void transport_unknownProxy_isProxyFailed();
    void transport_withSocks5_sendsTheNameToTheProxy();
};

void ProxyPolicyTest::none_isExplicit()
{
    QCOMPARE(ProxyPolicy{}.proxyFor()->type(), QNetworkProxy::NoProxy);
}

void ProxyPolicyTest::socks5_looksUpNamesAtTheProxy()
{
    const auto proxy = ProxyPolicy{ProxyKind::Socks5, QStringLiteral("192.0.2.1"), 1080}.proxyFor();
    QVERIFY(proxy);
    QCOMPARE(proxy->type(), QNetworkProxy::Socks5Proxy);
    QVERIFY(proxy->capabilities().testFlag(QNetworkProxy::HostNameLookupCapability));
}

void ProxyPolicyTest::socks5_withoutHost_isNone()
{
    QVERIFY(!(ProxyPolicy{ProxyKind::Socks5, {}, 1080}.proxyFor()));
    QVERIFY(!(ProxyPolicy{ProxyKind::Socks5, QStringLiteral("192.0.2.1"), 0}.proxyFor()));
}

void ProxyPolicyTest::tor_hasACircuitPerConnection()
{
    const ProxyPolicy tor{ProxyKind::Tor, {}, 0};
    const auto first = tor.proxyFor();
    const auto second = tor.proxyFor();
    QCOMPARE(first->port(), 9050);
    QVERIFY(!first->user().isEmpty());
    QVERIFY(first->user() != second->user());
    QCOMPARE((ProxyPolicy{ProxyKind::TorBrowser, {}, 0}.proxyFor()->port()), 9150);
}

void ProxyPolicyTest::system_fixedProxy_isTaken_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QNetworkProxy::ProxyType>("type");
    QTest::addColumn<int>("port");
    QTest::newRow("http") << QStringLiteral("http://proxy.example:3128/") << QNetworkProxy::HttpProxy << 3128;
    QTest::newRow("bare") << QStringLiteral("proxy.example:3128") << QNetworkProxy::HttpProxy << 3128;
    QTest::newRow("socks") << QStringLiteral("socks5h://proxy.example") << QNetworkProxy::Socks5Proxy << 1080;
}

void ProxyPolicyTest::system_fixedProxy_isTaken()
{
    QFETCH(QString, words);
    const SystemProxy system = systemProxyFrom(words);
    QCOMPARE(system.found, SystemProxy::Found::Fixed);
    QTEST(system.proxy.type(), "type");
    QCOMPARE(system.proxy.hostName(), QStringLiteral("proxy.example"));
    QTEST(static_cast<int>(system.proxy.port()), "port");
    QVERIFY(system.proxy.capabilities().testFlag(QNetworkProxy::HostNameLookupCapability));
}

void ProxyPolicyTest::system_scriptOrNothing_isNoWay_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<SystemProxy::Found>("found");
    QTest::newRow("nothing") << QString() << SystemProxy::Found::Nothing;
    QTest::newRow("script") << QStringLiteral("pac+http://a.example/proxy.pac")
                            << SystemProxy::Found::Automatic;
    QTest::newRow("search") << QStringLiteral("wpad://") << SystemProxy::Found::Automatic;
    QTest::newRow("tls") << QStringLiteral("https://proxy.example") << SystemProxy::Found::Unusable;
    QTest::newRow("old socks") << QStringLiteral("socks4://proxy.example") << SystemProxy::Found::Unusable;
    QTest::newRow("no host") << QStringLiteral("http://:3128") << SystemProxy::Found::Unusable;
}

void ProxyPolicyTest::system_scriptOrNothing_isNoWay()
{
    QFETCH(QString, words);
    QTEST(systemProxyFrom(words).found, "found");
#ifdef Q_OS_LINUX
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "auto_proxy"})
        qunsetenv(name);
    qputenv("all_proxy", words.toUtf8());
    QVERIFY(!(ProxyPolicy{ProxyKind::System, {}, 0}.proxyFor()));
#endif
}

void ProxyPolicyTest::transport_unknownProxy_isProxyFailed()
{
    WebSocketTransport transport(ProxyPolicy{ProxyKind::Socks5, {}, 0});
    QSignalSpy failed(&transport, &Transport::failed);
    transport.open({server, {}});
    QVERIFY(failed.isEmpty());
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].value<LineProblem>(), LineProblem::ProxyFailed);
}

void ProxyPolicyTest::transport_withSocks5_sendsTheNameToTheProxy()
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
    WebSocketTransport transport(
        ProxyPolicy{ProxyKind::Socks5, QStringLiteral("127.0.0.1"), proxy.serverPort()});
    QSignalSpy failed(&transport, &Transport::failed);
    transport.open({server, {}});
    QVERIFY(failed.wait());
    QVERIFY(asked.contains("no-such-host.invalid"));
}

QTEST_GUILESS_MAIN(ProxyPolicyTest)
#include "ProxyPolicyTest.moc"
