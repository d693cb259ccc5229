// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/ProxyPolicy.h"

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
    void transport_unknownProxy_isProxyFailed();
    void transport_withSocks5_sendsTheNameToTheProxy();
};

void ProxyPolicyTest::none_isExplicit()
{
    QCOMPARE(ProxyPolicy{}.proxyFor(server)->type(), QNetworkProxy::NoProxy);
}

void ProxyPolicyTest::socks5_looksUpNamesAtTheProxy()
{
    const auto proxy = ProxyPolicy{ProxyKind::Socks5, QStringLiteral("192.0.2.1"), 1080}.proxyFor(server);
    QVERIFY(proxy);
    QCOMPARE(proxy->type(), QNetworkProxy::Socks5Proxy);
    QVERIFY(proxy->capabilities().testFlag(QNetworkProxy::HostNameLookupCapability));
}

void ProxyPolicyTest::socks5_withoutHost_isNone()
{
    QVERIFY(!(ProxyPolicy{ProxyKind::Socks5, {}, 1080}.proxyFor(server)));
    QVERIFY(!(ProxyPolicy{ProxyKind::Socks5, QStringLiteral("192.0.2.1"), 0}.proxyFor(server)));
}

void ProxyPolicyTest::tor_hasACircuitPerConnection()
{
    const ProxyPolicy tor{ProxyKind::Tor, {}, 0};
    const auto first = tor.proxyFor(server);
    const auto second = tor.proxyFor(server);
    QCOMPARE(first->port(), 9050);
    QVERIFY(!first->user().isEmpty());
    QVERIFY(first->user() != second->user());
    QCOMPARE((ProxyPolicy{ProxyKind::TorBrowser, {}, 0}.proxyFor(server)->port()), 9150);
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
