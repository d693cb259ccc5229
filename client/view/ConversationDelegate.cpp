// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ConversationDelegate.h"

#include "client/model/ConversationListModel.h"
#include "client/view/Theme.h"

#include <QPainter>
#include <QTextBoundaryFinder>

namespace chatmet::client {

namespace {

// The first letter as people see it, with its combining marks.
QString firstLetter(const QString& title)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, title);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? QLocale().toUpper(title.first(end)) : QString();
}

} // namespace

ConversationDelegate::ConversationDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {m_theme.px(120), m_theme.px(56)};
}

/// In high contrast the chosen row has the ground of the others, and an edge instead.
QPen ConversationDelegate::rowEdge(bool selected, bool focused) const
{
    const ThemeColors& colors = m_theme.colors();
    if (focused)
        return {colors.ink, 2};
    return selected && colors.soft == colors.raised ? QPen(colors.accent, m_theme.edge()) : QPen(Qt::NoPen);
}

void ConversationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const
{
    const ThemeColors& colors = m_theme.colors();
    const auto mirrored = [&](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const QRect row = option.rect.adjusted(0, m_theme.px(1), 0, -m_theme.px(1));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || focused) {
        painter->setPen(rowEdge(selected, focused));
        painter->setBrush(selected ? colors.soft : colors.raised);
        painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), m_theme.px(8), m_theme.px(8));
    }

    const int side = m_theme.px(32);
    const QRect tile = mirrored({row.x() + m_theme.px(10), row.center().y() - side / 2, side, side});
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.accent);
    painter->drawRoundedRect(tile, m_theme.px(9), m_theme.px(9));
    painter->setPen(colors.onAccent);
    painter->setFont(m_theme.font(0.95, QFont::DemiBold));
    const QString title = index.data(Qt::DisplayRole).toString();
    painter->drawText(tile, Qt::AlignCenter, firstLetter(title));

    int end = row.right() - m_theme.px(10);
    const int unread = index.data(ConversationListModel::UnreadRole).toInt();
    if (unread > 0) {
        const QString count = option.locale.toString(unread);
        painter->setFont(m_theme.font(0.75, QFont::DemiBold));
        const int width =
            qMax(m_theme.px(20), painter->fontMetrics().horizontalAdvance(count) + m_theme.px(12));
        const QRect badge(end - width, row.center().y() - m_theme.px(8), width, m_theme.px(17));
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.accent);
        painter->drawRoundedRect(mirrored(badge), badge.height() / 2.0, badge.height() / 2.0);
        painter->setPen(colors.onAccent);
        painter->drawText(mirrored(badge), Qt::AlignCenter, count);
        end = badge.left() - m_theme.px(8);
    }

    const int start = row.x() + m_theme.px(52);
    const Qt::Alignment towards = QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter;
    const QRect upper(start, row.y() + m_theme.px(6), end - start, row.height() / 2 - m_theme.px(5));
    const QRect lower(start, upper.bottom(), end - start, upper.height());
    painter->setPen(colors.ink);
    painter->setFont(m_theme.font(1.0, QFont::DemiBold));
    painter->drawText(mirrored(upper), static_cast<int>(towards),
                      painter->fontMetrics().elidedText(title, Qt::ElideRight, upper.width()));
    painter->setPen(colors.muted);
    painter->setFont(m_theme.font(secondarySize));
    const QString subtitle = index.data(ConversationListModel::SubtitleRole).toString();
    painter->drawText(mirrored(lower), static_cast<int>(towards),
                      painter->fontMetrics().elidedText(subtitle, Qt::ElideRight, lower.width()));
    painter->restore();
}

} // namespace chatmet::client
