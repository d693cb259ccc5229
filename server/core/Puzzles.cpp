// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Puzzles.h"

#include "common/protocol/PuzzleSum.h"

#include <sodium.h>

#include <cassert>

namespace chatmet::server {

namespace {

constexpr std::size_t numberBytes = 8;
constexpr std::size_t headBytes = numberBytes + 1; ///< end and difficulty

void appendNumber(std::string& bytes, std::uint64_t number)
{
    for (std::size_t i = 0; i < numberBytes; ++i)
        bytes.push_back(static_cast<char>(number >> (8 * (numberBytes - 1 - i))));
}

std::uint64_t readNumber(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (const char byte : bytes.substr(0, numberBytes))
        number = number << 8 | static_cast<std::uint8_t>(byte);
    return number;
}

} // namespace

Puzzles::Puzzles(RandomSource& random)
{
    random.fill(m_key);
}

std::string Puzzles::challenge(ConnectionId connection, std::uint32_t difficultyBits,
                               std::int64_t nowMs) const
{
    assert(difficultyBits <= limits::puzzleBitsMax);
    std::string bytes;
    appendNumber(bytes, static_cast<std::uint64_t>(nowMs + limits::puzzleMs));
    bytes.push_back(static_cast<char>(difficultyBits));
    const auto seal = mac(connection, bytes);
    return bytes.append(seal.data(), seal.size());
}

Errc Puzzles::check(ConnectionId connection, std::string_view challenge, std::string_view solution,
                    std::int64_t nowMs) const
{
    if (challenge.size() != headBytes + macBytes)
        return Errc::PuzzleLate;
    const std::string_view head = challenge.substr(0, headBytes);
    const auto expected = mac(connection, head);
    if (sodium_memcmp(expected.data(), challenge.data() + headBytes, macBytes) != 0 ||
        static_cast<std::uint64_t>(nowMs) >= readNumber(head))
        return Errc::PuzzleLate;
    const auto difficultyBits = static_cast<std::uint8_t>(head.back());
    return protocol::isPuzzleSolution(challenge, solution, difficultyBits) ? Errc::Ok : Errc::PuzzleWrong;
}

std::array<char, Puzzles::macBytes> Puzzles::mac(ConnectionId connection, std::string_view head) const
{
    std::string input(head);
    appendNumber(input, static_cast<std::uint64_t>(connection));
    std::array<char, macBytes> seal{};
    crypto_generichash(reinterpret_cast<unsigned char*>(seal.data()), seal.size(),
                       reinterpret_cast<const unsigned char*>(input.data()), input.size(), m_key.data(),
                       m_key.size());
    return seal;
}

} // namespace chatmet::server
