// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The reliable frames of one session that its client has not acknowledged, as they should be.

#include "common/base/Ids.h"
#include "common/memory/SharedBytes.h"
#include "server/core/Erasure.h"
#include "server/core/Events.h"

#include <cstddef>
#include <cstdint>
#include <deque>

namespace chatmet::simulation {

struct OwedFrame
{
    SharedBytes kind; ///< by protocol::encodeServerKind
    SharedBytes body;
    ConversationId conversation; ///< null: survives every erasure
    MemberId author;             ///< as SendFrame says
    std::uint64_t message{0};    ///< its number in the conversation; 0: none
    const char* rule{"told"};    ///< what does not hold where it is not told
    std::uint64_t sequence{0};   ///< 0: not sent yet
};

/// What is owed is told to the byte, once and in its order; after a resume again, unless it was erased.
/// Throws Violation.
class OwedFrames
{
public:
    void owe(OwedFrame frame) { m_frames.push_back(std::move(frame)); }

    /// A frame with a new number is sent. isForeseen: of a kind that is never told without being owed.
    /// anyOrder: among those that were not sent yet, not just the first may come now.
    void sent(const server::SendFrame& frame, bool isForeseen, bool anyOrder);
    /// A frame that was sent before is sent on a new line.
    void sentAgain(const server::SendFrame& frame);
    /// The line is gone: what was sent on it is to be sent again.
    void loseLine() { m_sent = 0; }
    void acknowledge(std::uint64_t upTo);
    void erase(const server::Erasure& erasure);
    struct Replaced
    {
        bool isFound{false};
        std::uint64_t sequence{0}; ///< 0: not sent yet
    };
    /// Puts kind into the place of a message that is not acknowledged.
    Replaced replace(const ConversationId& conversation, const MemberId& author, std::uint64_t message,
                     const SharedBytes& kind);
    /// The rule of the first that was not sent on this line; null: all were.
    [[nodiscard]] const char* missing() const;
    [[nodiscard]] const std::deque<OwedFrame>& frames() const { return m_frames; }

private:
    std::deque<OwedFrame> m_frames;
    std::size_t m_sent{0}; ///< of them, on the line of now: the first ones
};

} // namespace chatmet::simulation
