// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Sidebar.h"

#include "client/view/Buttons.h"
#include "client/view/ConversationDelegate.h"
#include "client/view/Icons.h"
#include "client/view/LineDot.h"
#include "client/view/Mark.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QListView>
#include <QVBoxLayout>

namespace chatmet::client {

Sidebar::Sidebar(const Theme& theme, QWidget* parent) : QFrame(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("sidebar"));
    setProperty("role", QStringLiteral("sidebar"));
    setFixedWidth(theme.px(232));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(10), theme.px(10), theme.px(10), theme.px(12));
    layout->setSpacing(theme.px(4));
    layout->addWidget(buildHead());
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("conversationList"));
    m_list->setAccessibleName(tr("Conversations"));
    m_list->setItemDelegate(new ConversationDelegate(theme, m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_home = textButton(QStringLiteral("homeButton"), tr("Meet someone"), QStringLiteral("row"));
    m_home->setIcon(themedIcon(theme, QStringLiteral("meet")));
    m_home->setIconSize({theme.px(20), theme.px(20)});
    m_home->setCheckable(true);
    layout->addWidget(m_list, 100); // up to its rows, before the empty place below
    layout->addWidget(m_home);
    layout->addStretch(1);
    layout->addWidget(buildFoot());
    connect(m_home, &QPushButton::clicked, this, [this] {
        showPlace();
        Q_EMIT homeRequested();
    });
    const auto chosen = [this](const QModelIndex& index) { Q_EMIT conversationRequested(index.row()); };
    connect(m_list, &QListView::clicked, this, chosen);
    connect(m_list, &QListView::activated, this, chosen);
    setLine(LineState::Closed);
}

QWidget* Sidebar::buildHead()
{
    auto* head = new QWidget;
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(m_theme.px(6), 0, 0, m_theme.px(4));
    layout->setSpacing(m_theme.px(10));
    m_menu = iconButton(m_theme, QStringLiteral("menuButton"), QStringLiteral("menu"), tr("Menu"));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    layout->addWidget(new Mark(m_theme, m_theme.px(20)));
    layout->addWidget(new PlainLabel(tr("ChatMet"), QStringLiteral("strong")), 1);
    layout->addWidget(m_menu);
    return head;
}

QWidget* Sidebar::buildFoot()
{
    auto* foot = new QWidget;
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(m_theme.px(6), m_theme.px(8), m_theme.px(6), 0);
    layout->setSpacing(m_theme.px(8));
    m_dot = new LineDot(m_theme);
    layout->addWidget(m_dot);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(0);
    m_username =
        (new PlainLabel({}, QStringLiteral("field")))->elided()->named(QStringLiteral("sidebarUsername"));
    m_line = (new PlainLabel({}, QStringLiteral("small")))->wrapped()->named(QStringLiteral("lineStatus"));
    lines->addWidget(m_username);
    lines->addWidget(m_line);
    layout->addLayout(lines, 1);
    QToolButton* privacy = iconButton(m_theme, QStringLiteral("privacyButton"), QStringLiteral("shield"),
                                      tr("What the server says it holds about you (Ctrl+I)"));
    layout->addWidget(privacy);
    connect(privacy, &QToolButton::clicked, this, &Sidebar::privacyRequested);
    return foot;
}

void Sidebar::setConversations(QAbstractItemModel* model)
{
    m_list->setModel(model);
    const auto changed = [this] {
        showPlace();
        Q_EMIT conversationCountChanged();
        Q_EMIT conversationsChanged();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, changed);
    connect(model, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(model, &QAbstractItemModel::dataChanged, this, &Sidebar::conversationsChanged);
    showPlace();
}

int Sidebar::conversationCount() const
{
    return m_list->model() == nullptr ? 0 : m_list->model()->rowCount();
}

QString Sidebar::titleOf(int row) const
{
    return m_list->model()->index(row, 0).data(Qt::DisplayRole).toString();
}

QString Sidebar::wordsOf(int row) const
{
    return m_list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
}

void Sidebar::setPlace(Place place, int row)
{
    m_place = place;
    m_row = row;
    showPlace();
}

void Sidebar::showPlace()
{
    m_home->setChecked(m_place == Place::Home);
    if (!m_list->model())
        return;
    // As high as its rows, so that the way home stands right below them.
    const int rows = m_list->model()->rowCount();
    m_list->setVisible(rows > 0);
    m_list->setMaximumHeight(rows * m_theme.px(56) + 2);
    m_list->setMinimumHeight(qMin(rows, 1) * m_theme.px(56) + 2);
    m_list->setFocusPolicy(rows > 0 ? Qt::StrongFocus : Qt::NoFocus);
    const QModelIndex shown = m_list->model()->index(m_row, 0);
    if (m_place == Place::Conversation && shown.isValid())
        m_list->setCurrentIndex(shown);
    else
        m_list->clearSelection();
}

void Sidebar::setUsername(const QString& username)
{
    m_username->setShown(username);
}

QString Sidebar::wordsFor(LineState state)
{
    switch (state) {
    case LineState::Closed: return tr("not connected");
    case LineState::Connecting: return tr("connecting");
    case LineState::Online: return tr("connected · messages not stored");
    case LineState::Reconnecting: return tr("reconnecting");
    }
    return {};
}

void Sidebar::setLine(LineState state, bool solvingPuzzle)
{
    const QString words = solvingPuzzle ? tr("busy server: doing a small sum") : wordsFor(state);
    m_dot->setState(state);
    m_line->setShown(words);
    Q_EMIT lineSaid(state, words);
}

} // namespace chatmet::client
