// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// chatmet-screenshots [options] FOLDER: every page with sample data, light and dark or as the options say, as
// PNG files. No server, no network.

#include "client/model/ConversationListModel.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/MessageActs.h"
#include "client/view/MessageListView.h"
#include "client/view/PictureViewer.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/ProblemText.h"
#include "client/view/RoomPage.h"
#include "client/view/RoomsCard.h"
#include "client/view/SearchBar.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/SettingsPanel.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QCheckBox>
#include <QCommandLineParser>
#include <QDir>
#include <QHash>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QTextStream>

#include <functional>
#include <optional>

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
        QApplication::processEvents(); // so that it is the active one, where what comes is seen
    }

    void pair(void (*fill)(MessageStore*))
    {
        conversations.setConversations(
            {{QStringLiteral("lantern-fox"), QStringLiteral("stranger · typing…"), 0, false}});
        model.setPartnerName(QStringLiteral("lantern-fox"));
        window.chat()->setPartner(QStringLiteral("lantern-fox"), {QStringLiteral("music")});
        window.setSeal(SealState::Sealed);
        window.setFacts({true, true, false, false, 0}, {}, true);
        window.setTitleState(
            {QStringLiteral("quiet-otter"), QStringLiteral("lantern-fox"), Meeting::Paired, {}, 0});
        window.showChat();
        fill(&store);
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
        {QStringLiteral("close-question"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.setLeaves({QStringLiteral("lantern-fox"), 2});
             stage.window.close();
         }},
        {QStringLiteral("small-close-question"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             stage.pair(sample::fillTalk);
             stage.window.setLeaves({QStringLiteral("lantern-fox"), 0});
             stage.window.close();
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

/// From the middle of one message to the middle of another.
void showSelection(Stage& stage)
{
    stage.window.chat()->list()->setFocus();
    QApplication::processEvents();
    MessageListView* list = stage.window.chat()->list();
    const auto pointIn = [list](int row, int position) {
        const QModelIndex index = list->messages()->index(row);
        const MessageLayout& layout = list->layoutOf(index);
        return list->visualRect(index).topLeft() + layout.textRect.topLeft() +
               layout.text.cursorAt(position).center();
    };
    const auto send = [list](QEvent::Type type, const QPoint& at) {
        QMouseEvent event(type, at, list->viewport()->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, {});
        QApplication::sendEvent(list->viewport(), &event);
    };
    send(QEvent::MouseButtonPress, pointIn(1, 9));
    send(QEvent::MouseMove, pointIn(4, 40));
    send(QEvent::MouseButtonRelease, pointIn(4, 40));
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

void showSearch(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.store.append(
        sample::text(QStringLiteral("where? I know that river, and more rivers near it"), true, 6));
    stage.window.chat()->search()->open();
    stage.window.findChild<QLineEdit*>(QStringLiteral("searchField"))->setText(QStringLiteral("river"));
}

void showNothingFound(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->search()->open();
    stage.window.findChild<QLineEdit*>(QStringLiteral("searchField"))->setText(QStringLiteral("ocean"));
}

/// Back from another page, on which nobody saw what came.
void showUnread(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.showHome();
    for (int minute = 6; minute < 20; ++minute)
        stage.store.append(sample::text(
            QStringLiteral("one more thing, and then I will let you read, I promise"), false, minute));
    QApplication::processEvents();
    stage.window.showChat();
}

QList<Page> pagesOfFinding()
{
    return {
        {QStringLiteral("search"), showSearch},
        narrow("search-480", showSearch),
        {QStringLiteral("search-nothing"), showNothingFound},
        {QStringLiteral("new-messages"), showUnread},
        narrow("new-messages-480", showUnread),
    };
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
        {QStringLiteral("emoji"), [](Stage& stage) { stage.pair(sample::fillEmoji); }},
        {QStringLiteral("selection"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             showSelection(stage);
         }},
        {QStringLiteral("selection-mixed"),
         [](Stage& stage) {
             stage.pair(sample::fillRightToLeft);
             showSelection(stage);
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

RoomPage* showRoom(Stage& stage, void (*fill)(MessageStore*) = sample::fillRoom)
{
    stage.pair(sample::fillTalk);
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
    fill(&stage.room); // seen as it comes
    return page;
}

void showRoomPage(Stage& stage)
{
    showRoom(stage);
}

/// Closed at the end, open at the top.
void showBusyRoom(Stage& stage)
{
    RoomPage* page = showRoom(stage, sample::fillBusyRoom);
    MessageListView* list = page->chat()->list();
    QApplication::processEvents();
    list->acts()->act(list->messages()->index(0), RowPart::Details);
    list->scrollToTop();
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
        {QStringLiteral("room-events"), showBusyRoom}, narrow("room-events-480", showBusyRoom),
        {QStringLiteral("room-people"), showPeople},   {QStringLiteral("room-removing"), showRemoving},
        {QStringLiteral("room-told-of"), showToldOf},  narrow("room-told-of-480", showToldOf),
        {QStringLiteral("room-invite"), showInvite},   narrow("room-invite-480", showInvite),
        {QStringLiteral("room-removed"), showRemoved}, {QStringLiteral("home-rooms"), showRoomsAtHome},
        narrow("home-rooms-480", showRoomsAtHome),
    };
}

void showSettings(Stage& stage, SettingsPart part)
{
    SettingsPanel* page = stage.window.panels()->settings();
    SettingsChoices choices;
    choices.servers = {
        {QStringLiteral("wss://chat.example.org"), {}},
        {QStringLiteral("wss://own.example:8443"),
         QByteArrayLiteral("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")}};
    if (part == SettingsPart::Connection)
        choices.proxy = {ProxyKind::Socks5, QStringLiteral("127.0.0.1"), 0};
    page->setCapture(false, QStringLiteral("This desktop lets no window stay out of recordings."));
    QObject::connect(page, &SettingsPanel::filling, page, [page, choices] { page->setChoices(choices); });
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

bool shoot(const Theme& theme, const Page& page, const QSize& size, const QString& file)
{
    Stage stage(theme);
    page.second(stage);
    if (!size.isEmpty())
        stage.window.resize(size);
    // Layouts settle over a few rounds of the event loop; a fixed number, nothing is waited for.
    for (int round = 0; round < 5; ++round)
        QApplication::processEvents();
    return stage.window.grab().save(file);
}

/// How a page may have to look besides how it usually does.
struct Variant
{
    QList<std::pair<Scheme, QLatin1String>> schemes;
    QLocale locale{QLocale::English, QLocale::UnitedKingdom};
    Qt::LayoutDirection direction{Qt::LeftToRight};
    QSize size{}; ///< empty: each page's own
};

/// "640x480"; nothing for anything else.
std::optional<QSize> sizeFrom(const QString& text)
{
    const QStringList sides = text.split(u'x');
    const QSize size(sides.value(0).toInt(), sides.value(1).toInt());
    return sides.size() == 2 && !size.isEmpty() ? std::optional(size) : std::nullopt;
}

/// Nothing where an option is not understood.
std::optional<Variant> variantFrom(const QCommandLineParser& parser)
{
    static const QHash<QString, QList<std::pair<Scheme, QLatin1String>>> looks{
        {QStringLiteral("both"),
         {{Scheme::Light, QLatin1String("light")}, {Scheme::Dark, QLatin1String("dark")}}},
        {QStringLiteral("light"), {{Scheme::Light, QLatin1String("light")}}},
        {QStringLiteral("dark"), {{Scheme::Dark, QLatin1String("dark")}}},
        {QStringLiteral("contrast"), {{Scheme::HighContrast, QLatin1String("contrast")}}}};
    Variant variant;
    variant.schemes = looks.value(parser.value(QStringLiteral("look")));
    bool understood = !variant.schemes.isEmpty();
    if (parser.isSet(QStringLiteral("language"))) {
        variant.locale = QLocale(parser.value(QStringLiteral("language")));
        understood &= variant.locale.language() != QLocale::C; // as Qt says that it knows none of this name
    }
    if (parser.isSet(QStringLiteral("right-to-left")))
        variant.direction = Qt::RightToLeft;
    if (parser.isSet(QStringLiteral("size"))) {
        const auto size = sizeFrom(parser.value(QStringLiteral("size")));
        understood &= size.has_value();
        variant.size = size.value_or(QSize());
    }
    return understood ? std::optional(variant) : std::nullopt;
}

bool shootAll(const QDir& folder, Theme* theme, const Variant& variant)
{
    bool saved = true;
    for (const auto& [scheme, name] : variant.schemes) {
        const QString ending = u'-' + QString(name) + QStringLiteral(".png");
        theme->setScheme(scheme);
        for (const Page& page : pagesBeforeTalk() + pagesOfTalk() + pagesOfAfterwards() + pagesOfFinding() +
                                    pagesOfRooms() + pagesOfPrivacy() + pagesOfSettings())
            saved &= shoot(*theme, page, variant.size, folder.filePath(page.first + ending));
        saved &= shootReasons(*theme, folder.filePath(QStringLiteral("report-menu") + ending));
        QApplication::setLayoutDirection(Qt::RightToLeft);
        saved &=
            shoot(*theme, {QStringLiteral("rtl"), [](Stage& stage) { stage.pair(sample::fillRightToLeft); }},
                  variant.size, folder.filePath(QStringLiteral("rtl") + ending));
        QApplication::setLayoutDirection(variant.direction);
    }
    return saved;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(QStringLiteral("FOLDER"), QStringLiteral("Where the pictures go."));
    parser.addOptions(
        {{QStringLiteral("look"), QStringLiteral("both, light, dark or contrast."), QStringLiteral("LOOK"),
          QStringLiteral("both")},
         {QStringLiteral("language"), QStringLiteral("As in a locale's name: hi."), QStringLiteral("NAME")},
         {QStringLiteral("right-to-left"), QStringLiteral("As where people read from the right.")},
         {QStringLiteral("size"), QStringLiteral("Of every page's window."), QStringLiteral("WxH")}});
    parser.addHelpOption();
    parser.process(application);
    const auto variant = variantFrom(parser);
    if (!variant || parser.positionalArguments().size() != 1) {
        QTextStream(stderr) << parser.helpText();
        return 2;
    }
    const QDir folder(parser.positionalArguments().first());
    if (!folder.mkpath(QStringLiteral(".")))
        return 1;
    const Translations translations(variant->locale);
    QLocale::setDefault(variant->locale);
    QApplication::setLayoutDirection(variant->direction);
    QApplication::setFont(QFont(QStringLiteral("Inter"), 11));
    if (variant->schemes.first().first == Scheme::HighContrast)
        QApplication::setPalette(highContrastPalette());
    Theme theme(&application);
    return shootAll(folder, &theme, *variant) ? 0 : 1;
}
