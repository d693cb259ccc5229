// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/OperatorLog.h"

namespace chatmet::server {

std::string operatorLine(Severity severity, const std::string& words, bool journal)
{
    // The journal names the program itself.
    return journal ? '<' + std::to_string(static_cast<int>(severity)) + '>' + words + '\n'
                   : "chatmet-server: " + words + '\n';
}

} // namespace chatmet::server
