// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/HeldFrames.h"

#include <utility>

namespace chatmet::client {

namespace {

constexpr qsizetype incomingBytesMax = 1'048'576; ///< as much as a server keeps for a client

} // namespace

bool HeldFrames::end()
{
    return std::exchange(m_on, false);
}

bool HeldFrames::keepIncoming(const QByteArray& bytes)
{
    m_incoming.append(bytes);
    m_incomingBytes += bytes.size();
    return m_incomingBytes <= incomingBytesMax;
}

std::optional<QByteArray> HeldFrames::takeIncoming()
{
    if (m_incoming.isEmpty())
        return std::nullopt;
    QByteArray first = m_incoming.takeFirst();
    m_incomingBytes -= first.size();
    return first;
}

KeptFrames HeldFrames::takeOutgoing()
{
    return std::exchange(m_outgoing, {});
}

void HeldFrames::forget()
{
    m_incoming = {};
    m_incomingBytes = 0;
    m_outgoing = {};
}

} // namespace chatmet::client
