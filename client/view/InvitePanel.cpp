// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/InvitePanel.h"

#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/QrCodeView.h"
#include "client/view/SecretText.h"
#include "client/view/Theme.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace chatmet::client {

InvitePanel::InvitePanel(const Theme& theme, QWidget* parent)
    : Overlay(theme, parent, false),
      m_title(
          (new PlainLabel({}, QStringLiteral("heading")))->wrapped()->named(QStringLiteral("inviteTitle"))),
      m_about((new PlainLabel({}, QStringLiteral("muted")))->wrapped()->named(QStringLiteral("inviteAbout"))),
      m_text(new QLineEdit),
      m_code(new QrCodeView),
      m_copy(textButton(QStringLiteral("copyInviteButton"), tr("Copy"), QStringLiteral("primary"))),
      m_copied((new PlainLabel({}, QStringLiteral("small")))->named(QStringLiteral("inviteCopied")))
{
    setObjectName(QStringLiteral("invitePanel"));
    setAccessibleName(tr("Invite"));
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(theme.px(22), theme.px(18), theme.px(22), theme.px(16));
    layout->setSpacing(theme.px(10));
    layout->addWidget(m_title);
    layout->addWidget(m_about);
    m_text->setObjectName(QStringLiteral("inviteText"));
    m_text->setAccessibleName(tr("Invite as text"));
    m_text->setReadOnly(true);
    m_text->setLayoutDirection(Qt::LeftToRight);
    layout->addWidget(m_text);
    layout->addWidget(m_code, 0, Qt::AlignHCenter);
    auto* buttons = new QHBoxLayout;
    QPushButton* close = textButton(QStringLiteral("closeInviteButton"), tr("Close"));
    buttons->addWidget(m_copy);
    buttons->addWidget(m_copied, 1);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    panel()->setFixedWidth(theme.px(400)); // fits the narrowest window
    connect(m_copy, &QPushButton::clicked, this, &InvitePanel::copy);
    connect(close, &QPushButton::clicked, this, &Overlay::close);
    connect(this, &Overlay::closed, this, &InvitePanel::clear);
}

void InvitePanel::setInvite(const QString& title, const QString& invite, bool locked)
{
    m_title->setShown(title.isEmpty() ? tr("Invite people") : tr("Invite people to %1").arg(isolated(title)));
    m_about->setShown(locked ? tr("The room is locked: this invite works again once it is open.")
                             : tr("Whoever has this can come in. Hand it on where only the right people see "
                                  "it. Newcomers read nothing of what was said before."));
    m_text->setText(invite);
    m_text->setCursorPosition(0);
    m_code->setText(invite);
    m_copied->setShown({});
    m_copy->setEnabled(!invite.isEmpty());
    if (isVisible())
        fit();
}

/// The code is as large as a low window has room for: no camera can read one that is cut off.
void InvitePanel::fit()
{
    const int largest = m_theme.px(232);
    m_code->show();
    m_code->setFixedSize(largest, largest);
    panel()->layout()->invalidate();
    const int around = panel()->layout()->totalHeightForWidth(panel()->maximumWidth()) - largest;
    const int room = height() - 2 * m_theme.px(16) - around;
    const int side = qMin(room, largest);
    m_code->setVisible(side >= m_theme.px(110)); // and hardly any one that is smaller
    m_code->setFixedSize(qMax(side, 1), qMax(side, 1));
}

void InvitePanel::resizeEvent(QResizeEvent* event)
{
    Overlay::resizeEvent(event);
    if (isVisible())
        fit();
}

void InvitePanel::showEvent(QShowEvent* event)
{
    Overlay::showEvent(event);
    fit();
}

void InvitePanel::clear()
{
    if (!isHidden())
        close();
    m_text->setText({}); // clear() would keep it for undoing
    m_code->setText({});
    m_title->setShown({});
}

void InvitePanel::copy()
{
    copyText(m_text->text());
    m_copied->setShown(tr("Copied. It is taken off the clipboard when you leave."));
}

QWidget* InvitePanel::firstFocus()
{
    return m_copy;
}

} // namespace chatmet::client
