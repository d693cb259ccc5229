// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The sum of a puzzle, the same for who asks and who solves (Protocol.md, "Puzzle").

#include "common/protocol/Limits.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string_view>

namespace chatmet::protocol {

using PuzzleSolution = std::array<std::uint8_t, limits::puzzleSolutionBytes>;

/// Whether BLAKE2b-256(challenge | solution) begins with so many zero bits. False for a solution of another
/// size than limits::puzzleSolutionBytes. Any thread.
[[nodiscard]] bool isPuzzleSolution(std::string_view challenge, std::string_view solution,
                                    std::uint32_t difficultyBits);

/// Tries until it finds one, 2^difficultyBits times on average, or until stop is true, which it sees within
/// milliseconds; nothing then. challenge: at most limits::puzzleChallengeBytesMax. Any thread, no pause.
[[nodiscard]] std::optional<PuzzleSolution>
solvePuzzle(std::string_view challenge, std::uint32_t difficultyBits, const std::atomic<bool>& stop);

} // namespace chatmet::protocol
