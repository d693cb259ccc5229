// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/TlsError.h"

#include <string>

namespace chatmet::server {

namespace {

#ifdef __GNUC__
// Boost's base class has no virtual destructor on purpose; categories are never deleted through it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#endif
class TlsCategory final : public boost::system::error_category
{
public:
    const char* name() const noexcept override { return "chatmet.tls"; }

    std::string message(int value) const override
    {
        switch (static_cast<TlsErrc>(value)) {
        case TlsErrc::StreamTruncated: return "closed without close_notify";
        case TlsErrc::ConnectionLost: return "connection lost";
        case TlsErrc::ProtocolFailure: return "TLS protocol failure";
        case TlsErrc::OutOfMemory: return "out of memory";
        }
        return "unknown TLS failure";
    }
};
#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif

} // namespace

const boost::system::error_category& tlsCategory() noexcept
{
    static const TlsCategory category;
    return category;
}

boost::system::error_code make_error_code(TlsErrc code) noexcept
{
    return {static_cast<int>(code), tlsCategory()};
}

} // namespace chatmet::server
