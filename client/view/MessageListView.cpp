// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageListView.h"

#include "client/model/MessageListModel.h"
#include "client/view/Buttons.h"
#include "client/view/DayWatch.h"
#include "client/view/Icons.h"
#include "client/view/MessageActs.h"
#include "client/view/MessageDelegate.h"
#include "client/view/MessageMenus.h"
#include "client/view/MessagePointer.h"
#include "client/view/MessageSelector.h"
#include "client/view/Theme.h"
#include "client/view/UnreadLine.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace chatmet::client {

namespace {

// Estimates become heights in a few rounds: each may bring other rows into view.
constexpr int roundsMax = 4;

} // namespace

MessageListView::MessageListView(const Theme& theme, QWidget* parent)
    : LongListView(parent),
      m_theme(theme),
      m_delegate(new MessageDelegate(theme, this)),
      m_selector(new MessageSelector(this)),
      m_menus(new MessageMenus(this)),
      m_acts(new MessageActs(this, m_delegate, m_selector, m_menus)),
      m_pointer(new MessagePointer(this, m_delegate, m_selector)),
      m_newMessages(
          textButton(QStringLiteral("newMessagesButton"), tr("New messages"), QStringLiteral("floating"))),
      m_unread(new UnreadLine(this)),
      m_days(new DayWatch(this))
{
    setObjectName(QStringLiteral("messageList"));
    setAccessibleName(tr("Messages"));
    m_delegate->setSelection(&m_selector->selection());
    setItemDelegate(m_delegate);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // A bar that came and went would change the width, and with it every height.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    verticalScrollBar()->setSingleStep(theme.px(24));
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    m_newMessages->setParent(this);
    m_newMessages->setIcon(themedIcon(theme, QStringLiteral("down"), &ThemeColors::onAccent));
    m_newMessages->hide();
    connect(m_newMessages, &QPushButton::clicked, this, &MessageListView::goToBottom);
    connect(m_unread, &UnreadLine::countChanged, this, &MessageListView::countNewMessages);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &MessageListView::scrolled);
    connect(&theme, &Theme::changed, this, &MessageListView::forgetAll);
    connect(m_days, &DayWatch::changed, this, [this](const QDate& today) {
        m_delegate->setToday(today);
        forgetLayouts();
        scheduleDelayedItemsLayout();
    });
}

void MessageListView::setMessages(MessageListModel* model)
{
    m_messages = model;
    forgetLayouts();
    connect(model, &QAbstractItemModel::modelReset, this, &MessageListView::forgetAll);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_pointer->forgetPress();
        m_menus->close();
        m_selector->clear();
        forgetLayouts();
    });
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first, int last) {
                for (int row = first; row <= last; ++row) {
                    closeWhatShows(m_messages->message(row).key);
                    m_selector->forget(m_messages->message(row).key);
                    m_delegate->forget(m_messages->index(row));
                }
            });
    // What stands beside the gap has another neighbour now, and may quote what is gone.
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first) {
        for (const int beside : {first - 1, first}) {
            if (beside >= 0 && beside < m_messages->rowCount())
                m_delegate->outdate(m_messages->index(beside));
        }
        viewport()->update();
    });
    setModel(model);
    m_unread->setMessages(model); // last: it marks rows that this has to know
}

void MessageListView::setOffersBrowser(bool offers)
{
    m_menus->setOffersBrowser(offers);
}

bool MessageListView::offersBrowser() const
{
    return m_menus->offersBrowser();
}

void MessageListView::setOffersReply(bool offers)
{
    m_offersReply = offers;
    if (!offers)
        m_selector->clear(); // the conversation has ended
}

void MessageListView::forgetLayouts()
{
    m_delegate->clear();
    forgetHeights();
}

void MessageListView::forgetAll()
{
    forgetLayouts();
    m_follows = true;
    scheduleDelayedItemsLayout();
}

bool MessageListView::isAtBottom() const
{
    const QScrollBar* bar = verticalScrollBar();
    return bar->value() >= bar->maximum() - m_theme.px(8);
}

void MessageListView::goToBottom()
{
    m_follows = true;
    scheduleDelayedItemsLayout();
    executeDelayedItemsLayout();
}

void MessageListView::doItemsLayout()
{
    if (m_layingOut || !m_messages)
        return;
    const QScopedValueRollback guard(m_layingOut, true);
    m_delegate->setWidth(viewport()->width(), layoutDirection());
    QPersistentModelIndex anchor = indexAt({0, 0});
    const int offset = anchor.isValid() ? visualRect(anchor).top() : 0;
    if (m_follows)
        makeNewestExact();
    for (int round = 0; round < roundsMax; ++round) {
        LongListView::doItemsLayout();
        QScrollBar* bar = verticalScrollBar();
        if (m_follows)
            bar->setValue(m_unread->followTo(bar->maximum()));
        else if (anchor.isValid())
            bar->setValue(bar->value() + visualRect(anchor).top() - offset);
        if (!makeSeenExact())
            break;
    }
    m_layoutWaits = false;
    verticalScrollBar()->setEnabled(verticalScrollBar()->maximum() > 0);
    m_follows = m_follows && !m_unread->holdsBack();
    m_unread->look();
    showNewMessages();
    viewport()->update();
}

bool MessageListView::makeExact(const QModelIndex& index)
{
    if (!m_delegate->makeExact(index))
        return false;
    updateHeight(index.row());
    return true;
}

void MessageListView::makeNewestExact()
{
    int room = viewport()->height();
    for (int row = m_messages->rowCount() - 1; row >= 0 && room > 0; --row) {
        makeExact(m_messages->index(row));
        room -= m_delegate->sizeHint({}, m_messages->index(row)).height();
    }
}

bool MessageListView::makeSeenExact()
{
    bool changed = false;
    const int height = viewport()->height();
    int row = qMax(0, indexAt({0, 0}).row());
    for (; row < m_messages->rowCount(); ++row) {
        const QModelIndex index = m_messages->index(row);
        changed |= makeExact(index);
        if (visualRect(index).top() > height)
            break;
    }
    return changed;
}

void MessageListView::scrolled()
{
    if (m_layingOut || !m_messages)
        return;
    m_follows = isAtBottom();
    if (makeSeenExact())
        doItemsLayout();
    m_unread->look();
    showNewMessages();
}

void MessageListView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    m_layoutWaits = true;
    m_days->look(); // the computer may have slept over midnight
    LongListView::rowsInserted(parent, start, end);
    if (!m_messages)
        return;
    if (start > 0)
        m_delegate->outdate(m_messages->index(start - 1)); // may no longer be the last of its group
    if (m_messages->message(end).own)
        m_follows = true;
}

void MessageListView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                                  const QList<int>& roles)
{
    for (int row = topLeft.row(); row <= bottomRight.row() && m_messages; ++row)
        rowChanged(row);
    // QListView's own would place every row anew for a word that changed in one.
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    if (m_messages && !m_layoutWaits && makeSeenExact()) {
        m_layoutWaits = true;
        scheduleDelayedItemsLayout();
    }
}

void MessageListView::rowChanged(int row)
{
    m_delegate->outdate(m_messages->index(row));
    const Message& message = m_messages->message(row);
    if (isSaid(message.kind))
        return;
    closeWhatShows(message.key);
    if (message.kind != MessageKind::Notice)
        m_selector->forget(message.key);
    // It belongs to no group any more, and what quotes it says so.
    for (const int beside : {row - 1, row + 1}) {
        if (beside >= 0 && beside < m_messages->rowCount())
            m_delegate->outdate(m_messages->index(beside));
    }
    viewport()->update();
}

void MessageListView::closeWhatShows(MessageKey key)
{
    m_pointer->forgetPress();
    m_menus->close(key);
}

void MessageListView::resizeEvent(QResizeEvent* event)
{
    {
        const QScopedValueRollback guard(m_layingOut, true);
        QListView::resizeEvent(event);
    }
    doItemsLayout();
    placeNewMessages();
}

void MessageListView::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange) {
        forgetLayouts();
        scheduleDelayedItemsLayout();
    }
}

void MessageListView::countNewMessages()
{
    const int count = m_unread->count();
    m_newMessages->setText(tr("%n new", nullptr, count));
    m_newMessages->setAccessibleName(tr("%n new messages below", nullptr, count));
    placeNewMessages();
    showNewMessages();
}

void MessageListView::showNewMessages()
{
    m_newMessages->setVisible(m_unread->count() > 0 && !m_follows);
}

void MessageListView::placeNewMessages()
{
    m_newMessages->adjustSize();
    m_newMessages->move((width() - m_newMessages->width()) / 2,
                        height() - m_newMessages->height() - m_theme.px(8));
    m_newMessages->raise();
}

QRect MessageListView::rectOf(MessageKey key, RowPart part) const
{
    const QModelIndex index = indexOf(key);
    if (!index.isValid())
        return {};
    const QRect rect = m_delegate->layoutOf(index).rectOf(part);
    return rect.isNull() ? rect : rect.translated(visualRect(index).topLeft());
}

const MessageLayout& MessageListView::layoutOf(const QModelIndex& index) const
{
    return m_delegate->layoutOf(index);
}

void MessageListView::mousePressEvent(QMouseEvent* event)
{
    if (!m_pointer->press(*event))
        QListView::mousePressEvent(event);
}

void MessageListView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pointer->move(*event))
        QListView::mouseMoveEvent(event);
}

void MessageListView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_pointer->release(*event))
        QListView::mouseReleaseEvent(event);
}

void MessageListView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!m_pointer->doubleClick(*event))
        QListView::mouseDoubleClickEvent(event);
}

void MessageListView::leaveEvent(QEvent* event)
{
    m_pointer->leave();
    QListView::leaveEvent(event);
}

/// Text and rows are not selected at the same time.
void MessageListView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QListView::selectionChanged(selected, deselected);
    if (!selected.isEmpty())
        m_selector->clear();
}

QModelIndex MessageListView::indexOf(MessageKey key) const
{
    const int row = m_messages ? m_messages->rowOf(key) : -1;
    return row < 0 ? QModelIndex() : m_messages->index(row);
}

MessageKey MessageListView::currentKey() const
{
    return currentIndex().isValid() ? m_messages->message(currentIndex().row()).key : MessageKey{};
}

bool MessageListView::mayReplyTo(MessageKey key) const
{
    const Message* message = m_messages && m_offersReply ? m_messages->find(key) : nullptr;
    return message != nullptr && message->number != 0 &&
           (message->kind == MessageKind::Text || message->kind == MessageKind::Picture);
}

void MessageListView::goTo(MessageKey key)
{
    const QModelIndex index = indexOf(key);
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    scrollTo(index, PositionAtCenter);
    // What came into view may be higher than it was guessed to be.
    executeDelayedItemsLayout();
    scrollTo(index, EnsureVisible);
}

void MessageListView::keyPressEvent(QKeyEvent* event)
{
    if (!m_acts->press(*event))
        QListView::keyPressEvent(event);
}

QString MessageListView::selectedText() const
{
    return m_messages ? m_acts->selectedText() : QString();
}

void MessageListView::copySelected()
{
    m_acts->copySelected();
}

void MessageListView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint point = keyboard ? visualRect(currentIndex()).center() : event->pos();
    const QModelIndex index = keyboard ? currentIndex() : indexAt(point);
    if (!index.isValid())
        return;
    const MessageSelection& text = m_selector->selection();
    if (!text.isEmpty() && text.touches(m_messages->message(index.row()).key))
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    else if (!selectionModel()->isSelected(index))
        setCurrentIndex(index);
    m_menus->open(index, viewport()->mapToGlobal(point));
}

} // namespace chatmet::client
