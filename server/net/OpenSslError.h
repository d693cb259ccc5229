// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// OpenSSL's own words for its last failure.

#include <openssl/err.h>

#include <string>

namespace chatmet::server {

/// Takes this thread's oldest error and clears the rest; "unknown reason" if there is none.
[[nodiscard]] inline std::string takeOpenSslError()
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    return reason == nullptr ? "unknown reason" : reason;
}

} // namespace chatmet::server
