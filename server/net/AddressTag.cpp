// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/AddressTag.h"

#include "common/base/Random.h"

#include <sodium.h>

#include <array>
#include <cstring>

namespace chatmet::server {

namespace {

using Key = std::array<std::uint8_t, crypto_shorthash_KEYBYTES>;

Key randomKey()
{
    Key key{};
    systemRandom().fill(key);
    return key;
}

} // namespace

std::uint64_t addressTag(std::string_view address)
{
    static const Key key = randomKey();
    std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(address.data()), address.size(),
                     key.data());
    std::uint64_t tag = 0;
    static_assert(sizeof tag == sizeof hash);
    std::memcpy(&tag, hash.data(), sizeof tag);
    return tag;
}

} // namespace chatmet::server
