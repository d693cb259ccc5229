// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Owners of OpenSSL's objects.

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

namespace chatmet::server {

template <auto Free> struct OpenSslDeleter
{
    template <class T> void operator()(T* object) const noexcept { Free(object); }
};

using BioPointer = std::unique_ptr<BIO, OpenSslDeleter<BIO_free_all>>;
using BignumPointer = std::unique_ptr<BIGNUM, OpenSslDeleter<BN_clear_free>>;
using KeyPointer = std::unique_ptr<EVP_PKEY, OpenSslDeleter<EVP_PKEY_free>>;
using X509Pointer = std::unique_ptr<X509, OpenSslDeleter<X509_free>>;
using ExtensionPointer = std::unique_ptr<X509_EXTENSION, OpenSslDeleter<X509_EXTENSION_free>>;
using SslContextPointer = std::unique_ptr<SSL_CTX, OpenSslDeleter<SSL_CTX_free>>;
using TimePointer = std::unique_ptr<ASN1_TIME, OpenSslDeleter<ASN1_TIME_free>>;
using SslPointer = std::unique_ptr<SSL, OpenSslDeleter<SSL_free>>;

} // namespace chatmet::server
