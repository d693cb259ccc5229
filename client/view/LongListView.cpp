// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/LongListView.h"

#include <QAbstractItemDelegate>
#include <QAccessible>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace chatmet::client {

LongListView::LongListView(QWidget* parent) : QListView(parent)
{
    setVerticalScrollMode(ScrollPerPixel);
}

void LongListView::setModel(QAbstractItemModel* model)
{
    m_stale = true;
    m_goneAbove = 0;
    m_watches = std::make_unique<QObject>();
    QListView::setModel(model);
    if (model == nullptr)
        return;
    QObject* const context = m_watches.get();
    connect(model, &QAbstractItemModel::rowsRemoved, context,
            [this](const QModelIndex&, int first, int last) {
                m_losesRows = false;
                takeOut(first, last);
            });
    const auto forget = [this] {
        m_goneAbove = 0;
        forgetHeights();
    };
    connect(model, &QAbstractItemModel::modelReset, context, forget);
    connect(model, &QAbstractItemModel::layoutChanged, context, forget);
    connect(model, &QAbstractItemModel::rowsMoved, context, forget);
}

/// What is seen stays where it is: the scroll bar follows at the next layout, which is on its way.
void LongListView::takeOut(int first, int last)
{
    if (m_stale || last >= m_heights.count())
        return;
    const int top = m_heights.top(first);
    const int height = m_heights.top(last + 1) - top;
    m_goneAbove += std::clamp(verticalOffset() - top, 0, height);
    m_heights.remove(first, last);
}

int LongListView::verticalOffset() const
{
    return QListView::verticalOffset() - m_goneAbove;
}

int LongListView::heightOf(int row) const
{
    const QModelIndex index = model()->index(row, modelColumn(), rootIndex());
    return itemDelegateForIndex(index)->sizeHint({}, index).height();
}

const RowHeights& LongListView::heights() const
{
    const int rows = rowCount();
    if (!m_stale && m_heights.count() == rows)
        return m_heights;
    m_heights.clear();
    for (int row = 0; row < rows; ++row)
        m_heights.append(heightOf(row));
    m_stale = false;
    return m_heights;
}

void LongListView::updateHeight(int row)
{
    if (!m_stale && row < m_heights.count())
        m_heights.set(row, heightOf(row));
}

void LongListView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    if (start != m_heights.count())
        m_stale = true;
    for (int row = start; row <= end && !m_stale; ++row)
        m_heights.append(heightOf(row));
    QListView::rowsInserted(parent, start, end);
}

void LongListView::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end)
{
    m_losesRows = true; // the selection model hears of it after this
    QListView::rowsAboutToBeRemoved(parent, start, end);
}

void LongListView::layOutWhatWaits() const
{
    const_cast<LongListView*>(this)->executeDelayedItemsLayout();
}

QRect LongListView::visualRect(const QModelIndex& index) const
{
    if (!index.isValid() || index.model() != model() || index.parent() != rootIndex())
        return {};
    layOutWhatWaits();
    const RowHeights& all = heights();
    return {-horizontalOffset(), all.top(index.row()) - verticalOffset(), viewport()->width(),
            all.height(index.row())};
}

QModelIndex LongListView::indexAt(const QPoint& point) const
{
    layOutWhatWaits();
    const bool isBeside = point.x() < 0 || point.x() >= viewport()->width();
    const int row = isBeside ? -1 : heights().rowAt(point.y() + verticalOffset());
    return row < 0 ? QModelIndex() : model()->index(row, modelColumn(), rootIndex());
}

int LongListView::nearestRow(int y) const
{
    const RowHeights& all = heights();
    return all.rowAt(std::clamp(y + verticalOffset(), 0, std::max(all.total() - 1, 0)));
}

void LongListView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    const QRect rect = visualRect(index);
    if (!rect.isValid())
        return;
    const int room = viewport()->height();
    const bool isAbove = rect.top() < 0;
    const bool isBelow = rect.bottom() >= room;
    if (hint == EnsureVisible && !isAbove && !isBelow)
        return viewport()->update(rect);
    int by = rect.top();
    if (hint == PositionAtCenter)
        by = rect.top() - (room - rect.height()) / 2;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && !isAbove))
        by = std::min(rect.top(), rect.bottom() - room + 1);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + by);
}

void LongListView::doItemsLayout()
{
    m_placed = true;
    QAbstractItemView::doItemsLayout();
}

void LongListView::updateGeometries()
{
    const int room = viewport()->height();
    QScrollBar* bar = verticalScrollBar();
    const int value = bar->value() - std::exchange(m_goneAbove, 0);
    bar->setPageStep(room);
    bar->setRange(0, std::max(0, (m_placed ? heights().total() : 0) - room));
    bar->setValue(value);
    horizontalScrollBar()->setRange(0, 0);
    QAbstractItemView::updateGeometries();
}

void LongListView::paintEvent(QPaintEvent* event)
{
    const RowHeights& all = heights();
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State state = option.state & ~QStyle::State_HasFocus;
    const bool showsCurrent = (hasFocus() || viewport()->hasFocus()) && currentIndex().isValid();
    const int below = event->rect().bottom() + verticalOffset();
    const int first = all.rowAt(std::max(event->rect().top() + verticalOffset(), 0));
    for (int row = first; row >= 0 && row < all.count() && all.top(row) <= below; ++row) {
        const QModelIndex index = model()->index(row, modelColumn(), rootIndex());
        option.rect =
            QRect(-horizontalOffset(), all.top(row) - verticalOffset(), viewport()->width(), all.height(row));
        option.state = state;
        if (selectionModel() != nullptr && selectionModel()->isSelected(index))
            option.state |= QStyle::State_Selected;
        if (showsCurrent && index == currentIndex())
            option.state |= QStyle::State_HasFocus;
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

QModelIndex LongListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = rowCount() - 1;
    if (last < 0)
        return {};
    const auto at = [this, last](int row) {
        return model()->index(std::clamp(row, 0, last), modelColumn(), rootIndex());
    };
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return at(0);
    const QRect rect = visualRect(current);
    const int page = viewport()->height();
    switch (action) {
    case MoveUp:
    case MovePrevious: return at(current.row() - 1);
    case MoveDown:
    case MoveNext: return at(current.row() + 1);
    case MoveHome: return at(0);
    case MoveEnd: return at(last);
    // As far as the row is seen that was the current one; at least one row, where one is higher than a page.
    case MovePageUp: {
        const int row = nearestRow(rect.top() - page);
        const bool isCut = heights().top(row) - verticalOffset() < rect.top() - page;
        return at(std::min(isCut ? row + 1 : row, current.row() - 1));
    }
    case MovePageDown: return at(std::max(nearestRow(rect.top() + page), current.row() + 1));
    case MoveLeft:
    case MoveRight: break;
    }
    return current;
}

void LongListView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    if (selectionModel() == nullptr)
        return;
    QItemSelection selection;
    const QRect whole = rect.normalized();
    const bool isBetween = rowCount() > 0 && whole.bottom() + verticalOffset() >= 0 &&
                           whole.top() + verticalOffset() < heights().total();
    if (isBetween) {
        const auto at = [this](int row) { return model()->index(row, modelColumn(), rootIndex()); };
        selection.select(at(nearestRow(whole.top())), at(nearestRow(whole.bottom())));
    }
    selectionModel()->select(selection, command);
}

QRegion LongListView::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const QItemSelectionRange& range : selection) {
        if (!range.isValid())
            continue;
        const RowHeights& all = heights();
        const int top = all.top(std::min(range.top(), all.count()));
        const int bottom = all.top(std::min(range.bottom() + 1, all.count()));
        region += QRect(0, top - verticalOffset(), viewport()->width(), bottom - top);
    }
    return region;
}

// QListView's own say the place that its layout has given the row, and here that is never asked for.

void LongListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    // Where the current row goes, its neighbour is that, and would be scrolled to from wherever one reads.
    const bool scrolls = hasAutoScroll();
    setAutoScroll(scrolls && !m_losesRows);
    QAbstractItemView::currentChanged(current, previous);
    setAutoScroll(scrolls);
    if (!QAccessible::isActive() || !current.isValid() || !hasFocus())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(current.row());
    QAccessible::updateAccessibility(&event);
}

void LongListView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    if (QAccessible::isActive()) {
        const auto tell = [this](const QItemSelection& rows, QAccessible::Event what) {
            if (rows.isEmpty())
                return;
            QAccessibleEvent event(this, what);
            event.setChild(rows.first().top());
            QAccessible::updateAccessibility(&event);
        };
        tell(selected, QAccessible::SelectionAdd);
        tell(deselected, QAccessible::SelectionRemove);
    }
    QAbstractItemView::selectionChanged(selected, deselected);
}

} // namespace chatmet::client
