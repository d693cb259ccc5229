// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/FrameNumbers.h"

#include <algorithm>
#include <type_traits>

namespace chatmet::client {

bool isReliable(const protocol::ClientKind& kind)
{
    using namespace protocol;
    return std::visit(
        [](const auto& one) {
            using Kind = std::decay_t<decltype(one)>;
            // As the server has it: what is not one of these carries a number.
            return !(std::is_same_v<Kind, UnknownKind> || std::is_same_v<Kind, OversizedBody> ||
                     std::is_same_v<Kind, Hello> || std::is_same_v<Kind, Puzzle> ||
                     std::is_same_v<Kind, Acknowledgement> || std::is_same_v<Kind, Typing> ||
                     std::is_same_v<Kind, StreamChunk> || std::is_same_v<Kind, StreamCredit>);
        },
        kind);
}

protocol::ClientFrame FrameNumbers::numbered(protocol::ClientKind kind)
{
    protocol::ClientFrame frame;
    if (isReliable(kind))
        frame.sequence = ++m_lastSent;
    frame.acknowledged = acknowledgeTaken();
    frame.kind = std::move(kind);
    return frame;
}

std::uint64_t FrameNumbers::acknowledgeTaken()
{
    m_unacknowledged = 0;
    return m_taken;
}

bool FrameNumbers::take(const protocol::ServerFrame& frame)
{
    if (frame.acknowledged > m_lastSent)
        return false;
    m_acknowledgedByServer = std::max(m_acknowledgedByServer, frame.acknowledged);
    if (frame.sequence == 0)
        return true;
    if (frame.sequence <= m_taken)
        return false;
    m_taken = frame.sequence;
    ++m_unacknowledged;
    return true;
}

} // namespace chatmet::client
