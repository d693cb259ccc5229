// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/TickRow.h"

#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMouseEvent>

namespace chatmet::client {

TickRow::TickRow(const Theme& theme, const QString& objectName, const QString& words)
    : m_tick(new QCheckBox), m_words(new PlainLabel(words))
{
    m_tick->setObjectName(objectName);
    m_tick->setAccessibleName(words);
    m_words->wrapped();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(2));
    row->addWidget(m_tick, 0, Qt::AlignTop);
    row->addWidget(m_words, 1, Qt::AlignVCenter);
}

void TickRow::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()) &&
        m_tick->isEnabled()) {
        m_tick->setFocus(Qt::MouseFocusReason);
        m_tick->click();
    }
}

} // namespace chatmet::client
