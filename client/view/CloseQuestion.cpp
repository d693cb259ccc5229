// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/CloseQuestion.h"

#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace chatmet::client {

namespace {

QString wordsFor(const Leaves& leaves)
{
    const QString partner = isolated(leaves.partner);
    if (leaves.rooms == 0)
        return CloseQuestion::tr("%1 is told, and everything here is erased.").arg(partner);
    if (leaves.partner.isEmpty())
        return CloseQuestion::tr("Whoever is in your %n rooms is told, and everything here is erased.",
                                 nullptr, leaves.rooms);
    return CloseQuestion::tr("%1 and whoever is in your %n rooms are told, and everything here is erased.",
                             nullptr, leaves.rooms)
        .arg(partner);
}

} // namespace

CloseQuestion::CloseQuestion(const Theme& theme, QWidget* parent, const QList<QKeySequence>& passed)
    : Overlay(theme, parent, false),
      m_passed(passed),
      m_words((new PlainLabel({}, QStringLiteral("muted")))->wrapped()->named(QStringLiteral("closeWords"))),
      m_stay(textButton(QStringLiteral("stayButton"), tr("Stay"), QStringLiteral("primary"))),
      m_leave(textButton(QStringLiteral("leaveAndCloseButton"), tr("Leave and close")))
{
    setObjectName(QStringLiteral("closeQuestion"));
    setAccessibleName(tr("Leave and close?"));
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(theme.px(22), theme.px(18), theme.px(22), theme.px(16));
    layout->setSpacing(theme.px(10));
    layout->addWidget(new PlainLabel(tr("Leave and close?"), QStringLiteral("heading")));
    layout->addWidget(m_words);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_leave);
    buttons->addWidget(m_stay);
    layout->addLayout(buttons);
    panel()->setFixedWidth(theme.px(380));
    connect(m_stay, &QPushButton::clicked, this, &Overlay::close);
    connect(m_leave, &QPushButton::clicked, this, &CloseQuestion::leaveRequested);
    connect(this, &Overlay::closed, this, [this] {
        m_words->setShown({});
        setAccessibleDescription({});
    });
}

void CloseQuestion::setLeaves(const Leaves& leaves)
{
    if (!leaves.isAnybody())
        return close();
    m_words->setShown(wordsFor(leaves));
    setAccessibleDescription(m_words->shown());
}

bool CloseQuestion::event(QEvent* event)
{
    // Other keys of the window would act on the page below.
    if (event->type() == QEvent::ShortcutOverride) {
        event->setAccepted(
            !m_passed.contains(QKeySequence(static_cast<QKeyEvent*>(event)->keyCombination())));
        return true;
    }
    return Overlay::event(event);
}

QWidget* CloseQuestion::firstFocus()
{
    return m_stay; // one Enter too many loses nothing
}

} // namespace chatmet::client
