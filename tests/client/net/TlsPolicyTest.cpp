// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// TlsPolicy: our fingerprint against openssl's, and what is taken.
#include "client/net/TlsPolicy.h"

#include "tests/client/net/TestCertificate.h"

#include <QSslCipher>
#include <QTest>

using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

ServerAddress pinned(const QByteArray& fingerprint)
{
    return {QUrl(QStringLiteral("wss://chat.example")), fingerprint};
}

} // namespace

class TlsPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fingerprint_anyKindOfKey_isOpenssls_data();
    void fingerprint_anyKindOfKey_isOpenssls();
    void fingerprint_noCertificate_isEmpty();
    void verdict_pinnedKey_winsOverEveryError();
    void verdict_otherKey_isWrongWithoutAnyError();
    void verdict_noCertificate_isWrong();
    void verdict_noPin_followsTheAuthorities();
    void configuration_keepsNothing_andAsksNobody();
};

void TlsPolicyTest::fingerprint_anyKindOfKey_isOpenssls_data()
{
    QTest::addColumn<QStringList>("key");
    QTest::newRow("P-256") << QStringList{QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                                          QStringLiteral("ec_paramgen_curve:P-256")};
    QTest::newRow("RSA") << QStringList{QStringLiteral("rsa:2048")};
    QTest::newRow("Ed25519") << QStringList{QStringLiteral("ed25519")};
}

void TlsPolicyTest::fingerprint_anyKindOfKey_isOpenssls()
{
    QFETCH(const QStringList, key);
    const TestCertificate made = TestCertificate::make(key);
    QVERIFY(!made.certificate.isNull());
    QCOMPARE(made.fingerprint.size(), 64);
    QCOMPARE(fingerprintOf(made.certificate), made.fingerprint);
}

void TlsPolicyTest::fingerprint_noCertificate_isEmpty()
{
    QVERIFY(fingerprintOf(QSslCertificate()).isEmpty());
}

void TlsPolicyTest::verdict_pinnedKey_winsOverEveryError()
{
    const TestCertificate made = TestCertificate::make();
    QCOMPARE(TlsPolicy::verdict(pinned(made.fingerprint), made.certificate,
                                {QSslError(QSslError::SelfSignedCertificate, made.certificate),
                                 QSslError(QSslError::HostNameMismatch, made.certificate),
                                 QSslError(QSslError::CertificateExpired, made.certificate)}),
             LineProblem::None);
}

void TlsPolicyTest::verdict_otherKey_isWrongWithoutAnyError()
{
    const TestCertificate made = TestCertificate::make();
    QCOMPARE(TlsPolicy::verdict(pinned(TestCertificate::make().fingerprint), made.certificate, {}),
             LineProblem::WrongFingerprint);
}

void TlsPolicyTest::verdict_noCertificate_isWrong()
{
    QCOMPARE(TlsPolicy::verdict(pinned(QByteArray(64, '0')), QSslCertificate(), {}),
             LineProblem::WrongFingerprint);
}

void TlsPolicyTest::verdict_noPin_followsTheAuthorities()
{
    const TestCertificate made = TestCertificate::make();
    QCOMPARE(TlsPolicy::verdict(pinned({}), made.certificate, {}), LineProblem::None);
    QCOMPARE(TlsPolicy::verdict(pinned({}), made.certificate,
                                {QSslError(QSslError::HostNameMismatch, made.certificate)}),
             LineProblem::Untrusted);
}

void TlsPolicyTest::configuration_keepsNothing_andAsksNobody()
{
    const QSslConfiguration tls = TlsPolicy::configurationFor(pinned(QByteArray(64, '0')));
    QVERIFY(tls.caCertificates().isEmpty());
    QCOMPARE(tls.protocol(), QSsl::TlsV1_2OrLater);
    QCOMPARE(tls.peerVerifyMode(), QSslSocket::VerifyPeer);
    for (const auto option : {QSsl::SslOptionDisableSessionTickets, QSsl::SslOptionDisableSessionSharing,
                              QSsl::SslOptionDisableSessionPersistence, QSsl::SslOptionDisableCompression})
        QVERIFY(tls.testSslOption(option));
    QVERIFY(!tls.ciphers().isEmpty());
    for (const QSslCipher& cipher : tls.ciphers())
        QVERIFY2(cipher.name().startsWith(QLatin1String("TLS_")) ||
                     cipher.name().startsWith(QLatin1String("ECDHE-")),
                 qPrintable(cipher.name()));
}

QTEST_GUILESS_MAIN(TlsPolicyTest)
#include "TlsPolicyTest.moc"
