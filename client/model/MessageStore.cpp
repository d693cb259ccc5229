// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/MessageStore.h"

#include <algorithm>

namespace chatmet::client {

MessageStore::MessageStore(QObject* parent) : QObject(parent) {}

int MessageStore::rowOf(MessageKey key) const
{
    if (m_rows.empty())
        return -1;
    const auto first = static_cast<std::uint64_t>(m_rows.front().key);
    const auto wanted = static_cast<std::uint64_t>(key);
    if (wanted < first || wanted - first >= m_rows.size())
        return -1;
    return static_cast<int>(wanted - first);
}

const Message* MessageStore::find(MessageKey key) const
{
    const int row = rowOf(key);
    return row < 0 ? nullptr : &at(row);
}

const Message* MessageStore::findNumber(std::uint64_t number) const
{
    return number == 0 ? nullptr : findLast([number](const Message& row) { return row.number == number; });
}

const Message* MessageStore::findLast(const std::function<bool(const Message&)>& fits) const
{
    const auto found = std::find_if(m_rows.rbegin(), m_rows.rend(), fits);
    return found == m_rows.rend() ? nullptr : &*found;
}

MessageKey MessageStore::append(Message message)
{
    if (count() == rowsMax) {
        Q_EMIT aboutToRemoveFirst();
        m_rows.pop_front();
        Q_EMIT removedFirst();
    }
    message.key = MessageKey{m_nextKey++};
    const MessageKey key = message.key;
    Q_EMIT aboutToAppend(count());
    m_rows.push_back(std::move(message));
    Q_EMIT appended(count() - 1);
    return key;
}

bool MessageStore::change(MessageKey key, const std::function<void(Message&)>& change)
{
    const int row = rowOf(key);
    if (row < 0)
        return false;
    Message& message = m_rows[static_cast<std::size_t>(row)];
    change(message);
    Q_ASSERT(message.key == key);
    Q_EMIT changed(row);
    return true;
}

void MessageStore::clear()
{
    Q_EMIT aboutToClear();
    // A fresh deque: clear() alone would keep a block.
    std::deque<Message>().swap(m_rows);
    Q_EMIT cleared();
}

} // namespace chatmet::client
