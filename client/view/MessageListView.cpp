// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageListView.h"

#include "client/model/MessageListModel.h"
#include "client/view/Buttons.h"
#include "client/view/Icons.h"
#include "client/view/MessageDelegate.h"
#include "client/view/SecretText.h"
#include "client/view/Theme.h"
#include "client/view/UnreadLine.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace chatmet::client {

namespace {

// Estimates become heights in a few rounds: each may bring other rows into view.
constexpr int roundsMax = 4;

bool isWriting(const QKeyEvent& event)
{
    const auto commands = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    const QString text = event.text();
    return !(event.modifiers() & commands) && !text.isEmpty() && text != u" " && text.at(0).isPrint();
}

} // namespace

MessageListView::MessageListView(const Theme& theme, QWidget* parent)
    : QListView(parent),
      m_theme(theme),
      m_delegate(new MessageDelegate(theme, this)),
      m_newMessages(
          textButton(QStringLiteral("newMessagesButton"), tr("New messages"), QStringLiteral("floating"))),
      m_unread(new UnreadLine(this))
{
    setObjectName(QStringLiteral("messageList"));
    setAccessibleName(tr("Messages"));
    setItemDelegate(m_delegate);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
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
}

void MessageListView::setMessages(MessageListModel* model)
{
    m_messages = model;
    m_delegate->clear();
    connect(model, &QAbstractItemModel::modelReset, this, &MessageListView::forgetAll);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_pressed = {};
        if (m_menu != nullptr)
            m_menu->close(); // it holds links, and would copy them
        m_delegate->clear();
    });
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first, int last) {
                for (int row = first; row <= last; ++row) {
                    closeWhatShows(m_messages->message(row).key);
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

void MessageListView::forgetAll()
{
    m_delegate->clear();
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
        QListView::doItemsLayout();
        updateGeometries();
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

void MessageListView::makeNewestExact()
{
    int room = viewport()->height();
    for (int row = m_messages->rowCount() - 1; row >= 0 && room > 0; --row) {
        m_delegate->makeExact(m_messages->index(row));
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
        changed |= m_delegate->makeExact(index);
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
    QListView::rowsInserted(parent, start, end);
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
    // It belongs to no group any more, and what quotes it says so.
    for (const int beside : {row - 1, row + 1}) {
        if (beside >= 0 && beside < m_messages->rowCount())
            m_delegate->outdate(m_messages->index(beside));
    }
    viewport()->update();
}

void MessageListView::closeWhatShows(MessageKey key)
{
    m_pressed = {};
    if (m_menu != nullptr && m_menuKey == key)
        m_menu->close(); // it holds links, and would copy them
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
        m_delegate->clear();
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

MessageListView::Target MessageListView::targetAt(const QPoint& point) const
{
    const QModelIndex index = indexAt(point);
    if (!index.isValid() || !m_messages)
        return {};
    const MessageLayout& row = m_delegate->layoutOf(index);
    const QPoint inRow = point - visualRect(index).topLeft();
    RowPart part = row.partAt(inRow);
    if (part == RowPart::Picture && m_messages->message(index.row()).preview.isNull())
        part = RowPart::None;
    return {index, part, part == RowPart::Link ? row.linkAt(inRow) : QString()};
}

QRect MessageListView::rectOf(MessageKey key, RowPart part) const
{
    for (int row = 0; m_messages && row < m_messages->rowCount(); ++row) {
        if (m_messages->message(row).key != key)
            continue;
        const QModelIndex index = m_messages->index(row);
        const MessageLayout& layout = m_delegate->layoutOf(index);
        const QPoint origin = visualRect(index).topLeft();
        if (part == RowPart::Picture)
            return layout.media.translated(origin);
        if (part == RowPart::Quote)
            return layout.quote.translated(origin);
        for (const RowButton& button : layout.buttons) {
            if (button.part == part)
                return button.rect.translated(origin);
        }
    }
    return {};
}

void MessageListView::act(const Target& target)
{
    if (!target.index.isValid())
        return;
    const MessageKey key = m_messages->message(target.index.row()).key;
    switch (target.part) {
    case RowPart::None: break;
    case RowPart::Link: offerLink(key, target.link, QCursor::pos()); break;
    case RowPart::Quote: goTo(m_messages->message(target.index.row()).replyKey); break;
    case RowPart::Retry: Q_EMIT retryRequested(key); break;
    case RowPart::Show: Q_EMIT showRequested(key); break;
    case RowPart::NotNow: Q_EMIT notNowRequested(key); break;
    case RowPart::Cancel: Q_EMIT cancelRequested(key); break;
    case RowPart::Picture: Q_EMIT viewRequested(key); break;
    }
}

QMenu* MessageListView::newMenu(const QString& name, MessageKey key)
{
    m_menuKey = key;
    m_menu = new QMenu(this);
    m_menu->setObjectName(name);
    m_menu->setAttribute(Qt::WA_DeleteOnClose);
    return m_menu;
}

void MessageListView::offerLink(MessageKey key, const QString& link, const QPoint& at)
{
    QMenu* menu = newMenu(QStringLiteral("linkMenu"), key);
    addLinkActions(menu, link, QString());
    menu->popup(at);
}

void MessageListView::addLinkActions(QMenu* menu, const QString& link, const QString& which)
{
    const QString copyWords = which.isEmpty() ? tr("Copy link") : tr("Copy link %1").arg(which);
    connect(menu->addAction(copyWords), &QAction::triggered, this, [link] { copyText(link); });
    if (!m_offersBrowser)
        return;
    const QString openWords =
        which.isEmpty() ? tr("Open in browser (the site sees this computer’s address)")
                        : tr("Open link %1 in browser (the site sees this computer’s address)").arg(which);
    connect(menu->addAction(openWords), &QAction::triggered, this,
            [this, link] { Q_EMIT openLinkRequested(link); });
}

RowPart MessageListView::firstPart(const QModelIndex& index) const
{
    const MessageLayout& row = m_delegate->layoutOf(index);
    if (!row.buttons.isEmpty())
        return row.buttons.first().part;
    return m_messages->message(index.row()).preview.isNull() ? RowPart::None : RowPart::Picture;
}

void MessageListView::mouseMoveEvent(QMouseEvent* event)
{
    const Target target = targetAt(event->position().toPoint());
    m_delegate->setHover(target.index, target.part);
    viewport()->setCursor(target.part == RowPart::None ? Qt::ArrowCursor : Qt::PointingHandCursor);
    viewport()->update();
    QListView::mouseMoveEvent(event);
}

void MessageListView::leaveEvent(QEvent* event)
{
    m_delegate->setHover({}, RowPart::None);
    viewport()->update();
    QListView::leaveEvent(event);
}

void MessageListView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->button() == Qt::LeftButton ? targetAt(event->position().toPoint()) : Target();
    if (m_pressed.part == RowPart::None)
        QListView::mousePressEvent(event);
}

void MessageListView::mouseReleaseEvent(QMouseEvent* event)
{
    const Target target = targetAt(event->position().toPoint());
    const bool same =
        m_pressed.part != RowPart::None && target.part == m_pressed.part && target.index == m_pressed.index;
    m_pressed = {};
    if (same)
        act(target);
    else
        QListView::mouseReleaseEvent(event);
}

/// On the ground of a bubble: its message is answered.
void MessageListView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const Target target = targetAt(event->position().toPoint());
    const MessageKey key =
        target.index.isValid() ? m_messages->message(target.index.row()).key : MessageKey{};
    if (event->button() != Qt::LeftButton || target.part != RowPart::None || !isBubbleAt(target, *event) ||
        !mayReplyTo(key))
        return QListView::mouseDoubleClickEvent(event);
    m_pressed = {};
    Q_EMIT replyRequested(key);
}

bool MessageListView::isBubbleAt(const Target& target, const QMouseEvent& event) const
{
    return target.index.isValid() && m_delegate->layoutOf(target.index)
                                         .bubble.translated(visualRect(target.index).topLeft())
                                         .contains(event.position().toPoint());
}

QModelIndex MessageListView::indexOf(MessageKey key) const
{
    for (int row = m_messages ? m_messages->rowCount() - 1 : -1; row >= 0; --row) {
        if (m_messages->message(row).key == key)
            return m_messages->index(row);
    }
    return {};
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
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy))
        copySelected();
    else if (enter && currentIndex().isValid())
        act({currentIndex(), firstPart(currentIndex()), {}});
    else if (event->key() == Qt::Key_Delete && !event->modifiers() && m_mayTakeBack &&
             m_mayTakeBack(currentKey()))
        Q_EMIT takeBackRequested(currentKey());
    else if (isWriting(*event))
        Q_EMIT typed(event->text());
    else
        QListView::keyPressEvent(event);
}

QString MessageListView::selectedText() const
{
    QModelIndexList rows = selectionModel() ? selectionModel()->selectedIndexes() : QModelIndexList();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& index : rows) {
        const Message& message = m_messages->message(index.row());
        if (isSaid(message.kind) && !message.text.isEmpty())
            lines.append(message.text);
    }
    return lines.join(u'\n');
}

void MessageListView::copySelected()
{
    const QString text = selectedText();
    if (!text.isEmpty())
        copyText(text);
}

void MessageListView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint point = keyboard ? visualRect(currentIndex()).center() : event->pos();
    const QModelIndex index = keyboard ? currentIndex() : indexAt(point);
    if (!index.isValid())
        return;
    if (!selectionModel()->isSelected(index))
        setCurrentIndex(index);
    QMenu* menu = newMenu(QStringLiteral("messageMenu"), m_messages->message(index.row()).key);
    addRowActions(menu, index);
    menu->popup(viewport()->mapToGlobal(point));
}

void MessageListView::addRowActions(QMenu* menu, const QModelIndex& index)
{
    const auto add = [this, menu, row = QPersistentModelIndex(index)](const QString& text, RowPart part) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, row, part] {
            act({row, part, {}});
        });
    };
    const Message& message = m_messages->message(index.row());
    for (const RowButton& button : m_delegate->layoutOf(index).buttons)
        add(button.text, button.part);
    if (!message.preview.isNull())
        add(tr("Look at the picture"), RowPart::Picture);
    addTalkActions(menu, message);
    menu->addAction(tr("Search in this conversation") + u'\t' +
                        QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText),
                    this, &MessageListView::searchRequested)
        ->setObjectName(QStringLiteral("searchFromMessage"));
    QAction* copy = menu->addAction(tr("Copy"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(!selectedText().isEmpty());
    connect(copy, &QAction::triggered, this, &MessageListView::copySelected);
    int links = 0;
    for (const QString& link : m_delegate->layoutOf(index).text.links()) {
        addLinkActions(menu, link, ++links == 1 ? QString() : QString::number(links));
    }
}

void MessageListView::addTalkActions(QMenu* menu, const Message& message)
{
    const MessageKey key = message.key;
    // The window's own shortcut, and a key of the list's: said here, not given a second time.
    const auto withKeys = [](const QString& text, const QKeySequence& keys) {
        return text + u'\t' + keys.toString(QKeySequence::NativeText);
    };
    if (mayReplyTo(key)) {
        QAction* reply =
            menu->addAction(withKeys(tr("Reply"), QKeySequence(QStringLiteral("Ctrl+R"))), this, [this, key] {
                if (mayReplyTo(key))
                    Q_EMIT replyRequested(key);
            });
        reply->setObjectName(QStringLiteral("replyToMessage"));
    }
    if (m_messages->find(message.replyKey) != nullptr)
        menu->addAction(tr("Go to what it answers"), this,
                        [this, answered = message.replyKey] { goTo(answered); });
    if (m_mayTakeBack && m_mayTakeBack(key)) {
        QAction* takeBack = menu->addAction(
            withKeys(tr("Take back (erases it for both)"), QKeySequence(Qt::Key_Delete)), this, [this, key] {
                if (m_mayTakeBack(key))
                    Q_EMIT takeBackRequested(key);
            });
        takeBack->setObjectName(QStringLiteral("takeBackMessage"));
    }
}

} // namespace chatmet::client
