// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ReportButtons.h"

#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/Theme.h"

#include <QHBoxLayout>
#include <QMenu>

namespace chatmet::client {

namespace {

QString nameOf(const QString& prefix, const QString& name)
{
    return prefix.isEmpty() ? name : prefix + name.at(0).toUpper() + name.sliced(1);
}

} // namespace

ReportButtons::ReportButtons(const Theme& theme, const QString& prefix, QWidget* parent)
    : QWidget(parent),
      m_report(iconButton(theme, nameOf(prefix, QStringLiteral("reportButton")), QStringLiteral("flag"),
                          tr("Report this person"))),
      m_block(iconButton(theme, nameOf(prefix, QStringLiteral("blockButton")), QStringLiteral("block"),
                         tr("Block this person"))),
      m_reasons(new QMenu(this))
{
    m_report->setText(tr("Report"));
    m_report->setToolTip(tr(
        "Report this person: you choose a reason, and the conversation ends. What was said is not sent along "
        "(Ctrl+Shift+R)"));
    m_report->setAccessibleDescription(tr("Opens a list of reasons"));
    m_block->setText(tr("Block"));
    m_block->setToolTip(
        tr("Block this person: the conversation ends at once, and you will not meet again while both "
           "of you are here (Ctrl+Shift+B)"));
    m_reasons->setObjectName(nameOf(prefix, QStringLiteral("reportMenu")));
    m_reasons->setAccessibleName(tr("Reason of the report"));
    addReasons(m_reasons, this, [this](protocol::ReportReason reason) {
        m_isChosen = true;
        Q_EMIT reportRequested(reason);
    });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(2));
    layout->addWidget(m_report);
    layout->addWidget(m_block);
    connect(m_report, &QToolButton::clicked, this, &ReportButtons::openReasons);
    // A menu hides before it says what was chosen.
    connect(
        m_reasons, &QMenu::aboutToHide, this,
        [this] {
            if (!m_isChosen)
                Q_EMIT noReasonChosen();
        },
        Qt::QueuedConnection);
    connect(m_block, &QToolButton::clicked, this, &ReportButtons::blockRequested);
    setFacts({});
}

void ReportButtons::setFacts(const PartnerFacts& facts)
{
    const bool hadFocus =
        (m_report->hasFocus() && !facts.mayReport) || (m_block->hasFocus() && !facts.mayBlock);
    m_report->setVisible(facts.mayReport);
    m_block->setVisible(facts.mayBlock);
    if (!facts.mayReport)
        m_reasons->close();
    if (hadFocus)
        Q_EMIT focusWanted();
}

void ReportButtons::setWordy(bool wordy)
{
    for (QToolButton* button : {m_report, m_block})
        button->setToolButtonStyle(wordy ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

void ReportButtons::openReasons()
{
    if (!m_report->isVisible())
        return;
    m_isChosen = false;
    const int across = layoutDirection() == Qt::LeftToRight ? 0 : m_report->width();
    m_reasons->popup(m_report->mapToGlobal(QPoint(across, m_report->height())));
    m_reasons->setActiveAction(m_reasons->actions().first());
}

void ReportButtons::addReasons(QMenu* menu, QObject* context,
                               const std::function<void(protocol::ReportReason)>& chosen)
{
    using protocol::ReportReason;
    const auto add = [&](ReportReason reason, const QString& name, const QString& text) {
        QAction* action = menu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, context, [chosen, reason] { chosen(reason); });
    };
    add(ReportReason::Harassment, QStringLiteral("reasonHarassment"), tr("Harassment"));
    add(ReportReason::Sexual, QStringLiteral("reasonSexual"), tr("Sexual content"));
    add(ReportReason::Minor, QStringLiteral("reasonMinor"), tr("Somebody under age"));
    add(ReportReason::Spam, QStringLiteral("reasonSpam"), tr("Spam"));
    add(ReportReason::Other, QStringLiteral("reasonOther"), tr("Something else"));
}

QString ReportButtons::words(const PartnerFacts& facts, const QString& partner)
{
    const QString reported = tr("Reported. What was said was not sent along.");
    const QString blocked =
        partner.isEmpty() ? tr("Blocked. You will not meet again while both of you are here.")
                          : tr("You have blocked %1. You will not meet again while both of you are here.")
                                .arg(isolated(partner));
    if (facts.isReported && facts.isBlocked)
        return tr("%1 %2").arg(reported, blocked);
    return facts.isReported ? reported : facts.isBlocked ? blocked : QString();
}

} // namespace chatmet::client
