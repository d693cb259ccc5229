// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and checks the operator's certificate and key.
#include "server/net/Certificate.h"
#include "server/net/CertificateChecks.h"
#include "server/net/KeyFileRights.h"
#include "server/net/OpenSslError.h"

#include <openssl/pem.h>

#include <cstdio>
#include <string_view>
#include <utility>

namespace chatmet::server {

namespace {

Error failure(Errc code, const std::string& what, const std::string& file, const std::string& problem)
{
    return Error{code, what + " " + file + ": " + problem};
}

Result<BioPointer> openFile(const std::string& what, const std::string& file)
{
    ERR_clear_error();
    BioPointer bio(BIO_new_file(file.c_str(), "r"));
    if (!bio) {
        return failure(Errc::Unavailable, what, file, "can't be opened (" + takeOpenSslError() + ")");
    }
    return bio;
}

/// PEM's password prompt would wait at a terminal that a service doesn't have.
int refusePassword(char*, int, int, void* asked)
{
    *static_cast<bool*>(asked) = true;
    return -1;
}

Result<Done> readCertificates(const std::string& file, Certificate& into)
{
    Result<BioPointer> bio = openFile("certificate", file);
    if (!bio) {
        return bio.error();
    }
    bool passwordAsked = false;
    into.leaf.reset(PEM_read_bio_X509(bio->get(), nullptr, refusePassword, &passwordAsked));
    if (!into.leaf) {
        return failure(Errc::Damaged, "certificate", file,
                       "holds no PEM certificate (" + takeOpenSslError() + ")");
    }
    while (X509* next = PEM_read_bio_X509(bio->get(), nullptr, refusePassword, &passwordAsked)) {
        into.chain.emplace_back(next);
    }
    const bool atEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    const std::string reason = takeOpenSslError();
    if (!atEnd) {
        return failure(Errc::Damaged, "certificate", file, "has a damaged intermediate (" + reason + ")");
    }
    return Done{};
}

Result<Done> readKey(const std::string& file, Certificate& into)
{
    Result<BioPointer> bio = openFile("key", file);
    if (!bio) {
        return bio.error();
    }
    bool passwordAsked = false;
    into.key.reset(PEM_read_bio_PrivateKey(bio->get(), nullptr, refusePassword, &passwordAsked));
    const std::string reason = takeOpenSslError();
    if (passwordAsked) {
        return failure(Errc::Damaged, "key", file, "is protected by a password; store it without one");
    }
    if (!into.key) {
        return failure(Errc::Damaged, "key", file, "holds no PEM private key (" + reason + ")");
    }
    return Done{};
}

} // namespace

namespace {

std::string_view textOf(BIO& bio)
{
    char* text = nullptr;
    const long size = BIO_get_mem_data(&bio, &text);
    return {text, static_cast<std::size_t>(size)};
}

} // namespace

Result<Certificate> loadCertificate(const std::string& certificateFile, const std::string& keyFile,
                                    std::int64_t utcMs)
{
    Certificate certificate;
    if (const auto read = readCertificates(certificateFile, certificate); !read) {
        return read.error();
    }
    if (const auto read = readKey(keyFile, certificate); !read) {
        return read.error();
    }
    if (X509_check_private_key(certificate.leaf.get(), certificate.key.get()) != 1) {
        ERR_clear_error();
        return failure(Errc::Damaged, "key", keyFile, "does not belong to certificate " + certificateFile);
    }
    if (const auto checked = checkLeaf(*certificate.leaf, utcMs); !checked) {
        return Error{checked.code(), "certificate " + certificateFile + " " + checked.error().text};
    }
    for (const std::string& remark : remarksOn(certificate, utcMs)) {
        certificate.remarks.push_back("certificate " + certificateFile + " " + remark);
    }
    if (everybodyCanRead(keyFile)) {
        certificate.remarks.push_back("key " + keyFile +
                                      " can be read by everybody on this computer; use chmod 600");
    }
    return certificate;
}

Result<std::string> fingerprintOfFile(const std::string& certificateFile)
{
    Certificate certificate;
    if (const auto read = readCertificates(certificateFile, certificate); !read) {
        return read.error();
    }
    return publicKeyFingerprint(*certificate.leaf);
}

Result<Done> saveCertificate(const Certificate& certificate, const std::string& certificateFile,
                             const std::string& keyFile)
{
    ERR_clear_error();
    const BioPointer key(BIO_new(BIO_s_mem()));
    const BioPointer leaf(BIO_new(BIO_s_mem()));
    if (!key || !leaf ||
        PEM_write_bio_PrivateKey(key.get(), certificate.key.get(), nullptr, nullptr, 0, nullptr, nullptr) !=
            1 ||
        PEM_write_bio_X509(leaf.get(), certificate.leaf.get()) != 1) {
        return Error{Errc::Unavailable, "the certificate could not be written as PEM: " + takeOpenSslError()};
    }
    if (const auto written = createFile(keyFile, textOf(*key), FileFor::OwnerAlone); !written) {
        return failure(written.code(), "key", keyFile, written.error().text);
    }
    if (const auto written = createFile(certificateFile, textOf(*leaf), FileFor::Everybody); !written) {
        std::remove(keyFile.c_str()); // which was made a moment ago
        return failure(written.code(), "certificate", certificateFile, written.error().text);
    }
    return Done{};
}

} // namespace chatmet::server
