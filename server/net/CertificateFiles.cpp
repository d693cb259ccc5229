// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and checks the operator's certificate and key.
#include "server/net/Certificate.h"
#include "server/net/CertificateChecks.h"
#include "server/net/KeyFileRights.h"
#include "server/net/OpenSslError.h"

#include <openssl/pem.h>

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

} // namespace chatmet::server
