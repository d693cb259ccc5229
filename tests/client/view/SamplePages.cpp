// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/client/view/SamplePages.h"

#include "client/view/ChatView.h"
#include "client/view/HomePage.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/SettingsPanel.h"
#include "client/view/Sidebar.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>

namespace chatmet::client {

Stage::Stage(const Theme& theme) : model(&store), window(theme)
{
    window.chat()->setMessages(&model);
    window.sidebar()->setConversations(&conversations);
    window.sidebar()->setUsername(QStringLiteral("quiet-otter"));
    window.sidebar()->setLine(LineState::Online);
    window.welcome()->setServers({QStringLiteral("chat.example.org")});
    window.welcome()->setUsername(QStringLiteral("quiet-otter"));
    window.setServer(ServerCard{QStringLiteral("Example Collective"),
                                QStringLiteral("chat@example.org"),
                                QStringLiteral("Be kind. No harassment, nothing illegal."),
                                QStringLiteral("Germany"),
                                30,
                                false,
                                {}});
    window.show();
    QApplication::processEvents(); // so that it is the active one, where what comes is seen
}

void Stage::pair(void (*fill)(MessageStore*))
{
    conversations.setConversations({{QStringLiteral("lantern-fox"), sample::typingStranger(), 0, false}});
    model.setPartnerName(QStringLiteral("lantern-fox"));
    window.chat()->setPartner(QStringLiteral("lantern-fox"), {QStringLiteral("music")});
    window.setSeal(SealState::Sealed);
    window.setFacts({true, true, false, false, 0}, {}, true);
    window.setTitleState(
        {QStringLiteral("quiet-otter"), QStringLiteral("lantern-fox"), Meeting::Paired, {}, 0});
    window.places()->showChat();
    fill(&store);
}

/// The same page in a narrow window.
Page narrow(const char* name, void (*show)(Stage&))
{
    return {QLatin1String(name), [show](Stage& stage) {
                stage.window.resize(480, 640);
                show(stage);
            }};
}

void showHeld(Stage& stage, HoldingsWatch::State state, const QList<protocol::Holding>& rows)
{
    stage.pair(sample::fillTalk);
    stage.window.privacy()->setHoldings(state, rows);
    stage.window.privacy()->setLeakFacts(
        {{sample::said("LeakFacts", "no file can be written"), true},
         {sample::said("LeakFacts", "no core dumps"), true},
         {sample::said("LeakFacts", "freed memory is overwritten"), true},
         {sample::said("LeakFacts", "swap is not known to be encrypted"), false},
         {sample::said("LeakFacts", "X11 lets other programs see the screen and the keys"), false}});
    stage.window.places()->showPrivacy();
}

namespace {

QList<Page> pagesBeforeTalk()
{
    return {
        {QStringLiteral("welcome"), [](Stage& stage) { stage.window.places()->showWelcome(); }},
        {QStringLiteral("welcome-problem"),
         [](Stage& stage) { stage.window.welcome()->showProblem(LineProblem::HostNotFound); }},
        {QStringLiteral("welcome-untrusted"),
         [](Stage& stage) {
             stage.window.welcome()->setAdult(true);
             stage.window.welcome()->showProblem(
                 LineProblem::Untrusted, Errc::Ok,
                 QByteArrayLiteral("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
         }},
        {QStringLiteral("welcome-connecting"), [](Stage& stage) { stage.window.welcome()->setBusy(true); }},
        {QStringLiteral("home"),
         [](Stage& stage) {
             stage.window.home()->setTopics({QStringLiteral("music"), QStringLiteral("हिन्दी")});
             stage.window.places()->showHome();
         }},
        {QStringLiteral("home-waiting"),
         [](Stage& stage) {
             stage.window.home()->setTopics({QStringLiteral("music"), QStringLiteral("हिन्दी")});
             stage.window.home()->setWaiting(true);
             stage.window.places()->showHome();
         }},
    };
}

QList<protocol::Holding> sampleHoldings()
{
    return {{"session.username", "quiet-otter", 720'000, "session", 0, 1},
            {"session.id", "", 720'000, "session", 16, 1},
            {"session.lastTaken", "12", 720'000, "session", 0, 1},
            {"line.address", "203.0.113.7", 720'000, "line", 0, 1},
            {"line.tls.keys", "", 720'000, "line", 64, 1},
            {"line.webSocket", "", 720'000, "line", 1'536, 1},
            {"conversation.id", "5c3f", 240'000, "conversation", 0, 1},
            {"conversation.own.member", "a1b2", 240'000, "conversation", 0, 1},
            {"conversation.partner.session", "", 240'000, "conversation", 16, 1},
            {"conversation.pictures.streams.id", "77aa", 2'000, "picture", 0, 1},
            {"session.outbox.frames.sequence", "4..5", 1'000, "acknowledged", 0, 2},
            {"session.outbox.frames.body", "", 1'000, "acknowledged", 412, 2},
            {"accessLog.address", "on disk", 720'000, "days:30", 0, 1}};
}

void showPrivacy(Stage& stage)
{
    showHeld(stage, HoldingsWatch::State::Heard, sampleHoldings());
}

QList<Page> pagesOfPrivacy()
{
    return {
        {QStringLiteral("privacy"), showPrivacy},
        {QStringLiteral("privacy-every-field"),
         [](Stage& stage) {
             showPrivacy(stage);
             stage.window.findChild<QPushButton*>(QStringLiteral("everyFieldButton"))->click();
         }},
        {QStringLiteral("privacy-640"),
         [](Stage& stage) {
             stage.window.resize(640, 480);
             showPrivacy(stage);
         }},
        {QStringLiteral("anonymous"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.setSeal(SealState::Sealed);
             stage.window.findChild<QAction*>(QStringLiteral("anonymousAction"))->trigger();
         }},
        {QStringLiteral("about-server"),
         [](Stage& stage) {
             stage.window.places()->showHome();
             stage.window.findChild<QAction*>(QStringLiteral("serverAction"))->trigger();
         }},
        {QStringLiteral("home-nothing-said"),
         [](Stage& stage) {
             stage.window.setServer(ServerCard{});
             stage.window.places()->showHome();
         }},
        {QStringLiteral("home-after-meeting"),
         [](Stage& stage) {
             stage.window.home()->setHasMet(true);
             stage.window.places()->showHome();
         }},
    };
}

void showSettings(Stage& stage, SettingsPart part)
{
    SettingsPanel* page = stage.window.panels()->settings();
    SettingsChoices choices;
    const QList<KnownServer> servers{
        {QStringLiteral("wss://chat.example.org"), {}},
        {QStringLiteral("wss://own.example:8443"),
         QByteArrayLiteral("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")}};
    if (part == SettingsPart::Connection)
        choices.proxy = {ProxyKind::Socks5, QStringLiteral("127.0.0.1"), 0};
    page->setCapture(
        false, sample::said("chatmet::client::CaptureShield",
                            "This desktop lets no window stay out of recordings, so ChatMet can’t either."));
    QObject::connect(page, &SettingsPanel::filling, page, [page, choices, servers] {
        page->setChoices(choices);
        page->setServers(servers);
    });
    stage.window.welcome()->setConnection(choices.proxy.kind);
    page->openAt(part);
}

QList<Page> pagesOfSettings()
{
    return {
        {QStringLiteral("settings"), [](Stage& stage) { showSettings(stage, SettingsPart::Look); }},
        narrow("settings-480", [](Stage& stage) { showSettings(stage, SettingsPart::Connection); }),
        {QStringLiteral("small-settings"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             showSettings(stage, SettingsPart::Connection);
             stage.window.panels()
                 ->settings()
                 ->findChild<QLineEdit*>(QStringLiteral("proxyPortEdit"))
                 ->setFocus();
         }},
        {QStringLiteral("settings-servers"),
         [](Stage& stage) {
             showSettings(stage, SettingsPart::Look);
             stage.window.panels()
                 ->settings()
                 ->findChildren<QPushButton*>(QStringLiteral("forgetServerButton"))
                 .last()
                 ->setFocus();
         }},
        {QStringLiteral("settings-in-session"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.panels()->settings()->setSession(true);
             showSettings(stage, SettingsPart::Look);
         }},
        {QStringLiteral("welcome-no-proxy"),
         [](Stage& stage) {
             stage.window.welcome()->setConnection(ProxyKind::Tor);
             stage.window.welcome()->showProblem(LineProblem::ProxyFailed);
         }},
    };
}

} // namespace

QList<Page> allPages()
{
    return pagesBeforeTalk() + pagesOfTalk() + pagesOfAfterwards() + pagesOfFinding() + pagesOfRooms() +
           pagesOfPrivacy() + pagesOfSettings() + pagesOfNotices() + pagesOfPanels() + pagesOfMenus() +
           pagesAtTheEdge();
}

} // namespace chatmet::client
