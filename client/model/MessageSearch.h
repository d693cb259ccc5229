// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where words stand in a conversation: how often, which place is looked at, and the one before and after.

#include "client/model/MessageListModel.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <optional>

namespace chatmet::client {

/// GUI thread. Looks at what people wrote, captions included, from the newest message to the oldest, a few
/// milliseconds at a time; keeps the folded words and which messages have them, and no text.
class MessageSearch : public QObject
{
    Q_OBJECT

public:
    explicit MessageSearch(QObject* parent = nullptr);

    /// Outlives this, or nullptr. When it is reset the search is cleared.
    void setMessages(MessageListModel* model);

    /// As typed; nothing is looked for where there is nothing to see in it. Begins at the newest message.
    void setWords(const QString& typed);
    void clear();

    /// As SearchFolding.h has it; empty: nothing is looked for.
    [[nodiscard]] const QString& folded() const { return m_folded; }
    /// Older messages are still to be looked at.
    [[nodiscard]] bool isLooking() const { return m_unseenRows > 0; }
    [[nodiscard]] int count() const { return m_count; }
    /// Of the place that is looked at, 1 for the newest; 0: there is none.
    [[nodiscard]] int number() const;

    struct Place
    {
        MessageKey key{};
        int match{0}; ///< of those in this message, 0 for the first
    };
    [[nodiscard]] const std::optional<Place>& place() const { return m_place; }

    /// To the place above, and after the oldest to the newest; later() the other way.
    void earlier();
    void later();

Q_SIGNALS:
    /// count(), number(), place() or isLooking() are others now.
    void changed();
    /// place() is another because it was asked for, by words or by going on.
    void moved();

private:
    struct Row
    {
        MessageKey key{};
        int matches{0};
    };
    using Rows = std::deque<Row>; ///< newest first

    [[nodiscard]] Rows::iterator find(MessageKey key);
    [[nodiscard]] int matchesIn(int row) const;
    void look();
    void lookLater();
    void lookAt(int row, bool atEnd);
    void take(MessageKey key);
    void rowsInserted(int first, int last);
    void rowsRemoved(int first, int last);
    void rowsChanged(int first, int last);
    void setPlace(Rows::const_iterator row, int match);

    QPointer<MessageListModel> m_model;
    QString m_folded;
    Rows m_rows;
    int m_count{0};
    int m_unseenRows{0}; ///< the oldest so many
    bool m_lookingLater{false};
    std::optional<Place> m_place;
};

} // namespace chatmet::client
