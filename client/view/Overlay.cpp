// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Overlay.h"

#include "client/view/Theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace chatmet::client {

Overlay::Overlay(const Theme& theme, QWidget* parent, bool whole)
    : QWidget(parent), m_theme(theme), m_panel(new QFrame), m_whole(whole)
{
    auto* layout = new QVBoxLayout(this);
    const int margin = whole ? 0 : theme.px(16);
    layout->setContentsMargins(margin, margin, margin, margin);
    m_panel->setProperty("role", whole ? QStringLiteral("surface") : QStringLiteral("panel"));
    layout->addWidget(m_panel, 0, whole ? Qt::Alignment() : Qt::AlignCenter);
    parent->installEventFilter(this);
    hide();
}

void Overlay::open()
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    // Never below the panel, where Esc and Enter would mean something else.
    setFocus();
    if (QWidget* first = firstFocus(); first != nullptr && first->isEnabled())
        first->setFocus();
    else
        focusNextPrevChild(true);
    Q_EMIT opened();
}

void Overlay::close()
{
    if (isHidden())
        return;
    hide();
    const bool canReturn = m_focusBefore && m_focusBefore->isVisible() && m_focusBefore->isEnabled();
    if (canReturn)
        m_focusBefore->setFocus();
    Q_EMIT closed();
    if (!canReturn)
        Q_EMIT focusWanted();
}

void Overlay::setAside()
{
    if (QWidget* focused = QApplication::focusWidget(); focused != nullptr && isAncestorOf(focused))
        focused->clearFocus(); // what is typed now is not for it
    hide();
}

void Overlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor shade = m_theme.colors().ground;
    shade = m_whole ? shade : QColor(0, 0, 0, 120);
    painter.fillRect(rect(), shade);
}

bool Overlay::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void Overlay::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        event->accept(); // nothing below the panel hears keys
}

bool Overlay::focusNextPrevChild(bool next)
{
    // The focus goes round inside the panel.
    QWidget* widget = focusWidget() ? focusWidget() : this;
    for (QWidget* candidate = next ? widget->nextInFocusChain() : widget->previousInFocusChain();
         candidate != widget;
         candidate = next ? candidate->nextInFocusChain() : candidate->previousInFocusChain()) {
        if (isAncestorOf(candidate) && candidate->isVisible() && candidate->isEnabled() &&
            (candidate->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && !candidate->focusProxy()) {
            candidate->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return true;
}

void Overlay::mousePressEvent(QMouseEvent*) {}

} // namespace chatmet::client
