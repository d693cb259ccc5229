// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/UnreadMark.h"

namespace chatmet::client {

namespace {

bool counts(const Message& message)
{
    return !message.own && isSaid(message.kind);
}

} // namespace

UnreadMark::UnreadMark(QObject* parent) : QObject(parent) {}

void UnreadMark::setMessages(MessageListModel* model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    const int rows = model == nullptr ? 0 : model->rowCount();
    m_seen = rows == 0 ? MessageKey{} : model->message(rows - 1).key; // what is there already
    setCount(0);
    if (model == nullptr)
        return;
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { rowsInserted(first, last); });
    connect(model, &QAbstractItemModel::rowsRemoved, this, &UnreadMark::rowsRemoved);
    connect(model, &QAbstractItemModel::dataChanged, this, [this] {
        if (m_count > 0)
            recount();
    });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        setLine({});
        setCount(0);
    });
}

void UnreadMark::setWatched(bool watched)
{
    m_watched = watched;
    if (!watched && m_count == 0)
        setLine({});
}

void UnreadMark::sawUpTo(int row)
{
    if (!m_watched || !m_model || row < 0 || row >= m_model->rowCount())
        return;
    const MessageKey key = m_model->message(row).key;
    if (key <= m_seen)
        return;
    m_seen = key;
    if (m_count > 0)
        recount();
}

void UnreadMark::rowsInserted(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const Message& message = m_model->message(row);
        if (message.own || (m_watched && m_atEnd))
            m_seen = message.key;
        if (message.own) {
            setLine({});
            setCount(0);
        } else if (counts(message) && message.key > m_seen) {
            if (m_count == 0)
                setLine(message.key);
            setCount(m_count + 1);
        }
    }
}

void UnreadMark::rowsRemoved()
{
    if (m_count > 0)
        recount();
    const MessageKey line = m_model->unreadFrom();
    if (line == MessageKey{} || m_model->rowOf(line) >= 0)
        return;
    MessageKey next{};
    for (int row = m_model->rowCount() - 1; row >= 0 && m_model->message(row).key > m_seen; --row) {
        if (counts(m_model->message(row)))
            next = m_model->message(row).key;
    }
    setLine(m_count > 0 ? next : MessageKey{});
}

void UnreadMark::recount()
{
    int count = 0;
    for (int row = m_model->rowCount() - 1; row >= 0 && m_model->message(row).key > m_seen; --row)
        count += counts(m_model->message(row)) ? 1 : 0;
    setCount(count);
}

void UnreadMark::setCount(int count)
{
    if (count == m_count)
        return;
    m_count = count;
    Q_EMIT countChanged(count);
}

void UnreadMark::setLine(MessageKey key)
{
    if (m_model)
        m_model->setUnreadFrom(key);
}

} // namespace chatmet::client
