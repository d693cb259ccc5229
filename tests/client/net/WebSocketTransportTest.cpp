// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocketTransport against servers on a free port of this computer, good ones and others.
#include "client/net/WebSocketTransport.h"

#include "tests/client/net/TestCertificate.h"

#include <QSignalSpy>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

LineSettings quick()
{
    LineSettings settings;
    settings.connectMs = 5'000;
    settings.closeMs = 200;
    return settings;
}

QByteArray acceptKeyFor(const QByteArray& request)
{
    const QByteArray name = "Sec-WebSocket-Key: ";
    const qsizetype from = request.indexOf(name) + name.size();
    const QByteArray key = request.mid(from, request.indexOf("\r\n", from) - from);
    // RFC 6455, section 4.2.2.
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
        .toBase64();
}

} // namespace

class WebSocketTransportTest : public QObject
{
    Q_OBJECT

private:
    TestCertificate certificate;

    /// A ChatMet-like server, and a line to it.
    struct Peer
    {
        explicit Peer(const TestCertificate& certificate,
                      const QString& subprotocol = QStringLiteral("chatmet.1"))
            : server(QString(), QWebSocketServer::SecureMode)
        {
            server.setSslConfiguration(certificate.forServer());
            if (!subprotocol.isEmpty())
                server.setSupportedSubprotocols({subprotocol});
            server.listen(QHostAddress::LocalHost);
        }
        [[nodiscard]] QWebSocket* accept()
        {
            if (!server.hasPendingConnections())
                QSignalSpy(&server, &QWebSocketServer::newConnection).wait();
            QWebSocket* taken = server.nextPendingConnection();
            if (taken != nullptr)
                taken->setParent(&server); // Qt 6.4 says that it is, and leaves it without one
            return taken;
        }
        QWebSocketServer server;
    };

    [[nodiscard]] ServerAddress addressOf(quint16 port, const QByteArray& fingerprint) const
    {
        return {QUrl(QStringLiteral("wss://127.0.0.1:%1").arg(port)), fingerprint};
    }
    [[nodiscard]] ServerAddress pinned(quint16 port) const
    {
        return addressOf(port, certificate.fingerprint);
    }

    /// How the line to this address fails; None where it opens.
    LineProblem failure(const ServerAddress& address, QByteArray* observed = nullptr,
                        const LineSettings& settings = quick())
    {
        WebSocketTransport transport({}, settings);
        QSignalSpy failed(&transport, &Transport::failed);
        QSignalSpy opened(&transport, &Transport::opened);
        transport.open(address);
        if (!QTest::qWaitFor([&] { return !failed.isEmpty() || !opened.isEmpty(); }, 10'000) ||
            !opened.isEmpty())
            return LineProblem::None;
        if (observed != nullptr)
            *observed = failed[0][1].toByteArray();
        return failed[0][0].value<LineProblem>();
    }
    /// The same where a plain TCP server answers with these bytes to whatever comes.
    LineProblem failureAgainst(const QByteArray& answer)
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
        return failure(pinned(server.serverPort()));
    }
    /// The same where TLS is good and these bytes follow.
    LineProblem failureBehindTls(const QByteArray& answer)
    {
        QSslServer server;
        server.setSslConfiguration(certificate.forServer());
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QTcpServer::pendingConnectionAvailable, this, [&] {
            QTcpSocket* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
        return failure(pinned(server.serverPort()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        certificate = TestCertificate::make();
        QVERIFY2(!certificate.key.isNull() && !certificate.fingerprint.isEmpty(),
                 "the openssl program is needed");
    }

    void open_rightFingerprint_opens_frameGoesBothWays();
    void open_noFingerprintSelfSigned_isUntrusted();
    void open_wrongFingerprint_stopsBeforeTheUpgrade();
    void open_badAddress_fails();
    void open_closedPort_isRefused();
    void open_silentPort_timesOut();
    void open_plainHttp_isTlsFailed();
    void open_garbage_isTlsFailed();
    void open_https_isNotChatMet();
    void open_webServerThatHangsUp_isNotChatMet();
    void open_otherSubprotocol_isNotChatMet();
    void open_unknownHost_isHostNotFound();
    void upgrade_saysNothingOfThisMachine();
    void receive_textMessage_isBadData();
    void receive_tooLarge_isBadData();
    void receive_largestFrame_arrives();
    void close_isAnswered();
    void close_unanswered_endsInTime();
    void close_byServer_isClosed();
    void line_cut_isDropped();
    void line_silent_isPingedThenDropped();
    void abort_isClosed();
};

void WebSocketTransportTest::open_rightFingerprint_opens_frameGoesBothWays()
{
    Peer peer(certificate);
    WebSocketTransport transport({}, quick());
    QSignalSpy opened(&transport, &Transport::opened);
    QSignalSpy received(&transport, &Transport::received);
    transport.open(pinned(peer.server.serverPort()));
    QVERIFY(opened.wait());
    QWebSocket* socket = peer.accept();
    QVERIFY(socket != nullptr);
    QSignalSpy atServer(socket, &QWebSocket::binaryMessageReceived);
    transport.send("there");
    QVERIFY(atServer.wait());
    QCOMPARE(atServer[0][0].toByteArray(), QByteArray("there"));
    socket->sendBinaryMessage("back");
    QVERIFY(received.wait());
    QCOMPARE(received[0][0].toByteArray(), QByteArray("back"));
}

void WebSocketTransportTest::open_noFingerprintSelfSigned_isUntrusted()
{
    Peer peer(certificate);
    QByteArray observed;
    QCOMPARE(failure(addressOf(peer.server.serverPort(), {}), &observed), LineProblem::Untrusted);
    QCOMPARE(observed, certificate.fingerprint);
}

void WebSocketTransportTest::open_wrongFingerprint_stopsBeforeTheUpgrade()
{
    QSslServer server;
    server.setSslConfiguration(certificate.forServer());
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray heard;
    connect(&server, &QTcpServer::pendingConnectionAvailable, this, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&heard, socket] { heard += socket->readAll(); });
    });
    QByteArray observed;
    QCOMPARE(failure(addressOf(server.serverPort(), TestCertificate::make().fingerprint), &observed),
             LineProblem::WrongFingerprint);
    QCOMPARE(observed, certificate.fingerprint);
    QTest::qWait(50);
    QVERIFY(heard.isEmpty());
}

void WebSocketTransportTest::open_badAddress_fails()
{
    QCOMPARE(failure({QUrl(QStringLiteral("ws://127.0.0.1")), {}}), LineProblem::BadAddress);
}

void WebSocketTransportTest::open_closedPort_isRefused()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    QCOMPARE(failure(pinned(port)), LineProblem::Refused);
}

void WebSocketTransportTest::open_silentPort_timesOut()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    LineSettings settings = quick();
    settings.connectMs = 100;
    QCOMPARE(failure(pinned(server.serverPort()), nullptr, settings), LineProblem::TimedOut);
}

void WebSocketTransportTest::open_plainHttp_isTlsFailed()
{
    QCOMPARE(failureAgainst("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), LineProblem::TlsFailed);
}

void WebSocketTransportTest::open_garbage_isTlsFailed()
{
    QCOMPARE(failureAgainst(QByteArray(300, '\x7f')), LineProblem::TlsFailed);
    QCOMPARE(failureAgainst({}), LineProblem::TlsFailed);
}

void WebSocketTransportTest::open_https_isNotChatMet()
{
    QCOMPARE(failureBehindTls("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"), LineProblem::NotChatMet);
    QCOMPARE(failureBehindTls("no HTTP at all\r\n\r\n"), LineProblem::NotChatMet);
}

void WebSocketTransportTest::open_webServerThatHangsUp_isNotChatMet()
{
    QCOMPARE(failureBehindTls({}), LineProblem::NotChatMet);
}

void WebSocketTransportTest::open_otherSubprotocol_isNotChatMet()
{
    Peer none(certificate, {});
    QCOMPARE(failure(pinned(none.server.serverPort())), LineProblem::NotChatMet);
    Peer other(certificate, QStringLiteral("chatmet.2"));
    QCOMPARE(failure(pinned(other.server.serverPort())), LineProblem::NotChatMet);
}

void WebSocketTransportTest::open_unknownHost_isHostNotFound()
{
    // RFC 6761: never a name that exists. Without a resolver the answer may also be that it took too long.
    const LineProblem problem = failure({QUrl(QStringLiteral("wss://chatmet.invalid")), {}});
    QVERIFY(problem == LineProblem::HostNotFound || problem == LineProblem::TimedOut);
}

void WebSocketTransportTest::upgrade_saysNothingOfThisMachine()
{
    QSslServer server;
    server.setSslConfiguration(certificate.forServer());
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray request;
    connect(&server, &QTcpServer::pendingConnectionAvailable, this, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&request, socket] { request += socket->readAll(); });
    });
    WebSocketTransport transport({}, quick());
    transport.open(pinned(server.serverPort()));
    QTRY_VERIFY(request.contains("\r\n\r\n"));
    QStringList names;
    for (const QByteArray& line : request.trimmed().split('\n')) {
        if (line.contains(':'))
            names.append(QString::fromLatin1(line.left(line.indexOf(':'))));
    }
    QVERIFY(request.startsWith("GET / HTTP/1.1\r\n"));
    QCOMPARE(names,
             (QStringList{QStringLiteral("Host"), QStringLiteral("Upgrade"), QStringLiteral("Connection"),
                          QStringLiteral("Sec-WebSocket-Key"), QStringLiteral("Sec-WebSocket-Version"),
                          QStringLiteral("Sec-WebSocket-Protocol")}));
    QVERIFY(request.contains("Sec-WebSocket-Protocol: chatmet.1\r\n"));
}

/// What the line says when the server sends this.
template <class Say>
static LineProblem problemAfter(WebSocketTransport& transport, QWebSocket* socket, Say say)
{
    QSignalSpy failed(&transport, &Transport::failed);
    say(socket);
    if (failed.isEmpty() && !failed.wait())
        return LineProblem::None;
    return failed[0][0].value<LineProblem>();
}

void WebSocketTransportTest::receive_textMessage_isBadData()
{
    Peer peer(certificate);
    WebSocketTransport transport({}, quick());
    transport.open(pinned(peer.server.serverPort()));
    QWebSocket* socket = peer.accept();
    QVERIFY(socket != nullptr);
    QCOMPARE(
        problemAfter(transport, socket, [](QWebSocket* to) { to->sendTextMessage(QStringLiteral("hello")); }),
        LineProblem::BadData);
}

void WebSocketTransportTest::receive_tooLarge_isBadData()
{
    Peer peer(certificate);
    WebSocketTransport transport({}, quick());
    QSignalSpy received(&transport, &Transport::received);
    transport.open(pinned(peer.server.serverPort()));
    QWebSocket* socket = peer.accept();
    QVERIFY(socket != nullptr);
    const QByteArray tooLarge(static_cast<qsizetype>(limits::frameBytesMax) + 1, 'x');
    QCOMPARE(problemAfter(transport, socket, [&](QWebSocket* to) { to->sendBinaryMessage(tooLarge); }),
             LineProblem::BadData);
    QVERIFY(received.isEmpty());
}

void WebSocketTransportTest::receive_largestFrame_arrives()
{
    Peer peer(certificate);
    WebSocketTransport transport({}, quick());
    QSignalSpy received(&transport, &Transport::received);
    transport.open(pinned(peer.server.serverPort()));
    QWebSocket* socket = peer.accept();
    QVERIFY(socket != nullptr);
    const QByteArray largest(static_cast<qsizetype>(limits::frameBytesMax), 'x');
    socket->sendBinaryMessage(largest);
    QVERIFY(received.wait());
    QCOMPARE(received[0][0].toByteArray(), largest);
}

void WebSocketTransportTest::close_isAnswered()
{
    Peer peer(certificate);
    WebSocketTransport transport({}, quick());
    QSignalSpy opened(&transport, &Transport::opened);
    QSignalSpy closed(&transport, &Transport::closed);
    transport.open(pinned(peer.server.serverPort()));
    QVERIFY(opened.wait());
    QWebSocket* socket = peer.accept();
    QSignalSpy heard(socket, &QWebSocket::binaryMessageReceived);
    transport.send("goodbye");
    transport.close();
    QVERIFY(!closed.isEmpty() || closed.wait());
    QVERIFY(!heard.isEmpty() || heard.wait());
}

void WebSocketTransportTest::close_unanswered_endsInTime()
{
    WebSocketTransport transport({}, quick());
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy closed(&transport, &Transport::closed);
    transport.open(pinned(server.serverPort()));
    transport.close();
    QVERIFY(closed.wait(1'000));
}

void WebSocketTransportTest::close_byServer_isClosed()
{
    Peer peer(certificate);
    WebSocketTransport transport({}, quick());
    QSignalSpy opened(&transport, &Transport::opened);
    QSignalSpy closed(&transport, &Transport::closed);
    transport.open(pinned(peer.server.serverPort()));
    QVERIFY(opened.wait());
    peer.accept()->close();
    QVERIFY(closed.wait());
}

void WebSocketTransportTest::line_cut_isDropped()
{
    Peer peer(certificate);
    WebSocketTransport transport({}, quick());
    QSignalSpy opened(&transport, &Transport::opened);
    transport.open(pinned(peer.server.serverPort()));
    QVERIFY(opened.wait());
    QCOMPARE(problemAfter(transport, peer.accept(), [](QWebSocket* to) { to->abort(); }),
             LineProblem::Dropped);
}

void WebSocketTransportTest::line_silent_isPingedThenDropped()
{
    // Answers the upgrade and then nothing.
    QSslServer server;
    server.setSslConfiguration(certificate.forServer());
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray heard;
    connect(&server, &QTcpServer::pendingConnectionAvailable, this, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&heard, socket] {
            const QByteArray bytes = socket->readAll();
            if (!bytes.startsWith("GET "))
                heard += bytes;
            else
                socket->write(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Protocol: chatmet.1\r\nSec-WebSocket-Accept: " +
                    acceptKeyFor(bytes) + "\r\n\r\n");
        });
    });
    LineSettings settings = quick();
    settings.pingAfterSilenceMs = 60;
    settings.dropAfterPingMs = 60;
    WebSocketTransport transport({}, settings);
    QSignalSpy opened(&transport, &Transport::opened);
    QSignalSpy failed(&transport, &Transport::failed);
    transport.open(pinned(server.serverPort()));
    QVERIFY(opened.wait());
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].value<LineProblem>(), LineProblem::Dropped);
    QVERIFY(heard.startsWith('\x89')); // a ping, RFC 6455 section 5.5.2
}

void WebSocketTransportTest::abort_isClosed()
{
    Peer peer(certificate);
    WebSocketTransport transport({}, quick());
    QSignalSpy opened(&transport, &Transport::opened);
    QSignalSpy closed(&transport, &Transport::closed);
    transport.open(pinned(peer.server.serverPort()));
    QVERIFY(opened.wait());
    transport.abort();
    QVERIFY(closed.wait());
}

QTEST_GUILESS_MAIN(WebSocketTransportTest)
#include "WebSocketTransportTest.moc"
