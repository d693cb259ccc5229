// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the self-signed certificate and the fingerprint.
#include "server/net/Certificate.h"

#include "common/protocol/HostNames.h"
#include "server/net/OpenSslError.h"

#include <boost/asio/ip/address.hpp>
#include <openssl/ec.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstddef>
#include <ctime>
#include <optional>

namespace chatmet::server {

namespace {

constexpr int daysBefore = 1;
constexpr int serialBits = 127; // positive and below 20 octets, RFC 5280 section 4.1.2.2

/// Nothing where one of them is neither a name nor an address: what it is goes into a list with commas.
std::optional<std::string> subjectAltName(const std::vector<std::string>& hosts)
{
    std::string names = "IP:127.0.0.1,IP:::1,DNS:localhost";
    for (const std::string& host : hosts) {
        boost::system::error_code notNumeric;
        const auto address = boost::asio::ip::make_address(host, notNumeric);
        if (notNumeric && host != "localhost" && !host.empty()) {
            if (!protocol::isHostName(host)) {
                return std::nullopt;
            }
            names += ",DNS:" + host;
        } else if (!notNumeric && !address.is_unspecified() && !address.is_loopback()) {
            names += ",IP:" + address.to_string();
        }
    }
    return names;
}

bool addExtension(X509* certificate, int kind, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionPointer extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setRandomSerial(X509* certificate)
{
    const BignumPointer serial(BN_new());
    return serial && BN_rand(serial.get(), serialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setName(X509* certificate)
{
    static constexpr std::array<unsigned char, 7> name{'C', 'h', 'a', 't', 'M', 'e', 't'};
    X509_NAME* subject = X509_get_subject_name(certificate);
    return X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_ASC, name.data(),
                                      static_cast<int>(name.size()), -1, 0) == 1 &&
           X509_set_issuer_name(certificate, subject) == 1;
}

bool setDates(X509* certificate, std::int64_t utcMs, int days)
{
    auto moment = static_cast<std::time_t>(utcMs / 1000);
    return X509_time_adj_ex(X509_getm_notBefore(certificate), -daysBefore, 0, &moment) != nullptr &&
           X509_time_adj_ex(X509_getm_notAfter(certificate), days, 0, &moment) != nullptr;
}

bool fillCertificate(X509* certificate, EVP_PKEY* key, const std::string& names, std::int64_t utcMs, int days)
{
    return X509_set_version(certificate, X509_VERSION_3) == 1 && setRandomSerial(certificate) &&
           setName(certificate) && setDates(certificate, utcMs, days) &&
           X509_set_pubkey(certificate, key) == 1 &&
           addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           addExtension(certificate, NID_key_usage, "critical,digitalSignature") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_key_identifier, "hash") &&
           addExtension(certificate, NID_subject_alt_name, names) &&
           X509_sign(certificate, key, EVP_sha256()) != 0;
}

} // namespace

Result<Certificate> makeSelfSignedCertificate(const std::vector<std::string>& hosts, std::int64_t utcMs,
                                              int days)
{
    const auto names = subjectAltName(hosts);
    if (!names) {
        return Error{Errc::Damaged, "a certificate is for names such as chat.example.org in lower case, and "
                                    "for numeric addresses"};
    }
    ERR_clear_error();
    Certificate certificate;
    certificate.key.reset(EVP_EC_gen("P-256"));
    certificate.leaf.reset(X509_new());
    if (!certificate.key || !certificate.leaf ||
        !fillCertificate(certificate.leaf.get(), certificate.key.get(), *names, utcMs, days)) {
        return Error{Errc::Unavailable, "a certificate could not be made: " + takeOpenSslError()};
    }
    return certificate;
}

std::int64_t endOf(const X509& certificate)
{
    constexpr std::int64_t secondsPerDay = 86'400;
    const TimePointer epoch(ASN1_TIME_set(nullptr, 0));
    int days = 0;
    int seconds = 0;
    const bool known =
        epoch && ASN1_TIME_diff(&days, &seconds, epoch.get(), X509_get0_notAfter(&certificate)) == 1;
    return known ? days * secondsPerDay + seconds : 0;
}

std::string publicKeyFingerprint(const X509& certificate)
{
    std::string fingerprint;
    unsigned char* der = nullptr;
    const int length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(&certificate), &der);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int digestLength = 0;
    if (length > 0 && EVP_Digest(der, static_cast<std::size_t>(length), digest.data(), &digestLength,
                                 EVP_sha256(), nullptr) == 1) {
        static constexpr char digits[] = "0123456789abcdef";
        for (unsigned int i = 0; i < digestLength; ++i) {
            fingerprint += digits[digest[i] >> 4];
            fingerprint += digits[digest[i] & 0x0f];
        }
    }
    OPENSSL_free(der);
    return fingerprint;
}

} // namespace chatmet::server
