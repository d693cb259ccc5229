// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Frames as binary messages of a QWebSocket over TLS.

#include "client/net/LineSettings.h"
#include "client/net/ProxyPolicy.h"
#include "client/net/Transport.h"

#include <QAbstractSocket>
#include <QSslError>
#include <QTimer>

#include <memory>

class QWebSocket;

namespace chatmet::client {

/// GUI thread. The upgrade carries nothing of this machine: no origin, no user agent, only what RFC 6455 asks
/// for and the server's own name. Pings after silence and counts the line as dropped where nothing answers.
class WebSocketTransport : public Transport
{
    Q_OBJECT

public:
    explicit WebSocketTransport(ProxyPolicy proxy = {}, const LineSettings& settings = {},
                                QObject* parent = nullptr);
    ~WebSocketTransport() override;

    void open(const ServerAddress& server) override;
    void send(const QByteArray& frame) override;
    void flush() override;
    void close() override;
    void abort() override;

private:
    enum class State
    {
        Idle,
        Connecting,
        Open,
        Closing
    };

    void connectSocket();
    void onConnected();
    void onTlsErrors(const QList<QSslError>& errors);
    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    void onGone();
    void onFrame(const QByteArray& frame);
    void onHeard();
    void onSilence();

    [[nodiscard]] bool tlsIsUp() const;
    [[nodiscard]] LineProblem problemOf(QAbstractSocket::SocketError error) const;
    void fail(LineProblem problem);
    void finish();
    void discardSocket();

    ProxyPolicy m_proxy;
    LineSettings m_settings;
    ServerAddress m_server;
    State m_state{State::Idle};
    LineProblem m_verdict{LineProblem::None}; ///< on the certificate
    QByteArray m_observed;
    bool m_pinged{false};
    std::unique_ptr<QWebSocket> m_socket;
    QTimer m_deadline; ///< of connecting, later of closing
    QTimer m_silence;
};

} // namespace chatmet::client
