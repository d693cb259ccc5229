// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PaneCycle.h"

#include <QApplication>
#include <QListView>
#include <QWidget>

namespace chatmet::client {

namespace {

bool takesFocus(const QWidget* widget)
{
    return widget->isVisible() && widget->isEnabled() && !widget->focusProxy() &&
           (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

bool isWithin(const QWidget* pane, const QWidget* widget)
{
    return widget != nullptr && (pane == widget || pane->isAncestorOf(widget));
}

} // namespace

QWidget* focusTarget(QWidget* pane)
{
    if (!pane->isVisible())
        return nullptr;
    // A list is what one comes for, whatever buttons stand before it.
    if (auto* list = pane->findChild<QListView*>(); list != nullptr && takesFocus(list))
        return list;
    if (QWidget* last = pane->focusWidget(); isWithin(pane, last) && takesFocus(last))
        return last;
    QWidget* widget = pane;
    do {
        if (isWithin(pane, widget) && takesFocus(widget))
            return widget;
        widget = widget->nextInFocusChain();
    } while (widget != pane);
    return nullptr;
}

bool stepPane(const QList<QWidget*>& panes, int step)
{
    const QWidget* focus = QApplication::focusWidget();
    qsizetype at = step > 0 ? -1 : panes.size();
    for (qsizetype index = 0; index < panes.size(); ++index) {
        if (isWithin(panes.at(index), focus))
            at = index;
    }
    for (qsizetype tried = 0; tried < panes.size(); ++tried) {
        at = (at + step + panes.size()) % panes.size();
        if (QWidget* target = focusTarget(panes.at(at))) {
            target->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return false;
}

} // namespace chatmet::client
