// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MembersPanel.h"

#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/PageScroll.h"
#include "client/view/PlainLabel.h"
#include "client/view/ReportButtons.h"
#include "client/view/Theme.h"

#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace chatmet::client {

namespace {

// In pixels of design.md. In the lowest window a question goes before the list.
constexpr int listHeightMin = 96;
constexpr int listHeightMinAsking = 24;

/// A block hides from when it was said.
QString aboutWords(const RoomMember& member)
{
    switch (member.blocked) {
    case WordStep::Unsaid: return {};
    case WordStep::Said: return MembersPanel::tr("block on its way: you do not see what they write");
    case WordStep::Taken: return MembersPanel::tr("blocked: you do not see what they write");
    }
    return {};
}

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
    if (member.reported != WordStep::Unsaid)
        words.append(member.reported == WordStep::Taken ? MembersPanel::tr("reported")
                                                        : MembersPanel::tr("report on its way"));
    words.append(aboutWords(member));
    words.removeAll(QString());
    return words.join(MembersPanel::tr(" · "));
}

} // namespace

MembersPanel::MembersPanel(const Theme& theme, QWidget* parent)
    : Overlay(theme, parent, false),
      m_title(
          (new PlainLabel({}, QStringLiteral("heading")))->wrapped()->named(QStringLiteral("membersTitle"))),
      m_scroll(new PageScroll),
      m_ask(new QFrame),
      m_askWords((new PlainLabel)->wrapped()->named(QStringLiteral("askWords"))),
      m_askYes(textButton(QStringLiteral("askYesButton"), tr("Remove"), QStringLiteral("primary"))),
      m_close(textButton(QStringLiteral("closeMembersButton"), tr("Close"))),
      m_reasons(new QMenu(this))
{
    setObjectName(QStringLiteral("membersPanel"));
    setAccessibleName(tr("People in this room"));
    build();
    m_reasons->setObjectName(QStringLiteral("memberReportMenu"));
    m_reasons->setAccessibleName(tr("Reason of the report"));
    ReportButtons::addReasons(m_reasons, this, [this](protocol::ReportReason reason) {
        if (!m_reported.isNull())
            Q_EMIT reportRequested(m_reported, reason);
    });
    connect(m_close, &QPushButton::clicked, this, &Overlay::close);
    connect(this, &Overlay::closed, this, &MembersPanel::endAsking);
}

void MembersPanel::build()
{
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(m_theme.px(22), m_theme.px(18), m_theme.px(22), m_theme.px(16));
    layout->setSpacing(m_theme.px(10));
    layout->addWidget(m_title);
    m_scroll->setObjectName(QStringLiteral("memberList"));
    m_scroll->setAccessibleName(tr("People in this room"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setMinimumHeight(m_theme.px(listHeightMin));
    m_scroll->setMaximumHeight(m_theme.px(320));
    layout->addWidget(m_scroll, 1);
    layout->addWidget(buildQuestion());
    layout->addWidget(m_close, 0, Qt::AlignTrailing);
    panel()->setFixedWidth(m_theme.px(400));
}

QWidget* MembersPanel::buildQuestion()
{
    m_ask->setObjectName(QStringLiteral("askCard"));
    m_ask->setProperty("role", QStringLiteral("warning"));
    auto* ask = new QVBoxLayout(m_ask);
    ask->setContentsMargins(m_theme.px(14), m_theme.px(10), m_theme.px(14), m_theme.px(10));
    ask->addWidget(m_askWords);
    QPushButton* no = textButton(QStringLiteral("askNoButton"), tr("Cancel"));
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(no);
    row->addWidget(m_askYes);
    ask->addLayout(row);
    m_ask->hide();
    connect(no, &QPushButton::clicked, this, &MembersPanel::endAsking);
    connect(m_askYes, &QPushButton::clicked, this, &MembersPanel::answerYes);
    return m_ask;
}

void MembersPanel::setMembers(const QString& title, const QList<RoomMember>& members,
                              const MemberChoices& choices)
{
    m_choices = choices;
    m_title->setShown(
        title.isEmpty()
            ? tr("%n people", nullptr, static_cast<int>(members.size()))
            : tr("%1: %n people", nullptr, static_cast<int>(members.size())).arg(isolated(title)));
    const bool hadFocus = m_rows != nullptr && m_rows->isAncestorOf(window()->focusWidget());
    m_rows = new ScrolledPage;
    m_rows->setObjectName(QStringLiteral("memberRows"));
    m_rows->setProperty("role", QStringLiteral("surface"));
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, m_theme.px(8), 0);
    rows->setSpacing(m_theme.px(6));
    for (const RoomMember& member : members)
        rows->addWidget(rowOf(member));
    rows->addStretch(1);
    m_scroll->setWidget(m_rows); // the one before is deleted
    m_scroll->updateGeometry();  // setWidget() tells no layout that the wish has changed
    if (hadFocus)
        m_close->setFocus();
    dropOldQuestions(members);
}

void MembersPanel::dropOldQuestions(const QList<RoomMember>& members)
{
    const auto find = [&members](const MemberId& id) {
        return std::find_if(members.cbegin(), members.cend(),
                            [&id](const RoomMember& one) { return one.id == id; });
    };
    const auto asked = find(m_asked);
    if (!m_asked.isNull() && (asked == members.cend() || !may(m_question, *asked)))
        endAsking();
    if (find(m_reported) == members.cend() || !m_choices.tell) {
        m_reported = {};
        m_reasons->close();
    }
}

QWidget* MembersPanel::rowOf(const RoomMember& member)
{
    auto* row = new QWidget;
    row->setObjectName(QStringLiteral("memberRow"));
    const QString words = about(member);
    row->setAccessibleName(words.isEmpty() ? member.name : tr("%1, %2").arg(isolated(member.name), words));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.px(6));
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
    addButtons(layout, member);
    return row;
}

void MembersPanel::addButtons(QHBoxLayout* row, const RoomMember& member)
{
    const auto add = [row](const QString& name, const QString& text, const QString& accessible) {
        QPushButton* button = textButton(name, text, QStringLiteral("pill"));
        button->setAccessibleName(accessible);
        row->addWidget(button, 0, Qt::AlignVCenter);
        return button;
    };
    if (!member.own && m_choices.tell && member.reported == WordStep::Unsaid) {
        QPushButton* report =
            add(QStringLiteral("reportMemberButton"), tr("Report…"), tr("Report %1").arg(member.name));
        report->setAccessibleDescription(tr("Opens a list of reasons"));
        report->setToolTip(
            tr("You choose a reason. What was said is not sent along, and nothing ends here."));
        connect(report, &QPushButton::clicked, this,
                [this, id = member.id, report] { openReasons(id, report); });
    }
    if (may(Question::Block, member)) {
        QPushButton* block =
            add(QStringLiteral("blockMemberButton"), tr("Block"), tr("Block %1").arg(member.name));
        connect(block, &QPushButton::clicked, this, [this, member] { ask(Question::Block, member); });
    }
    if (may(Question::Remove, member)) {
        QPushButton* remove =
            add(QStringLiteral("removeMemberButton"), tr("Remove"), tr("Remove %1").arg(member.name));
        connect(remove, &QPushButton::clicked, this, [this, member] { ask(Question::Remove, member); });
    }
}

bool MembersPanel::may(Question question, const RoomMember& member) const
{
    if (member.own)
        return false;
    return question == Question::Remove ? m_choices.remove
                                        : m_choices.tell && member.blocked == WordStep::Unsaid;
}

void MembersPanel::openReasons(const MemberId& member, QWidget* button)
{
    m_reported = member;
    const int across = layoutDirection() == Qt::LeftToRight ? 0 : button->width();
    m_reasons->popup(button->mapToGlobal(QPoint(across, button->height())));
    m_reasons->setActiveAction(m_reasons->actions().first());
}

void MembersPanel::ask(Question question, const RoomMember& member)
{
    m_question = question;
    m_asked = member.id;
    const QString words =
        question == Question::Remove
            ? tr("Remove %1? What they wrote is erased for everybody, and invites that were handed "
                 "out stop working: there is a new one afterwards.")
            : tr("Block %1? You will not see what %1 writes, and will not be paired with %1. %1 is not told, "
                 "and still reads what you write. It can't be taken back; if %1 leaves and comes back, block "
                 "again.");
    m_askWords->setShown(words.arg(isolated(member.name)));
    m_askYes->setText(question == Question::Remove ? tr("Remove") : tr("Block"));
    m_scroll->setMinimumHeight(m_theme.px(listHeightMinAsking));
    m_ask->show();
    m_askYes->setFocus();
}

void MembersPanel::endAsking()
{
    m_asked = {};
    m_scroll->setMinimumHeight(m_theme.px(listHeightMin));
    m_ask->hide();
    if (!isHidden())
        m_close->setFocus();
}

void MembersPanel::answerYes()
{
    const MemberId member = m_asked;
    const Question question = m_question;
    endAsking();
    if (member.isNull())
        return;
    if (question == Question::Remove)
        Q_EMIT removeRequested(member);
    else
        Q_EMIT blockRequested(member);
}

void MembersPanel::clear()
{
    close();
    setMembers({}, {}, {});
    m_askWords->setShown({});
}

QWidget* MembersPanel::firstFocus()
{
    return m_close;
}

} // namespace chatmet::client
