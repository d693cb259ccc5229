// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/LineDot.h"

#include "client/view/Theme.h"

#include <QPainter>

namespace chatmet::client {

LineDot::LineDot(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFixedSize(theme.px(10), theme.px(10));
}

void LineDot::setState(LineState state)
{
    m_state = state;
    update();
}

void LineDot::paintEvent(QPaintEvent*)
{
    const ThemeColors& colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool open = m_state == LineState::Online;
    const QColor colour = open ? colors.ok : m_state == LineState::Closed ? colors.muted : colors.warn;
    painter.setPen(QPen(colour, 2));
    painter.setBrush(open ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5));
}

} // namespace chatmet::client
