// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A small sum that costs whoever asks for much, and this server next to nothing: proof of work before a
// hello.

#include "common/base/Error.h"
#include "common/base/Random.h"
#include "server/core/Described.h"
#include "server/core/Events.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace chatmet::server {

/// Keeps nothing of a challenge: it carries when it ends and how hard it is, and a MAC over that and the
/// connection, under a key that is made at the start and stays in memory. A solution is worth one connection.
/// One thread. nowMs: of the steady clock.
class Puzzles
{
public:
    explicit Puzzles(RandomSource& random);

    /// Bytes: when it ends (8, this server's clock), difficulty (1), MAC (16). difficultyBits: at most
    /// limits::puzzleBitsMax.
    [[nodiscard]] std::string challenge(ConnectionId connection, std::uint32_t difficultyBits,
                                        std::int64_t nowMs) const;

    /// Errc::Ok; Errc::PuzzleLate for a challenge that is over, was given to another connection or was never
    /// given; Errc::PuzzleWrong for a solution that isn't one.
    [[nodiscard]] Errc check(ConnectionId connection, std::string_view challenge, std::string_view solution,
                             std::int64_t nowMs) const;

private:
    static constexpr std::size_t keyBytes = 32;
    static constexpr std::size_t macBytes = 16;

    [[nodiscard]] std::array<char, macBytes> mac(ConnectionId connection, std::string_view head) const;

    std::array<std::uint8_t, keyBytes> m_key{};

    CHATMET_DESCRIBED(Puzzles, (m_key))
};

} // namespace chatmet::server
