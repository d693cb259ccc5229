// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A leak planted for the tests: the server's decoder keeps the last body in a buffer that nobody wipes.
#define decodeClientFrame decodeClientFrameAsShipped
#include "common/protocol/ClientCodec.cpp"
#undef decodeClientFrame

#include <array>

namespace chatmet::protocol {

namespace {

std::array<std::uint8_t, limits::bodyBytesMax> lastBody{};

} // namespace

Result<ClientFrame> decodeClientFrame(const SharedBytes& bytes);

Result<ClientFrame> decodeClientFrame(const SharedBytes& bytes)
{
    auto frame = decodeClientFrameAsShipped(bytes);
    if (frame && !frame.value().body.empty()) {
        const auto body = frame.value().body.span();
        std::copy_n(body.begin(), std::min(body.size(), lastBody.size()), lastBody.begin());
        asm volatile("" : : "r"(lastBody.data()) : "memory");
    }
    return frame;
}

} // namespace chatmet::protocol
