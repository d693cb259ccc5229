// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/WebSocketTransport.h"

#include "client/net/TlsPolicy.h"

#include <QNetworkRequest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace chatmet::client {

WebSocketTransport::WebSocketTransport(ProxyPolicy proxy, const LineSettings& settings, QObject* parent)
    : Transport(parent), m_proxy(std::move(proxy)), m_settings(settings)
{
    m_deadline.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_state == State::Closing)
            finish();
        else
            fail(LineProblem::TimedOut);
    });
    connect(&m_silence, &QTimer::timeout, this, &WebSocketTransport::onSilence);
}

WebSocketTransport::~WebSocketTransport()
{
    discardSocket();
}

void WebSocketTransport::open(const ServerAddress& server)
{
    Q_ASSERT(m_state == State::Idle);
    m_server = server;
    m_state = State::Connecting;
    m_verdict = LineProblem::None;
    m_observed.clear();
    m_pinged = false;
    // Answers come later than the call, as the caller expects from a network.
    if (!isGoodAddress(server)) {
        QMetaObject::invokeMethod(
            this, [this] { fail(LineProblem::BadAddress); }, Qt::QueuedConnection);
        return;
    }
    const auto proxy = m_proxy.proxyFor();
    if (!proxy) {
        QMetaObject::invokeMethod(
            this, [this] { fail(LineProblem::ProxyFailed); }, Qt::QueuedConnection);
        return;
    }
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setProxy(*proxy);
    m_socket->setSslConfiguration(TlsPolicy::configurationFor(server));
    // Qt's default is 2 GiB.
    m_socket->setMaxAllowedIncomingFrameSize(limits::frameBytesMax);
    m_socket->setMaxAllowedIncomingMessageSize(limits::frameBytesMax);
    m_socket->setOutgoingFrameSize(limits::frameBytesMax);
    connectSocket();
    m_deadline.start(m_settings.connectMs);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QLatin1String(limits::subprotocol)});
    m_socket->open(QNetworkRequest(server.url), options);
}

void WebSocketTransport::connectSocket()
{
    QWebSocket* socket = m_socket.get();
    connect(socket, &QWebSocket::connected, this, &WebSocketTransport::onConnected);
    connect(socket, &QWebSocket::sslErrors, this, &WebSocketTransport::onTlsErrors);
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            &WebSocketTransport::onError);
    connect(socket, &QWebSocket::disconnected, this, &WebSocketTransport::onDisconnected);
    connect(socket, &QWebSocket::binaryMessageReceived, this, &WebSocketTransport::onFrame);
    connect(socket, &QWebSocket::textMessageReceived, this, [this] { fail(LineProblem::BadData); });
    connect(socket, &QWebSocket::pong, this, &WebSocketTransport::onHeard);
    connect(socket, &QWebSocket::binaryFrameReceived, this, &WebSocketTransport::onHeard);
}

void WebSocketTransport::onTlsErrors(const QList<QSslError>& errors)
{
    const QSslCertificate peer = m_socket->sslConfiguration().peerCertificate();
    m_observed = fingerprintOf(peer);
    m_verdict = TlsPolicy::verdict(m_server, peer, errors);
    // Not ignored, TLS ends here and the upgrade, which waits for it, is never sent.
    if (m_verdict == LineProblem::None)
        m_socket->ignoreSslErrors();
}

void WebSocketTransport::onConnected()
{
    // Again: Qt reports errors only where it found some.
    const QSslCertificate peer = m_socket->sslConfiguration().peerCertificate();
    m_observed = fingerprintOf(peer);
    if (const LineProblem verdict = TlsPolicy::verdict(m_server, peer, {}); verdict != LineProblem::None)
        return fail(verdict);
    if (m_socket->subprotocol() != QLatin1String(limits::subprotocol))
        return fail(LineProblem::NotChatMet);
    m_deadline.stop();
    m_state = State::Open;
    onHeard();
    Q_EMIT opened();
}

void WebSocketTransport::onHeard()
{
    if (m_state != State::Open)
        return;
    m_pinged = false;
    m_silence.start(m_settings.pingAfterSilenceMs);
}

void WebSocketTransport::onSilence()
{
    if (m_pinged)
        return fail(LineProblem::Dropped);
    m_pinged = true;
    m_socket->ping();
    m_silence.start(m_settings.dropAfterPingMs);
}

void WebSocketTransport::onFrame(const QByteArray& frame)
{
    if (m_state == State::Open)
        Q_EMIT received(frame);
}

void WebSocketTransport::onError(QAbstractSocket::SocketError error)
{
    if (m_state == State::Connecting)
        fail(problemOf(error));
    else if (m_state == State::Open)
        fail(LineProblem::Dropped);
    else if (m_state == State::Closing)
        finish();
}

void WebSocketTransport::onDisconnected()
{
    if (m_state == State::Closing)
        return finish();
    // The error that says why may still come: Qt tells it after the change of state.
    QTimer::singleShot(0, m_socket.get(), [this] { onGone(); });
}

void WebSocketTransport::onGone()
{
    if (m_state == State::Connecting)
        return fail(problemOf(QAbstractSocket::RemoteHostClosedError));
    if (m_state != State::Open)
        return;
    // QWebSocket closes by itself, with these codes, on what breaks RFC 6455 or the size limits.
    switch (m_socket->closeCode()) {
    case QWebSocketProtocol::CloseCodeProtocolError:
    case QWebSocketProtocol::CloseCodeDatatypeNotSupported:
    case QWebSocketProtocol::CloseCodeWrongDatatype:
    case QWebSocketProtocol::CloseCodeTooMuchData: return fail(LineProblem::BadData);
    default: finish();
    }
}

bool WebSocketTransport::tlsIsUp() const
{
    return m_verdict == LineProblem::None && !m_socket->sslConfiguration().peerCertificate().isNull();
}

LineProblem WebSocketTransport::problemOf(QAbstractSocket::SocketError error) const
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError: return LineProblem::HostNotFound;
    case QAbstractSocket::SocketTimeoutError: return LineProblem::TimedOut;
    // QWebSocket says so as well where the upgrade was answered with anything but a good 101.
    case QAbstractSocket::ConnectionRefusedError:
        return tlsIsUp() ? LineProblem::NotChatMet : LineProblem::Refused;
    case QAbstractSocket::RemoteHostClosedError:
        return tlsIsUp() ? LineProblem::NotChatMet : LineProblem::TlsFailed;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return m_verdict == LineProblem::None ? LineProblem::TlsFailed : m_verdict;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError: return LineProblem::ProxyFailed;
    default: return tlsIsUp() ? LineProblem::NotChatMet : LineProblem::Refused;
    }
}

void WebSocketTransport::send(const QByteArray& frame)
{
    if (m_state == State::Open)
        m_socket->sendBinaryMessage(frame);
}

void WebSocketTransport::flush()
{
    if (m_state == State::Open)
        m_socket->flush();
}

void WebSocketTransport::close()
{
    if (m_state == State::Idle || m_state == State::Closing)
        return;
    const bool wasOpen = m_state == State::Open;
    m_state = State::Closing;
    m_silence.stop();
    m_deadline.start(wasOpen ? m_settings.closeMs : 0);
    if (wasOpen)
        m_socket->close();
}

void WebSocketTransport::abort()
{
    if (m_state == State::Idle)
        return;
    discardSocket();
    m_state = State::Closing;
    m_deadline.start(0);
}

void WebSocketTransport::fail(LineProblem problem)
{
    if (m_state == State::Idle || m_state == State::Closing)
        return;
    discardSocket();
    m_state = State::Idle;
    Q_EMIT failed(problem, m_observed);
}

void WebSocketTransport::finish()
{
    discardSocket();
    m_state = State::Idle;
    Q_EMIT closed();
}

/// Cuts what is left of the connection. Called from the socket's own signals, so it dies later.
void WebSocketTransport::discardSocket()
{
    m_deadline.stop();
    m_silence.stop();
    if (!m_socket)
        return;
    QWebSocket* socket = m_socket.release();
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

} // namespace chatmet::client
