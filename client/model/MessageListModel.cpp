// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/MessageListModel.h"

#include <QDateTime>
#include <QLocale>

namespace chatmet::client {

MessageListModel::MessageListModel(MessageStore* store, QObject* parent)
    : QAbstractListModel(parent), m_store(store)
{
    connect(store, &MessageStore::aboutToAppend, this, [this](int row) { beginInsertRows({}, row, row); });
    connect(store, &MessageStore::appended, this, [this] { endInsertRows(); });
    connect(store, &MessageStore::aboutToRemoveFirst, this, [this] { beginRemoveRows({}, 0, 0); });
    connect(store, &MessageStore::removedFirst, this, [this] { endRemoveRows(); });
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

QString MessageListModel::spoken(const Message& row) const
{
    if (row.kind == MessageKind::Notice)
        return row.text;
    const QString who = row.own ? tr("You") : m_partnerName;
    const QString time =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(row.timeMs).time(), QLocale::ShortFormat);
    QString what = row.text;
    if (row.kind == MessageKind::Picture)
        what = what.isEmpty() ? tr("picture") : tr("picture, %1").arg(what);
    else if (row.kind == MessageKind::Unsupported)
        what = tr("a kind of message that this version does not know");
    QString line = tr("%1, %2, %3").arg(who, time, what);
    switch (row.delivery) {
    case DeliveryState::Received: break;
    case DeliveryState::Sending: line += tr(", sending"); break;
    case DeliveryState::Sent: line += tr(", sent"); break;
    case DeliveryState::Delivered: line += tr(", delivered"); break;
    case DeliveryState::Failed: line += tr(", failed"); break;
    }
    return line;
}

} // namespace chatmet::client
