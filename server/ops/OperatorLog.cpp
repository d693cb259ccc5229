// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/OperatorLog.h"

#include <algorithm>

namespace chatmet::server {

namespace {

constexpr std::string_view programName = "chatmet-server: ";

} // namespace

std::string operatorLine(Severity severity, const std::string& words, bool journal)
{
    // The journal names the program itself.
    return journal ? '<' + std::to_string(static_cast<int>(severity)) + '>' + words + '\n'
                   : std::string(programName) + words + '\n';
}

std::string journalLines(Severity severity, std::string_view lines)
{
    std::string text;
    while (!lines.empty()) {
        std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
        if (line.starts_with(programName)) {
            line.remove_prefix(programName.size());
        }
        text += operatorLine(severity, std::string(line), true);
    }
    return text;
}

} // namespace chatmet::server
