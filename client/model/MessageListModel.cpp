// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/MessageListModel.h"

#include "client/model/MessageWords.h"

#include <utility>

namespace chatmet::client {

MessageListModel::MessageListModel(MessageStore* store, QObject* parent)
    : QAbstractListModel(parent), m_store(store)
{
    connect(store, &MessageStore::aboutToAppend, this, [this](int row) { beginInsertRows({}, row, row); });
    connect(store, &MessageStore::appended, this, [this] { endInsertRows(); });
    connect(store, &MessageStore::aboutToRemove, this,
            [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(store, &MessageStore::removed, this, [this] { endRemoveRows(); });
    connect(store, &MessageStore::changed, this,
            [this](int row) { Q_EMIT dataChanged(index(row), index(row)); });
    connect(store, &MessageStore::aboutToClear, this, [this] { beginResetModel(); });
    connect(store, &MessageStore::cleared, this, [this] { endResetModel(); });
}

int MessageListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_store->count();
}

QVariant MessageListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Message& row = m_store->at(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.text;
    case Qt::AccessibleTextRole: return spoken(row);
    case KeyRole: return QVariant::fromValue(static_cast<quint64>(row.key));
    default: return {};
    }
}

void MessageListModel::setPartnerName(const QString& name)
{
    m_partnerName = name;
}

void MessageListModel::setUnreadFrom(MessageKey key)
{
    if (key == m_unreadFrom)
        return;
    for (const MessageKey one : {std::exchange(m_unreadFrom, key), key}) {
        if (const int row = rowOf(one); row >= 0)
            Q_EMIT dataChanged(index(row), index(row));
    }
}

QString MessageListModel::spoken(const Message& row) const
{
    const QString words = MessageWords::spoken(row, find(row.replyKey), m_partnerName);
    return row.key == m_unreadFrom ? tr("New messages. %1").arg(words) : words;
}

} // namespace chatmet::client
