// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Draws a conversation of the sidebar: a tile with its first letter, name, what goes on, unread count.

#include <QPen>
#include <QStyledItemDelegate>

namespace chatmet::client {

class Theme;

class ConversationDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ConversationDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    [[nodiscard]] QPen rowEdge(bool selected, bool focused) const;

    const Theme& m_theme;
};

} // namespace chatmet::client
