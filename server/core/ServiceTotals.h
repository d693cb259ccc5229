// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What has happened since the start, as totals: nothing in here can be told apart by person, address or
// conversation (promise P14).

#include "common/base/Error.h"
#include "server/core/LimitSettings.h"

#include <array>
#include <cstdint>
#include <map>

namespace chatmet::server {

/// Each only grows.
struct ServiceTotals
{
    std::uint64_t sessions{0};      ///< that began
    std::uint64_t resumed{0};       ///< lines that a session went on with
    std::uint64_t puzzlesAsked{0};  ///< challenges that were sent
    std::uint64_t puzzlesSolved{0}; ///< ... and answered rightly
    std::uint64_t pairs{0};         ///< that were matched
    std::uint64_t roomsOpened{0};
    std::uint64_t messages{0};              ///< taken from a sender, each once
    std::uint64_t messageBytes{0};          ///< of their sealed bodies
    std::uint64_t pictures{0};              ///< that a sender began to send
    std::uint64_t pictureBytes{0};          ///< of their sealed chunks
    std::uint64_t reports{0};               ///< that were taken
    std::uint64_t strikes{0};               ///< that they gave to an address prefix
    std::map<Errc, std::uint64_t> refusals; ///< what clients were answered; at most one entry a code
    std::array<std::uint64_t, limitsCount> limitsHit{}; ///< by Limit

    void hit(Limit limit) { ++limitsHit[static_cast<std::size_t>(limit)]; }
};

} // namespace chatmet::server
