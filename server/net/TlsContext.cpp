// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/TlsContext.h"

#include "common/memory/WipeOnFree.h"
#include "server/net/OpenSslError.h"

#include <utility>

namespace chatmet::server {

namespace {

// AES-128 first: the cheapest on servers with AES instructions; a client that puts ChaCha20 first gets it.
constexpr const char* tls13Suites =
    "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384";
constexpr const char* tls12Suites = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                                    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
                                    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384";
// The default list also offers ffdhe8192, dear for us and cheap for a flood of handshakes.
constexpr const char* groups = "X25519:P-256";
// 112 bits and more: no SHA-1 signatures, no RSA keys below 2,048 bits. Debian's default, but not
// everybody's.
constexpr int securityLevel = 2;

bool setProtocol(SSL_CTX* context)
{
    SSL_CTX_set_security_level(context, securityLevel);
    // What the system's openssl.cnf may have switched on.
    SSL_CTX_clear_options(context, SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION |
                                       SSL_OP_ALLOW_CLIENT_RENEGOTIATION | SSL_OP_LEGACY_SERVER_CONNECT);
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
#ifdef SSL_OP_CLEANSE_PLAINTEXT
    // A record that was read gives its buffer back (the mode below), and free wipes it whole. With the option
    // OpenSSL does the same beforehand, eight bytes at a time: 6 % of a short message's way.
    if (wipeOnFreeScope() != WipeOnFreeScope::WholeProcess) {
        SSL_CTX_set_options(context, SSL_OP_CLEANSE_PLAINTEXT);
    }
#endif
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_read_ahead(context, 0);
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_max_proto_version(context, 0) == 1 && SSL_CTX_set_num_tickets(context, 0) == 1 &&
           SSL_CTX_set_ciphersuites(context, tls13Suites) == 1 &&
           SSL_CTX_set_cipher_list(context, tls12Suites) == 1 &&
           SSL_CTX_set1_groups_list(context, groups) == 1;
}

bool setCertificate(SSL_CTX* context, const Certificate& certificate)
{
    if (SSL_CTX_use_certificate(context, certificate.leaf.get()) != 1 ||
        SSL_CTX_use_PrivateKey(context, certificate.key.get()) != 1) {
        return false;
    }
    for (const X509Pointer& intermediate : certificate.chain) {
        if (SSL_CTX_add1_chain_cert(context, intermediate.get()) != 1) {
            return false;
        }
    }
    return true;
}

} // namespace

Result<TlsContext> TlsContext::create(const Certificate& certificate)
{
    ERR_clear_error();
    SslContextPointer context(SSL_CTX_new(TLS_server_method()));
    if (!context || !setProtocol(context.get())) {
        return Error{Errc::Unavailable, "TLS could not be set up: " + takeOpenSslError()};
    }
    if (!setCertificate(context.get(), certificate)) {
        return Error{Errc::Damaged, "TLS refuses this certificate: " + takeOpenSslError()};
    }
    std::string fingerprint = publicKeyFingerprint(*certificate.leaf);
    if (fingerprint.empty()) {
        return Error{Errc::Unavailable, "the certificate's fingerprint could not be made"};
    }
    return TlsContext(std::make_shared<const Made>(
        Made{std::move(context), std::move(fingerprint), endOf(*certificate.leaf)}));
}

SslPointer TlsContext::newConnection() const
{
    const auto now = made();
    SslPointer connection(SSL_new(now->context.get())); // and holds on to it for itself
    if (connection) {
        SSL_set_accept_state(connection.get());
    }
    return connection;
}

void TlsContext::replace(TlsContext&& other)
{
    std::atomic_store(&m_made, other.made());
}

std::int64_t TlsContext::endsAt() const
{
    return made()->endsAt;
}

std::string TlsContext::fingerprint() const
{
    return made()->fingerprint;
}

} // namespace chatmet::server
