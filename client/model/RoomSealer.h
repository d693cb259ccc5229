// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is said in a room, sealed; and before the next message everybody who is owed our chain gets it.

#include "client/model/Sealer.h"
#include "client/net/ChatConnection.h"
#include "common/seal/RoomSealing.h"

#include <deque>
#include <map>
#include <optional>

namespace chatmet::client {

/// GUI thread.
class RoomSealer : public Sealer
{
    Q_OBJECT

public:
    /// line: outlives it.
    RoomSealer(ChatConnection& line, ConversationId room, seal::RoomSealing sealing);

    /// Only before forget().
    [[nodiscard]] seal::RoomSealing& sealing() { return *m_sealing; }

    [[nodiscard]] bool isReady() const override { return m_sealing.has_value(); }
    [[nodiscard]] Result<Sealed> seal(std::span<const std::uint8_t> content) override;
    [[nodiscard]] bool owes() const override;
    void giveOwed() override;
    bool flush() override;
    void remake() override;

    /// Nothing is to be given to this member any more.
    void memberLeft(const MemberId& member);
    /// True where the error was about a chain of ours; it waits then, where that can help.
    bool refuse(const protocol::ErrorAnswer& error);
    /// Overwrites every key.
    void forget();

private:
    struct Chain
    {
        MemberId to;
        SharedBytes body;
        bool wasRefused{false};
        bool isOld{false}; ///< a newer one was made since
    };

    ChatConnection& m_line;
    ConversationId m_room;
    std::optional<seal::RoomSealing> m_sealing;
    std::deque<Chain> m_waiting;           ///< to go
    std::map<std::uint64_t, Chain> m_sent; ///< by sequence, until the server has them
};

} // namespace chatmet::client
