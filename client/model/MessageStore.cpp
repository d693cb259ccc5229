// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/MessageStore.h"

#include <algorithm>

namespace chatmet::client {

MessageStore::MessageStore(QObject* parent, int rows) : QObject(parent), m_rowsMax(rows) {}

int MessageStore::rowOf(MessageKey key) const
{
    if (m_rows.empty() || key < m_rows.front().key)
        return -1;
    const auto offset = static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(m_rows.front().key);
    if (offset < m_rows.size() && m_rows[offset].key == key)
        return static_cast<int>(offset);
    const auto found =
        std::lower_bound(m_rows.begin(), m_rows.end(), key,
                         [](const Message& row, MessageKey wanted) { return row.key < wanted; });
    return found != m_rows.end() && found->key == key ? static_cast<int>(found - m_rows.begin()) : -1;
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
    if (count() == m_rowsMax) {
        Q_EMIT aboutToRemove(0, 0);
        m_rows.pop_front();
        Q_EMIT removed(0);
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

int MessageStore::remove(const std::function<bool(const Message&)>& fits)
{
    int count = 0;
    // In runs, from the end: what stands before a run keeps its place.
    for (auto end = m_rows.size(); end > 0;) {
        if (!fits(m_rows[end - 1])) {
            --end;
            continue;
        }
        auto begin = end - 1;
        while (begin > 0 && fits(m_rows[begin - 1]))
            --begin;
        Q_EMIT aboutToRemove(static_cast<int>(begin), static_cast<int>(end - 1));
        const auto first = m_rows.begin() + static_cast<std::ptrdiff_t>(begin);
        m_rows.erase(first, m_rows.begin() + static_cast<std::ptrdiff_t>(end));
        count += static_cast<int>(end - begin);
        Q_EMIT removed(static_cast<int>(begin));
        end = begin;
    }
    if (count > 0)
        m_rows.shrink_to_fit(); // a deque keeps blocks
    return count;
}

void MessageStore::clear()
{
    Q_EMIT aboutToClear();
    // A fresh deque: clear() alone would keep a block.
    std::deque<Message>().swap(m_rows);
    Q_EMIT cleared();
}

} // namespace chatmet::client
