// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/TopicField.h"

#include "client/model/Numbers.h"
#include "client/view/Buttons.h"
#include "client/view/FlowLayout.h"
#include "client/view/Icons.h"
#include "client/view/Theme.h"
#include "common/protocol/Limits.h"
#include "common/protocol/Names.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace chatmet::client {

namespace {

constexpr int topicsMax = static_cast<int>(limits::topicsMax);

bool isTopic(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return protocol::normaliseTopic({utf8.constData(), static_cast<std::size_t>(utf8.size())}).ok();
}

} // namespace

TopicField::TopicField(const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_edit(new QLineEdit)
{
    setProperty("role", QStringLiteral("chips"));
    setCursor(Qt::IBeamCursor);
    m_layout = new FlowLayout(this, theme.px(8));
    m_layout->setContentsMargins(theme.px(10), theme.px(7), theme.px(10), theme.px(7));
    m_edit->setObjectName(QStringLiteral("topicEdit"));
    m_edit->setProperty("role", QStringLiteral("bare"));
    m_edit->setAccessibleName(
        tr("Topics, if you like; up to %1, each followed by Enter or a comma").arg(inDigits(topicsMax)));
    m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_edit->setMinimumWidth(theme.px(130));
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    m_layout->addWidget(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString& text) {
        Q_EMIT topicsChanged();
        if (text.contains(u','))
            takeTyped();
    });
    showPlaceholder();
}

QStringList TopicField::topics() const
{
    QStringList all = m_topics;
    const QString typed = m_edit->text().trimmed();
    if (!typed.isEmpty() && !all.contains(typed, Qt::CaseInsensitive) && all.size() < topicsMax)
        all.append(typed);
    return all;
}

void TopicField::setTopics(const QStringList& topics)
{
    m_edit->setText({}); // clear() would keep the steps of undoing it
    while (!m_topics.isEmpty())
        removeChip(m_topics.last());
    for (const QString& topic : topics.first(qMin<qsizetype>(topics.size(), topicsMax)))
        addChip(topic);
}

void TopicField::takeTyped()
{
    QStringList left;
    QString why;
    for (const QString& part : m_edit->text().split(u',')) {
        const QString topic = part.simplified();
        if (topic.isEmpty() || m_topics.contains(topic, Qt::CaseInsensitive))
            continue;
        if (m_topics.size() < topicsMax && isTopic(topic)) {
            addChip(topic);
            continue;
        }
        left.append(topic);
        if (m_topics.size() == topicsMax)
            why = tr("That is one topic too many: there is room for %1. Take one away first.")
                      .arg(inDigits(topicsMax));
        else
            why = tr("A topic can have up to %1 characters, without control characters. Please shorten it.")
                      .arg(inDigits(static_cast<qint64>(limits::topicCharactersMax)));
    }
    m_edit->setText(left.join(QLatin1String(", ")));
    if (!why.isEmpty())
        Q_EMIT refused(why);
}

void TopicField::addChip(const QString& topic)
{
    m_topics.append(topic);
    QPushButton* chip = textButton(QStringLiteral("topicChip"), {}, QStringLiteral("chip"));
    chip->setText(asButtonText(chip->fontMetrics().elidedText(topic, Qt::ElideRight, m_theme.px(240))));
    chip->setIcon(themedIcon(m_theme, QStringLiteral("close")));
    chip->setIconSize({m_theme.px(11), m_theme.px(11)});
    chip->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight);
    chip->setCursor(Qt::ArrowCursor);
    chip->setAccessibleName(tr("Remove the topic %1").arg(topic));
    connect(chip, &QPushButton::clicked, this, [this, topic] {
        removeChip(topic);
        m_edit->setFocus();
    });
    m_layout->insertBeforeLast(chip);
    chip->show();
    setTabOrder(chip, m_edit);
    showPlaceholder();
    updateGeometry();
    Q_EMIT topicsChanged();
}

void TopicField::removeChip(const QString& topic)
{
    const qsizetype index = m_topics.indexOf(topic);
    if (index < 0)
        return;
    m_topics.removeAt(index);
    QLayoutItem* item = m_layout->takeAt(static_cast<int>(index));
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
    m_layout->invalidate();
    m_layout->activate();
    showPlaceholder();
    updateGeometry();
    Q_EMIT topicsChanged();
}

void TopicField::showPlaceholder()
{
    m_edit->setPlaceholderText(m_topics.size() == topicsMax ? QString() : tr("Topics, if you like…"));
}

bool TopicField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        setLook(this, "focused", event->type() == QEvent::FocusIn);
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (!m_edit->text().trimmed().isEmpty())
            takeTyped();
        else if (!key->isAutoRepeat()) // the same key would go on to Cancel
            Q_EMIT entered();
        return true;
    }
    if (key->key() == Qt::Key_Backspace && m_edit->text().isEmpty() && !m_topics.isEmpty()) {
        removeChip(m_topics.last());
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void TopicField::mousePressEvent(QMouseEvent* event)
{
    m_edit->setFocus(Qt::MouseFocusReason);
    QFrame::mousePressEvent(event);
}

} // namespace chatmet::client
