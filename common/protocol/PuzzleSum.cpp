// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/PuzzleSum.h"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <span>

namespace chatmet::protocol {

namespace {

constexpr std::size_t hashBytes = 32;
constexpr std::size_t inputBytesMax = limits::puzzleChallengeBytesMax + limits::puzzleSolutionBytes;
/// Tries between two looks at `stop`: some milliseconds on anything.
constexpr std::uint64_t triesPerLook = 4'096;

std::uint32_t leadingZeroBits(std::span<const std::uint8_t, hashBytes> hash)
{
    std::uint32_t bits = 0;
    for (const std::uint8_t byte : hash) {
        bits += static_cast<std::uint32_t>(std::countl_zero(byte));
        if (byte != 0)
            break;
    }
    return bits;
}

bool fits(std::span<const std::uint8_t> input, std::uint32_t difficultyBits)
{
    std::array<std::uint8_t, hashBytes> hash{};
    crypto_generichash(hash.data(), hash.size(), input.data(), input.size(), nullptr, 0);
    return leadingZeroBits(hash) >= difficultyBits;
}

} // namespace

bool isPuzzleSolution(std::string_view challenge, std::string_view solution, std::uint32_t difficultyBits)
{
    if (solution.size() != limits::puzzleSolutionBytes || challenge.size() > limits::puzzleChallengeBytesMax)
        return false;
    std::array<std::uint8_t, inputBytesMax> input{};
    std::copy(challenge.begin(), challenge.end(), input.begin());
    std::copy(solution.begin(), solution.end(),
              input.begin() + static_cast<std::ptrdiff_t>(challenge.size()));
    return fits(std::span(input).first(challenge.size() + solution.size()), difficultyBits);
}

std::optional<PuzzleSolution> solvePuzzle(std::string_view challenge, std::uint32_t difficultyBits,
                                          const std::atomic<bool>& stop)
{
    assert(challenge.size() <= limits::puzzleChallengeBytesMax);
    std::array<std::uint8_t, inputBytesMax> input{};
    std::copy(challenge.begin(), challenge.end(), input.begin());
    const std::span all = std::span(input).first(challenge.size() + limits::puzzleSolutionBytes);
    PuzzleSolution tried{};
    for (std::uint64_t number = 0; number % triesPerLook != 0 || !stop.load(std::memory_order_relaxed);
         ++number) {
        std::memcpy(tried.data(), &number, tried.size()); // any order of its bytes will do
        std::copy(tried.begin(), tried.end(), input.begin() + static_cast<std::ptrdiff_t>(challenge.size()));
        if (fits(all, difficultyBits))
            return tried;
    }
    return std::nullopt;
}

} // namespace chatmet::protocol
