// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/FlowLayout.h"

#include <QStyle>
#include <QWidget>

namespace chatmet::client {

FlowLayout::FlowLayout(QWidget* parent, int spacing) : QLayout(parent)
{
    setSpacing(spacing);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.append(item);
}

void FlowLayout::insertBeforeLast(QWidget* widget)
{
    addChildWidget(widget);
    m_items.insert(qMax(0, count() - 1), new QWidgetItem(widget));
    invalidate();
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowLayout::place(const QRect& rect, bool move) const
{
    const QRect area = rect.marginsRemoved(contentsMargins());
    int y = area.y();
    for (int first = 0; first < count();) {
        const Line line = lineFrom(first, area.width());
        if (move)
            placeLine(line, QRect(area.x(), y, area.width(), line.height));
        first = line.end;
        y += line.height + (first < count() ? spacing() : 0);
    }
    return y - rect.y() + contentsMargins().bottom();
}

QSize FlowLayout::sizeOf(const QLayoutItem* item, int widthMax)
{
    const QSize size = item->sizeHint().expandedTo(item->minimumSize());
    return {qMin(size.width(), widthMax), size.height()};
}

FlowLayout::Line FlowLayout::lineFrom(int first, int width) const
{
    Line line{first, first, 0};
    int left = width;
    while (line.end < count()) {
        const QSize size = sizeOf(m_items.at(line.end), width);
        if (line.end > first && size.width() > left)
            break;
        left -= size.width() + spacing();
        line.height = qMax(line.height, size.height());
        ++line.end;
    }
    return line;
}

void FlowLayout::placeLine(const Line& line, const QRect& area) const
{
    const Qt::LayoutDirection direction =
        parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = area.x();
    for (int one = line.first; one < line.end; ++one) {
        QSize size = sizeOf(m_items.at(one), area.width());
        if (one == count() - 1)
            size.setWidth(qMax(size.width(), area.right() + 1 - x));
        const QPoint at(x, area.y() + (area.height() - size.height()) / 2);
        m_items.at(one)->setGeometry(QStyle::visualRect(direction, area, QRect(at, size)));
        x += size.width() + spacing();
    }
}

} // namespace chatmet::client
