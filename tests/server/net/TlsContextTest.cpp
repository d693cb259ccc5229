// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the server's TLS agrees to, and what it refuses, with OpenSSL's client at the other end.
#include "server/net/TlsError.h"
#include "tests/server/net/TlsTestPeer.h"

#include <openssl/rsa.h>

namespace chatmet::server {
namespace {

using TlsContextTest = TlsLoopback;

TEST_F(TlsContextTest, handshake_modernClient_isTls13WithX25519)
{
    int version = 0;
    long group = 0;
    int tickets = -1;
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        version = SSL_version(client.ssl());
        group = SSL_get_negotiated_group(client.ssl());
        client.readRecord(); // would take a ticket, if one came
        tickets = SSL_SESSION_has_ticket(SSL_get_session(client.ssl()));
    });
    EXPECT_FALSE(handshake());
    m_stream->close();
    joinClient();
    EXPECT_EQ(version, TLS1_3_VERSION);
    EXPECT_EQ(group, NID_X25519);
    EXPECT_EQ(tickets, 0);
}

TEST_F(TlsContextTest, handshake_tls12Client_isEphemeralWithAead)
{
    std::string cipher;
    unsigned int idLength = 99;
    startClient([&](TlsTestClient& client) {
        SSL_set_max_proto_version(client.ssl(), TLS1_2_VERSION);
        ASSERT_TRUE(client.connect());
        cipher = SSL_get_cipher_name(client.ssl());
        SSL_SESSION_get_id(SSL_get_session(client.ssl()), &idLength);
    });
    EXPECT_FALSE(handshake());
    joinClient();
    EXPECT_EQ(cipher, "ECDHE-ECDSA-AES128-GCM-SHA256");
    EXPECT_EQ(idLength, 0U);
}

TEST_F(TlsContextTest, handshake_onlyRefusedChoices_fails)
{
    const std::vector<std::function<void(SSL*)>> refused{
        [](SSL* ssl) {
            SSL_set_security_level(ssl, 0);
            SSL_set_max_proto_version(ssl, TLS1_1_VERSION);
        },
        [](SSL* ssl) { SSL_set1_groups_list(ssl, "ffdhe2048"); },
        [](SSL* ssl) { SSL_set1_groups_list(ssl, "P-521:X448:ffdhe8192"); },
        [](SSL* ssl) {
            SSL_set_security_level(ssl, 0);
            SSL_set_max_proto_version(ssl, TLS1_2_VERSION);
            SSL_set1_sigalgs_list(ssl, "ECDSA+SHA1");
        },
        [](SSL* ssl) {
            SSL_set_max_proto_version(ssl, TLS1_2_VERSION);
            SSL_set_cipher_list(ssl, "AES128-GCM-SHA256:DHE-RSA-AES128-GCM-SHA256");
        },
        [](SSL* ssl) { SSL_set1_groups_list(ssl, "P-384"); },
        [](SSL* ssl) {
            SSL_set_max_proto_version(ssl, TLS1_2_VERSION);
            SSL_set_cipher_list(ssl, "ECDHE-ECDSA-AES128-SHA256");
        },
    };
    for (const auto& choose : refused) {
        bool connected = true;
        startClient([&](TlsTestClient& client) {
            choose(client.ssl());
            connected = client.connect();
        });
        EXPECT_EQ(handshake(), make_error_code(TlsErrc::ProtocolFailure));
        m_stream->close();
        joinClient();
        EXPECT_FALSE(connected);
    }
}

TEST_F(TlsContextTest, renegotiation_byTls12Client_isRefused)
{
    bool renegotiated = true;
    startClient([&](TlsTestClient& client) {
        SSL_set_max_proto_version(client.ssl(), TLS1_2_VERSION);
        ASSERT_TRUE(client.connect());
        SSL_renegotiate(client.ssl());
        renegotiated = SSL_do_handshake(client.ssl()) == 1;
    });
    EXPECT_FALSE(handshake());
    char byte = 0;
    m_stream->async_read_some(asio::buffer(&byte, 1), [&](ErrorCode, std::size_t) { m_stream->close(); });
    run();
    joinClient();
    EXPECT_FALSE(renegotiated);
}

TEST(TlsContext, create_weakKey_isRefused)
{
    auto certificate = makeSelfSignedCertificate({}, testUtcMs);
    ASSERT_TRUE(certificate.ok());
    Certificate weak = std::move(certificate).value();
    weak.key.reset(EVP_RSA_gen(1024));
    ASSERT_EQ(X509_set_pubkey(weak.leaf.get(), weak.key.get()), 1);
    ASSERT_NE(X509_sign(weak.leaf.get(), weak.key.get(), EVP_sha256()), 0);
    const auto context = TlsContext::create(weak);
    ASSERT_FALSE(context.ok());
    EXPECT_EQ(context.code(), Errc::Damaged);
    EXPECT_NE(context.error().text.find("key too small"), std::string::npos) << context.error().text;
}

} // namespace
} // namespace chatmet::server
