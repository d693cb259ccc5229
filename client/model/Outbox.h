// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Messages of one's own in a conversation, from the moment they go out until the server has them.

#include "client/model/Message.h"
#include "common/memory/SharedBytes.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace chatmet::client {

/// GUI thread. Holds numbers, keys and sealed bytes; texts stand in the MessageStore.
class Outbox
{
public:
    struct Entry
    {
        std::uint64_t senderNumber{0};
        std::uint64_t sequence{0};     ///< of the frame that carried it
        std::optional<MessageKey> key; ///< none for a receipt
        SharedBytes body;              ///< sealed; what goes again where it is refused
        std::uint64_t takesBack{0};    ///< as Send::takesBack
    };

    /// What the next Send has to say.
    [[nodiscard]] std::uint64_t nextSenderNumber() const { return m_nextSenderNumber; }

    /// The next number went out in the frame with this sequence.
    void add(std::uint64_t sequence, std::optional<MessageKey> key, SharedBytes body,
             std::uint64_t takesBack = 0);

    /// The server has it; nothing where it answers what isn't waiting.
    std::optional<Entry> accept(std::uint64_t senderNumber);

    /// The frame with this sequence was refused. The server counts without gaps, so what went out after it is
    /// lost as well and its number is free again. Oldest first; empty where the frame was no Send.
    std::vector<Entry> refuse(std::uint64_t sequence);

    /// Whatever the server hasn't confirmed.
    [[nodiscard]] const std::deque<Entry>& unconfirmed() const { return m_unconfirmed; }

private:
    std::uint64_t m_nextSenderNumber{1};
    std::deque<Entry> m_unconfirmed;
};

} // namespace chatmet::client
