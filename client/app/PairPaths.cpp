// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/PairPaths.h"

#include "client/app/PicturePaths.h"
#include "client/app/SpokenNews.h"
#include "client/app/TalkWiring.h"
#include "client/model/MessageListModel.h"
#include "client/model/PartnerTicket.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/ProblemText.h"
#include "client/view/WindowPanels.h"

namespace chatmet::client {

namespace {

constexpr int ticketClockMs = 500; ///< the home page counts seconds

int seconds(int milliseconds)
{
    return (milliseconds + 999) / 1000;
}

PartnerFacts factsOf(const PartnerTicket& ticket)
{
    return {ticket.mayReport(), ticket.mayBlock(), ticket.isReported(), ticket.isBlocked(),
            seconds(ticket.leftMs())};
}

} // namespace

PairPaths::PairPaths(MainWindow* window, ChatState* state, MessageListModel* messages, PicturePaths* pictures,
                     TalkWiring* wiring, QObject* parent)
    : QObject(parent), m_window(window), m_state(state), m_messages(messages), m_pictures(pictures)
{
    m_window->chat()->setMessages(m_messages);
    wiring->wire(m_window->chat(), m_state);
    wirePage();
    wireReporting();
    wireState();
}

void PairPaths::wirePage()
{
    ChatView* chat = m_window->chat();
    connect(m_window, &MainWindow::nextRequested, m_state, &ChatState::next);
    connect(m_window, &MainWindow::activeChanged, this, &PairPaths::seen);
    connect(m_window->panels(), &WindowPanels::emojiCheckMade, this, [this](EmojiCheckPanel* panel) {
        m_check = panel;
        connect(panel, &EmojiCheckPanel::said, m_state, &ChatState::sayEmoji);
        fillCheck();
    });
    connect(chat, &ChatView::leaveRequested, m_state, &ChatState::leave);
    connect(chat, &ChatView::eraseNowRequested, m_state, &ChatState::eraseNow);
    connect(chat, &ChatView::undoNextRequested, m_state, &ChatState::undoNext);
}

void PairPaths::wireReporting()
{
    PartnerTicket* ticket = m_state->partnerTicket();
    PartnerTicket* before = m_state->ticketBefore();
    using protocol::ReportReason;
    connect(m_window, &MainWindow::reportRequested, this,
            [this, ticket](ReportReason reason) { report(ticket, reason); });
    connect(m_window, &MainWindow::blockRequested, this, [this, ticket] { block(ticket); });
    connect(m_window, &MainWindow::reportBeforeRequested, this,
            [this, before](ReportReason reason) { report(before, reason); });
    connect(m_window, &MainWindow::blockBeforeRequested, this, [this, before] { block(before); });
    for (PartnerTicket* one : {ticket, before})
        connect(one, &PartnerTicket::changed, this, &PairPaths::showTickets);
    m_ticketClock.setInterval(ticketClockMs);
    connect(&m_ticketClock, &QTimer::timeout, this, &PairPaths::showTickets);
}

void PairPaths::wireState()
{
    ChatView* chat = m_window->chat();
    connect(m_state, &ChatState::meetingChanged, this, &PairPaths::onMeeting);
    connect(m_state, &ChatState::arrived, this, &PairPaths::onArrived);
    connect(m_state->messages(), &MessageStore::changed, this, [this] {
        if (!m_unread.isEmpty()) // it may be one that was taken back
            Q_EMIT changed();
    });
    connect(m_state, &ChatState::refused, this, [this](Refusal refusal, Errc code, int retryAfterMs) {
        tellPair(ProblemText::of(refusal, code, retryAfterMs));
    });
    // Once it is known whether the pair goes on: Next is taken back before what came meanwhile is heard.
    connect(
        m_state, &ChatState::nextPendingChanged, m_window->panels(),
        [this](bool pending) {
            if (!pending && m_window->isChatShown())
                m_window->panels()->bringBackSendPicture();
        },
        Qt::QueuedConnection);
    connect(m_state, &ChatState::sealChanged, this, &PairPaths::showSeal);
    connect(m_state, &ChatState::erased, this, &PairPaths::onErased);
    connect(m_state, &ChatState::erasesInChanged, chat, &ChatView::setErasesIn);
    connect(m_state, &ChatState::partnerTypingChanged, this, [this, chat](bool typing) {
        chat->setPartnerTyping(typing);
        Q_EMIT changed();
    });
}

void PairPaths::onMeeting(Meeting meeting)
{
    m_window->home()->setWaiting(meeting == Meeting::Waiting);
    const LineState line = m_state->line();
    const bool isConnected = line == LineState::Online || line == LineState::Reconnecting;
    switch (meeting) {
    case Meeting::None:
    case Meeting::Waiting:
        // Nobody is taken out of a room because a pair is over somewhere else.
        if (isConnected && m_window->currentChat() == m_window->chat())
            m_window->showHome();
        break;
    case Meeting::Paired: onPaired(); break;
    case Meeting::Ended:
        closeWhatShowsIt();
        showSeal();
        m_window->chat()->setEnded(m_state->endCause());
        m_window->chat()->setErasesIn(m_state->erasesInSeconds());
        Q_EMIT alerted(Arrival::Over);
        break;
    }
    showTickets();
    Q_EMIT changed();
}

void PairPaths::onPaired()
{
    forgetUnread();
    m_window->home()->setHasMet(true);
    m_messages->setPartnerName(m_state->partnerName());
    m_window->chat()->setPartner(m_state->partnerName(), m_state->sharedTopics());
    showSeal();
    // Whoever writes in a room meanwhile goes on with that: the sidebar says who is there. So does who types
    // at home: the rest of an invite, and Enter, would go to a stranger.
    if (m_window->currentChat() != m_window->chat() || m_window->home()->isTypedIn())
        m_isNew = true;
    else
        m_window->showChat();
    Q_EMIT alerted(Arrival::Somebody);
}

void PairPaths::onErased()
{
    closeWhatShowsIt();
    showSeal();
    m_window->chat()->clear();
    m_messages->setPartnerName({});
    forgetUnread();
    Q_EMIT erased();
    Q_EMIT changed();
}

/// Whoever is in a room goes on with what is open there.
void PairPaths::closeWhatShowsIt()
{
    m_pictures->forgetOf(m_window->chat());
    m_window->panels()->clearOf(m_window->chat());
}

void PairPaths::showSeal()
{
    if (m_check != nullptr)
        fillCheck();
    m_window->setSeal(m_state->sealState());
}

void PairPaths::fillCheck()
{
    if (const auto emoji = m_state->checkEmoji())
        m_check->setCheck(m_state->partnerName(), *emoji, m_state->ownEmojiWord(),
                          m_state->partnerEmojiWord());
}

void PairPaths::report(PartnerTicket* ticket, protocol::ReportReason reason)
{
    if (ticket->mayReport() && !ticket->report(reason))
        tellPair(ProblemText::of(Errc::RateLimited)); // too much waits for the line
}

void PairPaths::block(PartnerTicket* ticket)
{
    if (ticket->mayBlock() && !ticket->block())
        tellPair(ProblemText::of(Errc::RateLimited));
}

void PairPaths::showTickets()
{
    const PartnerFacts partner = factsOf(*m_state->partnerTicket());
    const PartnerFacts before = factsOf(*m_state->ticketBefore());
    m_window->setFacts(partner, before, m_state->meeting() == Meeting::Paired);
    if (partner.leftSeconds == 0)
        m_ticketClock.stop();
    else if (!m_ticketClock.isActive())
        m_ticketClock.start();
}

void PairPaths::onArrived(MessageKey key)
{
    if (m_window->isInFront() && m_window->isChatShown())
        return;
    m_unread.add(key);
    Q_EMIT alerted(Arrival::Message);
    Q_EMIT changed();
}

void PairPaths::seen(bool active)
{
    if (active && m_window->isChatShown())
        forgetUnread();
    Q_EMIT changed();
}

void PairPaths::forgetUnread()
{
    m_unread.clear();
    m_isNew = false;
}

int PairPaths::unread() const
{
    return m_unread.countIn(*m_state->messages()) + (m_isNew ? 1 : 0);
}

QList<ConversationSummary> PairPaths::summaries() const
{
    const QString name = m_state->partnerName();
    switch (m_state->meeting()) {
    case Meeting::None:
    case Meeting::Waiting: return {};
    case Meeting::Paired:
        return {
            {name, m_state->partnerTyping() ? tr("stranger · typing…") : tr("stranger"), unread(), false}};
    case Meeting::Ended: return {{name, tr("ended"), unread(), true}};
    }
    return {};
}

bool PairPaths::tell(const QString& words)
{
    if (m_window->isChatShown())
        m_window->chat()->composer()->showProblem(words);
    return m_window->isChatShown();
}

/// On its page, whatever is on the screen; where that is gone, wherever the person looks.
void PairPaths::tellPair(const QString& words)
{
    const Meeting meeting = m_state->meeting();
    if (meeting != Meeting::Paired && meeting != Meeting::Ended) {
        Q_EMIT problem(words);
        return;
    }
    m_window->chat()->composer()->showProblem(words);
    if (!m_window->isChatShown())
        SpokenNews::sayRefused(m_window, m_state->partnerName(), words);
    else if (m_window->isInFront())
        return;
    m_unread.addRefusal();
    Q_EMIT changed();
}

void PairPaths::showClocks(int reconnecting)
{
    const auto shown = [](int milliseconds) { return milliseconds > 0 ? seconds(milliseconds) : -1; };
    ChatView* chat = m_window->chat();
    chat->setLeavingIn(shown(m_state->nextInMs()));
    chat->setReconnecting(reconnecting);
    chat->setPartnerAway(shown(m_state->partnerAwayForMs()));
}

bool PairPaths::hasClocks() const
{
    return m_state->nextInMs() > 0 || m_state->partnerAwayForMs() > 0;
}

} // namespace chatmet::client
