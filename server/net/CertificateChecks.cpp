// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/CertificateChecks.h"

#include "server/net/OpenSslError.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <string_view>

namespace chatmet::server {

namespace {

/// Curves of certificates that clients take; those of the key exchange are TlsContext's.
constexpr std::array<std::string_view, 3> curves{"prime256v1", "secp384r1", "secp521r1"};

Error refused(const std::string& words)
{
    return Error{Errc::Damaged, words};
}

/// Negative: time lies before utcMs.
int compareTime(const ASN1_TIME* time, std::int64_t utcMs)
{
    auto moment = static_cast<std::time_t>(utcMs / 1000);
    return X509_cmp_time(time, &moment);
}

Result<Done> checkKey(const EVP_PKEY* key)
{
    if (key == nullptr) {
        return refused("has a key that can't be read (" + takeOpenSslError() + ")");
    }
    if (EVP_PKEY_is_a(key, "RSA") == 1 || EVP_PKEY_is_a(key, "RSA-PSS") == 1) {
        return EVP_PKEY_get_bits(key) >= rsaBitsMin
                   ? Result<Done>(Done{})
                   : refused("has a weak RSA key of " + std::to_string(EVP_PKEY_get_bits(key)) +
                             " bits; take at least " + std::to_string(rsaBitsMin) +
                             ", or better a P-256 key");
    }
    if (EVP_PKEY_is_a(key, "ED25519") == 1) {
        return Done{};
    }
    std::array<char, 64> curve{};
    const bool named = EVP_PKEY_is_a(key, "EC") == 1 &&
                       EVP_PKEY_get_group_name(key, curve.data(), curve.size(), nullptr) == 1;
    const bool known =
        named && std::find(curves.begin(), curves.end(), std::string_view(curve.data())) != curves.end();
    return known ? Result<Done>(Done{})
                 : refused("has a key of a kind that clients don't take; take a P-256 key");
}

Result<Done> checkSignature(const X509& leaf)
{
    int digest = NID_undef;
    int bits = 0;
    if (X509_get_signature_info(const_cast<X509*>(&leaf), &digest, nullptr, &bits, nullptr) != 1) {
        ERR_clear_error();
        return refused("has a signature of an unknown kind");
    }
    constexpr int bitsMin = 112; // as rsaBitsMin; SHA-1 and MD5 stay below
    return bits >= bitsMin ? Result<Done>(Done{})
                           : refused(std::string("has a weak signature (") + OBJ_nid2sn(digest) +
                                     "); it needs SHA-256 or better");
}

std::string dateOf(const ASN1_TIME* time)
{
    std::tm date{};
    std::array<char, 16> text{};
    if (ASN1_TIME_to_tm(time, &date) != 1 ||
        std::strftime(text.data(), text.size(), "%Y-%m-%d", &date) == 0) {
        return "soon";
    }
    return text.data();
}

bool hasNames(const X509& leaf)
{
    return X509_get_ext_by_NID(&leaf, NID_subject_alt_name, -1) >= 0;
}

bool isInOrder(const Certificate& certificate)
{
    X509* issued = certificate.leaf.get();
    for (const X509Pointer& issuer : certificate.chain) {
        if (X509_check_issued(issuer.get(), issued) != X509_V_OK) {
            return false;
        }
        issued = issuer.get();
    }
    return true;
}

} // namespace

Result<Done> checkLeaf(const X509& leaf, std::int64_t utcMs)
{
    if (compareTime(X509_get0_notAfter(&leaf), utcMs) <= 0) {
        return refused("has expired, on " + dateOf(X509_get0_notAfter(&leaf)));
    }
    if (compareTime(X509_get0_notBefore(&leaf), utcMs) > 0) {
        return refused("is not valid yet, before " + dateOf(X509_get0_notBefore(&leaf)) +
                       "; check the clock");
    }
    if (const auto key = checkKey(X509_get0_pubkey(&leaf)); !key) {
        return key;
    }
    if (const auto signature = checkSignature(leaf); !signature) {
        return signature;
    }
    if (X509_check_purpose(const_cast<X509*>(&leaf), X509_PURPOSE_SSL_SERVER, 0) != 1) {
        ERR_clear_error();
        return refused("was not issued for servers (its key usage says so)");
    }
    return Done{};
}

std::vector<std::string> remarksOn(const Certificate& certificate, std::int64_t utcMs)
{
    constexpr std::int64_t msPerDay = 86'400'000;
    std::vector<std::string> remarks;
    if (compareTime(X509_get0_notAfter(certificate.leaf.get()), utcMs + remindDaysBefore * msPerDay) <= 0) {
        remarks.push_back("expires on " + dateOf(X509_get0_notAfter(certificate.leaf.get())));
    }
    if (!hasNames(*certificate.leaf)) {
        remarks.emplace_back(
            "names no host (subjectAltName); clients that don't know its fingerprint refuse it");
    }
    if (!isInOrder(certificate)) {
        remarks.emplace_back("has its intermediates in the wrong order, or some of another certificate");
    }
    if (std::any_of(certificate.chain.begin(), certificate.chain.end(),
                    [utcMs](const X509Pointer& intermediate) {
                        return compareTime(X509_get0_notAfter(intermediate.get()), utcMs) <= 0;
                    })) {
        remarks.emplace_back("has an intermediate that has expired");
    }
    return remarks;
}

} // namespace chatmet::server
