// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A leak planted for the tests: the client's decoder keeps the last text in a buffer that nobody wipes.
#define decodeContent decodeContentAsShipped
#include "common/protocol/Content.cpp"
#undef decodeContent

#include <algorithm>
#include <array>

namespace chatmet::protocol {

namespace {

std::array<char, limits::textBytesMax> lastText{};

} // namespace

Result<Content> decodeContent(std::span<const std::uint8_t> body);

Result<Content> decodeContent(std::span<const std::uint8_t> body)
{
    auto content = decodeContentAsShipped(body);
    if (const auto* text = content ? std::get_if<Text>(&content.value()) : nullptr) {
        std::copy_n(text->text.begin(), std::min(text->text.size(), lastText.size()), lastText.begin());
        asm volatile("" : : "r"(lastText.data()) : "memory");
    }
    return content;
}

} // namespace chatmet::protocol
