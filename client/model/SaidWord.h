// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One word to the server about somebody, a report or a block, from saying it to the answer.

#include "client/net/ChatConnection.h"

#include <cstdint>

namespace chatmet::client {

enum class WordStep : std::uint8_t
{
    Unsaid,
    Said, ///< not answered yet
    Taken ///< the server has it
};

/// GUI thread.
class SaidWord
{
public:
    [[nodiscard]] WordStep step() const { return m_step; }
    [[nodiscard]] bool isUnsaid() const { return m_step == WordStep::Unsaid; }
    [[nodiscard]] bool isTaken() const { return m_step == WordStep::Taken; }

    /// False where the line cannot take it; nothing was said then.
    bool say(ChatConnection& line, protocol::ClientKind kind);
    void take() { m_step = WordStep::Taken; }
    /// True where the error was about it: unsaid again then, or taken where the server had it before.
    bool takeError(const protocol::ErrorAnswer& error);

private:
    WordStep m_step{WordStep::Unsaid};
    std::uint64_t m_sequence{0}; ///< of its frame; 0: nothing waits for an answer
};

} // namespace chatmet::client
