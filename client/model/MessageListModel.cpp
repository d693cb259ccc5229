// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/MessageListModel.h"

#include "client/model/TextRules.h"

#include <QDateTime>
#include <QLocale>

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
    return row.key == m_unreadFrom ? tr("New messages. %1").arg(spokenRow(row)) : spokenRow(row);
}

QString MessageListModel::spokenRow(const Message& row) const
{
    if (row.kind == MessageKind::Notice)
        return row.text;
    if (row.kind == MessageKind::Missing)
        return tr("A message is missing here. The server says that it was taken back.");
    const QString who = row.own ? tr("You") : row.authorName.isEmpty() ? m_partnerName : row.authorName;
    const QString time =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(row.timeMs).time(), QLocale::ShortFormat);
    if (row.kind == MessageKind::TakenBack)
        return tr("%1, %2, %3").arg(who, time, spokenContent(row));
    QString line =
        row.replyTo == 0
            ? tr("%1, %2, %3").arg(who, time, spokenContent(row))
            : tr("%1, %2, replying to %3: %4").arg(who, time, spokenAnswered(row), spokenContent(row));
    switch (row.delivery) {
    case DeliveryState::Received: break;
    case DeliveryState::Sending: line += tr(", sending"); break;
    case DeliveryState::Sent: line += tr(", sent"); break;
    case DeliveryState::Delivered: line += tr(", delivered"); break;
    case DeliveryState::Failed: line += tr(", failed"); break;
    }
    return line;
}

QString MessageListModel::spokenContent(const Message& row)
{
    switch (row.kind) {
    case MessageKind::Picture: return row.text.isEmpty() ? tr("picture") : tr("picture, %1").arg(row.text);
    case MessageKind::Unsupported: return tr("a kind of message that this version does not know");
    case MessageKind::TakenBack: return tr("a message that was taken back");
    case MessageKind::Missing: return tr("a message that is missing");
    case MessageKind::Text:
    case MessageKind::Notice: break;
    }
    return row.text;
}

QString MessageListModel::spokenAnswered(const Message& row) const
{
    constexpr qsizetype charactersMax = 60; // enough to know it again
    const Message* answered = find(row.replyKey);
    return answered == nullptr ? tr("an earlier message")
                               : firstWords(spokenContent(*answered), charactersMax);
}

} // namespace chatmet::client
