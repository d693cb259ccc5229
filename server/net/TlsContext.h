// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The TLS settings that every connection of the server shares: forward secrecy only, nothing resumable.

#include "common/base/Result.h"
#include "server/net/Certificate.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace chatmet::server {

/// TLS 1.2 and 1.3, groups X25519 and P-256, ECDHE with AEAD only, no tickets, no session cache, no
/// renegotiation, no compression; buffers are released while idle and plaintext is wiped after it was read.
/// Any thread may make connections from it.
class TlsContext
{
public:
    /// Errors: Errc::Damaged where OpenSSL refuses the certificate (a weak key, say), Errc::Unavailable else.
    [[nodiscard]] static Result<TlsContext> create(const Certificate& certificate);

    /// A connection's own object, in the accepting role. Null only when memory ran out.
    [[nodiscard]] SslPointer newConnection() const;

    /// Connections that are made from now on have the other's certificate; those that are open keep theirs.
    void replace(TlsContext&& other);

    /// 64 lower-case hex digits: SHA-256 of the certificate's SubjectPublicKeyInfo.
    [[nodiscard]] std::string fingerprint() const;

    /// When the certificate runs out: UTC, seconds since 1970.
    [[nodiscard]] std::int64_t endsAt() const;

private:
    struct Made
    {
        SslContextPointer context;
        std::string fingerprint;
        std::int64_t endsAt{0};
    };

    explicit TlsContext(std::shared_ptr<const Made> made) : m_made(std::move(made)) {}
    [[nodiscard]] std::shared_ptr<const Made> made() const { return std::atomic_load(&m_made); }

    std::shared_ptr<const Made> m_made; ///< by atomic_load and atomic_store alone
};

} // namespace chatmet::server
