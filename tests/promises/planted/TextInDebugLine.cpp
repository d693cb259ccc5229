// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A leak planted for the tests: a debug line with what a partner wrote.
#define decodeContent decodeContentAsShipped
#include "common/protocol/Content.cpp"
#undef decodeContent

#include <cstdio>

namespace chatmet::protocol {

Result<Content> decodeContent(std::span<const std::uint8_t> body);

Result<Content> decodeContent(std::span<const std::uint8_t> body)
{
    auto content = decodeContentAsShipped(body);
    if (const auto* text = content ? std::get_if<Text>(&content.value()) : nullptr)
        std::fprintf(stderr, "debug: got \"%s\"\n", text->text.c_str());
    return content;
}

} // namespace chatmet::protocol
