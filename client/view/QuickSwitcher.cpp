// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/QuickSwitcher.h"

#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace chatmet::client {

namespace {

// Rows of the sidebar are numbered from 0.
constexpr int homePlace = -1;
constexpr int privacyPlace = -2;
constexpr int placeRole = Qt::UserRole + 1;
constexpr int rowsShown = 7;

} // namespace

QuickSwitcher::QuickSwitcher(const Theme& theme, QWidget* parent)
    : Overlay(theme, parent, false),
      m_field(new QLineEdit),
      m_list(new QListView),
      m_places(new QStandardItemModel(this)),
      m_nothing((new PlainLabel(tr("Nothing here has that name."), QStringLiteral("muted")))
                    ->wrapped()
                    ->named(QStringLiteral("switcherNothing")))
{
    setObjectName(QStringLiteral("quickSwitcher"));
    setAccessibleName(tr("Go to"));
    m_field->setObjectName(QStringLiteral("switcherField"));
    m_field->setPlaceholderText(tr("Go to…"));
    m_field->setAccessibleName(tr("Go to"));
    m_field->setAccessibleDescription(tr("Up and Down choose, Enter goes there"));
    m_field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("switcherList"));
    m_list->setAccessibleName(tr("Places"));
    m_list->setProperty("role", QStringLiteral("choices"));
    m_list->setModel(m_places);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->installEventFilter(this);
    QToolButton* close =
        iconButton(theme, QStringLiteral("switcherClose"), QStringLiteral("close"), tr("Close (Esc)"));
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12));
    layout->setSpacing(theme.px(8));
    auto* row = new QHBoxLayout;
    row->addWidget(m_field, 1);
    row->addWidget(close);
    layout->addLayout(row);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list);
    panel()->setFixedWidth(theme.px(400));
    connect(close, &QToolButton::clicked, this, &Overlay::close);
    connect(m_field, &QLineEdit::textChanged, this, &QuickSwitcher::fill);
    connect(m_list, &QListView::clicked, this, &QuickSwitcher::go);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &QuickSwitcher::say);
    connect(this, &Overlay::closed, this, &QuickSwitcher::forget);
}

void QuickSwitcher::openFor(const Sidebar* conversations)
{
    if (m_conversations != nullptr)
        disconnect(m_conversations, nullptr, this, nullptr);
    m_conversations = conversations;
    // What has ended meanwhile is no place to go to any more.
    connect(m_conversations, &Sidebar::conversationsChanged, this, &QuickSwitcher::fill);
    open();
    fill();
}

void QuickSwitcher::fill()
{
    if (isHidden())
        return;
    const QString marked = m_list->currentIndex().data().toString();
    m_places->clear();
    for (int row = 0; row < m_conversations->conversationCount(); ++row)
        add(m_conversations->titleOf(row), m_conversations->wordsOf(row), row);
    add(tr("Home"), tr("Home"), homePlace);
    add(tr("What is held about you"), tr("What is held about you"), privacyPlace);
    const int rows = m_places->rowCount();
    m_nothing->setVisible(rows == 0);
    m_list->setVisible(rows > 0);
    const int height = m_list->sizeHintForRow(0);
    m_list->setFixedHeight(qBound(1, rows, rowsShown) * qMax(height, 1) + 2 * m_list->frameWidth());
    const QList<QStandardItem*> again = m_places->findItems(marked);
    m_list->setCurrentIndex(again.isEmpty() ? m_places->index(0, 0) : again.first()->index());
    if (rows == 0)
        Q_EMIT this->marked(m_nothing->shown());
}

void QuickSwitcher::add(const QString& title, const QString& spoken, int place)
{
    if (!title.contains(m_field->text().trimmed(), Qt::CaseInsensitive))
        return;
    auto* item = new QStandardItem(title.simplified());
    item->setData(spoken, Qt::AccessibleTextRole);
    item->setData(place, placeRole);
    item->setEditable(false);
    m_places->appendRow(item);
}

void QuickSwitcher::say()
{
    if (m_list->currentIndex().isValid() && m_field->hasFocus())
        Q_EMIT marked(m_list->currentIndex().data(Qt::AccessibleTextRole).toString());
}

void QuickSwitcher::go()
{
    const QModelIndex chosen = m_list->currentIndex();
    if (!chosen.isValid())
        return;
    const int place = chosen.data(placeRole).toInt();
    close();
    if (place == homePlace)
        Q_EMIT homeRequested();
    else if (place == privacyPlace)
        Q_EMIT privacyRequested();
    else
        Q_EMIT conversationRequested(place);
}

void QuickSwitcher::forget()
{
    m_field->setText({}); // clear() would be kept for Ctrl+Z
    m_places->clear();
}

QWidget* QuickSwitcher::firstFocus()
{
    return m_field;
}

bool QuickSwitcher::eventFilter(QObject* watched, QEvent* event)
{
    if ((watched != m_field && watched != m_list) || event->type() != QEvent::KeyPress)
        return Overlay::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: go(); return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (watched == m_list)
            return false;
        QCoreApplication::sendEvent(m_list, event);
        return true;
    default: return Overlay::eventFilter(watched, event);
    }
}

} // namespace chatmet::client
