// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/PairPaths.h"

#include "client/app/PicturePaths.h"
#include "client/app/SpokenNews.h"
#include "client/app/TalkWiring.h"
#include "client/model/ChatState.h"
#include "client/model/MessageListModel.h"
#include "client/model/Pairs.h"
#include "client/model/PartnerTicket.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/ProblemText.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"

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
    : QObject(parent),
      m_window(window),
      m_state(state),
      m_pairs(state->pairs()),
      m_messages(messages),
      m_pictures(pictures),
      m_wiring(wiring)
{
    m_window->chat()->setMessages(m_messages);
    m_wiring->addPage(m_window->chat(), m_pairs->messages());
    wirePage();
    wireReporting();
    wirePairs();
}

void PairPaths::wirePage()
{
    ChatView* chat = m_window->chat();
    connect(m_window, &MainWindow::nextRequested, m_pairs, &Pairs::next);
    connect(m_window, &MainWindow::activeChanged, this, &PairPaths::seen);
    connect(m_window->panels(), &WindowPanels::emojiCheckMade, this, [this](EmojiCheckPanel* panel) {
        m_check = panel;
        connect(panel, &EmojiCheckPanel::said, this, [this](bool match) {
            if (Pair* pair = m_pairs->pair())
                pair->sayEmoji(match);
        });
        fillCheck();
    });
    connect(chat, &ChatView::leaveRequested, m_pairs, &Pairs::leave);
    connect(chat, &ChatView::eraseNowRequested, m_pairs, &Pairs::eraseNow);
    connect(chat, &ChatView::undoNextRequested, m_pairs, &Pairs::undoNext);
}

void PairPaths::wireReporting()
{
    PartnerTicket* ticket = m_pairs->partnerTicket();
    PartnerTicket* before = m_pairs->ticketBefore();
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

void PairPaths::wirePairs()
{
    connect(m_pairs, &Pairs::met, this, &PairPaths::wirePair);
    connect(m_pairs, &Pairs::meetingChanged, this, &PairPaths::onMeeting);
    connect(m_pairs->messages(), &MessageStore::changed, this, [this] {
        if (!m_unread.isEmpty()) // it may be one that was taken back
            Q_EMIT changed();
    });
    connect(m_pairs, &Pairs::refused, this, &PairPaths::onRefused);
    connect(m_pairs, &Pairs::erased, this, &PairPaths::onErased);
    connect(m_pairs, &Pairs::erasesInChanged, m_window->chat(), &ChatView::setErasesIn);
    // Once it is known whether the pair goes on: Next is taken back before what came meanwhile is heard.
    connect(
        m_pairs, &Pairs::nextPendingChanged, m_window, [this] { m_window->places()->bringBackPicture(); },
        Qt::QueuedConnection);
}

void PairPaths::wirePair(Pair* pair)
{
    ChatView* chat = m_window->chat();
    m_wiring->wire(chat, pair);
    connect(pair, &Pair::arrived, this, &PairPaths::onArrived);
    connect(pair, &Pair::refused, this, &PairPaths::onRefused);
    connect(pair, &Pair::sealChanged, this, &PairPaths::showSeal);
    connect(pair, &Pair::partnerAwayChanged, this, &PairPaths::clocksChanged);
    connect(&pair->typing(), &TypingHints::partnerChanged, this, [this, chat](bool typing) {
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
        if (isConnected && m_window->places()->currentChat() == m_window->chat())
            m_window->places()->showHome();
        break;
    case Meeting::Paired: onPaired(); break;
    case Meeting::Ended:
        closeWhatShowsIt();
        showSeal();
        m_window->chat()->setEnded(m_pairs->endCause());
        m_window->chat()->setErasesIn(m_pairs->erasesInSeconds());
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
    const Pair* pair = m_pairs->pair();
    m_messages->setPartnerName(pair->partnerName());
    m_window->chat()->setPartner(pair->partnerName(), pair->sharedTopics());
    showSeal();
    // Whoever writes in a room meanwhile goes on with that: the sidebar says who is there. So does who types
    // at home: the rest of an invite, and Enter, would go to a stranger.
    if (m_window->places()->currentChat() != m_window->chat() || m_window->home()->isTypedIn())
        m_isNew = true;
    else
        m_window->places()->showChat();
    Q_EMIT alerted(Arrival::Somebody);
}

void PairPaths::onErased(Pair* pair)
{
    m_wiring->unwire(m_window->chat(), pair);
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
    const Pair* pair = m_pairs->pair();
    m_window->setSeal(pair != nullptr ? pair->sealState() : SealState::NotSealed);
}

void PairPaths::fillCheck()
{
    const Pair* pair = m_pairs->pair();
    if (pair == nullptr)
        return;
    if (const auto emoji = pair->checkEmoji())
        m_check->setCheck(pair->partnerName(), *emoji, pair->ownEmojiWord(), pair->partnerEmojiWord());
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
    const PartnerFacts partner = factsOf(*m_pairs->partnerTicket());
    const PartnerFacts before = factsOf(*m_pairs->ticketBefore());
    m_window->setFacts(partner, before, m_pairs->meeting() == Meeting::Paired);
    if (partner.leftSeconds == 0)
        m_ticketClock.stop();
    else if (!m_ticketClock.isActive())
        m_ticketClock.start();
}

void PairPaths::onArrived(MessageKey key)
{
    if (m_window->isInFront() && m_window->places()->isChatShown())
        return;
    m_unread.add(key);
    Q_EMIT alerted(Arrival::Message);
    Q_EMIT changed();
}

void PairPaths::seen(bool active)
{
    if (active && m_window->places()->isChatShown())
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
    return m_unread.countIn(*m_pairs->messages()) + (m_isNew ? 1 : 0);
}

QList<ConversationSummary> PairPaths::summaries() const
{
    const QString name = m_pairs->partnerName();
    switch (m_pairs->meeting()) {
    case Meeting::None:
    case Meeting::Waiting: return {};
    case Meeting::Paired:
        return {{name, m_pairs->pair()->typing().partnerActive() ? tr("stranger · typing…") : tr("stranger"),
                 unread(), false}};
    case Meeting::Ended: return {{name, tr("ended"), unread(), true}};
    }
    return {};
}

bool PairPaths::tell(const QString& words)
{
    if (m_window->places()->isChatShown())
        m_window->chat()->composer()->showProblem(words);
    return m_window->places()->isChatShown();
}

void PairPaths::onRefused(Refusal refusal, Errc code, int retryAfterMs)
{
    tellPair(ProblemText::of(refusal, code, retryAfterMs));
}

/// On its page, whatever is on the screen; where that is gone, wherever the person looks.
void PairPaths::tellPair(const QString& words)
{
    const Meeting meeting = m_pairs->meeting();
    if (meeting != Meeting::Paired && meeting != Meeting::Ended) {
        Q_EMIT problem(words);
        return;
    }
    m_window->chat()->composer()->showProblem(words);
    if (!m_window->places()->isChatShown())
        SpokenNews::sayRefused(m_window, m_pairs->partnerName(), words);
    else if (m_window->isInFront())
        return;
    m_unread.addRefusal();
    Q_EMIT changed();
}

int PairPaths::partnerAwayForMs() const
{
    const Pair* pair = m_pairs->pair();
    return pair != nullptr ? pair->partnerAwayForMs() : 0;
}

void PairPaths::showClocks(int reconnecting)
{
    const auto shown = [](int milliseconds) { return milliseconds > 0 ? seconds(milliseconds) : -1; };
    ChatView* chat = m_window->chat();
    chat->setLeavingIn(shown(m_pairs->nextInMs()));
    chat->setReconnecting(reconnecting);
    chat->setPartnerAway(shown(partnerAwayForMs()));
}

bool PairPaths::hasClocks() const
{
    return m_pairs->nextInMs() > 0 || partnerAwayForMs() > 0;
}

} // namespace chatmet::client
