// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/EmojiPicker.h"

#include "client/view/ChoiceBox.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include "resources/Translations.h"

namespace chatmet::client {

EmojiPicker::EmojiPicker(const Theme& theme, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_groups(EmojiTable::groups(Translations::shown())),
      m_search(new QLineEdit),
      m_group(new QComboBox),
      m_list(new QListWidget),
      m_nothing((new PlainLabel(tr("No emoji has that name. Try another word."), QStringLiteral("muted")))
                    ->wrapped()
                    ->named(QStringLiteral("emojiNothing")))
{
    setObjectName(QStringLiteral("emojiPicker"));
    setProperty("role", QStringLiteral("panel"));
    setAccessibleName(tr("Emoji"));
    m_search->setObjectName(QStringLiteral("emojiSearch"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search emoji"));
    m_search->installEventFilter(this);
    m_group->setObjectName(QStringLiteral("emojiGroup"));
    m_group->setAccessibleName(tr("Group of emoji"));
    styleList(m_group);
    for (const EmojiGroup& group : m_groups)
        m_group->addItem(group.name);
    m_list->setObjectName(QStringLiteral("emojiList"));
    m_list->setAccessibleName(tr("Emoji"));
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setGridSize({theme.px(38), theme.px(38)});
    m_list->setFont(theme.font(1.35));
    m_list->setFixedSize(theme.px(38) * 8 + theme.px(14), theme.px(38) * 5);
    m_nothing->setFixedSize(m_list->size());
    m_nothing->setAlignment(Qt::AlignCenter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(10), theme.px(10), theme.px(10), theme.px(10));
    layout->addWidget(m_search);
    layout->addWidget(m_group);
    layout->addWidget(m_list);
    layout->addWidget(m_nothing);
    connect(m_search, &QLineEdit::textChanged, this, &EmojiPicker::fill);
    connect(m_group, &QComboBox::currentIndexChanged, this, [this] {
        m_search->clear();
        fill();
    });
    connect(m_list, &QListWidget::itemClicked, this, &EmojiPicker::choose);
    connect(m_list, &QListWidget::itemActivated, this, &EmojiPicker::choose);
    fill();
}

void EmojiPicker::openAbove(const QWidget* button)
{
    m_search->setText({});
    adjustSize();
    const QRect screen = button->screen()->availableGeometry();
    QPoint at = button->mapToGlobal(QPoint(button->width() - width(), -height() - 6));
    at.setX(qBound(screen.left(), at.x(), qMax(screen.left(), screen.right() - width())));
    at.setY(qMax(screen.top(), at.y()));
    move(at);
    show();
    m_search->setFocus();
}

void EmojiPicker::fill()
{
    const QString wanted = m_search->text().trimmed();
    m_list->clear();
    for (int group = 0; group < m_groups.size(); ++group) {
        if (wanted.isEmpty() && group != m_group->currentIndex())
            continue;
        for (const EmojiEntry& entry : m_groups.at(group).entries) {
            if (!isFoundBy(entry, wanted))
                continue;
            auto* item = new QListWidgetItem(entry.emoji, m_list);
            item->setData(Qt::AccessibleTextRole, entry.name);
            item->setToolTip(entry.name);
            item->setTextAlignment(Qt::AlignCenter);
        }
    }
    const bool found = m_list->count() > 0;
    m_list->setVisible(found);
    m_nothing->setVisible(!found);
    if (found)
        m_list->setCurrentRow(0);
}

void EmojiPicker::choose()
{
    if (const QListWidgetItem* item = m_list->currentItem()) {
        hide();
        Q_EMIT chosen(item->text());
    }
}

bool EmojiPicker::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose();
            return true;
        }
        if (key == Qt::Key_Down) {
            m_list->setFocus();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace chatmet::client
