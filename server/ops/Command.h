// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the program was started for.

#include "server/ops/ControlRequest.h"
#include "server/ops/LogCommand.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace chatmet::server {

/// No command: the server itself.
struct Serve
{
};

/// "check": say whether the server would start with these settings, and what is not as it should be.
struct Check
{
};

/// --print-config: every setting as it would be used.
struct PrintConfig
{
};

/// "mkcert": into the files that the settings name, neither of which may exist.
struct MakeCertificate
{
    static constexpr std::int64_t daysMax = 36'500;

    std::vector<std::string> hosts; ///< names and numeric addresses that people connect to
    int days{3'650};
};

/// "invite": the link to this server, with the fingerprint of the certificate that the settings name, if any.
struct WriteLink
{
    std::string host; ///< HOST or HOST:PORT, as people reach it
};

using Command =
    std::variant<Serve, Check, PrintConfig, MakeCertificate, WriteLink, LogCommand, ControlRequest>;

} // namespace chatmet::server
