// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The failures of a TLS stream that are not the socket's own.

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>

#include <type_traits>

namespace chatmet::server {

enum class TlsErrc
{
    StreamTruncated = 1, ///< the peer closed the connection without TLS's close_notify
    ConnectionLost = 2,  ///< the system refused to read or write: reset, unreachable, timed out
    ProtocolFailure = 3, ///< the peer broke TLS's rules, speaks something else, or shares no cipher
    OutOfMemory = 4      ///< OpenSSL could not make a connection's object
};

[[nodiscard]] const boost::system::error_category& tlsCategory() noexcept;
[[nodiscard]] boost::system::error_code make_error_code(TlsErrc code) noexcept;

} // namespace chatmet::server

template <> struct boost::system::is_error_code_enum<chatmet::server::TlsErrc> : std::true_type
{
};
