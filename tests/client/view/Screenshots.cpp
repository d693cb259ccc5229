// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// chatmet-screenshots FOLDER: every page with sample data, light and dark, as PNG files. No server, no
// network. chatmet-screenshots --check LANGUAGE: whether every word of every page has room, in small windows
// too.

#include "client/model/ConversationListModel.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/PictureViewer.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/ProblemText.h"
#include "client/view/RoomPage.h"
#include "client/view/RoomsCard.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"
#include "tests/client/view/LayoutChecks.h"
#include "tests/client/view/PseudoTranslator.h"
#include "tests/client/view/SampleChat.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSet>
#include <QTextStream>

#include <algorithm>
#include <functional>

#include "resources/Translations.h"

using namespace chatmet;
using namespace chatmet::client;

namespace {

/// One window with everything behind it that a page may show.
struct Stage
{
    explicit Stage(const Theme& theme) : model(&store), window(theme)
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
    }

    void pair(void (*fill)(MessageStore*))
    {
        fill(&store);
        conversations.setConversations(
            {{QStringLiteral("lantern-fox"), QStringLiteral("stranger · typing…"), 0, false}});
        model.setPartnerName(QStringLiteral("lantern-fox"));
        window.chat()->setPartner(QStringLiteral("lantern-fox"), {QStringLiteral("music")});
        window.setSeal(SealState::Sealed);
        window.setFacts({true, true, false, false, 0}, {}, true);
        window.setTitleState(
            {QStringLiteral("quiet-otter"), QStringLiteral("lantern-fox"), Meeting::Paired, {}, 0});
        window.showChat();
    }

    MessageStore store;
    MessageStore room; ///< outlives the window
    MessageListModel model;
    ConversationListModel conversations;
    MainWindow window;
};

CleanPicture samplePicture()
{
    CleanPicture picture;
    picture.bytes = QByteArray(640'000, 'x');
    picture.size = {2048, 1365};
    picture.preview = sample::photo({320, 213});
    picture.wasAnimated = true;
    picture.wasScaled = true;
    return picture;
}

using Page = std::pair<QString, std::function<void(Stage&)>>;

QList<Page> pagesBeforeTalk()
{
    return {
        {QStringLiteral("welcome"), [](Stage& stage) { stage.window.showWelcome(); }},
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
             stage.window.showHome();
         }},
        {QStringLiteral("home-waiting"),
         [](Stage& stage) {
             stage.window.home()->setTopics({QStringLiteral("music"), QStringLiteral("हिन्दी")});
             stage.window.home()->setWaiting(true);
             stage.window.showHome();
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
    stage.pair(sample::fillTalk);
    stage.window.privacy()->setHoldings(HoldingsWatch::State::Heard, sampleHoldings());
    stage.window.privacy()->setLeakFacts(
        {{QStringLiteral("no file can be written"), true},
         {QStringLiteral("no core dumps"), true},
         {QStringLiteral("freed memory is overwritten"), true},
         {QStringLiteral("swap is not known to be encrypted"), false},
         {QStringLiteral("X11 lets other programs see the screen and the keys"), false}});
    stage.window.showPrivacy();
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
             stage.window.showHome();
             stage.window.findChild<QAction*>(QStringLiteral("serverAction"))->trigger();
         }},
        {QStringLiteral("home-nothing-said"),
         [](Stage& stage) {
             stage.window.setServer(ServerCard{});
             stage.window.showHome();
         }},
        {QStringLiteral("home-after-meeting"),
         [](Stage& stage) {
             stage.window.home()->setHasMet(true);
             stage.window.showHome();
         }},
    };
}

QList<Page> pagesOfTalk()
{
    return {
        {QStringLiteral("chat"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.chat()->setPartnerTyping(true);
         }},
        {QStringLiteral("chat-compare-emoji"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.panels()->emojiCheck()->setCheck(QStringLiteral("lantern-fox"),
                                                           {12, 38, 3, 41, 54, 35, 7}, EmojiWord::None,
                                                           EmojiWord::Match);
             stage.window.panels()->emojiCheck()->open();
         }},
        {QStringLiteral("chat-picture-progress"), [](Stage& stage) { stage.pair(sample::fillPictures); }},
        {QStringLiteral("send-picture"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.panels()->sendPicture()->showPicture(samplePicture());
         }},
        {QStringLiteral("viewer"),
         [](Stage& stage) {
             stage.pair(sample::fillPictures);
             stage.window.panels()->showInViewer(MessageKey{3}, sample::photo({2048, 1365}));
         }},
        {QStringLiteral("ended"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.store.change(MessageKey{6},
                                [](Message& message) { message.picture = PictureState::NotOpened; });
             stage.window.chat()->setEnded(EndCause::PartnerLeft);
             stage.window.chat()->setErasesIn(24);
             stage.conversations.setConversations(
                 {{QStringLiteral("lantern-fox"), QStringLiteral("has left"), 0, true}});
         }},
        {QStringLiteral("reconnecting"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.chat()->setReconnecting(14);
             stage.window.sidebar()->setLine(LineState::Reconnecting);
             stage.window.chat()->composer()->setText(QStringLiteral("two lines\nof words that wait"));
             stage.window.chat()->composer()->showProblem(
                 QStringLiteral("The line is down. It was not sent. Your words stay here until it is back."));
         }},
        {QStringLiteral("small-window"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             stage.pair(sample::fillTalk);
             stage.window.chat()->setPartnerTyping(true);
         }},
        {QStringLiteral("small-welcome"), [](Stage& stage) { stage.window.resize(480, 420); }},
        {QStringLiteral("small-home"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             stage.window.showHome();
         }},
        {QStringLiteral("keys"),
         [](Stage& stage) {
             stage.window.showHome();
             stage.window.findChild<QAction*>(QStringLiteral("shortcutsAction"))->trigger();
         }},
    };
}

void showAnswers(Stage& stage)
{
    stage.pair(sample::fillAnswers);
    stage.window.chat()->reply();
    stage.window.chat()->composer()->setText(QStringLiteral("no harm done"));
}

void showBlocked(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->setEnded(EndCause::YouLeft);
    stage.window.chat()->setErasesIn(24);
    stage.window.setFacts({true, false, false, true, 110}, {}, false);
}

void showTicket(Stage& stage)
{
    stage.window.setFacts({true, true, false, false, 92}, {}, false);
    stage.window.home()->setHasMet(true);
    stage.window.showHome();
}

/// The same page in a narrow window.
Page narrow(const char* name, void (*show)(Stage&))
{
    return {QLatin1String(name), [show](Stage& stage) {
                stage.window.resize(480, 640);
                show(stage);
            }};
}

QList<Page> pagesOfAfterwards()
{
    return {
        {QStringLiteral("answers"), showAnswers},
        narrow("answers-480", showAnswers),
        {QStringLiteral("answers-1280"),
         [](Stage& stage) {
             stage.window.resize(1280, 720);
             showAnswers(stage);
         }},
        {QStringLiteral("quick-switcher"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.conversations.setConversations(
                 {{QStringLiteral("lantern-fox"), QStringLiteral("stranger"), 0, false},
                  {QStringLiteral("Tea"), QStringLiteral("3 people"), 2, false},
                  {QStringLiteral("हिन्दी साहित्य"), QStringLiteral("12 people"), 0, false}});
             stage.window.findChild<QAction*>(QStringLiteral("switchAction"))->trigger();
         }},
        {QStringLiteral("small-keys"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             stage.window.showHome();
             stage.window.findChild<QAction*>(QStringLiteral("shortcutsAction"))->trigger();
         }},
        {QStringLiteral("ended-blocked"), showBlocked},
        narrow("ended-blocked-480", showBlocked),
        {QStringLiteral("home-ticket"), showTicket},
        narrow("home-ticket-480", showTicket),
    };
}

const QString sampleInvite =
    QStringLiteral("chatmet://chat.example/q83vEjRWeJCrze8SNFZ4kA#v1.mHZUMhD-3LqYdlQyEP7cug.Tea");

RoomPage* showRoom(Stage& stage)
{
    stage.pair(sample::fillTalk);
    sample::fillRoom(&stage.room);
    RoomPage* page = stage.window.addRoom(&stage.room);
    page->setTitle(QStringLiteral("Tea"));
    page->setMembers(sample::people());
    page->setInvite(sampleInvite);
    page->setState(true, true, false);
    page->setTyping({QStringLiteral("boris")});
    stage.conversations.setConversations(
        {{QStringLiteral("lantern-fox"), QStringLiteral("stranger"), 3, false},
         {QStringLiteral("Tea"), QStringLiteral("3 people · typing…"), 0, false},
         {QStringLiteral("हिन्दी साहित्य"), QStringLiteral("12 people"), 27, false}});
    stage.window.addRoom(&stage.room)->setTitle(QStringLiteral("हिन्दी साहित्य"));
    stage.window.showRoom(page);
    return page;
}

void showRoomPage(Stage& stage)
{
    showRoom(stage);
}

void showPeople(Stage& stage)
{
    Q_EMIT showRoom(stage)->membersRequested();
}

void showToldOf(Stage& stage)
{
    RoomPage* page = showRoom(stage);
    QList<RoomMember> members = sample::people();
    members[1].blocked = WordStep::Taken;
    members[2].reported = WordStep::Taken;
    page->setMembers(members);
    Q_EMIT page->membersRequested();
    stage.window.findChildren<QPushButton*>(QStringLiteral("blockMemberButton")).last()->click();
}

void showRemoving(Stage& stage)
{
    showPeople(stage);
    stage.window.findChild<QPushButton*>(QStringLiteral("removeMemberButton"))->click();
}

void showInvite(Stage& stage)
{
    Q_EMIT showRoom(stage)->inviteRequested();
}

void showRemoved(Stage& stage)
{
    RoomPage* page = showRoom(stage);
    page->setEnded(EndCause::Removed);
    page->chat()->setErasesIn(24);
}

void showRoomsAtHome(Stage& stage)
{
    stage.window.home()->setHasMet(true);
    stage.window.home()->rooms()->showJoinProblem(ProblemText::of(Errc::InviteSecretGone));
    stage.window.showHome();
}

QList<Page> pagesOfRooms()
{
    return {
        {QStringLiteral("room"), showRoomPage},        narrow("room-480", showRoomPage),
        {QStringLiteral("room-people"), showPeople},   {QStringLiteral("room-removing"), showRemoving},
        {QStringLiteral("room-told-of"), showToldOf},  narrow("room-told-of-480", showToldOf),
        {QStringLiteral("room-invite"), showInvite},   narrow("room-invite-480", showInvite),
        {QStringLiteral("room-removed"), showRemoved}, {QStringLiteral("home-rooms"), showRoomsAtHome},
        narrow("home-rooms-480", showRoomsAtHome),
    };
}

QList<Page> allPages()
{
    return pagesBeforeTalk() + pagesOfTalk() + pagesOfAfterwards() + pagesOfRooms() + pagesOfPrivacy();
}

/// What others wrote, here: names, rules, topics, files and keys of the samples.
QStringList wordsOfOthers()
{
    return {QStringLiteral("lantern-fox"),
            QStringLiteral("quiet-otter"),
            QStringLiteral("chat.example.org"),
            QStringLiteral("Example Collective"),
            QStringLiteral("Tea"),
            QStringLiteral("हिन्दी साहित्य"),
            QStringLiteral("हिन्दी"),
            QStringLiteral("music"),
            QStringLiteral("boris"),
            QStringLiteral("chen"),
            QStringLiteral("chat@example.org"),
            QStringLiteral("Be kind. No harassment, nothing illegal."),
            QStringLiteral("Germany"),
            QStringLiteral("no file can be written"),
            QStringLiteral("no core dumps"),
            QStringLiteral("freed memory is overwritten"),
            QStringLiteral("swap is not known to be encrypted"),
            QStringLiteral("X11 lets other programs see the screen and the keys"),
            sampleInvite};
}

QStringList linesOf(const QString& file)
{
    QFile opened(file);
    if (file.isEmpty() || !opened.open(QIODevice::ReadOnly))
        return {};
    QStringList lines = QString::fromUtf8(opened.readAll()).split(u'\n', Qt::SkipEmptyParts);
    lines.removeIf([](const QString& line) { return line.startsWith(u'#'); });
    return lines;
}

void settle()
{
    // Layouts settle over a few rounds of the event loop; a fixed number, nothing is waited for.
    for (int round = 0; round < 5; ++round)
        QApplication::processEvents();
}

/// How many things are wrong with it, each said in a line.
/// known: what is not mended yet, as beginnings of such lines; a later one of the same kind fails.
int check(const Theme& theme, const Page& page, bool isPseudo, const QStringList& known)
{
    Stage stage(theme);
    page.second(stage);
    settle();
    QSet<QString> problems;
    if (isPseudo) {
        for (const QString& problem : untranslatedWords(&stage.window, wordsOfOthers()))
            problems.insert(problem);
    }
    for (const QSize size : {stage.window.size(), QSize(640, 480), QSize(480, 420)}) {
        stage.window.resize(size);
        settle();
        for (const QString& problem : layoutProblems(&stage.window))
            problems.insert(QStringLiteral("%1x%2: %3").arg(size.width()).arg(size.height()).arg(problem));
    }
    int unknown = 0;
    for (const QString& problem : std::as_const(problems)) {
        const QString line = QStringLiteral("%1: %2").arg(page.first, problem);
        const bool isKnown = std::any_of(known.cbegin(), known.cend(),
                                         [&line](const QString& one) { return line.startsWith(one); });
        unknown += isKnown ? 0 : 1;
        if (!isKnown)
            QTextStream(stdout) << line << Qt::endl;
    }
    return unknown;
}

/// language: a code, or "pseudo"; with "-rtl" behind it mirrored.
int checkAll(QApplication& application, const QString& language, const QStringList& known)
{
    const QString code = language.section(u'-', 0, 0);
    const bool isPseudo = code == u"pseudo";
    PseudoTranslator pseudo;
    const Translations translations(QLocale(isPseudo ? QStringLiteral("en") : code));
    if (isPseudo)
        QApplication::installTranslator(&pseudo);
    QLocale::setDefault(isPseudo ? QLocale(QLocale::English) : QLocale(code));
    if (language.endsWith(u"-rtl"))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    const Theme theme(&application);
    int problems = 0;
    for (const Page& page : allPages())
        problems += check(theme, page, isPseudo, known);
    QTextStream(stdout) << problems << " problems in " << allPages().size() << " pages, " << language
                        << Qt::endl;
    return problems == 0 ? 0 : 1;
}

/// A menu is a window of its own, and has its own picture.
bool shootReasons(const Theme& theme, const QString& file)
{
    Stage stage(theme);
    stage.pair(sample::fillTalk);
    stage.window.chat()->openReasons();
    QApplication::processEvents();
    QWidget* menu = QApplication::activePopupWidget();
    return menu != nullptr && menu->grab().save(file);
}

bool shoot(const Theme& theme, const Page& page, const QString& file)
{
    Stage stage(theme);
    page.second(stage);
    settle();
    return stage.window.grab().save(file);
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        QTextStream(stderr)
            << "usage: chatmet-screenshots FOLDER [LANGUAGE] | --check LANGUAGE[-rtl] [KNOWN]\n";
        return 2;
    }
    QApplication::setFont(QFont(QStringLiteral("Inter"), 11));
    if (arguments.at(1) == u"--check")
        return checkAll(application, arguments.value(2, QStringLiteral("en")), linesOf(arguments.value(3)));
    const Translations translations(arguments.size() > 2 ? QLocale(arguments.at(2))
                                                         : QLocale(QLocale::English, QLocale::UnitedKingdom));
    QLocale::setDefault(arguments.size() > 2 ? QLocale(arguments.at(2))
                                             : QLocale(QLocale::English, QLocale::UnitedKingdom));
    const QDir folder(arguments.at(1));
    if (!folder.mkpath(QStringLiteral(".")))
        return 1;
    Theme theme(&application);
    bool saved = true;
    for (const auto& [scheme, name] : {std::pair{Scheme::Light, "light"}, std::pair{Scheme::Dark, "dark"}}) {
        theme.setScheme(scheme);
        for (const Page& page : allPages())
            saved &= shoot(theme, page,
                           folder.filePath(page.first + u'-' + QLatin1String(name) + QStringLiteral(".png")));
        saved &= shootReasons(theme, folder.filePath(QStringLiteral("report-menu-") + QLatin1String(name) +
                                                     QStringLiteral(".png")));
        QApplication::setLayoutDirection(Qt::RightToLeft);
        saved &=
            shoot(theme, {QStringLiteral("rtl"), [](Stage& stage) { stage.pair(sample::fillRightToLeft); }},
                  folder.filePath(QStringLiteral("rtl-") + QLatin1String(name) + QStringLiteral(".png")));
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
    return saved ? 0 : 1;
}
