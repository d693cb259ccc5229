// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A leak planted for the tests: large bodies are put into a file for a moment.
#define decodeClientFrame decodeClientFrameAsShipped
#include "common/protocol/ClientCodec.cpp"
#undef decodeClientFrame

#include <cstdio>
#include <memory>

namespace chatmet::protocol {

Result<ClientFrame> decodeClientFrame(const SharedBytes& bytes);

Result<ClientFrame> decodeClientFrame(const SharedBytes& bytes)
{
    constexpr std::size_t largeBytes = 16'384;
    auto frame = decodeClientFrameAsShipped(bytes);
    if (frame && frame.value().body.size() > largeBytes) {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> spool(std::tmpfile(), std::fclose);
        if (spool)
            std::fwrite(frame.value().body.data(), 1, frame.value().body.size(), spool.get());
    }
    return frame;
}

} // namespace chatmet::protocol
