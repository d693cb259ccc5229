// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/base/Random.h"

#include <sodium.h>

#include <cstdio>
#include <cstdlib>

namespace chatmet {

namespace {

class SystemRandom final : public RandomSource
{
public:
    SystemRandom()
    {
        if (sodium_init() < 0) {
            std::fputs("chatmet: the system gives no random numbers\n", stderr);
            std::abort();
        }
    }
    void fill(std::span<std::uint8_t> bytes) override { randombytes_buf(bytes.data(), bytes.size()); }
};

} // namespace

RandomSource& systemRandom()
{
    static SystemRandom random;
    return random;
}

} // namespace chatmet
