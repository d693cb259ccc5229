// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Certificates made by the openssl program when a test runs; nothing is written to a file.

#include <QCryptographicHash>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QStringList>

namespace chatmet::testing {

/// What openssl prints; empty where it is missing or fails.
[[nodiscard]] inline QByteArray openssl(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000) || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput();
}

struct TestCertificate
{
    QSslCertificate certificate;
    QSslKey key;
    QByteArray fingerprint; ///< by openssl's word, not ours

    /// Self-signed for a name that is not this computer's. keyArguments: of `openssl req -newkey`.
    [[nodiscard]] static TestCertificate
    make(const QStringList& keyArguments = {QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                                            QStringLiteral("ec_paramgen_curve:P-256")},
         QSsl::KeyAlgorithm algorithm = QSsl::Ec)
    {
        const QByteArray pem =
            openssl(QStringList{QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-nodes"),
                                QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                                QStringLiteral("/CN=elsewhere.example"), QStringLiteral("-keyout"),
                                QStringLiteral("-"), QStringLiteral("-out"), QStringLiteral("-"),
                                QStringLiteral("-newkey")} +
                    keyArguments);
        const QByteArray publicKey =
            openssl({QStringLiteral("x509"), QStringLiteral("-pubkey"), QStringLiteral("-noout")}, pem);
        const QByteArray der = openssl({QStringLiteral("pkey"), QStringLiteral("-pubin"),
                                        QStringLiteral("-outform"), QStringLiteral("DER")},
                                       publicKey);
        TestCertificate made;
        made.certificate = QSslCertificate(pem, QSsl::Pem);
        made.key = QSslKey(pem, algorithm, QSsl::Pem);
        made.fingerprint =
            der.isEmpty() ? QByteArray() : QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex();
        return made;
    }

    [[nodiscard]] QSslConfiguration forServer() const
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(certificate);
        tls.setPrivateKey(key);
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        return tls;
    }
};

} // namespace chatmet::testing
