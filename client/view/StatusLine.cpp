// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/StatusLine.h"

#include "client/view/LineDot.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QHBoxLayout>

namespace chatmet::client {

StatusLine::StatusLine(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      m_dot(new LineDot(theme)),
      m_words((new PlainLabel({}, QStringLiteral("small")))->elided()->named(QStringLiteral("statusWords")))
{
    setObjectName(QStringLiteral("statusLine"));
    setProperty("role", QStringLiteral("footer"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(2), theme.px(14), theme.px(3));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_dot);
    layout->addWidget(m_words, 1);
}

void StatusLine::setLine(LineState state, const QString& words)
{
    m_dot->setState(state);
    m_words->setShown(words);
}

} // namespace chatmet::client
