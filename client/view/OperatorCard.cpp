// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/OperatorCard.h"

#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/ServerWords.h"
#include "client/view/Theme.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace chatmet::client {

OperatorCard::OperatorCard(const Theme& theme, QWidget* parent) : QFrame(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("operatorCard"));
    setProperty("role", QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(12));
    layout->setSpacing(theme.px(8));
    QPushButton* means = textButton(QStringLiteral("operatorAnonymousButton"),
                                    tr("What anonymous means here"), QStringLiteral("link"));
    auto* head = new QHBoxLayout;
    head->addWidget((new PlainLabel(tr("This server"), QStringLiteral("heading")))->wrapped(), 1);
    head->addWidget(means);
    layout->addLayout(head);
    connect(means, &QPushButton::clicked, this, &OperatorCard::anonymousRequested);
    setServer({});
}

void OperatorCard::setServer(const std::optional<ServerCard>& server)
{
    delete m_lines;
    m_lines = new QWidget;
    auto* grid = new QGridLayout(m_lines);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(m_theme.px(14));
    grid->setVerticalSpacing(m_theme.px(4));
    grid->setColumnStretch(1, 1);
    for (const ServerWords::Line& line : ServerWords::card(server)) {
        auto* words = (new PlainLabel(line.words))->wrapped()->named(QStringLiteral("operatorWords"));
        const int row = grid->rowCount();
        if (line.label.isEmpty()) {
            grid->addWidget(words, row, 0, 1, 2);
            continue;
        }
        words->setAccessibleName(QStringLiteral("%1: %2").arg(line.label, line.words));
        grid->addWidget(new PlainLabel(line.label, QStringLiteral("muted")), row, 0, Qt::AlignTop);
        grid->addWidget(words, row, 1);
    }
    static_cast<QVBoxLayout*>(layout())->insertWidget(1, m_lines);
}

} // namespace chatmet::client
