// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/TypingIndicator.h"

#include "client/model/TextRules.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QHBoxLayout>

namespace chatmet::client {

TypingIndicator::TypingIndicator(const Theme& theme, QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("typingIndicator"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(1), theme.px(20), theme.px(5));
    m_label = (new PlainLabel({}, QStringLiteral("small")))->elided()->named(QStringLiteral("typingLabel"));
    layout->addWidget(m_label);
}

void TypingIndicator::setPartner(const QString& name)
{
    m_partner = isolated(name);
    say();
}

void TypingIndicator::setTyping(bool typing)
{
    m_typing = typing;
    say();
}

void TypingIndicator::setNames(const QStringList& names)
{
    if (names.size() == 1)
        m_label->setShown(tr("•••  %1 is typing").arg(isolated(names.first())));
    else if (names.size() == 2)
        m_label->setShown(tr("•••  %1 and %2 are typing").arg(isolated(names.at(0)), isolated(names.at(1))));
    else
        m_label->setShown(names.isEmpty() ? QString() : tr("•••  Several people are typing"));
}

void TypingIndicator::say()
{
    m_label->setShown(m_typing ? tr("•••  %1 is typing").arg(m_partner) : QString());
}

} // namespace chatmet::client
