// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is said in a room, sealed; and before the next message everybody who is owed our chain gets it.
//
// Who came by an invite newer than another's knows that one by its chain only, which is on its way. What is
// said before it comes would be sealed for everybody but that one, so it waits for a moment.

#include "client/model/Sealer.h"
#include "client/net/ChatConnection.h"
#include "common/seal/RoomSealing.h"

#include <QTimer>

#include <deque>
#include <map>
#include <optional>
#include <set>

namespace chatmet::client {

/// GUI thread.
class RoomSealer : public Sealer
{
    Q_OBJECT

public:
    /// line: outlives it. awaitMs: how long own messages wait for members at most.
    RoomSealer(ChatConnection& line, ConversationId room, seal::RoomSealing sealing, int awaitMs);

    /// False from forget() on.
    [[nodiscard]] bool hasKeys() const { return m_sealing.has_value(); }
    /// Only where hasKeys().
    [[nodiscard]] seal::RoomSealing& sealing() { return *m_sealing; }

    /// Own messages wait until this member is not to be waited for any more, but no longer than awaitMs after
    /// the first.
    void await(const MemberId& member);
    void stopAwaiting(const MemberId& member);

    [[nodiscard]] bool isReady() const override { return hasKeys() && m_awaited.empty(); }
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
    std::set<MemberId> m_awaited;
    QTimer m_awaiting; ///< while there are any
};

} // namespace chatmet::client
