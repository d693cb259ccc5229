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

void Outbox::forget(MessageKey key)
{
    std::erase_if(m_undelivered, [key](const auto& entry) { return entry.second == key; });
}

std::optional<Outbox::Entry> Outbox::accept(std::uint64_t senderNumber, std::uint64_t number)
{
    const auto found = std::find_if(m_unconfirmed.begin(), m_unconfirmed.end(),
                                    [=](const Entry& entry) { return entry.senderNumber == senderNumber; });
    if (found == m_unconfirmed.end())
        return std::nullopt;
    const Entry entry = *found;
    m_unconfirmed.erase(found);
    if (entry.key)
        m_undelivered.insert_or_assign(number, *entry.key);
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

std::vector<MessageKey> Outbox::deliver(std::uint64_t upTo)
{
    const auto end = m_undelivered.upper_bound(upTo);
    std::vector<MessageKey> keys;
    for (auto entry = m_undelivered.begin(); entry != end; ++entry)
        keys.push_back(entry->second);
    m_undelivered.erase(m_undelivered.begin(), end);
    return keys;
}

} // namespace chatmet::client
