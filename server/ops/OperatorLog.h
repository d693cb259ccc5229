// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the server says to its operator: lines on standard error, never about a person.

#include <functional>
#include <string>
#include <string_view>

namespace chatmet::server {

/// As syslog has them (RFC 5424, section 6.2.1); systemd's journal reads them from "<4>" before a line.
enum class Severity : int
{
    Error = 3,
    Warning = 4,
    Notice = 5,
    Info = 6
};

/// words: one line without its end.
using Say = std::function<void(Severity, const std::string&)>;

/// The line as it is written, with its end. journal: standard error goes there.
[[nodiscard]] std::string operatorLine(Severity severity, const std::string& words, bool journal);

/// Lines that were written for a terminal, as the journal wants them.
[[nodiscard]] std::string journalLines(Severity severity, std::string_view lines);

} // namespace chatmet::server
