// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/UnreadLine.h"

#include "client/view/MessageListView.h"
#include "client/view/Theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace chatmet::client {

namespace {

constexpr int contextPixels = 28; ///< of what was read before, above the line

} // namespace

UnreadLine::UnreadLine(MessageListView* list) : QObject(list), m_list(list)
{
    list->installEventFilter(this);
    connect(&m_mark, &UnreadMark::countChanged, this, &UnreadLine::countChanged);
}

bool UnreadLine::eventFilter(QObject* watched, QEvent* event)
{
    if (watched !=
        m_list) { // the window: some desktops make it active before they say that it is minimised no more
        if (event->type() == QEvent::WindowStateChange)
            setWatched(isSeen());
        return QObject::eventFilter(watched, event);
    }
    switch (event->type()) {
    case QEvent::Show: m_list->window()->installEventFilter(this); [[fallthrough]];
    case QEvent::WindowActivate: setWatched(isSeen()); break;
    case QEvent::Hide:
    case QEvent::WindowDeactivate: setWatched(false); break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

bool UnreadLine::isSeen() const
{
    return m_list->isVisible() && m_list->isActiveWindow() && !m_list->window()->isMinimized();
}

void UnreadLine::setWatched(bool watched)
{
    // Rows that wait to be placed are placed before anybody looks: the line stays in view.
    if (watched && m_mark.count() > 0)
        m_list->doItemsLayout();
    m_mark.setWatched(watched);
    if (watched)
        look();
}

int UnreadLine::followTo(int maximum)
{
    m_holdsBack = false;
    const MessageListModel* model = m_list->messages();
    if (m_mark.isWatched() || m_mark.count() == 0)
        return maximum;
    const int row = model->rowOf(model->unreadFrom());
    if (row < 0)
        return maximum;
    const int top = m_list->visualRect(model->index(row)).top() + m_list->verticalScrollBar()->value();
    const int most = std::max(0, top - contextPixels);
    m_holdsBack = most < maximum;
    return std::min(most, maximum);
}

void UnreadLine::look()
{
    const MessageListModel* model = m_list->messages();
    if (model == nullptr)
        return;
    m_mark.setAtEnd(m_list->isAtBottom());
    if (!m_mark.isWatched())
        return;
    int row = model->rowCount() - 1;
    if (!m_list->isAtBottom()) {
        const QRect view = m_list->viewport()->rect();
        const QModelIndex last = m_list->indexAt(view.bottomLeft());
        row = last.isValid() && m_list->visualRect(last).bottom() > view.bottom() ? last.row() - 1
              : last.isValid()                                                    ? last.row()
                                                                                  : row;
    }
    m_mark.sawUpTo(row);
}

int UnreadLine::heightOf(const Theme& theme)
{
    return QFontMetrics(theme.font(secondarySize, QFont::DemiBold)).height();
}

void UnreadLine::paint(QPainter* painter, const QRect& rect, const Theme& theme)
{
    const QFont font = theme.font(secondarySize, QFont::DemiBold);
    const QString words = tr("New messages");
    const int half = QFontMetrics(font).horizontalAdvance(words) / 2 + theme.px(10);
    const int margin = theme.px(18);
    painter->setPen(QPen(theme.colors().accent, theme.edge()));
    const int y = rect.center().y();
    const int middle = rect.center().x();
    painter->drawLine(rect.left() + margin, y, middle - half, y);
    painter->drawLine(middle + half, y, rect.right() - margin, y);
    painter->setFont(font);
    painter->drawText(rect, Qt::AlignCenter, words);
}

} // namespace chatmet::client
