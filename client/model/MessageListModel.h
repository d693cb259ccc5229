// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A MessageStore as Qt's views want it; formatting belongs to the delegate.

#include "client/model/MessageStore.h"

#include <QAbstractListModel>

namespace chatmet::client {

/// GUI thread. The store outlives the model.
class MessageListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        KeyRole = Qt::UserRole + 1 ///< quint64, the MessageKey
    };

    explicit MessageListModel(MessageStore* store, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: the plain text; AccessibleTextRole: "name, time, text, state" in the person's language.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// The whole row, for the delegate: no QVariant per field on the paint path. Valid until the model
    /// changes.
    [[nodiscard]] const Message& message(int row) const { return m_store->at(row); }

    /// Valid until the model changes; nullptr where there is none (any more).
    [[nodiscard]] const Message* find(MessageKey key) const { return m_store->find(key); }

    /// -1 where there is none (any more). Rows stand in the order of their keys.
    [[nodiscard]] int rowOf(MessageKey key) const { return m_store->rowOf(key); }

    /// The row above which the view has its line "New messages", which is read out with it; MessageKey{0}:
    /// none.
    void setUnreadFrom(MessageKey key);
    [[nodiscard]] MessageKey unreadFrom() const { return m_unreadFrom; }

    /// Plain text, already checked; what screen readers hear before a partner's message.
    void setPartnerName(const QString& name);
    [[nodiscard]] const QString& partnerName() const { return m_partnerName; }

private:
    [[nodiscard]] QString spoken(const Message& message) const;

    MessageStore* m_store;
    QString m_partnerName;
    MessageKey m_unreadFrom{};
};

} // namespace chatmet::client
