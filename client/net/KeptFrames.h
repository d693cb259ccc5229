// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reliable frames of ours that the server has not acknowledged: they go again where a session is resumed.

#include "common/protocol/Messages.h"

#include <cstddef>
#include <cstdint>
#include <deque>

namespace chatmet::client {

/// One session's. Bodies are sealed already, and go again as the same bytes (Protocol.md, "Resume").
class KeptFrames
{
public:
    /// Enough for everything that a person can have on its way; a client that has more is not heard.
    static constexpr std::size_t framesMax = 1'024;
    static constexpr std::size_t bytesMax = 1'048'576;

    /// Whether a frame with such a body may be kept besides.
    [[nodiscard]] bool fits(std::size_t bodyBytes) const
    {
        return m_frames.size() < framesMax && m_bytes + bodyBytes <= bytesMax;
    }
    /// By rising sequence.
    void keep(protocol::ClientFrame frame);
    /// The server has everything up to this number.
    void acknowledge(std::uint64_t upTo);
    /// Nothing of this conversation is kept; a tombstone holds the place of each frame, since numbers have no
    /// gaps. What asks the server to end it stays.
    void erase(const ConversationId& conversation);

    [[nodiscard]] const std::deque<protocol::ClientFrame>& frames() const { return m_frames; }

private:
    std::deque<protocol::ClientFrame> m_frames;
    std::size_t m_bytes{0}; ///< of bodies
};

} // namespace chatmet::client
