// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What "chatmet-server log ..." was asked for.

#include "server/ops/AccessLogNames.h"
#include "server/ops/AccessLogReader.h"

#include <string>

namespace chatmet::server {

struct LogCommand
{
    enum class Kind
    {
        Show,
        Export,
        Preserve,
        Release
    };
    enum class Format
    {
        Csv,
        Json
    };

    Kind kind{Kind::Show};
    AccessLogSelection selection; ///< export, preserve
    Format format{Format::Csv};   ///< export
    std::string reason;           ///< preserve
    PreservedId id;               ///< release
};

} // namespace chatmet::server
