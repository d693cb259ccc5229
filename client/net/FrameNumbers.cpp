// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/FrameNumbers.h"

#include "common/protocol/Numbering.h"

#include <algorithm>

namespace chatmet::client {

protocol::ClientFrame FrameNumbers::numbered(protocol::ClientKind kind)
{
    protocol::ClientFrame frame;
    if (protocol::numberingOf(kind) == protocol::Numbering::Reliable)
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
