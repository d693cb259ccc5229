// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The rows of one conversation, oldest first, without any item-model rules.

#include "client/model/Message.h"

#include <QObject>

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>

namespace chatmet::client {

/// GUI thread. Holds so many rows at most; the oldest goes when one more comes.
class MessageStore : public QObject
{
    Q_OBJECT

public:
    static constexpr int rowsMax = 5'000; ///< a long evening; tests/bench measures the list at this length

    /// rows: other bounds are for tests/bench.
    explicit MessageStore(QObject* parent = nullptr, int rows = rowsMax);

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    /// row: 0..count()-1. Valid until the store changes.
    [[nodiscard]] const Message& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// -1 where there is none (any more). Constant time while nothing was removed from the middle: keys rise
    /// by one, and without gaps. Otherwise a binary search, 13 steps at rowsMax.
    [[nodiscard]] int rowOf(MessageKey key) const;
    /// Valid until the store changes; nullptr where there is none.
    [[nodiscard]] const Message* find(MessageKey key) const;
    /// The message with this number in the conversation, from 1; nullptr where there is none (any more).
    /// Newest first.
    [[nodiscard]] const Message* findNumber(std::uint64_t number) const;
    /// Newest first; nullptr where none fits.
    [[nodiscard]] const Message* findLast(const std::function<bool(const Message&)>& fits) const;

    /// Gives the message its key and appends it.
    MessageKey append(Message message);
    /// Changes a row in place; false where it is gone. The key must stay.
    bool change(MessageKey key, const std::function<void(Message&)>& change);
    /// Erases the rows that fit, wherever they stand, and keeps the order of the others. O(rows). How many it
    /// were.
    int remove(const std::function<bool(const Message&)>& fits);
    /// Erases everything; the memory is overwritten as it is freed (common/memory).
    void clear();

Q_SIGNALS:
    void aboutToAppend(int row);
    void appended(int row);
    void aboutToRemove(int first, int last);
    /// first: where they stood.
    void removed(int first);
    void changed(int row);
    void aboutToClear();
    void cleared();

private:
    int m_rowsMax;
    std::deque<Message> m_rows;
    std::uint64_t m_nextKey{1};
};

} // namespace chatmet::client
