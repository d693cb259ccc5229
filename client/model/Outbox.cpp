// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/Outbox.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace chatmet::client {

void Outbox::add(std::uint64_t sequence, std::optional<MessageKey> key, SharedBytes body,
                 std::uint64_t takesBack)
{
    m_unconfirmed.push_back({m_nextSenderNumber++, sequence, key, std::move(body), takesBack});
}

std::optional<Outbox::Entry> Outbox::accept(std::uint64_t senderNumber)
{
    const auto found = std::find_if(m_unconfirmed.begin(), m_unconfirmed.end(),
                                    [=](const Entry& entry) { return entry.senderNumber == senderNumber; });
    if (found == m_unconfirmed.end())
        return std::nullopt;
    const Entry entry = *found;
    m_unconfirmed.erase(found);
    return entry;
}

std::vector<Outbox::Entry> Outbox::refuse(std::uint64_t sequence)
{
    const auto found = std::find_if(m_unconfirmed.begin(), m_unconfirmed.end(),
                                    [=](const Entry& entry) { return entry.sequence == sequence; });
    if (found == m_unconfirmed.end())
        return {};
    std::vector<Entry> lost(std::make_move_iterator(found), std::make_move_iterator(m_unconfirmed.end()));
    m_nextSenderNumber = lost.front().senderNumber;
    m_unconfirmed.erase(found, m_unconfirmed.end());
    return lost;
}

} // namespace chatmet::client
