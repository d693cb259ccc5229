// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/ClientApp.h"

#include "client/app/Helper.h"
#include "client/app/HelperWords.h"
#include "client/model/HoldingsWatch.h"
#include "client/model/PartnerTicket.h"
#include "client/net/WebSocketTransport.h"
#include "client/picture/PictureProcess.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/HomePage.h"
#include "client/view/MessageListView.h"
#include "client/view/PictureViewer.h"
#include "client/view/PlainLabel.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/ProblemText.h"
#include "client/view/Sidebar.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"

#include <QApplication>
#include <QClipboard>
#include <QPixmapCache>
#include <QSessionManager>

namespace chatmet::client {

namespace {

constexpr int retryClockMs = 500;     ///< the banner counts seconds
constexpr int ticketClockMs = 500;    ///< the home page counts seconds
constexpr int leakClockMs = 3'000;    ///< what this computer leaks is measured anew
constexpr int panicNoticeMs = 1'500;  ///< long enough for seven words
constexpr int quitAtLatestMs = 2'500; ///< the connection closes within two seconds by its own promise

ChatConnection::TransportFactory webSockets()
{
    return [] { return std::make_unique<WebSocketTransport>(); };
}

PictureDecoder decoderOf(PictureProcesses* processes)
{
    if (processes == nullptr)
        return decodePicture;
    return [processes](const PictureRequest& request) { return processes->decode(request); };
}

PartnerFacts factsOf(const PartnerTicket& ticket)
{
    return {ticket.mayReport(), ticket.mayBlock(), ticket.isReported(), ticket.isBlocked(),
            (ticket.leftMs() + 999) / 1000};
}

/// A session manager would start the program again with its arguments, which may name a server and a
/// username.
void keepNothing(QSessionManager& manager)
{
    manager.setRestartHint(QSessionManager::RestartNever);
    manager.setRestartCommand({QCoreApplication::applicationFilePath()});
    manager.setDiscardCommand({});
}

} // namespace

ClientApp::ClientApp(QApplication* application, const CommandLine& commandLine, Surroundings surroundings)
    : m_theme(application),
      m_pictureProcesses(surroundings.pictures),
      m_helper(surroundings.helper),
      m_reader(m_workers, decoderOf(m_pictureProcesses)),
      m_state(surroundings.transports ? std::move(surroundings.transports) : webSockets(), &m_reader),
      m_messages(m_state.messages()),
      m_window(m_theme),
      m_pictures(&m_window, &m_state, m_workers, &m_reader, m_helper, decoderOf(m_pictureProcesses)),
      m_rooms(&m_window, &m_state, &m_pictures),
      m_clipboard(QGuiApplication::clipboard()),
      m_settings(surroundings.settings, &m_window, &m_theme),
      m_leaks(std::move(surroundings.leaks)),
      m_meetAtOnce(commandLine.meet)
{
    m_window.chat()->setMessages(&m_messages);
    m_window.sidebar()->setConversations(&m_conversations);
    m_retryClock.setInterval(retryClockMs);
    connect(&m_retryClock, &QTimer::timeout, this, &ClientApp::showRetry);
    wireWelcome();
    wireHome();
    wireChat();
    wireReporting();
    wireRooms();
    wirePrivacy();
    wireState();
    fillWelcome(commandLine);
    if (m_helper != nullptr)
        connect(m_helper, &Helper::gone, this, [this] { tell(HelperWords::ofPicture(HelperOutcome::Gone)); });
    m_settings.fill();

    // The server is told before the program ends, and the window is gone at once.
    QApplication::setQuitOnLastWindowClosed(false);
    connect(application, &QGuiApplication::saveStateRequest, this, &keepNothing);
    connect(application, &QApplication::lastWindowClosed, this, &ClientApp::quitWhenTold);
}

ClientApp::~ClientApp() = default;

void ClientApp::show()
{
    m_window.show();
    if (m_meetAtOnce)
        start(m_lastUsername, m_commandLineServer);
}

void ClientApp::fillWelcome(const CommandLine& commandLine)
{
    WelcomePage* page = m_window.welcome();
    if (!commandLine.username.isEmpty())
        page->setUsername(commandLine.username);
    QStringList servers;
    for (const auto& [url, fingerprint] : m_settings.servers()) {
        servers.append(url);
        m_fingerprints.insert(url, fingerprint);
    }
    if (!commandLine.server.url.isEmpty()) {
        m_commandLineServer = commandLine.server.url.toString();
        servers.removeAll(m_commandLineServer);
        servers.prepend(m_commandLineServer);
        m_fingerprints.insert(m_commandLineServer, commandLine.server.fingerprint);
    }
    page->setServers(servers);
    if (m_meetAtOnce)
        page->setAdult(true);
    m_lastUsername = commandLine.username.isEmpty() ? UsernameSuggestions().next() : commandLine.username;
}

void ClientApp::openLink(const QString& link)
{
    if (m_helper == nullptr)
        return tell(HelperWords::ofLink(HelperOutcome::Gone));
    m_helper->openLink(link, this, [this](HelperOutcome outcome) {
        if (outcome != HelperOutcome::Done)
            tell(HelperWords::ofLink(outcome));
    });
}

void ClientApp::tell(const QString& words)
{
    if (m_window.isChatShown())
        m_window.chat()->composer()->showProblem(words);
    else if (m_rooms.tell(words))
        return;
    else if (m_state.line() == LineState::Closed)
        m_window.welcome()->showNotice(words);
    else
        m_window.home()->showProblem(words);
}

void ClientApp::wireWelcome()
{
    WelcomePage* page = m_window.welcome();
    connect(page, &WelcomePage::startRequested, this, &ClientApp::start);
    connect(page, &WelcomePage::trustRequested, this, &ClientApp::trust);
    connect(page, &WelcomePage::cancelRequested, &m_state, &ChatState::stop);
    connect(&m_window, &MainWindow::disconnectRequested, &m_state, &ChatState::stop);
    connect(&m_window, &MainWindow::panicRequested, this, &ClientApp::panic);
}

void ClientApp::wireHome()
{
    connect(&m_window, &MainWindow::meetRequested, this, [this](const QStringList& topics) {
        m_window.home()->showProblem({});
        m_state.meet(topics);
    });
    connect(m_window.home(), &HomePage::cancelRequested, &m_state, &ChatState::cancelMeet);
}

void ClientApp::wireChat()
{
    ChatView* chat = m_window.chat();
    connect(&m_window, &MainWindow::nextRequested, &m_state, &ChatState::next);
    connect(&m_window, &MainWindow::activeChanged, this, [this](bool active) {
        if (active && m_window.isChatShown())
            m_unread = 0;
        updateTitle();
        updateConversations();
    });
    connect(chat, &ChatView::sendRequested, this, [this, chat](const QString& text) {
        if (!m_state.sendText(text, chat->replyTo()))
            return;
        chat->composer()->clear();
        chat->clearReply();
    });
    chat->list()->setMayTakeBack([this](MessageKey key) { return m_state.mayTakeBack(key); });
    connect(chat, &ChatView::takeBackRequested, &m_state, &ChatState::takeBack);
    connect(m_state.messages(), &MessageStore::changed, this, &ClientApp::onRowChanged);
    connect(m_window.panels()->emojiCheck(), &EmojiCheckPanel::said, &m_state, &ChatState::sayEmoji);
    connect(chat, &ChatView::composingChanged, this, [this](bool composing) {
        if (m_settings.typingHints())
            m_state.setComposing(composing);
    });
    // No proxy can be set yet; with one a browser would go around it.
    chat->list()->setOffersBrowser(m_helper != nullptr);
    connect(chat, &ChatView::openLinkRequested, this, &ClientApp::openLink);
    connect(chat, &ChatView::leaveRequested, &m_state, &ChatState::leave);
    connect(chat, &ChatView::eraseNowRequested, &m_state, &ChatState::eraseNow);
    connect(chat, &ChatView::undoNextRequested, &m_state, &ChatState::undoNext);
    connect(chat, &ChatView::tryNowRequested, &m_state, &ChatState::retryNow);
    connect(chat, &ChatView::retryRequested, &m_state, &ChatState::retry);
    connect(chat, &ChatView::showPictureRequested, &m_state, &ChatState::acceptPicture);
    connect(chat, &ChatView::declinePictureRequested, &m_state, &ChatState::declinePicture);
    connect(chat, &ChatView::cancelPictureRequested, &m_state, &ChatState::cancelPicture);
}

void ClientApp::wireReporting()
{
    PartnerTicket* ticket = m_state.partnerTicket();
    PartnerTicket* before = m_state.ticketBefore();
    using protocol::ReportReason;
    connect(&m_window, &MainWindow::reportRequested, this,
            [this, ticket](ReportReason reason) { report(ticket, reason); });
    connect(&m_window, &MainWindow::blockRequested, this, [this, ticket] { block(ticket); });
    connect(&m_window, &MainWindow::reportBeforeRequested, this,
            [this, before](ReportReason reason) { report(before, reason); });
    connect(&m_window, &MainWindow::blockBeforeRequested, this, [this, before] { block(before); });
    for (PartnerTicket* one : {ticket, before})
        connect(one, &PartnerTicket::changed, this, &ClientApp::showTickets);
    m_ticketClock.setInterval(ticketClockMs);
    connect(&m_ticketClock, &QTimer::timeout, this, &ClientApp::showTickets);
}

void ClientApp::wireRooms()
{
    m_rooms.setOffersBrowser(m_helper != nullptr);
    m_rooms.setTypingHints([this] { return m_settings.typingHints(); });
    connect(&m_rooms, &RoomPaths::changed, this, [this] {
        updateConversations();
        updateTitle();
    });
    connect(&m_rooms, &RoomPaths::alerted, this, [this] { QApplication::alert(&m_window); });
    connect(&m_rooms, &RoomPaths::linkRequested, this, &ClientApp::openLink);
    connect(&m_rooms, &RoomPaths::left, this, [this] { m_clipboard.forget(); });
    connect(&m_rooms, &RoomPaths::erased, this, [this] {
        if (m_pictureProcesses != nullptr)
            m_pictureProcesses->forget();
        QPixmapCache::clear();
    });
}

void ClientApp::wirePrivacy()
{
    PrivacyPanel* panel = m_window.privacy();
    HoldingsWatch* holdings = m_state.holdings();
    connect(panel, &PrivacyPanel::watchedChanged, holdings, &HoldingsWatch::setWatched);
    connect(holdings, &HoldingsWatch::changed, panel,
            [panel, holdings] { panel->setHoldings(holdings->state(), holdings->rows()); });
    const auto measure = [this, panel] { panel->setLeakFacts(LeakFacts::measure(m_leaks)); };
    m_leaks.pictures = m_pictureProcesses;
    m_leaks.helper = m_helper;
    m_leakClock.setInterval(leakClockMs);
    connect(&m_leakClock, &QTimer::timeout, panel, measure);
    connect(panel, &PrivacyPanel::watchedChanged, this, [this, measure](bool watched) {
        if (!watched)
            return m_leakClock.stop();
        measure();
        m_leakClock.start();
        if (m_pictureProcesses == nullptr || m_pictureProcesses->lastConfinement())
            return;
        // What a picture process gives up is known once one has done so.
        m_workers.run<bool>(
            this, [processes = m_pictureProcesses] { return processes->confinement().has_value(); },
            [measure](bool) { measure(); }, false);
    });
}

void ClientApp::wireState()
{
    ChatView* chat = m_window.chat();
    connect(&m_state, &ChatState::lineChanged, this, &ClientApp::onLine);
    connect(&m_state, &ChatState::solvingPuzzleChanged, this, &ClientApp::onSolvingPuzzle);
    connect(&m_state, &ChatState::meetingChanged, this, &ClientApp::onMeeting);
    connect(&m_state, &ChatState::lineProblem, this, &ClientApp::onProblem);
    connect(&m_state, &ChatState::refused, this, &ClientApp::onRefused);
    connect(&m_state, &ChatState::arrived, this, &ClientApp::onArrived);
    connect(&m_state, &ChatState::erasesInChanged, chat, &ChatView::setErasesIn);
    connect(&m_state, &ChatState::sealChanged, this, &ClientApp::onSeal);
    connect(&m_state, &ChatState::onlineAboutChanged, m_window.home(), &HomePage::setOnlineAbout);
    connect(&m_state, &ChatState::partnerAwayChanged, this, &ClientApp::showRetry);
    connect(&m_state, &ChatState::nextPendingChanged, this, &ClientApp::showRetry);
    connect(&m_state, &ChatState::partnerTypingChanged, this, [this, chat](bool typing) {
        chat->setPartnerTyping(typing);
        updateConversations();
    });
    connect(&m_state, &ChatState::erased, this, [this, chat] {
        m_pictures.forget();
        if (m_pictureProcesses != nullptr)
            m_pictureProcesses->forget();
        m_window.panels()->clear();
        onSeal();
        chat->clear();
        m_messages.setPartnerName({});
        m_clipboard.forget();
        QPixmapCache::clear(); // Qt's styles put into it what they draw
        m_unread = 0;
        updateTitle();
        updateConversations();
    });
    connect(&m_state, &ChatState::resumed, this,
            [this] { m_window.setServer(serverCardOf(m_state.welcome())); });
    connect(&m_state, &ChatState::welcomed, this, [this] {
        m_window.home()->setHasMet(false);
        m_window.setServer(serverCardOf(m_state.welcome()));
        if (std::exchange(m_meetAtOnce, false))
            m_state.meet({});
    });
}

void ClientApp::start(const QString& username, const QString& server)
{
    m_lastUsername = username;
    const auto url = serverUrl(server);
    if (!url) {
        m_window.welcome()->showProblem(LineProblem::BadAddress);
        return;
    }
    m_window.welcome()->showProblem(LineProblem::None);
    m_startedServer = url->toString();
    m_state.start({{*url, m_fingerprints.value(url->toString())}, username});
}

void ClientApp::trust(const QString& server, const QByteArray& fingerprint)
{
    const auto url = serverUrl(server);
    if (!url)
        return; // the field was changed since; its problem is said at Start
    m_fingerprints.insert(url->toString(), fingerprint);
    start(m_lastUsername, server);
}

void ClientApp::onLine(LineState line)
{
    m_window.welcome()->setBusy(line == LineState::Connecting);
    m_window.sidebar()->setUsername(m_state.username());
    m_window.sidebar()->setLine(line);
    m_window.home()->setOnline(line == LineState::Online);
    if (line != LineState::Online)
        m_window.setServer({});
    if (line == LineState::Closed) {
        if (m_quitting)
            return quitOnceRead();
        if (std::exchange(m_hadSession, false))
            forgetUsername();
        m_window.showWelcome();
    } else if (line == LineState::Online && m_state.meeting() == Meeting::None) {
        if (m_startedServer != m_commandLineServer)
            m_settings.rememberServer(m_startedServer, m_fingerprints.value(m_startedServer));
        m_window.home()->showProblem({});
        if (m_window.shownRoom() == nullptr)
            m_window.showHome();
    }
    m_hadSession = m_hadSession || line == LineState::Online;
    showRetry();
    updateTitle();
}

void ClientApp::onSolvingPuzzle(bool solving)
{
    m_window.welcome()->setSolvingPuzzle(solving);
    m_window.sidebar()->setLine(m_state.line(), solving);
}

void ClientApp::forgetUsername()
{
    m_lastUsername.clear();
    m_window.welcome()->suggestUsername();
}

void ClientApp::onMeeting(Meeting meeting)
{
    ChatView* chat = m_window.chat();
    m_window.home()->setWaiting(meeting == Meeting::Waiting);
    const bool isConnected = m_state.line() == LineState::Online || m_state.line() == LineState::Reconnecting;
    switch (meeting) {
    case Meeting::None:
    case Meeting::Waiting:
        // Nobody is taken out of a room because a pair is over somewhere else.
        if (isConnected && (meeting == Meeting::Waiting || m_window.shownRoom() == nullptr))
            m_window.showHome();
        break;
    case Meeting::Paired:
        m_unread = 0;
        m_window.home()->setHasMet(true);
        m_messages.setPartnerName(m_state.partnerName());
        chat->setPartner(m_state.partnerName(), m_state.sharedTopics());
        onSeal();
        // Whoever writes in a room meanwhile goes on with that: the sidebar says who is there.
        if (m_window.shownRoom() == nullptr)
            m_window.showChat();
        else
            m_unread = 1;
        QApplication::alert(&m_window); // somebody is there; says nothing of who
        break;
    case Meeting::Ended:
        m_pictures.forget();
        m_window.panels()->clear();
        onSeal();
        chat->setEnded(m_state.endCause());
        chat->setErasesIn(m_state.erasesInSeconds());
        break;
    }
    showTickets();
    updateTitle();
    updateConversations();
}

void ClientApp::onSeal()
{
    const SealState seal = m_state.sealState();
    if (const auto emoji = m_state.checkEmoji())
        m_window.panels()->emojiCheck()->setCheck(m_state.partnerName(), *emoji, m_state.ownEmojiWord(),
                                                  m_state.partnerEmojiWord());
    m_window.setSeal(seal);
}

void ClientApp::onProblem(LineProblem problem, Errc code, const QByteArray& observedFingerprint)
{
    if (m_state.line() == LineState::Closed)
        m_window.welcome()->showProblem(problem, code, observedFingerprint);
    else
        m_window.home()->showProblem(ProblemText::of(problem, code));
}

void ClientApp::onRefused(Refusal refusal, Errc code, int retryAfterMs)
{
    // Where the button was pressed, also on the page of an ended conversation.
    tell(ProblemText::of(refusal, code, retryAfterMs));
}

/// What was taken back is shown nowhere any more, and no copy of a picture stays.
void ClientApp::onRowChanged(int row)
{
    const Message& message = m_state.messages()->at(row);
    if (message.kind != MessageKind::TakenBack)
        return;
    if (m_window.panels()->viewedChat() == m_window.chat() &&
        m_window.panels()->viewer()->key() == message.key)
        m_pictures.forget(); // it may be being decoded for the viewer
    m_window.panels()->closeOf(message.key);
    if (m_pictureProcesses != nullptr)
        m_pictureProcesses->forget();
    QPixmapCache::clear();
}

void ClientApp::report(PartnerTicket* ticket, protocol::ReportReason reason)
{
    if (ticket->mayReport() && !ticket->report(reason))
        tell(ProblemText::of(Errc::RateLimited)); // too much waits for the line
}

void ClientApp::block(PartnerTicket* ticket)
{
    if (ticket->mayBlock() && !ticket->block())
        tell(ProblemText::of(Errc::RateLimited));
}

void ClientApp::showTickets()
{
    const PartnerFacts partner = factsOf(*m_state.partnerTicket());
    const PartnerFacts before = factsOf(*m_state.ticketBefore());
    m_window.setFacts(partner, before, m_state.meeting() == Meeting::Paired);
    if (partner.leftSeconds == 0)
        m_ticketClock.stop();
    else if (!m_ticketClock.isActive())
        m_ticketClock.start();
}

void ClientApp::onArrived()
{
    if (m_window.isActiveWindow() && m_window.isChatShown())
        return;
    ++m_unread;
    QApplication::alert(&m_window);
    updateTitle();
    updateConversations();
}

void ClientApp::showRetry()
{
    const auto seconds = [](int milliseconds) { return (milliseconds + 999) / 1000; };
    const bool isReconnecting = m_state.line() == LineState::Reconnecting;
    const int resumableMs = m_state.resumableForMs();
    const int partnerAwayMs = m_state.partnerAwayForMs();
    const int nextMs = m_state.nextInMs();
    m_window.chat()->setLeavingIn(nextMs > 0 ? seconds(nextMs) : -1);
    const int reconnecting =
        !isReconnecting ? -1 : seconds(resumableMs > 0 ? resumableMs : m_state.retryInMs());
    m_window.chat()->setReconnecting(reconnecting);
    m_rooms.setReconnecting(reconnecting);
    m_window.chat()->setPartnerAway(partnerAwayMs > 0 ? seconds(partnerAwayMs) : -1);
    if (!isReconnecting && partnerAwayMs == 0 && nextMs == 0)
        m_retryClock.stop();
    else if (!m_retryClock.isActive())
        m_retryClock.start();
}

void ClientApp::updateTitle()
{
    const bool isConnected = m_state.line() == LineState::Online || m_state.line() == LineState::Reconnecting;
    TitleState title;
    title.username = isConnected ? m_state.username() : QString();
    title.partner = m_state.partnerName();
    title.meeting = m_state.meeting();
    if (title.meeting == Meeting::Ended)
        title.end = m_state.endCause();
    title.room = m_rooms.shownTitle();
    title.unread = m_unread + m_rooms.unread();
    m_window.setTitleState(title);
}

void ClientApp::updateConversations()
{
    QList<ConversationSummary> conversations;
    if (m_state.meeting() == Meeting::Paired)
        conversations.append({m_state.partnerName(),
                              m_state.partnerTyping() ? tr("stranger · typing…") : tr("stranger"), m_unread,
                              false});
    else if (m_state.meeting() == Meeting::Ended)
        conversations.append({m_state.partnerName(), tr("ended"), m_unread, true});
    m_conversations.setConversations(conversations + m_rooms.summaries());
}

void ClientApp::panic()
{
    m_noticeClock.setSingleShot(true);
    m_noticeClock.start(panicNoticeMs);
    m_clipboard.forget();
    quitWhenTold(); // leaves and erases, before anything that could take time
    m_window.close();
    // What it did, and no more: what the server does with it nobody can say from here.
    m_notice = std::make_unique<PlainLabel>(tr("You have left. Everything here is erased."),
                                            QStringLiteral("notice"));
    m_notice->setObjectName(QStringLiteral("panicNotice"));
    m_notice->setWindowFlags(Qt::ToolTip);
    m_notice->adjustSize();
    m_notice->move(m_window.geometry().center() - m_notice->rect().center());
    m_notice->show();
}

void ClientApp::quitOnceRead()
{
    if (m_noticeClock.isActive())
        connect(&m_noticeClock, &QTimer::timeout, qApp, &QCoreApplication::quit);
    else
        QApplication::quit();
}

void ClientApp::quitWhenTold()
{
    if (std::exchange(m_quitting, true))
        return;
    m_settings.rememberSize();
    if (m_state.line() == LineState::Closed)
        return quitOnceRead();
    QTimer::singleShot(quitAtLatestMs, qApp, &QCoreApplication::quit);
    m_state.stop();
}

} // namespace chatmet::client
