// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What of a conversation was not seen, and is still there to be seen: what its author has taken back, or what
// went with somebody who left, is not waited for by anybody. Words about what was refused count as one.

#include "client/model/MessageStore.h"

#include <QList>

#include <algorithm>

namespace chatmet::client {

/// GUI thread. At most MessageStore::rowsMax are counted.
class Unread
{
public:
    void add(MessageKey key)
    {
        m_keys.append(key);
        if (m_keys.size() > MessageStore::rowsMax)
            m_keys.removeFirst(); // its row has gone before
    }
    void addRefusal() { m_hasRefusal = true; }
    void clear()
    {
        m_keys.clear();
        m_hasRefusal = false;
    }
    [[nodiscard]] bool isEmpty() const { return m_keys.isEmpty() && !m_hasRefusal; }
    [[nodiscard]] int countIn(const MessageStore& rows) const
    {
        const auto messages =
            static_cast<int>(std::count_if(m_keys.cbegin(), m_keys.cend(), [&rows](MessageKey key) {
                const Message* row = rows.find(key);
                return row != nullptr && isSaid(row->kind);
            }));
        return messages + (m_hasRefusal ? 1 : 0);
    }

private:
    QList<MessageKey> m_keys;
    bool m_hasRefusal{false};
};

} // namespace chatmet::client
