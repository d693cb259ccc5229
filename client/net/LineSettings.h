// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The times of a line and the revisions that it speaks; the tests shorten them.

#include "client/net/SleepClock.h"
#include "common/protocol/Limits.h"

#include <cstdint>
#include <functional>

namespace chatmet::client {

/// Times in milliseconds.
struct LineSettings
{
    int connectMs{15'000};                            ///< name look-up, proxy, TLS and upgrade together
    int helloMs{static_cast<int>(limits::helloMs)};   ///< from the upgrade to the welcome
    int puzzleMs{static_cast<int>(limits::puzzleMs)}; ///< for the sum that a busy server asks for
    int pingAfterSilenceMs{static_cast<int>(limits::pingAfterSilenceMs)};
    int dropAfterPingMs{static_cast<int>(limits::dropAfterPingMs)};
    int closeMs{2'000}; ///< longest wait for a close to be answered
    int acknowledgeAfterMs{static_cast<int>(limits::acknowledgeAfterMs)};
    std::uint32_t acknowledgeAfterFrames{limits::acknowledgeAfterFrames};
    int retryFirstMs{1'000}; ///< doubled with every attempt, then jittered
    int retryMaxMs{30'000};
    int retryInWindowMaxMs{4'000};            ///< the same while there is a session to be resumed
    std::uint32_t revision{limits::revision}; ///< spoken first
    std::uint32_t revisionLowest{1};          ///< the lowest whose hello this source can write
    /// For what must not last longer because the computer sleeps.
    std::function<qint64()> sleepCountingClock{sleepCountingMs};
};

} // namespace chatmet::client
