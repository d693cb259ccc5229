// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the sidebar lists: the pair and the rooms.

#include <QAbstractListModel>
#include <QList>
#include <QString>

namespace chatmet::client {

struct ConversationSummary
{
    QString title;    ///< the partner's username or the room's title; checked, plain text
    QString subtitle; ///< "stranger", "typing…", "3 people", "has left"
    int unread{0};
    bool ended{false};
};

/// GUI thread.
class ConversationListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        SubtitleRole = Qt::UserRole + 1,
        UnreadRole,
        EndedRole
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// Replaces what is listed with the fewest signals: rows are changed in place, added or removed at the
    /// end.
    void setConversations(const QList<ConversationSummary>& conversations);

private:
    QList<ConversationSummary> m_conversations;
};

} // namespace chatmet::client
