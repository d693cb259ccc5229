// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/SealContext.h"

#include <algorithm>

namespace chatmet::seal {

std::array<std::uint8_t, 8> bigEndian(std::uint64_t number)
{
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(number >> (8 * (bytes.size() - 1 - i)));
    return bytes;
}

std::uint64_t fromBigEndian(std::span<const std::uint8_t, 8> bytes)
{
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes)
        number = number << 8 | byte;
    return number;
}

std::array<std::uint8_t, epochBytes> epochInBytes(std::uint32_t epoch)
{
    return {static_cast<std::uint8_t>(epoch >> 24), static_cast<std::uint8_t>(epoch >> 16),
            static_cast<std::uint8_t>(epoch >> 8), static_cast<std::uint8_t>(epoch)};
}

std::uint32_t epochFromBytes(std::span<const std::uint8_t, epochBytes> bytes)
{
    std::uint32_t epoch = 0;
    for (const std::uint8_t byte : bytes)
        epoch = epoch << 8 | byte;
    return epoch;
}

std::array<std::uint8_t, 24> nonceOf(std::uint64_t counter)
{
    std::array<std::uint8_t, 24> nonce{};
    std::ranges::copy(bigEndian(counter), nonce.end() - 8);
    return nonce;
}

std::array<std::uint8_t, associatedBytes> SealContext::associatedData(SealedKind kind,
                                                                      std::uint64_t counter) const
{
    std::array<std::uint8_t, associatedBytes> data{};
    auto out = data.begin();
    *out++ = sealVersion;
    out = std::ranges::copy(transcript, out).out;
    out = std::ranges::copy(sender.bytes(), out).out;
    *out++ = static_cast<std::uint8_t>(kind);
    std::ranges::copy(bigEndian(counter), out);
    return data;
}

} // namespace chatmet::seal
