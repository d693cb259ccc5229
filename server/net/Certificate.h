// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The server's certificate with its key: read from PEM files, or made in memory and never written.

#include "common/base/Result.h"
#include "server/net/OpenSslPointers.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chatmet::server {

struct Certificate
{
    X509Pointer leaf;
    std::vector<X509Pointer> chain; ///< intermediates in the file's order, without the leaf
    KeyPointer key;
    std::vector<std::string> remarks; ///< for the operator to know; a sentence each
};

/// Reads a PEM certificate (leaf first, then intermediates) and its PEM key without a password. Checks that
/// they belong together and that the leaf is one to serve with at utcMs (CertificateChecks.h; milliseconds
/// since 1970).
/// Errors: Errc::Unavailable (can't be opened), Errc::Damaged (anything else); text is for the operator.
[[nodiscard]] Result<Certificate> loadCertificate(const std::string& certificateFile,
                                                  const std::string& keyFile, std::int64_t utcMs);

/// Makes a P-256 key and a self-signed certificate for 127.0.0.1, ::1, localhost and hosts (numeric addresses
/// and ASCII names; empty and wildcard addresses add nothing), valid from a day before utcMs for so many
/// days. Errors: Errc::Damaged where a host is neither; Errc::Unavailable where OpenSSL fails.
[[nodiscard]] Result<Certificate> makeSelfSignedCertificate(const std::vector<std::string>& hosts,
                                                            std::int64_t utcMs, int days = 365);

/// Writes both as PEM into new files, the key's for its owner alone. Overwrites nothing. Errors:
/// Errc::Unavailable with words; then neither file was left behind.
[[nodiscard]] Result<Done> saveCertificate(const Certificate& certificate, const std::string& certificateFile,
                                           const std::string& keyFile);

/// When it runs out: UTC, seconds since 1970.
[[nodiscard]] std::int64_t endOf(const X509& certificate);

/// The fingerprint of the first certificate of a PEM file. Errors: as loadCertificate.
[[nodiscard]] Result<std::string> fingerprintOfFile(const std::string& certificateFile);

/// SHA-256 of the DER SubjectPublicKeyInfo, 64 lower-case hex digits; empty if OpenSSL fails.
[[nodiscard]] std::string publicKeyFingerprint(const X509& certificate);

} // namespace chatmet::server
