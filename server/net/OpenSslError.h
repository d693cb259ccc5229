// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// OpenSSL's own words for its last failure.

#include <openssl/err.h>

#include <string>
#include <system_error>

namespace chatmet::server {

/// Takes this thread's oldest error and clears the rest; "unknown reason" if there is none.
[[nodiscard]] inline std::string takeOpenSslError()
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    if (ERR_SYSTEM_ERROR(code)) { // errno's own words; OpenSSL keeps none for them
        return std::generic_category().message(ERR_GET_REASON(code));
    }
    const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    return reason == nullptr ? "unknown reason" : reason;
}

} // namespace chatmet::server
