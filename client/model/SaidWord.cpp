// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/SaidWord.h"

#include <utility>

namespace chatmet::client {

bool SaidWord::say(ChatConnection& line, protocol::ClientKind kind)
{
    if (!line.send(std::move(kind)))
        return false;
    m_step = WordStep::Said;
    m_sequence = line.lastSentSequence();
    return true;
}

bool SaidWord::takeError(const protocol::ErrorAnswer& error)
{
    if (error.regarding == 0 || error.regarding != m_sequence)
        return false;
    m_sequence = 0;
    m_step = error.code == Errc::SaidBefore ? WordStep::Taken : WordStep::Unsaid;
    return true;
}

} // namespace chatmet::client
