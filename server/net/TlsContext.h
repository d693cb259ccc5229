// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The TLS settings that every connection of the server shares: forward secrecy only, nothing resumable.

#include "common/base/Result.h"
#include "server/net/Certificate.h"

#include <string>

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

    /// 64 lower-case hex digits: SHA-256 of the certificate's SubjectPublicKeyInfo.
    [[nodiscard]] const std::string& fingerprint() const noexcept { return m_fingerprint; }

private:
    TlsContext(SslContextPointer context, std::string fingerprint);

    SslContextPointer m_context;
    std::string m_fingerprint;
};

} // namespace chatmet::server
