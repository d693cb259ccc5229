// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Self-made certificates say what they should; files that don't fit are refused in words.
#include "server/net/Certificate.h"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

namespace chatmet::server {
namespace {

constexpr std::int64_t nowMs = 1'795'455'000'000; // 2026-11-23
constexpr std::int64_t dayMs = 24LL * 3600 * 1000;

std::string file(const std::string& name)
{
    std::filesystem::create_directories(CHATMET_TEST_DIR);
    return std::string(CHATMET_TEST_DIR) + "/" + name;
}

std::string writeCertificate(const Certificate& certificate, const std::string& name)
{
    const std::string path = file(name);
    const BioPointer bio(BIO_new_file(path.c_str(), "w"));
    PEM_write_bio_X509(bio.get(), certificate.leaf.get());
    for (const X509Pointer& intermediate : certificate.chain) {
        PEM_write_bio_X509(bio.get(), intermediate.get());
    }
    return path;
}

std::string writeKey(const Certificate& certificate, const std::string& name, const char* password = nullptr)
{
    const std::string path = file(name);
    const BioPointer bio(BIO_new_file(path.c_str(), "w"));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), certificate.key.get(),
                                  password == nullptr ? nullptr : EVP_aes_128_cbc(), nullptr, 0, nullptr,
                                  const_cast<char*>(password));
    return path;
}

Certificate made(const std::string& address = "127.0.0.1")
{
    auto certificate = makeSelfSignedCertificate({address}, nowMs);
    EXPECT_TRUE(certificate.ok());
    return std::move(certificate).value();
}

void expectError(const Result<Certificate>& result, Errc code, const std::string& words)
{
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.code(), code);
    EXPECT_NE(result.error().text.find(words), std::string::npos) << result.error().text;
}

TEST(Certificate, selfSigned_names_coverLoopbackAndListenAddress)
{
    const Certificate certificate = made("203.0.113.7");
    EXPECT_EQ(X509_check_ip_asc(certificate.leaf.get(), "127.0.0.1", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.leaf.get(), "::1", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.leaf.get(), "203.0.113.7", 0), 1);
    EXPECT_EQ(X509_check_host(certificate.leaf.get(), "localhost", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.leaf.get(), "203.0.113.8", 0), 0);
}

TEST(Certificate, selfSigned_wildcardAddress_addsNoName)
{
    EXPECT_EQ(X509_check_ip_asc(made("0.0.0.0").leaf.get(), "0.0.0.0", 0), 0);
    EXPECT_EQ(X509_check_ip_asc(made("::").leaf.get(), "::", 0), 0);
}

TEST(Certificate, selfSigned_hosts_areNamesAndAddresses)
{
    const auto certificate = makeSelfSignedCertificate({"chat.example.org", "2001:db8::1"}, nowMs, 10);
    ASSERT_TRUE(certificate.ok());
    EXPECT_EQ(X509_check_host(certificate->leaf.get(), "chat.example.org", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate->leaf.get(), "2001:db8::1", 0), 1);
    EXPECT_EQ(endOf(*certificate->leaf), nowMs / 1000 + 10 * 86'400);
    for (const char* host : {"a,DNS:evil.example", "Chat.Example", "two words", "-"}) {
        EXPECT_EQ(makeSelfSignedCertificate({host}, nowMs).code(), Errc::Damaged) << host;
    }
}

TEST(Certificate, save_newFiles_areReadBackAndNeverOverwritten)
{
    const std::string chain = std::string(CHATMET_TEST_DIR) + "/lasting.pem";
    const std::string key = std::string(CHATMET_TEST_DIR) + "/lasting-key.pem";
    std::filesystem::create_directories(CHATMET_TEST_DIR);
    std::filesystem::remove(chain);
    std::filesystem::remove(key);
    const Certificate certificate = made();
    ASSERT_TRUE(saveCertificate(certificate, chain, key).ok());
    const auto read = loadCertificate(chain, key, nowMs);
    ASSERT_TRUE(read.ok()) << read.error().text;
    EXPECT_TRUE(read->remarks.empty());
    EXPECT_EQ(publicKeyFingerprint(*read->leaf), publicKeyFingerprint(*certificate.leaf));
    EXPECT_EQ(std::filesystem::status(key).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(saveCertificate(made(), chain, key).code(), Errc::Unavailable);
    std::filesystem::remove(key);
    EXPECT_EQ(saveCertificate(made(), chain, key).code(), Errc::Unavailable); // the chain is still there
    EXPECT_FALSE(std::filesystem::exists(key));
}

TEST(Certificate, selfSigned_keyAndSignature_areP256AndValid)
{
    const Certificate certificate = made();
    char group[32]{};
    ASSERT_EQ(EVP_PKEY_get_group_name(certificate.key.get(), group, sizeof group, nullptr), 1);
    EXPECT_STREQ(group, "prime256v1");
    EXPECT_EQ(X509_verify(certificate.leaf.get(), certificate.key.get()), 1);
    EXPECT_EQ(X509_get_version(certificate.leaf.get()), X509_VERSION_3);
    EXPECT_EQ(X509_check_ca(certificate.leaf.get()), 0);
}

TEST(Certificate, selfSigned_dates_reachFromYesterdayForAYear)
{
    const Certificate certificate = made();
    time_t before = (nowMs - dayMs) / 1000 + 1;
    time_t after = (nowMs + 365 * dayMs) / 1000 - 1;
    EXPECT_LT(X509_cmp_time(X509_get0_notBefore(certificate.leaf.get()), &before), 0);
    EXPECT_GT(X509_cmp_time(X509_get0_notAfter(certificate.leaf.get()), &after), 0);
    before -= 2;
    after += 2;
    EXPECT_GT(X509_cmp_time(X509_get0_notBefore(certificate.leaf.get()), &before), 0);
    EXPECT_LT(X509_cmp_time(X509_get0_notAfter(certificate.leaf.get()), &after), 0);
}

TEST(Certificate, selfSigned_madeTwice_sharesNeitherKeyNorSerial)
{
    const Certificate one = made();
    const Certificate two = made();
    EXPECT_NE(publicKeyFingerprint(*one.leaf), publicKeyFingerprint(*two.leaf));
    EXPECT_NE(
        ASN1_INTEGER_cmp(X509_get0_serialNumber(one.leaf.get()), X509_get0_serialNumber(two.leaf.get())), 0);
}

TEST(Certificate, fingerprint_ofSelfSigned_isSha256OfItsPublicKeyInfo)
{
    const Certificate certificate = made();
    unsigned char* der = nullptr;
    const int length = i2d_PUBKEY(certificate.key.get(), &der);
    ASSERT_GT(length, 0);
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(der, static_cast<size_t>(length), digest);
    OPENSSL_free(der);
    std::string expected;
    for (const unsigned char byte : digest) {
        char hex[3];
        std::snprintf(hex, sizeof hex, "%02x", byte);
        expected += hex;
    }
    EXPECT_EQ(publicKeyFingerprint(*certificate.leaf), expected);
}

TEST(Certificate, load_matchingFiles_givesLeafAndChain)
{
    Certificate certificate = made();
    certificate.chain.push_back(made("203.0.113.9").leaf);
    const auto loaded =
        loadCertificate(writeCertificate(certificate, "good.pem"), writeKey(certificate, "good.key"), nowMs);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text;
    EXPECT_EQ(publicKeyFingerprint(*loaded.value().leaf), publicKeyFingerprint(*certificate.leaf));
    EXPECT_EQ(loaded.value().chain.size(), 1U);
}

TEST(Certificate, load_keyOfAnother_isRefused)
{
    const auto loaded =
        loadCertificate(writeCertificate(made(), "other.pem"), writeKey(made(), "other.key"), nowMs);
    expectError(loaded, Errc::Damaged, "does not belong to certificate");
}

TEST(Certificate, load_outsideItsDates_isRefused)
{
    const Certificate certificate = made();
    const std::string pem = writeCertificate(certificate, "dates.pem");
    const std::string key = writeKey(certificate, "dates.key");
    expectError(loadCertificate(pem, key, nowMs + 366 * dayMs), Errc::Damaged, "has expired");
    expectError(loadCertificate(pem, key, nowMs - 2 * dayMs), Errc::Damaged, "not valid yet");
}

TEST(Certificate, load_missingFiles_areNamed)
{
    const Certificate certificate = made();
    const std::string pem = writeCertificate(certificate, "present.pem");
    expectError(loadCertificate(file("absent.pem"), file("absent.key"), nowMs), Errc::Unavailable,
                "absent.pem: can't be opened (No such file or directory)");
    expectError(loadCertificate(pem, file("absent.key"), nowMs), Errc::Unavailable,
                "absent.key: can't be opened");
}

TEST(Certificate, load_rubbish_isRefused)
{
    const std::string rubbish = file("rubbish.pem");
    std::ofstream(rubbish) << "-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n";
    const Certificate certificate = made();
    const std::string pem = writeCertificate(certificate, "fine.pem");
    const std::string key = writeKey(certificate, "fine.key");
    expectError(loadCertificate(rubbish, key, nowMs), Errc::Damaged, "holds no PEM certificate");
    expectError(loadCertificate(key, key, nowMs), Errc::Damaged, "holds no PEM certificate");
    expectError(loadCertificate(pem, pem, nowMs), Errc::Damaged, "holds no PEM private key");
    std::ofstream(pem, std::ios::app)
        << "-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n";
    expectError(loadCertificate(pem, key, nowMs), Errc::Damaged, "damaged intermediate");
}

TEST(Certificate, load_keyWithPassword_isRefusedWithoutAsking)
{
    const Certificate certificate = made();
    const auto loaded = loadCertificate(writeCertificate(certificate, "locked.pem"),
                                        writeKey(certificate, "locked.key", "secret"), nowMs);
    expectError(loaded, Errc::Damaged, "protected by a password");
}

// ---- what is not served with

/// A certificate that openssl's defaults would make, changed before it is signed again.
Certificate changed(KeyPointer key, const std::function<void(X509*)>& change = {},
                    const EVP_MD* digest = EVP_sha256())
{
    Certificate certificate = made();
    certificate.key = std::move(key);
    X509_set_pubkey(certificate.leaf.get(), certificate.key.get());
    if (change) {
        change(certificate.leaf.get());
    }
    EXPECT_NE(X509_sign(certificate.leaf.get(), certificate.key.get(), digest), 0);
    return certificate;
}

KeyPointer ecKey(const char* curve)
{
    return KeyPointer(EVP_EC_gen(curve));
}

void dropExtension(X509* certificate, int kind)
{
    X509_EXTENSION_free(X509_delete_ext(certificate, X509_get_ext_by_NID(certificate, kind, -1)));
}

Result<Certificate> loadChanged(const Certificate& certificate, const std::string& name)
{
    const std::string key = writeKey(certificate, name + ".key");
    std::filesystem::permissions(key, std::filesystem::perms::owner_read);
    return loadCertificate(writeCertificate(certificate, name + ".pem"), key, nowMs);
}

TEST(CertificateChecks, load_goodKeys_areTakenWithoutARemark)
{
    for (const char* curve : {"P-256", "P-384", "P-521"}) {
        const auto loaded = loadChanged(changed(ecKey(curve)), curve);
        ASSERT_TRUE(loaded.ok()) << loaded.error().text;
        EXPECT_TRUE(loaded->remarks.empty()) << loaded->remarks.front();
    }
    EXPECT_TRUE(loadChanged(changed(KeyPointer(EVP_RSA_gen(2'048))), "rsa2048").ok());
}

TEST(CertificateChecks, load_weakOrStrangeKeys_areRefused)
{
    expectError(loadChanged(changed(KeyPointer(EVP_RSA_gen(1'024))), "rsa1024"), Errc::Damaged,
                "rsa1024.pem has a weak RSA key of 1024 bits; take at least 2048");
    for (const char* curve : {"P-224", "secp256k1"}) {
        expectError(loadChanged(changed(ecKey(curve)), curve), Errc::Damaged,
                    "of a kind that clients don't take");
    }
}

TEST(CertificateChecks, load_weakSignature_isRefused)
{
    expectError(loadChanged(changed(ecKey("P-256"), {}, EVP_sha1()), "sha1"), Errc::Damaged,
                "has a weak signature (SHA1); it needs SHA-256");
}

TEST(CertificateChecks, load_issuedForSomethingElse_isRefused)
{
    const auto forClients = [](X509* certificate) {
        dropExtension(certificate, NID_ext_key_usage);
        const ExtensionPointer usage(X509V3_EXT_conf_nid(nullptr, nullptr, NID_ext_key_usage, "clientAuth"));
        X509_add_ext(certificate, usage.get(), -1);
    };
    expectError(loadChanged(changed(ecKey("P-256"), forClients), "forclients"), Errc::Damaged,
                "was not issued for servers");
}

TEST(CertificateChecks, load_whatTheOperatorShouldKnow_isRemarked)
{
    const auto remarksOf = [](const Certificate& certificate, const std::string& name,
                              std::int64_t utcMs = nowMs) {
        const std::string key = writeKey(certificate, name + ".key");
        std::filesystem::permissions(key, std::filesystem::perms::owner_read);
        const auto loaded = loadCertificate(writeCertificate(certificate, name + ".pem"), key, utcMs);
        EXPECT_TRUE(loaded.ok()) << loaded.error().text;
        std::string all;
        for (const std::string& remark : loaded->remarks) {
            all += remark + "\n";
        }
        return all;
    };
    const Certificate good = made();
    EXPECT_EQ(remarksOf(good, "remark"), "");
    EXPECT_NE(remarksOf(good, "remark", nowMs + 352 * dayMs).find("remark.pem expires on 2027-11-23"),
              std::string::npos);
    const Certificate nameless =
        changed(ecKey("P-256"), [](X509* certificate) { dropExtension(certificate, NID_subject_alt_name); });
    EXPECT_NE(remarksOf(nameless, "nameless").find("names no host"), std::string::npos);
    Certificate other = made();
    other.chain.push_back(changed(ecKey("P-256"), [](X509* certificate) {
                              X509_NAME_add_entry_by_txt(X509_get_issuer_name(certificate), "O", MBSTRING_ASC,
                                                         reinterpret_cast<const unsigned char*>("Other"), -1,
                                                         -1, 0);
                              X509_set_subject_name(certificate, X509_get_issuer_name(certificate));
                          }).leaf);
    EXPECT_NE(remarksOf(other, "order").find("intermediates in the wrong order"), std::string::npos);
    Certificate stale = made();
    stale.chain.push_back(changed(ecKey("P-256"), [](X509* certificate) {
                              X509_gmtime_adj(X509_getm_notAfter(certificate), -1'000'000'000);
                          }).leaf);
    EXPECT_NE(remarksOf(stale, "stale").find("an intermediate that has expired"), std::string::npos);
}

TEST(CertificateChecks, load_keyThatEverybodyCanRead_isRemarked)
{
    const Certificate certificate = made();
    const std::string pem = writeCertificate(certificate, "open.pem");
    const std::string key = writeKey(certificate, "open.key");
    namespace fs = std::filesystem;
    fs::permissions(key, fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
    const auto open = loadCertificate(pem, key, nowMs);
    ASSERT_EQ(open->remarks.size(), 1U);
    EXPECT_NE(open->remarks[0].find("open.key can be read by everybody on this computer; use chmod 600"),
              std::string::npos);
    fs::permissions(key, fs::perms::owner_read | fs::perms::group_read);
    EXPECT_TRUE(loadCertificate(pem, key, nowMs)->remarks.empty());
}

} // namespace
} // namespace chatmet::server
