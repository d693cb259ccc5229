// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/AddressBlock.h"

#include <algorithm>
#include <charconv>

namespace chatmet::server {

namespace {

constexpr std::array<std::uint8_t, 12> ipv4InIpv6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

unsigned bitsOf(const NumericAddress& address)
{
    return static_cast<unsigned>(8 * address.size);
}

void clearBehind(NumericAddress& address, unsigned bits)
{
    for (std::size_t i = 0; i < address.bytes.size(); ++i) { // those that it has no use for as well
        const unsigned before = static_cast<unsigned>(8 * i);
        const unsigned kept = bits <= before ? 0 : std::min(bits - before, 8U);
        address.bytes[i] &= static_cast<std::uint8_t>(0xff00U >> kept);
    }
}

} // namespace

AddressBlock::AddressBlock(const NumericAddress& address, unsigned bits) : m_address(address), m_bits(bits)
{
    clearBehind(m_address, m_bits);
}

std::optional<AddressBlock> AddressBlock::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    auto address = readNumericAddress(std::string(text.substr(0, slash)));
    if (!address) {
        return std::nullopt;
    }
    unsigned bits = bitsOf(*address);
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        unsigned given = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), given);
        if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || given > bits) {
            return std::nullopt;
        }
        bits = given;
    }
    const auto mappedBits = static_cast<unsigned>(8 * ipv4InIpv6.size());
    if (address->size == 16 && bits >= mappedBits &&
        std::equal(ipv4InIpv6.begin(), ipv4InIpv6.end(), address->bytes.begin())) {
        std::copy(address->bytes.begin() + ipv4InIpv6.size(), address->bytes.end(), address->bytes.begin());
        address->size = 4;
        bits -= mappedBits;
    }
    return AddressBlock(*address, bits);
}

AddressBlock AddressBlock::beginning(unsigned bits) const
{
    return AddressBlock(m_address, std::min(m_bits, bits));
}

AddressBlock AddressBlock::truncated() const
{
    return beginning(m_address.size == 4 ? truncatedBitsIpv4 : truncatedBitsIpv6);
}

bool AddressBlock::contains(const AddressBlock& other) const
{
    return other.beginning(m_bits) == *this;
}

bool AddressBlock::isLoopback() const
{
    static const AddressBlock ipv4 = *parse("127.0.0.0/8");
    static const AddressBlock ipv6 = *parse("::1");
    return ipv4.contains(*this) || ipv6.contains(*this);
}

bool AddressBlock::isSingleIpv6() const
{
    return m_address.size == 16 && m_bits == bitsOf(m_address);
}

std::string AddressBlock::text() const
{
    const std::string address = numericAddressText(m_address);
    return m_bits == bitsOf(m_address) ? address : address + "/" + std::to_string(m_bits);
}

} // namespace chatmet::server
