// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/ConversationListModel.h"

namespace chatmet::client {

int ConversationListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_conversations.size());
}

QVariant ConversationListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConversationSummary& row = m_conversations.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.title;
    case Qt::AccessibleTextRole: {
        const QString line = tr("%1, %2").arg(row.title, row.subtitle);
        return row.unread > 0 ? tr("%1, %n unread", nullptr, row.unread).arg(line) : line;
    }
    case SubtitleRole: return row.subtitle;
    case UnreadRole: return row.unread;
    case EndedRole: return row.ended;
    default: return {};
    }
}

void ConversationListModel::setConversations(const QList<ConversationSummary>& conversations)
{
    const int before = rowCount();
    const int after = static_cast<int>(conversations.size());
    const int common = qMin(before, after);
    for (int row = 0; row < common; ++row)
        m_conversations[row] = conversations.at(row);
    // Whoever hears that there are fewer finds the others as they are now.
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_conversations.remove(after, before - after);
        endRemoveRows();
    }
    if (common > 0)
        Q_EMIT dataChanged(index(0), index(common - 1));
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        for (int row = before; row < after; ++row)
            m_conversations.append(conversations.at(row));
        endInsertRows();
    }
}

} // namespace chatmet::client
