// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The numbers of both directions of a line: what was sent, what was taken, what has still to be acknowledged.

#include "common/protocol/Messages.h"

#include <cstdint>

namespace chatmet::client {

/// One session's; a new one begins at 1 again.
class FrameNumbers
{
public:
    /// The numbers of the next frame to go: sequence is 0 for a kind without. The frame carries the
    /// acknowledgement of all that was taken.
    [[nodiscard]] protocol::ClientFrame numbered(protocol::ClientKind kind);
    /// What every frame that goes out now says: all that was taken is acknowledged by it.
    [[nodiscard]] std::uint64_t acknowledgeTaken();

    /// Takes the numbers of a frame of the server's. False where its sequence doesn't rise or where it
    /// acknowledges what was never sent; gaps are allowed, since erased frames leave some.
    [[nodiscard]] bool take(const protocol::ServerFrame& frame);

    /// The highest reliable frame of the server's that is here.
    [[nodiscard]] std::uint64_t taken() const { return m_taken; }
    [[nodiscard]] std::uint64_t lastSent() const { return m_lastSent; }
    [[nodiscard]] std::uint64_t acknowledgedByServer() const { return m_acknowledgedByServer; }
    /// Reliable frames taken since the last frame that went out.
    [[nodiscard]] std::uint32_t unacknowledged() const { return m_unacknowledged; }

private:
    std::uint64_t m_lastSent{0};
    std::uint64_t m_acknowledgedByServer{0};
    std::uint64_t m_taken{0};
    std::uint32_t m_unacknowledged{0};
};

} // namespace chatmet::client
