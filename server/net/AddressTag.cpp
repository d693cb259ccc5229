// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/AddressTag.h"

#include "common/base/Random.h"
#include "server/net/AsioTypes.h"

#include <boost/asio/ip/address.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace chatmet::server {

namespace {

using Key = std::array<std::uint8_t, crypto_shorthash_KEYBYTES>;

/// Of an IPv6 address: what a provider gives to one line at least (RFC 6177 and 7421), bytes. Of IPv4 it is
/// all.
constexpr std::size_t prefixBytesIpv6 = 8;

Key randomKey()
{
    Key key{};
    systemRandom().fill(key);
    return key;
}

std::uint64_t tagOf(std::span<const std::uint8_t> bytes)
{
    static const Key key = randomKey();
    std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), bytes.data(), bytes.size(), key.data());
    std::uint64_t tag = 0;
    static_assert(sizeof tag == sizeof hash);
    std::memcpy(&tag, hash.data(), sizeof tag);
    return std::max<std::uint64_t>(tag, 1);
}

} // namespace

AddressTags addressTags(std::string_view address)
{
    ErrorCode error;
    const auto parsed = asio::ip::make_address(std::string(address), error);
    if (error) {
        const std::uint64_t tag =
            tagOf({reinterpret_cast<const std::uint8_t*>(address.data()), address.size()});
        return {tag, tag};
    }
    if (parsed.is_v4() || parsed.to_v6().is_v4_mapped()) {
        const auto bytes =
            (parsed.is_v4() ? parsed.to_v4() : asio::ip::make_address_v4(asio::ip::v4_mapped, parsed.to_v6()))
                .to_bytes();
        const std::uint64_t tag = tagOf(bytes);
        return {tag, tag};
    }
    const auto bytes = parsed.to_v6().to_bytes();
    return {tagOf(bytes), tagOf(std::span(bytes).first<prefixBytesIpv6>())};
}

} // namespace chatmet::server
