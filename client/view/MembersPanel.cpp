// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MembersPanel.h"

#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace chatmet::client {

namespace {

QString about(const RoomMember& member)
{
    QStringList words;
    if (member.own)
        words.append(MembersPanel::tr("you"));
    if (member.host)
        words.append(MembersPanel::tr("host"));
    if (member.away)
        words.append(MembersPanel::tr("away"));
    if (!member.proven)
        words.append(MembersPanel::tr("not shown to be invited: gets and shows nothing"));
    return words.join(MembersPanel::tr(" · "));
}

} // namespace

MembersPanel::MembersPanel(const Theme& theme, QWidget* parent)
    : Overlay(theme, parent, false),
      m_title(
          (new PlainLabel({}, QStringLiteral("heading")))->wrapped()->named(QStringLiteral("membersTitle"))),
      m_scroll(new QScrollArea),
      m_ask(new QFrame),
      m_askWords((new PlainLabel)->wrapped()->named(QStringLiteral("removeWords"))),
      m_askYes(textButton(QStringLiteral("removeYesButton"), tr("Remove"), QStringLiteral("primary"))),
      m_close(textButton(QStringLiteral("closeMembersButton"), tr("Close")))
{
    setObjectName(QStringLiteral("membersPanel"));
    setAccessibleName(tr("People in this room"));
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(theme.px(22), theme.px(18), theme.px(22), theme.px(16));
    layout->setSpacing(theme.px(10));
    layout->addWidget(m_title);
    m_scroll->setObjectName(QStringLiteral("memberList"));
    m_scroll->setAccessibleName(tr("People in this room"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setMinimumHeight(theme.px(160));
    m_scroll->setMaximumHeight(theme.px(320));
    layout->addWidget(m_scroll, 1);
    m_ask->setObjectName(QStringLiteral("removeCard"));
    m_ask->setProperty("role", QStringLiteral("warning"));
    auto* ask = new QVBoxLayout(m_ask);
    ask->setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10));
    ask->addWidget(m_askWords);
    QPushButton* no = textButton(QStringLiteral("removeNoButton"), tr("Cancel"));
    auto* askRow = new QHBoxLayout;
    askRow->addStretch(1);
    askRow->addWidget(no);
    askRow->addWidget(m_askYes);
    ask->addLayout(askRow);
    m_ask->hide();
    layout->addWidget(m_ask);
    layout->addWidget(m_close, 0, Qt::AlignTrailing);
    panel()->setFixedWidth(theme.px(400));
    const auto endAsking = [this] {
        m_asked = {};
        m_ask->hide();
        m_close->setFocus();
    };
    connect(no, &QPushButton::clicked, this, endAsking);
    connect(m_askYes, &QPushButton::clicked, this, [this, endAsking] {
        const MemberId member = m_asked;
        endAsking();
        if (!member.isNull())
            Q_EMIT removeRequested(member);
    });
    connect(m_close, &QPushButton::clicked, this, &Overlay::close);
    connect(this, &Overlay::closed, this, endAsking);
}

void MembersPanel::setMembers(const QString& title, const QList<RoomMember>& members, bool mayRemove)
{
    m_mayRemove = mayRemove;
    m_title->setShown(
        title.isEmpty()
            ? tr("%n people", nullptr, static_cast<int>(members.size()))
            : tr("%1: %n people", nullptr, static_cast<int>(members.size())).arg(isolated(title)));
    const bool hadFocus = m_rows != nullptr && m_rows->isAncestorOf(focusWidget());
    m_rows = new QWidget;
    m_rows->setObjectName(QStringLiteral("memberRows"));
    m_rows->setProperty("role", QStringLiteral("surface"));
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, m_theme.px(8), 0);
    rows->setSpacing(m_theme.px(6));
    for (const RoomMember& member : members)
        rows->addWidget(rowOf(member, mayRemove && !member.own));
    rows->addStretch(1);
    m_scroll->setWidget(m_rows); // the one before is deleted
    if (hadFocus)
        m_close->setFocus();
    // Who is asked about has left, or cannot be removed any more.
    const bool isThere = std::any_of(members.cbegin(), members.cend(),
                                     [this](const RoomMember& one) { return one.id == m_asked; });
    if (!m_asked.isNull() && (!isThere || !mayRemove)) {
        m_asked = {};
        m_ask->hide();
    }
}

QWidget* MembersPanel::rowOf(const RoomMember& member, bool mayRemove)
{
    auto* row = new QWidget;
    row->setObjectName(QStringLiteral("memberRow"));
    const QString words = about(member);
    row->setAccessibleName(words.isEmpty() ? member.name : tr("%1, %2").arg(isolated(member.name), words));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(
        (new PlainLabel({}, QStringLiteral("strong")))->elided()->named(QStringLiteral("memberName")));
    static_cast<PlainLabel*>(lines->itemAt(0)->widget())->setShown(member.name);
    if (!words.isEmpty())
        lines->addWidget((new PlainLabel(words, QStringLiteral("small")))
                             ->wrapped()
                             ->named(QStringLiteral("memberAbout")));
    layout->addLayout(lines, 1);
    if (mayRemove) {
        QPushButton* remove = textButton(QStringLiteral("removeMemberButton"), tr("Remove"));
        remove->setAccessibleName(tr("Remove %1").arg(member.name));
        layout->addWidget(remove, 0, Qt::AlignVCenter);
        connect(remove, &QPushButton::clicked, this, [this, member] { askToRemove(member); });
    }
    return row;
}

void MembersPanel::askToRemove(const RoomMember& member)
{
    m_asked = member.id;
    m_askWords->setShown(
        tr("Remove %1? What they wrote is erased for everybody, and invites that were handed "
           "out stop working: there is a new one afterwards.")
            .arg(isolated(member.name)));
    m_ask->show();
    m_askYes->setFocus();
}

void MembersPanel::clear()
{
    close();
    setMembers({}, {}, false);
    m_askWords->setShown({});
}

QWidget* MembersPanel::firstFocus()
{
    return m_close;
}

} // namespace chatmet::client
