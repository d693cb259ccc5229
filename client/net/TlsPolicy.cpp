// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/TlsPolicy.h"

#include <QCryptographicHash>
#include <QSslCipher>

#include <optional>

namespace chatmet::client {

namespace {

/// An element of DER (X.690, section 8.1), with its head.
struct DerElement
{
    quint8 tag{0};
    QByteArrayView whole;
    QByteArrayView content;
};

/// The first element of the bytes; nothing where they end too early or the length takes more than 4 bytes.
std::optional<DerElement> firstElement(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    const auto byteAt = [bytes](qsizetype i) { return static_cast<quint8>(bytes[i]); };
    qsizetype head = 2;
    qsizetype length = byteAt(1);
    if (length >= 0x80) {
        const qsizetype lengthBytes = length - 0x80;
        if (lengthBytes < 1 || lengthBytes > 4 || bytes.size() < 2 + lengthBytes)
            return std::nullopt;
        length = 0;
        for (qsizetype i = 0; i < lengthBytes; ++i)
            length = length * 256 + byteAt(2 + i);
        head += lengthBytes;
    }
    if (length > bytes.size() - head)
        return std::nullopt;
    return DerElement{byteAt(0), bytes.first(head + length), bytes.sliced(head, length)};
}

/// SubjectPublicKeyInfo in a Certificate: the field after version (optional), serial number, signature,
/// issuer, validity and subject of its first member. Empty where the bytes are no such thing.
QByteArrayView publicKeyInfo(QByteArrayView certificate)
{
    constexpr quint8 versionTag = 0xA0;
    constexpr int fieldsBefore = 5;
    const auto outer = firstElement(certificate);
    const auto signedPart = outer ? firstElement(outer->content) : std::nullopt;
    if (!signedPart)
        return {};
    QByteArrayView rest = signedPart->content;
    auto field = firstElement(rest);
    const int skipped = fieldsBefore + (field && field->tag == versionTag ? 1 : 0);
    for (int i = 0; i < skipped && field; ++i) {
        rest = rest.sliced(field->whole.size());
        field = firstElement(rest);
    }
    return field ? field->whole : QByteArrayView();
}

/// TLS 1.3's, and of 1.2 those with an ephemeral key and authenticated encryption (RFC 9325, section 4.2).
QList<QSslCipher> safeCiphers()
{
    QList<QSslCipher> safe;
    for (const QSslCipher& cipher : QSslConfiguration::supportedCiphers()) {
        const QString name = cipher.name();
        const bool authenticated =
            name.contains(QLatin1String("GCM")) || name.contains(QLatin1String("CHACHA20"));
        if (name.startsWith(QLatin1String("TLS_")) ||
            (name.startsWith(QLatin1String("ECDHE-")) && authenticated))
            safe.append(cipher);
    }
    return safe;
}

} // namespace

QByteArray fingerprintOf(const QSslCertificate& certificate)
{
    const QByteArray der = certificate.toDer();
    const QByteArrayView key = publicKeyInfo(der);
    if (key.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(key);
    return hash.result().toHex();
}

QSslConfiguration TlsPolicy::configurationFor(const ServerAddress& server)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    for (const auto option : {QSsl::SslOptionDisableSessionTickets, QSsl::SslOptionDisableSessionSharing,
                              QSsl::SslOptionDisableSessionPersistence, QSsl::SslOptionDisableCompression,
                              QSsl::SslOptionDisableLegacyRenegotiation})
        tls.setSslOption(option, true);
    // Other TLS libraries than OpenSSL choose for themselves and list none.
    if (const QList<QSslCipher> ciphers = safeCiphers(); !ciphers.isEmpty())
        tls.setCiphers(ciphers);
    if (!server.fingerprint.isEmpty())
        tls.setCaCertificates({});
    return tls;
}

LineProblem TlsPolicy::verdict(const ServerAddress& server, const QSslCertificate& peer,
                               const QList<QSslError>& errors)
{
    if (!server.fingerprint.isEmpty())
        return fingerprintOf(peer) == server.fingerprint ? LineProblem::None : LineProblem::WrongFingerprint;
    return errors.isEmpty() ? LineProblem::None : LineProblem::Untrusted;
}

} // namespace chatmet::client
