// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The first bytes of a balancer's connection, read as they are asked for: nobody is waited for without end,
// and nothing of what follows is taken.
#include "server/net/ProxyHeader.h"

#include "tests/fuzz/FuzzInput.h"

using namespace chatmet;
using chatmet::server::ProxyHeader;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> all(data, size);
    std::size_t read = 0;
    for (;;) {
        const ProxyHeader header = ProxyHeader::read(all.first(read));
        fuzz::require(read <= ProxyHeader::bytesMax, "a header has an end");
        if (header.state != ProxyHeader::State::Incomplete) {
            fuzz::require(header.state == ProxyHeader::State::Whole || header.source.empty(),
                          "nonsense names nobody");
            return 0;
        }
        fuzz::require(header.wants >= 1, "what is incomplete wants more");
        if (header.wants > size - read)
            return 0;
        read += header.wants;
    }
}
