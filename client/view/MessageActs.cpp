// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageActs.h"

#include "client/model/MessageListModel.h"
#include "client/view/MessageCopy.h"
#include "client/view/MessageDelegate.h"
#include "client/view/MessageListView.h"
#include "client/view/MessageMenus.h"
#include "client/view/MessageSelector.h"
#include "client/view/SecretText.h"

#include <QCursor>
#include <QKeyEvent>

namespace chatmet::client {

namespace {

bool isWriting(const QKeyEvent& event)
{
    const auto commands = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    const QString text = event.text();
    return !(event.modifiers() & commands) && !text.isEmpty() && text != u" " && text.at(0).isPrint();
}

} // namespace

MessageActs::MessageActs(MessageListView* view, MessageDelegate* delegate, MessageSelector* selector,
                         MessageMenus* menus)
    : QObject(view), m_view(view), m_delegate(delegate), m_selector(selector), m_menus(menus)
{
}

void MessageActs::act(const QModelIndex& index, RowPart part, const QString& link)
{
    if (!index.isValid())
        return;
    const MessageKey key = m_view->messages()->message(index.row()).key;
    switch (part) {
    case RowPart::None: break;
    case RowPart::Link: m_menus->openLink(key, link, QCursor::pos()); break;
    case RowPart::Quote: m_view->goTo(m_view->messages()->message(index.row()).replyKey); break;
    case RowPart::Retry: Q_EMIT m_view->retryRequested(key); break;
    case RowPart::Show: Q_EMIT m_view->showRequested(key); break;
    case RowPart::NotNow: Q_EMIT m_view->notNowRequested(key); break;
    case RowPart::Cancel: Q_EMIT m_view->cancelRequested(key); break;
    case RowPart::Picture: Q_EMIT m_view->viewRequested(key); break;
    case RowPart::Details:
        m_delegate->setOpen(index, !m_delegate->isOpen(index));
        m_view->doItemsLayout();
        break;
    }
}

RowPart MessageActs::firstPart(const QModelIndex& index) const
{
    const MessageLayout& row = m_delegate->layoutOf(index);
    if (!row.buttons.isEmpty())
        return row.buttons.first().part;
    if (!row.openMark.isNull())
        return RowPart::Details;
    return m_view->messages()->message(index.row()).preview.isNull() ? RowPart::None : RowPart::Picture;
}

bool MessageActs::press(const QKeyEvent& event)
{
    const QModelIndex current = m_view->currentIndex();
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (event.matches(QKeySequence::Copy))
        copySelected();
    else if (enter && current.isValid())
        act(current, firstPart(current));
    else if (event.key() == Qt::Key_Escape && !m_selector->selection().isEmpty())
        m_selector->clear();
    else if (event.key() == Qt::Key_Delete && !event.modifiers() && m_view->mayTakeBack(m_view->currentKey()))
        Q_EMIT m_view->takeBackRequested(m_view->currentKey());
    else if (isWriting(event))
        Q_EMIT m_view->typed(event.text());
    else
        return false;
    return true;
}

QString MessageActs::selectedText() const
{
    const MessageListModel& model = *m_view->messages();
    return m_selector->selection().isEmpty() ? copyOfRows(model, m_view->selectionModel()->selectedIndexes())
                                             : copyOfSelection(model, m_selector->selection());
}

void MessageActs::copySelected()
{
    const QString text = selectedText();
    if (!text.isEmpty())
        copyText(text);
}

} // namespace chatmet::client
