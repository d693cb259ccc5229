// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/CaptureShield.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

namespace chatmet::client {

CaptureShield::CaptureShield(QObject* parent) : QObject(parent) {}

void CaptureShield::setHidden(bool hidden)
{
    if (captureReach() == CaptureReach::Nowhere || hidden == m_hidden)
        return;
    m_hidden = hidden;
    m_taken = true;
    for (const QWidget* window : QApplication::topLevelWidgets()) {
        if (window->isVisible())
            m_taken = hideFromCapture(window->winId(), hidden) && m_taken;
    }
    if (hidden)
        qApp->installEventFilter(this);
    else
        qApp->removeEventFilter(this);
}

/// Menus and notices are windows, too.
bool CaptureShield::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show && watched->isWidgetType()) {
        const auto* widget = static_cast<QWidget*>(watched);
        if (widget->isWindow())
            m_taken = hideFromCapture(widget->winId(), true) && m_taken;
    }
    return QObject::eventFilter(watched, event);
}

QString CaptureShield::words()
{
    switch (captureReach()) {
    case CaptureReach::Nowhere:
        return tr("This desktop lets no window stay out of recordings, so ChatMet can’t either.");
    case CaptureReach::SomeTools:
        return tr("Many recorders leave the window out then; newer ones may show it all the same. Whoever "
                  "looks at the screen, or takes a photo of it, sees it.");
    case CaptureReach::AllTools:
        return tr("Recordings leave the window out then, or show it black. Whoever looks at the screen, or "
                  "takes a photo of it, sees it.");
    }
    return {};
}

} // namespace chatmet::client
