// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Mark.h"

#include "client/view/Icons.h"
#include "client/view/Theme.h"

#include <QPainter>

namespace chatmet::client {

Mark::Mark(const Theme& theme, int width, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFixedSize(width, width * 52 / 60);
    setAccessibleName(tr("ChatMet"));
}

void Mark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.drawPixmap(
        0, 0, iconPixmap(QStringLiteral("mark"), m_theme.colors().accent, size(), devicePixelRatioF()));
}

} // namespace chatmet::client
