// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The little JSON that the scanner speaks: objects of one level whose values are strings.

#include <map>
#include <string>
#include <string_view>

namespace chatmet::residue {

/// Reads {"name": "value", ...} with all of JSON's escapes; result in UTF-8. Throws std::runtime_error at
/// anything else, a name that comes twice included.
[[nodiscard]] std::map<std::string, std::string> parseFlatJson(std::string_view text);

/// A JSON string with its quotes. text: UTF-8.
[[nodiscard]] std::string jsonString(std::string_view text);

} // namespace chatmet::residue
