// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageMenus.h"

#include "client/model/MessageListModel.h"
#include "client/view/MessageActs.h"
#include "client/view/MessageListView.h"
#include "client/view/SecretText.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>

namespace chatmet::client {

MessageMenus::MessageMenus(MessageListView* view) : QObject(view), m_view(view) {}

void MessageMenus::close()
{
    if (m_menu != nullptr)
        m_menu->close();
}

void MessageMenus::close(MessageKey key)
{
    if (m_key == key)
        close();
}

void MessageMenus::open(const QModelIndex& index, const QPoint& at)
{
    QMenu* menu = newMenu(QStringLiteral("messageMenu"), m_view->messages()->message(index.row()).key);
    menu->setAccessibleName(tr("Message"));
    addRowActions(menu, index);
    menu->popup(at);
}

QMenu* MessageMenus::newMenu(const QString& name, MessageKey key)
{
    m_key = key;
    m_menu = new QMenu(m_view);
    m_menu->setObjectName(name);
    m_menu->setAttribute(Qt::WA_DeleteOnClose);
    return m_menu;
}

void MessageMenus::openLink(MessageKey key, const QString& link, const QPoint& at)
{
    QMenu* menu = newMenu(QStringLiteral("linkMenu"), key);
    menu->setAccessibleName(tr("Link"));
    addLinkActions(menu, link, QString());
    menu->popup(at);
}

void MessageMenus::addLinkActions(QMenu* menu, const QString& link, const QString& which)
{
    const QString copyWords = which.isEmpty() ? tr("Copy link") : tr("Copy link %1").arg(which);
    connect(menu->addAction(copyWords), &QAction::triggered, this, [link] { copyText(link); });
    if (!m_offersBrowser)
        return;
    const QString openWords =
        which.isEmpty() ? tr("Open in browser (the site sees this computer’s address)")
                        : tr("Open link %1 in browser (the site sees this computer’s address)").arg(which);
    connect(menu->addAction(openWords), &QAction::triggered, this,
            [this, link] { Q_EMIT m_view->openLinkRequested(link); });
}

void MessageMenus::addRowActions(QMenu* menu, const QModelIndex& index)
{
    const auto add = [this, menu, row = QPersistentModelIndex(index)](const QString& text, RowPart part) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, row, part] { m_view->acts()->act(row, part); });
    };
    const Message& message = m_view->messages()->message(index.row());
    for (const RowButton& button : m_view->layoutOf(index).buttons)
        add(button.text, button.part);
    if (!message.preview.isNull())
        add(tr("Look at the picture"), RowPart::Picture);
    if (!m_view->layoutOf(index).openMark.isNull()) {
        const bool isOpen = m_view->layoutOf(index).isOpen;
        add(isOpen ? tr("Show less") : tr("Show all"), RowPart::Details);
        menu->actions().last()->setObjectName(QStringLiteral("showDetails"));
    }
    addTalkActions(menu, message);
    menu->addAction(tr("Search in this conversation") + u'\t' +
                        QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText),
                    m_view, &MessageListView::searchRequested)
        ->setObjectName(QStringLiteral("searchFromMessage"));
    QAction* copy = menu->addAction(tr("Copy"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(!m_view->selectedText().isEmpty());
    connect(copy, &QAction::triggered, m_view->acts(), &MessageActs::copySelected);
    int links = 0;
    for (const QString& link : m_view->layoutOf(index).text.links()) {
        addLinkActions(menu, link, ++links == 1 ? QString() : QString::number(links));
    }
}

void MessageMenus::addTalkActions(QMenu* menu, const Message& message)
{
    const MessageKey key = message.key;
    // The window's own shortcut, and a key of the list's: said here, not given a second time.
    const auto withKeys = [](const QString& text, const QKeySequence& keys) {
        return text + u'\t' + keys.toString(QKeySequence::NativeText);
    };
    if (m_view->mayReplyTo(key)) {
        QAction* reply =
            menu->addAction(withKeys(tr("Reply"), QKeySequence(QStringLiteral("Ctrl+R"))), this, [this, key] {
                if (m_view->mayReplyTo(key))
                    Q_EMIT m_view->replyRequested(key);
            });
        reply->setObjectName(QStringLiteral("replyToMessage"));
    }
    if (m_view->messages()->find(message.replyKey) != nullptr)
        menu->addAction(tr("Go to what it answers"), this,
                        [this, answered = message.replyKey] { m_view->goTo(answered); });
    if (m_view->mayTakeBack(key)) {
        QAction* takeBack = menu->addAction(
            withKeys(tr("Take back (erases it for both)"), QKeySequence(Qt::Key_Delete)), this, [this, key] {
                if (m_view->mayTakeBack(key))
                    Q_EMIT m_view->takeBackRequested(key);
            });
        takeBack->setObjectName(QStringLiteral("takeBackMessage"));
    }
}

} // namespace chatmet::client
