// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PrivacyPanel.h"

#include "client/view/LeakList.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QVBoxLayout>

namespace chatmet::client {

PrivacyPanel::PrivacyPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_leaks(new LeakList(theme))
{
    setObjectName(QStringLiteral("privacyPanel"));
    setProperty("role", QStringLiteral("page"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(new PlainLabel(tr("On this computer"), QStringLiteral("heading")));
    layout->addWidget(m_leaks);
    layout->addStretch(1);
}

void PrivacyPanel::setLeakFacts(const QList<LeakFact>& facts)
{
    m_leaks->setFacts(facts);
}

} // namespace chatmet::client
