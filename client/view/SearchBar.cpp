// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/SearchBar.h"

#include "client/view/Buttons.h"
#include "client/view/MessageDelegate.h"
#include "client/view/MessageListView.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>

#include <utility>

namespace chatmet::client {

namespace {

constexpr int wordsMax = 200; ///< characters; more than anybody looks for

} // namespace

SearchBar::SearchBar(const Theme& theme, MessageListView* list, QWidget* parent)
    : QFrame(parent),
      m_theme(theme),
      m_list(list),
      m_field(new QLineEdit),
      m_count((new PlainLabel({}, QStringLiteral("small")))->named(QStringLiteral("searchCount"))),
      m_earlier(iconButton(theme, QStringLiteral("searchEarlier"), QStringLiteral("above"),
                           tr("Earlier place (Enter, F3)"))),
      m_later(iconButton(theme, QStringLiteral("searchLater"), QStringLiteral("down"),
                         tr("Later place (Shift+Enter, Shift+F3)")))
{
    setObjectName(QStringLiteral("searchBar"));
    setProperty("role", QStringLiteral("header"));
    setAccessibleName(tr("Search in this conversation"));
    build();
    hide();
    connect(m_field, &QLineEdit::textChanged, &m_search, &MessageSearch::setWords);
    connect(&m_search, &MessageSearch::changed, this, &SearchBar::showState);
    connect(&m_search, &MessageSearch::moved, this, &SearchBar::showPlace);
    connect(m_earlier, &QToolButton::clicked, &m_search, &MessageSearch::earlier);
    connect(m_later, &QToolButton::clicked, &m_search, &MessageSearch::later);
}

void SearchBar::build()
{
    m_field->setObjectName(QStringLiteral("searchField"));
    m_field->setAccessibleName(tr("Search in this conversation"));
    m_field->setPlaceholderText(tr("Search in this conversation"));
    m_field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase);
    m_field->setMaxLength(wordsMax);
    QToolButton* closing = iconButton(m_theme, QStringLiteral("searchClose"), QStringLiteral("close"),
                                      tr("Close the search (Esc)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(m_theme.px(16), m_theme.px(6), m_theme.px(14), m_theme.px(6));
    row->setSpacing(m_theme.px(7));
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    for (QToolButton* button : {m_earlier, m_later, closing})
        row->addWidget(button);
    connect(closing, &QToolButton::clicked, this, &SearchBar::close);
}

void SearchBar::setMessages(MessageListModel* model)
{
    m_search.setMessages(model);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &SearchBar::close);
}

void SearchBar::open()
{
    QWidget* focused = QApplication::focusWidget();
    if (!isAncestorOf(focused))
        m_focusBefore = focused;
    show();
    showState();
    m_field->setFocus();
    m_field->selectAll();
}

void SearchBar::close()
{
    const bool hadFocus = isOpen() && isAncestorOf(window()->focusWidget());
    hide();
    m_field->setText({}); // with every step of undoing it, which clear() would keep
    m_search.clear();
    const QPointer<QWidget> before = std::exchange(m_focusBefore, nullptr);
    if (!hadFocus)
        return;
    if (before && before->isVisible() && before->isEnabled())
        before->setFocus();
    else
        Q_EMIT focusWanted();
}

void SearchBar::goEarlier()
{
    if (isOpen())
        m_search.earlier();
    else
        open();
}

void SearchBar::goLater()
{
    if (isOpen())
        m_search.later();
    else
        open();
}

QString SearchBar::countWords() const
{
    if (m_search.folded().isEmpty())
        return {};
    if (m_search.count() > 0)
        return tr("%1 of %2")
            .arg(QLocale().toString(m_search.number()), QLocale().toString(m_search.count()));
    return m_search.isLooking() ? tr("Searching…") : tr("Nothing found");
}

/// What is so now, in the bar and in the messages.
void SearchBar::showState()
{
    const auto place = m_search.place();
    static_cast<MessageDelegate*>(m_list->itemDelegate())
        ->setMarks(place ? SearchMarks{m_search.folded(), place->key, place->match} : SearchMarks{});
    m_list->viewport()->update();
    m_earlier->setEnabled(m_search.count() > 1);
    m_later->setEnabled(m_search.count() > 1);
    say(countWords());
}

/// Screen readers hear it as it changes, the field keeps the focus.
void SearchBar::say(const QString& words)
{
    if (m_count->shown() == words)
        return;
    m_count->setShown(words);
    m_field->setAccessibleDescription(words);
    if (words.isEmpty() || !isVisible())
        return;
    QAccessibleEvent said(m_count, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
}

/// Twice: what comes into view may be higher than it was guessed to be. Long messages are as high as the
/// screen: it is the line that has to be seen.
void SearchBar::showPlace()
{
    const MessageListModel* model = m_list->messages();
    const int row = model->rowOf(m_search.place()->key);
    if (row < 0)
        return;
    const QModelIndex index = model->index(row);
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    const auto* delegate = static_cast<MessageDelegate*>(m_list->itemDelegate());
    for (int round = 0; round < 2; ++round) {
        m_list->scrollTo(index, QAbstractItemView::EnsureVisible);
        const QPoint origin =
            m_list->visualRect(index).topLeft() + delegate->layoutOf(index).textRect.topLeft();
        const QRect line = delegate->layoutOf(index)
                               .text.cursorAt(delegate->marks().placeIn(model->message(row)))
                               .translated(origin);
        const int height = m_list->viewport()->height();
        if (line.top() < 0 || line.bottom() > height)
            m_list->verticalScrollBar()->setValue(m_list->verticalScrollBar()->value() + line.center().y() -
                                                  height / 2);
    }
}

void SearchBar::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Up || (enter && !event->modifiers().testFlag(Qt::ShiftModifier)))
        m_search.earlier();
    else if (event->key() == Qt::Key_Down || enter)
        m_search.later();
    else
        QFrame::keyPressEvent(event);
}

} // namespace chatmet::client
