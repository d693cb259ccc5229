// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/OperatorBar.h"

#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QHBoxLayout>

namespace chatmet::client {

OperatorBar::OperatorBar(const Theme& theme, QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("operatorBar"));
    setProperty("role", QStringLiteral("banner"));
    m_label = (new PlainLabel)->wrapped()->named(QStringLiteral("operatorNotice"));
    QPushButton* close = textButton(QStringLiteral("closeNoticeButton"), tr("Close"));
    close->setAccessibleName(tr("Close the operator’s notice"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(6), theme.px(14), theme.px(6));
    layout->addWidget(m_label, 1);
    layout->addWidget(close);
    connect(close, &QPushButton::clicked, this, [this] {
        setNotice({});
        Q_EMIT focusWanted();
    });
    hide();
}

void OperatorBar::setNotice(const QString& words)
{
    const QString shown =
        words.isEmpty() ? QString() : tr("From the server’s operator: %1").arg(isolated(words));
    m_label->setShown(shown);
    setAccessibleName(shown);
    setVisible(!shown.isEmpty());
}

} // namespace chatmet::client
