// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessagePointer.h"

#include "client/model/MessageListModel.h"
#include "client/view/MessageActs.h"
#include "client/view/MessageDelegate.h"
#include "client/view/MessageListView.h"
#include "client/view/MessageSelector.h"

#include <QMouseEvent>

#include <utility>

namespace chatmet::client {

MessagePointer::MessagePointer(MessageListView* view, MessageDelegate* delegate, MessageSelector* selector)
    : QObject(view), m_view(view), m_delegate(delegate), m_selector(selector)
{
}

MessagePointer::Target MessagePointer::targetAt(const QPoint& point) const
{
    const QModelIndex index = m_view->indexAt(point);
    if (!index.isValid() || m_view->messages() == nullptr)
        return {};
    const MessageLayout& row = m_view->layoutOf(index);
    const QPoint inRow = point - m_view->visualRect(index).topLeft();
    RowPart part = row.partAt(inRow);
    if (part == RowPart::Picture && m_view->messages()->message(index.row()).preview.isNull())
        part = RowPart::None;
    return {index, part, part == RowPart::Link ? row.linkAt(inRow) : QString()};
}

bool MessagePointer::isBubbleAt(const QModelIndex& index, const QPoint& point) const
{
    return index.isValid() &&
           m_view->layoutOf(index).bubble.translated(m_view->visualRect(index).topLeft()).contains(point);
}

bool MessagePointer::press(const QMouseEvent& event)
{
    m_pressed = event.button() == Qt::LeftButton ? targetAt(event.position().toPoint()) : Target();
    const bool isText = m_pressed.part == RowPart::None || m_pressed.part == RowPart::Link;
    m_isOurs = (isText && m_selector->press(event, m_pressed.part == RowPart::Link)) ||
               m_pressed.part != RowPart::None;
    return m_isOurs;
}

bool MessagePointer::move(const QMouseEvent& event)
{
    const QPoint point = event.position().toPoint();
    if (m_selector->move(event)) {
        if (!m_selector->selection().isEmpty())
            m_pressed = {}; // no click any more
        return true;
    }
    const Target target = targetAt(point);
    m_delegate->setHover(target.index, target.part);
    m_view->viewport()->setCursor(target.part != RowPart::None ? Qt::PointingHandCursor
                                  : m_selector->isText(point)  ? Qt::IBeamCursor
                                                               : Qt::ArrowCursor);
    m_view->viewport()->update();
    // The list would go on from where it was pressed before.
    return m_isOurs && event.buttons() != Qt::NoButton;
}

bool MessagePointer::release(const QMouseEvent& event)
{
    const Target target = targetAt(event.position().toPoint());
    const Target pressed = std::exchange(m_pressed, {});
    const bool wasText = m_selector->isDragging();
    const bool wasOurs = std::exchange(m_isOurs, false);
    if (m_selector->release(event))
        return true;
    if (pressed.part != RowPart::None && target.part == pressed.part && target.index == pressed.index)
        m_view->acts()->act(target.index, target.part, target.link);
    else if (wasText && target.index.isValid())
        m_selector->selectRow(target.index);
    else
        return wasOurs;
    return true;
}

bool MessagePointer::doubleClick(const QMouseEvent& event)
{
    const QPoint point = event.position().toPoint();
    const Target target = targetAt(point);
    if (event.button() != Qt::LeftButton || target.part != RowPart::None)
        return false;
    if (m_selector->doubleClick(event)) {
        m_isOurs = true;
        return true;
    }
    if (!isBubbleAt(target.index, point))
        return false;
    const MessageKey key = m_view->messages()->message(target.index.row()).key;
    if (!m_view->mayReplyTo(key))
        return false;
    m_pressed = {};
    Q_EMIT m_view->replyRequested(key);
    return true;
}

void MessagePointer::leave()
{
    m_delegate->setHover({}, RowPart::None);
    m_view->viewport()->update();
}

} // namespace chatmet::client
