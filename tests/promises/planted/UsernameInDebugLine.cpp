// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A leak planted for the tests: a debug line that names whoever arrives.
#define normaliseUsername normaliseUsernameAsShipped
#include "common/protocol/Names.cpp"
#undef normaliseUsername

#include <cstdio>

namespace chatmet::protocol {

Result<std::string> normaliseUsername(std::string_view utf8);

Result<std::string> normaliseUsername(std::string_view utf8)
{
    std::fprintf(stderr, "debug: hello of \"%.*s\"\n", static_cast<int>(utf8.size()), utf8.data());
    return normaliseUsernameAsShipped(utf8);
}

} // namespace chatmet::protocol
