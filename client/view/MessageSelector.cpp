// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageSelector.h"

#include "client/model/MessageListModel.h"
#include "client/view/MessageDelegate.h"
#include "client/view/MessageListView.h"

#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>
#include <QTimerEvent>

#include <algorithm>

namespace chatmet::client {

namespace {

constexpr int reach = 4;          // px beside a text; less than the ground of a bubble is wide
constexpr int scrollMs = 20;      // 50 times a second: smooth enough, and little work
constexpr int scrollStepMax = 60; // px; 3,000 a second, some five windows

} // namespace

MessageSelector::MessageSelector(MessageListView* view) : QObject(view), m_view(view) {}

void MessageSelector::clear()
{
    if (m_isChoosingRow || !m_selection.hasAnchor())
        return;
    stop();
    m_selection.clear();
    m_view->viewport()->update();
}

void MessageSelector::forget(MessageKey key)
{
    if (m_selection.touches(key))
        clear();
}

bool MessageSelector::isText(const QPoint& point) const
{
    const QModelIndex index = m_view->indexAt(point);
    if (!index.isValid())
        return false;
    const MessageLayout& row = m_view->layoutOf(index);
    // Lines begin and end with their outermost characters: a little beside them still means these.
    const QRect area = row.textRect.translated(m_view->visualRect(index).topLeft());
    return row.isSelectable() && area.adjusted(-reach, 0, reach, 0).contains(point);
}

bool MessageSelector::press(const QMouseEvent& event, bool onLink)
{
    m_point = event.position().toPoint();
    m_pressedAt = m_point;
    const QModelIndex index = m_view->indexAt(m_point);
    // For the menu, which copies what is selected.
    if (event.button() == Qt::RightButton)
        return !m_selection.isEmpty() && index.isValid() &&
               m_selection.touches(m_view->messages()->message(index.row()).key);
    const bool extends = event.modifiers() == Qt::ShiftModifier && m_selection.hasAnchor();
    if (event.button() != Qt::LeftButton || (event.modifiers() && !extends) || !index.isValid())
        return false;
    if (!isText(m_point)) {
        clear();
        return false;
    }
    setCurrent(index, QItemSelectionModel::Clear);
    if (extends) {
        m_unit = Unit::Character;
        m_isDragging = true;
        extend();
    } else {
        begin(isThirdClick(event) ? Unit::Message : Unit::Character);
    }
    m_isHeldBack = onLink && m_unit == Unit::Character && !extends;
    return true;
}

void MessageSelector::begin(Unit unit)
{
    m_unit = unit;
    m_isDragging = true;
    m_isHeldBack = false;
    m_selection.begin(spanAt(unit));
    m_view->viewport()->update();
}

bool MessageSelector::isThirdClick(const QMouseEvent& event) const
{
    return m_unit == Unit::Word && m_sinceDoubleClick.isValid() &&
           m_sinceDoubleClick.elapsed() < QGuiApplication::styleHints()->mouseDoubleClickInterval() &&
           (m_point - m_doubleClickedAt).manhattanLength() < QApplication::startDragDistance() &&
           !event.modifiers();
}

bool MessageSelector::move(const QMouseEvent& event)
{
    if (!m_isDragging)
        return false;
    if (!(event.buttons() & Qt::LeftButton)) {
        stop(); // it was let go where nobody told us
        return false;
    }
    m_point = event.position().toPoint();
    if (m_isHeldBack && (m_point - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return true;
    m_isHeldBack = false;
    extend();
    if (scrollStep() == 0)
        m_scrolling.stop();
    else if (!m_scrolling.isActive())
        m_scrolling.start(scrollMs, this);
    return true;
}

bool MessageSelector::release(const QMouseEvent& event)
{
    if (!m_isDragging || event.button() != Qt::LeftButton)
        return false;
    stop();
    return !m_selection.isEmpty();
}

bool MessageSelector::doubleClick(const QMouseEvent& event)
{
    m_point = event.position().toPoint();
    if (event.button() != Qt::LeftButton || event.modifiers() || !isText(m_point))
        return false;
    m_view->selectionModel()->clearSelection();
    begin(Unit::Word);
    m_sinceDoubleClick.start();
    m_doubleClickedAt = m_point;
    return true;
}

void MessageSelector::selectRow(const QModelIndex& index)
{
    m_isChoosingRow = true;
    setCurrent(index, QItemSelectionModel::ClearAndSelect);
    m_isChoosingRow = false;
}

/// Without scrolling: what is under the pointer stays there.
void MessageSelector::setCurrent(const QModelIndex& index, QItemSelectionModel::SelectionFlags command)
{
    m_view->setAutoScroll(false);
    m_view->selectionModel()->setCurrentIndex(index, command);
    m_view->setAutoScroll(true);
}

void MessageSelector::extend()
{
    m_view->selectionModel()->clearSelection();
    m_selection.extend(spanAt(m_unit));
    m_view->viewport()->update();
}

TextSpan MessageSelector::spanAt(Unit unit) const
{
    const QRect area = m_view->viewport()->rect();
    const MessageListModel& model = *m_view->messages();
    // What lies outside is selected as it is scrolled into view.
    const QPoint point(m_point.x(), std::clamp(m_point.y(), area.top(), area.bottom()));
    QModelIndex index = m_view->indexAt({area.center().x(), point.y()});
    if (!index.isValid())
        index = model.index(model.rowCount() - 1); // below the last one
    const MessageKey key = model.message(index.row()).key;
    const MessageLayout& row = m_view->layoutOf(index);
    if (!row.isSelectable())
        return {{key, 0}, {key, 0}};
    const QPoint inText = point - m_view->visualRect(index).topLeft() - row.textRect.topLeft();
    if (unit == Unit::Character) {
        const TextPlace place{key, row.text.positionAt(inText)};
        return {place, place};
    }
    const TextRange range = unit == Unit::Word ? row.text.wordAt(inText) : TextRange{0, row.text.length()};
    return {{key, range.from}, {key, range.to}};
}

int MessageSelector::scrollStep() const
{
    const QRect area = m_view->viewport()->rect();
    const int beyond = m_point.y() < area.top()      ? m_point.y() - area.top()
                       : m_point.y() > area.bottom() ? m_point.y() - area.bottom()
                                                     : 0;
    // Slow beside the edge, faster farther away.
    return std::clamp(beyond / 3 + (beyond > 0) - (beyond < 0), -scrollStepMax, scrollStepMax);
}

void MessageSelector::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_scrolling.timerId())
        return QObject::timerEvent(event);
    if (!m_view->isVisible())
        return stop(); // the button is let go where nobody hears of it
    QScrollBar* bar = m_view->verticalScrollBar();
    bar->setValue(bar->value() + scrollStep());
    extend();
}

void MessageSelector::stop()
{
    m_isDragging = false;
    m_isHeldBack = false;
    m_scrolling.stop();
}

} // namespace chatmet::client
