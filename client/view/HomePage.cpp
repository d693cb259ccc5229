// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/HomePage.h"

#include "client/model/Numbers.h"
#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/OperatorCard.h"
#include "client/view/PageScroll.h"
#include "client/view/PlainLabel.h"
#include "client/view/RoomsCard.h"
#include "client/view/Theme.h"
#include "client/view/TopicField.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace chatmet::client {

HomePage::HomePage(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("homePage"));
    setProperty("role", QStringLiteral("page"));
    QBoxLayout* layout = buildPage();
    auto* head = new QHBoxLayout;
    m_menu = iconButton(theme, QStringLiteral("homeMenuButton"), QStringLiteral("menu"), tr("Menu"));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->hide();
    head->addWidget(m_menu, 0, Qt::AlignTop);
    head->addWidget(
        (new PlainLabel(tr("Who would you like to talk to?"), QStringLiteral("title")))->wrapped(), 1);
    layout->addLayout(head);
    m_card = buildCard();
    m_waiting = buildWaiting();
    layout->addWidget(m_card);
    layout->addWidget(m_waiting);
    layout->addWidget(buildTicket());
    m_rooms = new RoomsCard(theme);
    layout->addWidget(m_rooms);
    m_operator = new OperatorCard(theme);
    layout->addWidget(m_operator);
    layout->addStretch(1);
    layout->addLayout(buildFoot());
    connect(m_operator, &OperatorCard::anonymousRequested, this, &HomePage::anonymousRequested);
    setFacts({});
    setHasMet(false);
    setWaiting(false);
    setLeaves({});
}

/// Scrolls where the window is lower than what it has to say.
QBoxLayout* HomePage::buildPage()
{
    auto* scroll = new PageScroll;
    scroll->setObjectName(QStringLiteral("homeScroll"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    auto* inside = new ScrolledPage;
    inside->setProperty("role", QStringLiteral("page"));
    m_page = new QVBoxLayout(inside);
    m_page->setSpacing(m_theme.px(14));
    scroll->setWidget(inside);
    return m_page;
}

QBoxLayout* HomePage::buildFoot()
{
    m_foot = new QBoxLayout(QBoxLayout::LeftToRight);
    m_foot->setSpacing(m_theme.px(4));
    auto* note =
        (new PlainLabel(tr("The server holds your username and your address while you are connected."),
                        QStringLiteral("small")))
            ->wrapped()
            ->named(QStringLiteral("homeNote"));
    QPushButton* everything =
        textButton(QStringLiteral("seeEverythingButton"), tr("See everything"), QStringLiteral("link"));
    m_aboutServer =
        textButton(QStringLiteral("aboutServerButton"), tr("About this server"), QStringLiteral("link"));
    m_foot->addWidget(note, 1);
    m_foot->addWidget(everything, 0, Qt::AlignLeading);
    m_foot->addWidget(m_aboutServer, 0, Qt::AlignLeading);
    connect(everything, &QPushButton::clicked, this, &HomePage::privacyRequested);
    connect(m_aboutServer, &QPushButton::clicked, this, &HomePage::serverRequested);
    return m_foot;
}

QFrame* HomePage::buildCard()
{
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("meetCard"));
    card->setProperty("role", QStringLiteral("card"));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(m_theme.px(18), m_theme.px(16), m_theme.px(18), m_theme.px(16));
    layout->setSpacing(m_theme.px(12));
    layout->addWidget(new PlainLabel(tr("Meet someone"), QStringLiteral("heading")));
    layout->addWidget(
        (new PlainLabel(tr("One stranger, one conversation. It ends for both when either leaves."),
                        QStringLiteral("muted")))
            ->wrapped());
    m_onlineAbout = (new PlainLabel({}, QStringLiteral("muted")))->named(QStringLiteral("onlineAbout"));
    layout->addWidget(m_onlineAbout);
    setOnlineAbout(0);
    m_topics = new TopicField(m_theme);
    m_topics->setObjectName(QStringLiteral("topicField"));
    layout->addWidget(m_topics);
    m_problem =
        (new PlainLabel({}, QStringLiteral("problem")))->wrapped()->named(QStringLiteral("homeProblem"));
    layout->addWidget(m_problem);
    m_problem->hide();
    m_row = new QBoxLayout(QBoxLayout::LeftToRight);
    m_row->setSpacing(m_theme.px(10));
    m_meet = textButton(QStringLiteral("meetButton"), tr("Meet someone"), QStringLiteral("primary"));
    m_meet->setToolTip(tr("Ctrl+N"));
    m_hint = (new PlainLabel({}, QStringLiteral("small")))->wrapped()->named(QStringLiteral("meetHint"));
    // A narrow window has no sidebar, so this is its way back to who is still there.
    m_back = textButton(QStringLiteral("backButton"), {});
    m_back->setToolTip(tr("Esc"));
    m_row->addWidget(m_meet);
    m_row->addWidget(m_hint, 1);
    m_row->addWidget(m_back);
    connect(m_back, &QPushButton::clicked, this, &HomePage::backRequested);
    layout->addLayout(m_row);
    connect(m_meet, &QPushButton::clicked, this, &HomePage::meet);
    connect(m_topics, &TopicField::entered, this, &HomePage::meet);
    connect(m_topics, &TopicField::refused, this, &HomePage::showProblem);
    connect(m_topics, &TopicField::topicsChanged, this, [this] { showProblem({}); });
    return card;
}

QFrame* HomePage::buildWaiting()
{
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("waitingCard"));
    card->setProperty("role", QStringLiteral("card"));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(m_theme.px(18), m_theme.px(16), m_theme.px(18), m_theme.px(16));
    layout->setSpacing(m_theme.px(12));
    layout->addWidget(new PlainLabel(tr("Looking for somebody"), QStringLiteral("heading")));
    m_waitingFor =
        (new PlainLabel({}, QStringLiteral("muted")))->wrapped()->named(QStringLiteral("waitingText"));
    layout->addWidget(m_waitingFor);
    // Nobody can know how long it takes, so the time that has passed is all that moves.
    m_elapsed = (new PlainLabel({}, QStringLiteral("small")))->named(QStringLiteral("waitingElapsed"));
    layout->addWidget(m_elapsed);
    m_tick = new QTimer(this);
    m_tick->setInterval(1'000);
    connect(m_tick, &QTimer::timeout, this, &HomePage::showElapsed);
    m_cancel = textButton(QStringLiteral("cancelMeetButton"), tr("Cancel"));
    m_cancel->setToolTip(tr("Esc"));
    layout->addWidget(m_cancel, 0, Qt::AlignLeft);
    connect(m_cancel, &QPushButton::clicked, this, &HomePage::cancelRequested);
    return card;
}

QWidget* HomePage::buildTicket()
{
    m_ticket = new QWidget;
    m_ticket->setObjectName(QStringLiteral("ticketLine"));
    m_ticketWords =
        (new PlainLabel({}, QStringLiteral("small")))->wrapped()->named(QStringLiteral("ticketWords"));
    m_reporting = new ReportButtons(m_theme, QStringLiteral("home"));
    m_reporting->setWordy(true);
    auto* row = new QHBoxLayout(m_ticket);
    row->setContentsMargins(m_theme.px(4), 0, 0, 0);
    row->setSpacing(m_theme.px(8));
    row->addWidget(m_ticketWords, 1);
    row->addWidget(m_reporting);
    connect(m_reporting, &ReportButtons::reportRequested, this, &HomePage::reportRequested);
    connect(m_reporting, &ReportButtons::blockRequested, this, &HomePage::blockRequested);
    connect(m_reporting, &ReportButtons::focusWanted, this, &HomePage::focusFirst);
    return m_ticket;
}

void HomePage::setFacts(const PartnerFacts& facts)
{
    const QString time = QStringLiteral("%1:%2")
                             .arg(inDigits(facts.leftSeconds / 60))
                             .arg(inTwoDigits(facts.leftSeconds % 60));
    const QString said = ReportButtons::words(facts, {});
    m_ticketWords->setShown(!said.isEmpty() ? said
                                            : tr("Report or block the person you last met, %1").arg(time));
    m_reporting->setFacts(facts);
    m_ticket->setVisible(facts.leftSeconds > 0 && (!said.isEmpty() || facts.mayReport || facts.mayBlock));
}

void HomePage::openReasons()
{
    m_reporting->openReasons();
}

void HomePage::setTopics(const QStringList& topics)
{
    m_topics->setTopics(topics);
}

QStringList HomePage::topics() const
{
    return m_topics->topics();
}

void HomePage::setWaiting(bool waiting)
{
    m_isWaiting = waiting;
    if (waiting) {
        m_waitingSince.start();
        m_tick->start();
    } else {
        m_waitingSince.invalidate();
        m_tick->stop();
    }
    showElapsed();
    const QStringList chosen = topics();
    m_waitingFor->setShown(!waiting ? QString()
                           : chosen.isEmpty()
                               ? tr("Whoever comes next. You will be told as soon as somebody is there.")
                               : tr("First somebody who shares %1; after five seconds, anyone.")
                                     .arg(isolated(QLocale().createSeparatedList(chosen))));
    const bool keepsFocus = !isVisible() || isTypedIn(); // asked before what is hidden gives the focus away
    m_card->setVisible(!waiting);
    m_waiting->setVisible(waiting);
    if (!keepsFocus)
        focusFirst();
}

void HomePage::showElapsed()
{
    const qint64 seconds = m_waitingSince.isValid() ? m_waitingSince.elapsed() / 1'000 : 0;
    m_elapsed->setShown(
        tr("Waiting for %1:%2").arg(inDigits(seconds / 60), inTwoDigits(static_cast<int>(seconds % 60))));
}

void HomePage::setLeaves(const QString& partner)
{
    const QString shortened = m_back->fontMetrics().elidedText(partner, Qt::ElideRight, m_theme.px(160));
    m_hint->setShown(partner.isEmpty() ? tr("A shared topic first; after five seconds, anyone.")
                                       : tr("Leaves %1").arg(isolated(shortened)));
    m_back->setText(asButtonText(tr("Back to %1").arg(isolated(shortened))));
    m_back->setAccessibleName(tr("Back to %1").arg(isolated(partner)));
    m_back->setVisible(!partner.isEmpty());
    fit();
}

void HomePage::setOnline(bool online)
{
    m_meet->setEnabled(online);
    m_rooms->setOnline(online);
}

void HomePage::setOnlineAbout(int people)
{
    m_onlineAbout->setShown(people > 0 ? tr("About %1 people are here.").arg(QLocale().toString(people))
                                       : QString());
    m_onlineAbout->setVisible(people > 0);
}

void HomePage::showProblem(const QString& words)
{
    m_problem->setShown(words);
    m_problem->setVisible(!words.isEmpty());
}

void HomePage::setServer(const std::optional<ServerCard>& server)
{
    m_operator->setServer(server);
}

void HomePage::setHasMet(bool hasMet)
{
    m_operator->setVisible(!hasMet);
    m_aboutServer->setVisible(hasMet);
}

void HomePage::focusFirst()
{
    if (m_isWaiting)
        m_cancel->setFocus();
    else
        m_topics->setFocus();
}

bool HomePage::isTypedIn() const
{
    const auto* field = qobject_cast<const QLineEdit*>(window()->focusWidget());
    return field != nullptr && field->isVisible() && m_rooms->isAncestorOf(field);
}

void HomePage::meet()
{
    if (m_isWaiting || !m_meet->isEnabled())
        return;
    showProblem({});
    Q_EMIT meetRequested(topics());
}

void HomePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// Below each other where the words of this language leave too little for the note beside them.
void HomePage::fit()
{
    int links = 0;
    for (int item = 1; item < m_foot->count(); ++item)
        links += m_foot->itemAt(item)->widget()->sizeHint().width();
    const int side = qMax(m_theme.px(width() < m_theme.px(narrowPageBelow) ? 18 : 44),
                          (width() - m_theme.px(pageColumnMax)) / 2);
    m_page->setContentsMargins(side, m_theme.px(32), side, m_theme.px(24));
    const int room = width() - 2 * side - m_theme.px(160);
    m_foot->setDirection(links > room ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const int buttons = m_meet->sizeHint().width() + (m_back->isHidden() ? 0 : m_back->sizeHint().width());
    const int inCard = room - 2 * m_theme.px(20);
    m_row->setDirection(buttons > inCard ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

/// Whoever has gone elsewhere has read what was wrong; a window that is minimised is not left.
void HomePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous())
        return;
    showProblem({});
    m_rooms->forgetProblems();
}

void HomePage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape)
        QWidget::keyPressEvent(event);
    else if (m_isWaiting)
        Q_EMIT cancelRequested();
    else if (m_back->isVisible())
        Q_EMIT backRequested();
}

} // namespace chatmet::client
