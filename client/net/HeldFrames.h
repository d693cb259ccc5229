// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What waits while a line is held: nothing that came is shown, and nothing of the person's goes.

#include "client/net/KeptFrames.h"

#include <QByteArray>
#include <QList>

#include <cstddef>
#include <optional>

namespace chatmet::client {

/// One line's.
class HeldFrames
{
public:
    [[nodiscard]] bool isOn() const { return m_on; }
    void begin() { m_on = true; }
    /// What waits stays until it is taken. Whether it was on.
    bool end();

    /// As it came. False where more waits now than a server keeps for a client.
    [[nodiscard]] bool keepIncoming(const QByteArray& bytes);
    /// In the order in which they came.
    [[nodiscard]] std::optional<QByteArray> takeIncoming();

    [[nodiscard]] bool hasOutgoing() const { return !m_outgoing.frames().empty(); }
    [[nodiscard]] bool fits(std::size_t bodyBytes) const { return m_outgoing.fits(bodyBytes); }
    /// Numbered already; see fits().
    void keepOutgoing(protocol::ClientFrame frame) { m_outgoing.keep(std::move(frame)); }
    [[nodiscard]] KeptFrames takeOutgoing();
    void erase(const ConversationId& conversation) { m_outgoing.erase(conversation); }

    /// Drops what waits, both ways; it stays on or off.
    void forget();

private:
    bool m_on{false};
    QList<QByteArray> m_incoming;
    qsizetype m_incomingBytes{0};
    KeptFrames m_outgoing;
};

} // namespace chatmet::client
