// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ReconnectingBanner.h"

#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QHBoxLayout>

namespace chatmet::client {

ReconnectingBanner::ReconnectingBanner(const Theme& theme, QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("reconnectingBanner"));
    setProperty("role", QStringLiteral("banner"));
    m_label = (new PlainLabel)->wrapped()->named(QStringLiteral("reconnectingLabel"));
    m_tryNow = textButton(QStringLiteral("tryNowButton"), tr("Try now"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(6), theme.px(14), theme.px(6));
    layout->addWidget(m_label, 1);
    layout->addWidget(m_tryNow);
    connect(m_tryNow, &QPushButton::clicked, this, &ReconnectingBanner::tryNowRequested);
}

void ReconnectingBanner::setSeconds(int seconds)
{
    m_label->setShown(seconds > 0 ? tr("Reconnecting, %1 s.").arg(seconds) : tr("Reconnecting…"));
    m_tryNow->setEnabled(seconds > 0);
}

} // namespace chatmet::client
