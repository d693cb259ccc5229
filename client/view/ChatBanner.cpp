// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ChatBanner.h"

#include "client/model/Numbers.h"
#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QHBoxLayout>

namespace chatmet::client {

ChatBanner::ChatBanner(const Theme& theme, QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("reconnectingBanner"));
    setProperty("role", QStringLiteral("banner"));
    m_label = (new PlainLabel)->wrapped()->named(QStringLiteral("reconnectingLabel"));
    m_tryNow = textButton(QStringLiteral("tryNowButton"), tr("Try now"));
    m_dontWait = textButton(QStringLiteral("dontWaitButton"), tr("Don’t wait"));
    m_undo = textButton(QStringLiteral("undoNextButton"), tr("Undo"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(6), theme.px(14), theme.px(6));
    layout->addWidget(m_label, 1);
    layout->addWidget(m_tryNow);
    layout->addWidget(m_dontWait);
    layout->addWidget(m_undo);
    connect(m_tryNow, &QPushButton::clicked, this, &ChatBanner::tryNowRequested);
    connect(m_dontWait, &QPushButton::clicked, this, &ChatBanner::leaveRequested);
    connect(m_undo, &QPushButton::clicked, this, &ChatBanner::undoRequested);
}

void ChatBanner::setOwn(int seconds)
{
    m_label->setShown(seconds > 0 ? tr("Reconnecting, %1 s.").arg(inDigits(seconds)) : tr("Reconnecting…"));
    m_tryNow->show();
    m_tryNow->setEnabled(seconds > 0);
    m_dontWait->hide();
    m_undo->hide();
}

void ChatBanner::setPartner(const QString& name, int seconds)
{
    m_label->setShown(
        tr("The line of %1 has dropped. Reconnecting, %2 s.").arg(isolated(name), inDigits(seconds)));
    m_tryNow->hide();
    m_dontWait->show();
    m_undo->hide();
}

void ChatBanner::setLeaving(const QString& name, int seconds)
{
    m_label->setShown(tr("Leaving %1 in %2 s.").arg(isolated(name), inDigits(seconds)));
    m_tryNow->hide();
    m_dontWait->hide();
    m_undo->show();
}

void ChatBanner::clear()
{
    m_label->setShown({});
}

void ChatBanner::focusUndo()
{
    m_undo->setFocus();
}

} // namespace chatmet::client
