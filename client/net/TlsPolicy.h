// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What TLS the client speaks and which certificates it takes.

#include "client/net/Transport.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

namespace chatmet::client {

/// SHA-256 of the certificate's SubjectPublicKeyInfo (RFC 5280, section 4.1) as it stands in it: 64
/// lower-case hex digits. Empty for a null or damaged certificate. Any kind of key.
[[nodiscard]] QByteArray fingerprintOf(const QSslCertificate& certificate);

/// Stateless.
class TlsPolicy
{
public:
    /// TLS 1.2 or later, forward secrecy and AEAD only, nothing that links two visits (no tickets, no
    /// sessions kept), no compression. With a fingerprint no authority is asked, so that every certificate
    /// comes to verdict().
    [[nodiscard]] static QSslConfiguration configurationFor(const ServerAddress& server);

    /// None: go on. With a fingerprint: that key and nothing else, whatever authorities, names or dates say:
    /// the handshake has proved that the server holds it. An expired certificate with the right key is
    /// therefore taken. Without: authorities, host name and dates decide, and any error is Untrusted.
    [[nodiscard]] static LineProblem verdict(const ServerAddress& server, const QSslCertificate& peer,
                                             const QList<QSslError>& errors);
};

} // namespace chatmet::client
