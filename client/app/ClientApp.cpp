// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/ClientApp.h"

#include "client/app/Helper.h"
#include "client/app/HelperWords.h"
#include "client/app/SpokenNews.h"
#include "client/model/Pairs.h"
#include "client/net/WebSocketTransport.h"
#include "client/picture/PictureProcess.h"
#include "client/view/ChatView.h"
#include "client/view/HomePage.h"
#include "client/view/PanicNotice.h"
#include "client/view/ProblemText.h"
#include "client/view/SettingsPanel.h"
#include "client/view/Sidebar.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"

#include <QApplication>
#include <QClipboard>
#include <QFileOpenEvent>
#include <QPixmapCache>
#include <QSessionManager>
#include <QTimer>

namespace chatmet::client {

namespace {

constexpr int logoutMs = 10'000;      ///< desktops end what is left by then
constexpr int quitAtLatestMs = 2'500; ///< the connection closes within two seconds by its own promise

/// proxy: outlives every line.
ChatConnection::TransportFactory webSockets(const ProxyPolicy* proxy)
{
    return [proxy] { return std::make_unique<WebSocketTransport>(*proxy); };
}

PictureDecoder decoderOf(PictureProcesses* processes)
{
    if (processes == nullptr)
        return decodePicture;
    return [processes](const PictureRequest& request) { return processes->decode(request); };
}

LeakSources leaksOf(const Surroundings& surroundings, const CaptureShield* capture)
{
    LeakSources leaks = surroundings.leaks;
    leaks.pictures = surroundings.pictures;
    leaks.helper = surroundings.helper;
    leaks.capture = capture;
    return leaks;
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
    : m_theme(application,
              surroundings.settings ? chosenScheme(surroundings.settings->settings()) : std::nullopt),
      m_pictureProcesses(surroundings.pictures),
      m_helper(surroundings.helper),
      m_reader(m_workers, decoderOf(m_pictureProcesses)),
      m_state(surroundings.transports ? std::move(surroundings.transports) : webSockets(&m_proxy), &m_reader),
      m_messages(m_state.pairs()->messages()),
      m_window(m_theme),
      m_pictures(&m_window, m_workers, &m_reader, m_helper, decoderOf(m_pictureProcesses)),
      m_wiring(&m_window, &m_state, &m_pictures),
      m_pair(&m_window, &m_state, &m_messages, &m_pictures, &m_wiring),
      m_rooms(&m_window, &m_state, &m_pictures, &m_wiring),
      m_privacy(&m_window, m_state.holdings(), m_workers, leaksOf(surroundings, &m_capture)),
      m_clipboard(QGuiApplication::clipboard(), [this] { return m_window.places()->copiedChat(); }),
      m_settings(surroundings.settings, &m_window, &m_theme),
      m_desktop(&m_window, surroundings.notifier ? surroundings.notifier() : nullptr),
      m_effects({&m_window, &m_state, &m_wiring, &m_privacy, &m_capture, &m_desktop, &m_proxy, &m_theme,
                 m_helper != nullptr}),
      m_starts({&m_window, &m_state, &m_keys, &m_settings, &m_effects}, commandLine.meet),
      m_links(&m_window, &m_state, &m_keys, &m_starts),
      m_connection({&m_window, &m_state, &m_pair, &m_rooms, &m_conversations, m_desktop.sleep()})
{
    m_window.sidebar()->setConversations(&m_conversations);
    wireWelcome();
    wireHome();
    wireTalks();
    wireState();
    wireDesktop();
    wireSettings();
    new SpokenNews(&m_window, &m_state, this);
    fillWelcome(commandLine, surroundings.defaultServer);
    application->installEventFilter(this);
    if (m_helper != nullptr)
        connect(m_helper, &Helper::gone, this, [this] { tell(HelperWords::ofPicture(HelperOutcome::Gone)); });
    m_settings.fill();
    if (!commandLine.link.isEmpty() && !isLink(commandLine.link))
        m_links.take(commandLine.link); // says why nothing is filled in

    // The server is told before the program ends, and the window is gone at once.
    QApplication::setQuitOnLastWindowClosed(false);
    connect(application, &QGuiApplication::saveStateRequest, this, &keepNothing);
    connect(application, &QApplication::lastWindowClosed, this, &ClientApp::quitWhenTold);
}

ClientApp::~ClientApp() = default;

void ClientApp::show()
{
    m_window.show();
    m_desktop.windowShown();
    m_effects.followDesktop();
    if (m_starts.meetsAtOnce())
        m_starts.start(m_starts.username(), m_keys.commandLines());
}

void ClientApp::wireSettings()
{
    // Once the page is shown on which they stay.
    connect(m_effects.freshUsernames(), &FreshUsernames::kept, this, &ClientApp::tell, Qt::QueuedConnection);
    connect(&m_settings, &SettingsPaths::changed, &m_effects, &SettingsEffects::apply);
    connect(&m_settings, &SettingsPaths::serverForgotten, this, &ClientApp::forget);
    connect(&m_settings, &SettingsPaths::languageChanged, this, [this] {
        if (m_state.line() == LineState::Closed)
            Q_EMIT languageChanged();
        else
            m_languageWaits = true;
    });
}

/// Its key is asked for again, should the person come back to it.
void ClientApp::forget(const QString& server)
{
    m_keys.forget(server);
    m_window.welcome()->forgetServer(server);
}

CarriedOver ClientApp::carriedOver() const
{
    return {m_window.welcome()->username(), m_window.welcome()->server(), m_keys, m_window.saveGeometry(),
            m_window.panels()->areSettingsOpen()};
}

void ClientApp::carryOn(const CarriedOver& carried)
{
    m_window.restoreGeometry(carried.geometry);
    m_window.welcome()->setUsername(carried.username);
    m_window.welcome()->setServer(carried.server);
    m_keys = carried.keys;
    if (carried.settingsOpen)
        m_window.panels()->openSettings(SettingsPart::Language);
}

void ClientApp::fillWelcome(const CommandLine& commandLine, const QString& packagers)
{
    WelcomePage* page = m_window.welcome();
    if (!commandLine.username.isEmpty())
        page->setUsername(commandLine.username);
    page->setServers(m_keys.fill(commandLine, m_settings.settings().servers, packagers));
    if (m_starts.meetsAtOnce())
        page->setAdult(true);
    m_starts.setUsername(commandLine.username.isEmpty() ? UsernameSuggestions().next()
                                                        : commandLine.username);
}

void ClientApp::startedAgain(const QString& link, const QByteArray& activation)
{
    if (m_quitting)
        return; // the window is gone, and comes back for nothing
    if (!activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activation); // Qt looks for it there, and takes it away
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
    if (!link.isEmpty())
        m_links.take(link);
}

bool ClientApp::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::FileOpen)
        return QObject::eventFilter(watched, event);
    startedAgain(static_cast<QFileOpenEvent*>(event)->url().toString(QUrl::FullyEncoded));
    return true;
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
    if (m_pair.tell(words) || m_rooms.tell(words))
        return;
    if (m_state.line() == LineState::Closed || m_state.line() == LineState::Connecting)
        m_window.welcome()->showNotice(words);
    else
        m_window.home()->showProblem(words);
}

/// At home, and where the button was pressed, also on the page of an ended conversation. Whoever is in a room
/// meanwhile is told what it is about.
void ClientApp::tellSearch(const QString& words)
{
    m_window.home()->showProblem(words);
    if (!m_pair.tell(words))
        m_rooms.tell(tr("Nobody is looked for any more. %1").arg(words));
}

void ClientApp::wireWelcome()
{
    WelcomePage* page = m_window.welcome();
    connect(page, &WelcomePage::startRequested, &m_starts, &SessionStarts::start);
    connect(page, &WelcomePage::trustRequested, &m_starts, &SessionStarts::trust);
    connect(page, &WelcomePage::cancelRequested, this, [this] {
        m_starts.giveUp();
        m_state.stop();
    });
    connect(&m_window, &MainWindow::disconnectRequested, this, [this] {
        m_effects.freshUsernames()->cancel();
        m_state.stop();
    });
    connect(&m_window, &MainWindow::panicRequested, this, &ClientApp::panic);
    connect(&m_links, &LinkPaths::problem, this, &ClientApp::tell);
}

void ClientApp::wireHome()
{
    connect(&m_window, &MainWindow::meetRequested, this, [this](const QStringList& topics) {
        m_window.home()->showProblem({});
        if (m_window.places()->currentChat() != m_window.chat())
            m_window.places()->showHome(); // out of a room: here the wait is seen, or why there is none
        m_state.pairs()->meet(topics);
        if (m_state.pairs()->meeting() == Meeting::Waiting)
            m_window.places()->showHome();
    });
    connect(m_window.home(), &HomePage::cancelRequested, m_state.pairs(), &Pairs::cancelMeet);
}

void ClientApp::wireTalks()
{
    const auto alert = [this](Arrival arrival) {
        if (!m_quitting)
            m_desktop.tell(arrival);
    };
    m_wiring.setTypingHints([this] { return m_settings.settings().typingHints; });
    connect(&m_wiring, &TalkWiring::linkRequested, this, &ClientApp::openLink);
    connect(&m_wiring, &TalkWiring::erased, this, &ClientApp::forgetPictures);
    connect(&m_pictures, &PicturePaths::saved, this, &ClientApp::tell);
    connect(&m_pair, &PairPaths::changed, this, &ClientApp::showConversations);
    connect(&m_pair, &PairPaths::alerted, this, alert);
    connect(&m_pair, &PairPaths::problem, this, &ClientApp::tell);
    connect(&m_pair, &PairPaths::erased, this, [this] {
        m_clipboard.forgetOf(m_window.chat());
        forgetPictures();
    });
    connect(&m_rooms, &RoomPaths::changed, this, &ClientApp::showConversations);
    connect(&m_rooms, &RoomPaths::alerted, this, alert);
    connect(&m_rooms, &RoomPaths::left, &m_clipboard, &ClipboardGuard::forgetOf);
    connect(&m_rooms, &RoomPaths::erased, this, &ClientApp::forgetPictures);
}

/// Copies that others than the rows hold.
void ClientApp::forgetPictures()
{
    if (m_pictureProcesses != nullptr && m_pictureProcesses->forget())
        m_workers.run<bool>(
            this,
            [processes = m_pictureProcesses] {
                processes->reap();
                return true;
            },
            [](bool) {}, false); // no worker is free: the next picture's reaps them
    QPixmapCache::clear();       // Qt's styles put into it what they draw
}

void ClientApp::wireState()
{
    connect(&m_connection, &ConnectionPaths::closed, this, &ClientApp::onClosed);
    connect(&m_connection, &ConnectionPaths::online, &m_starts, &SessionStarts::onOnline);
    connect(&m_connection, &ConnectionPaths::changed, this, &ClientApp::updateTitle);
    connect(m_state.pairs(), &Pairs::meetRefused, this, [this](Refusal refusal, Errc code, int retryAfterMs) {
        tellSearch(refusal == Refusal::NotConnected ? ProblemText::ofRetried(LineProblem::Dropped, Errc::Ok)
                                                    : ProblemText::of(refusal, code, retryAfterMs));
    });
    // And what the menu offers.
    connect(m_state.pairs(), &Pairs::nextPendingChanged, this, &ClientApp::updateTitle);
    connect(&m_state, &ChatState::welcomed, this, [this] {
        m_window.home()->setHasMet(false);
        m_starts.onWelcomed();
        m_links.fillInvite();
    });
}

void ClientApp::wireDesktop()
{
    connect(&m_desktop, &DesktopManners::showRequested, this,
            [this](const QByteArray& activation) { startedAgain({}, activation); });
    connect(&m_desktop, &DesktopManners::panicRequested, &m_window, &MainWindow::panic);
    connect(&m_desktop, &DesktopManners::quitRequested, this, [this] {
        startedAgain({}); // it may have to ask
        m_window.close();
    });
    // The session of the desktop ends, and waits for nobody's answer.
    connect(
        qApp, &QGuiApplication::commitDataRequest, &m_window,
        [this] {
            m_window.askNoMore();
            // Where it was called off, the next close is the person's again.
            QTimer::singleShot(logoutMs, &m_window, &MainWindow::askAgain);
        },
        Qt::DirectConnection);
}

void ClientApp::onClosed()
{
    if (m_quitting)
        return quitOnceRead();
    m_starts.onClosed();
    m_window.places()->showWelcome();
    if (m_starts.goOn())
        return;
    forgetTyped();
    doWhatWaited();
}

/// Invites open rooms, and titles and topics may tell who the person was.
void ClientApp::forgetTyped()
{
    m_rooms.forgetTyped();
    m_window.home()->setTopics({});
}

/// What the person chose in the session that is over.
void ClientApp::doWhatWaited()
{
    if (std::exchange(m_languageWaits, false))
        QMetaObject::invokeMethod(this, &ClientApp::languageChanged, Qt::QueuedConnection);
    m_links.fillWaiting();
}

void ClientApp::updateTitle()
{
    const bool isConnected = m_state.line() == LineState::Online || m_state.line() == LineState::Reconnecting;
    const Pairs* pairs = m_state.pairs();
    TitleState title;
    title.username = isConnected ? m_state.username() : QString();
    title.partner = pairs->partnerName();
    title.meeting = pairs->meeting();
    if (title.meeting == Meeting::Ended)
        title.end = pairs->endCause();
    title.room = m_rooms.shownTitle();
    title.unread = m_pair.unread() + m_rooms.unread();
    m_window.setTitleState(title);
    const bool isPaired = title.meeting == Meeting::Paired;
    m_window.setLeaves({isPaired ? title.partner : QString(), m_rooms.living()});
    if (!m_quitting) // else there is nothing of it any more
        m_desktop.follow(title.unread, m_conversations.rowCount());
}

void ClientApp::showConversations()
{
    m_conversations.setConversations(m_pair.summaries() + m_rooms.summaries());
    updateTitle();
}

void ClientApp::panic()
{
    m_panicNotice = std::make_unique<PanicNotice>();
    quitWhenTold(); // leaves and erases, before anything that could take time
    m_clipboard.forget();
    m_window.closeAtOnce();
    m_panicNotice->showAround(m_window.geometry().center());
}

void ClientApp::quitOnceRead()
{
    if (m_panicNotice == nullptr || m_panicNotice->isRead())
        QApplication::quit();
    else
        connect(m_panicNotice.get(), &PanicNotice::read, qApp, &QCoreApplication::quit);
}

void ClientApp::quitWhenTold()
{
    if (std::exchange(m_quitting, true))
        return;
    const bool wasClosed = m_state.line() == LineState::Closed;
    m_state.stop(); // first: all that follows waits for the desktop or for a disk
    m_starts.giveUp();
    forgetTyped();
    Q_EMIT quitting();
    m_desktop.leave();
    m_settings.rememberSize();
    if (wasClosed)
        return quitOnceRead(); // else once it is, which it may be already
    QTimer::singleShot(quitAtLatestMs, qApp, &QCoreApplication::quit);
}

} // namespace chatmet::client
