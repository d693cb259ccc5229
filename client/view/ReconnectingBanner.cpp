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
    m_dontWait = textButton(QStringLiteral("dontWaitButton"), tr("Don’t wait"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(6), theme.px(14), theme.px(6));
    layout->addWidget(m_label, 1);
    layout->addWidget(m_tryNow);
    layout->addWidget(m_dontWait);
    connect(m_tryNow, &QPushButton::clicked, this, &ReconnectingBanner::tryNowRequested);
    connect(m_dontWait, &QPushButton::clicked, this, &ReconnectingBanner::leaveRequested);
}

void ReconnectingBanner::setOwn(int seconds)
{
    m_label->setShown(seconds > 0 ? tr("Reconnecting, %1 s.").arg(seconds) : tr("Reconnecting…"));
    m_tryNow->show();
    m_tryNow->setEnabled(seconds > 0);
    m_dontWait->hide();
}

void ReconnectingBanner::setPartner(const QString& name, int seconds)
{
    m_label->setShown(tr("The line of %1 has dropped. Reconnecting, %2 s.").arg(name).arg(seconds));
    m_tryNow->hide();
    m_dontWait->show();
}

} // namespace chatmet::client
