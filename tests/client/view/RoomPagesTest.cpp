// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows of rooms: the ways in, the page, people, invite.
#include "client/model/ConversationListModel.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/HomePage.h"
#include "client/view/InvitePanel.h"
#include "client/view/MainWindow.h"
#include "client/view/MembersPanel.h"
#include "client/view/MessageListView.h"
#include "client/view/PictureViewer.h"
#include "client/view/PlainLabel.h"
#include "client/view/QrCodeView.h"
#include "client/view/RoomPage.h"
#include "client/view/RoomsCard.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "resources/Translations.h"

using namespace chatmet;
using namespace chatmet::client;

namespace {

const QString invite =
    QStringLiteral("chatmet://chat.example/AAECAwQFBgcICQoLDA0ODw#v1.AAECAwQFBgcICQoLDA0ODw.Tea");

} // namespace

class RoomPagesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Theme> theme;
    std::unique_ptr<MessageStore> store;
    std::unique_ptr<ConversationListModel> conversations;
    std::unique_ptr<MainWindow> window;
    RoomPage* page{nullptr};

    [[nodiscard]] static QList<RoomMember> people() { return sample::people(); }
    [[nodiscard]] QString shown(const char* name) const
    {
        return named<PlainLabel>(window.get(), name)->shown();
    }

    /// What stands below a name, in order of joining; empty where nothing does.
    static QString aboutOf(const MembersPanel* panel, int row)
    {
        const auto rows = panel->findChildren<QWidget*>(QStringLiteral("memberRow"));
        const auto* words = rows.at(row)->findChild<PlainLabel*>(QStringLiteral("memberAbout"));
        return words == nullptr ? QString() : words->shown();
    }

private Q_SLOTS:
    void init()
    {
        theme = std::make_unique<Theme>(qApp);
        store = std::make_unique<MessageStore>();
        conversations = std::make_unique<ConversationListModel>();
        window = std::make_unique<MainWindow>(*theme);
        window->sidebar()->setConversations(conversations.get());
        window->home()->setOnline(true);
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        window->places()->showHome();
        sample::fillRoom(store.get());
        page = window->addRoom(store.get());
        page->setTitle(QStringLiteral("Tea"));
        page->setMembers(people());
        page->setInvite(invite);
        page->setState(false, true, false);
        conversations->setConversations({{QStringLiteral("heron"), QStringLiteral("stranger"), 0, false},
                                         {QStringLiteral("Tea"), QStringLiteral("3 people"), 2, false}});
    }
    void cleanup()
    {
        window.reset();
        conversations.reset();
        store.reset();
        theme.reset();
    }

    void home_opensARoomWithOrWithoutTitle()
    {
        QSignalSpy opened(window->home()->rooms(), &RoomsCard::openRequested);
        press(window.get(), "openRoomButton");
        named<QLineEdit>(window.get(), "roomTitleField")->setText(QStringLiteral("Tea"));
        QTest::keyClick(named<QLineEdit>(window.get(), "roomTitleField"), Qt::Key_Return);
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.at(0).first().toString(), QString());
        QCOMPARE(opened.at(1).first().toString(), QStringLiteral("Tea"));
    }

    void home_joinsWithAnInviteAndSaysWhatIsWrong()
    {
        QSignalSpy joined(window->home()->rooms(), &RoomsCard::joinRequested);
        press(window.get(), "joinRoomButton");
        QCOMPARE(joined.size(), 0); // an empty field is no invite
        auto* field = named<QLineEdit>(window.get(), "inviteField");
        field->setText(invite);
        press(window.get(), "joinRoomButton");
        QCOMPARE(joined.last().first().toString(), invite);
        window->home()->rooms()->showJoinProblem(QStringLiteral("no"));
        QVERIFY(named<PlainLabel>(window.get(), "joinRoomProblem")->isVisible());
        QTest::keyClick(field, Qt::Key_End);
        QTest::keyClicks(field, QStringLiteral("x"));
        QVERIFY(!named<PlainLabel>(window.get(), "joinRoomProblem")->isVisible());
        window->home()->rooms()->clear();
        QVERIFY(field->text().isEmpty()); // it holds a secret
    }

    void home_offline_opensNothing()
    {
        window->home()->setOnline(false);
        QVERIFY(!named<QPushButton>(window.get(), "openRoomButton")->isEnabled());
        QVERIFY(!named<QPushButton>(window.get(), "joinRoomButton")->isEnabled());
    }

    void sidebar_switchesThePlace()
    {
        auto* list = named<QListView>(window.get(), "conversationList");
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(1, 0)).center());
        QCOMPARE(window->places()->shownRoom(), page);
        QCOMPARE(list->currentIndex().row(), 1);
        QTest::keySequence(window.get(), QKeySequence(QStringLiteral("Ctrl+1")));
        QVERIFY(window->places()->isChatShown());
        QCOMPARE(list->currentIndex().row(), 0);
        QTest::keySequence(window.get(), QKeySequence(QStringLiteral("Ctrl+2")));
        QCOMPARE(window->places()->shownRoom(), page);
        QTest::keySequence(window.get(), QKeySequence(QStringLiteral("Ctrl+3"))); // there is none
        QCOMPARE(window->places()->shownRoom(), page);
    }

    void drafts_stayWithTheirConversation()
    {
        window->places()->showRoom(page);
        page->chat()->composer()->setText(QStringLiteral("half a thought"));
        window->places()->showChat();
        window->chat()->composer()->setText(QStringLiteral("another"));
        window->places()->showRoom(page);
        QCOMPARE(page->chat()->composer()->text(), QStringLiteral("half a thought"));
        QCOMPARE(window->chat()->composer()->text(), QStringLiteral("another"));
    }

    void header_saysWhoIsThereAndWhatIsSo()
    {
        window->places()->showRoom(page);
        QCOMPARE(shown("roomTitle"), QStringLiteral("Tea"));
        QVERIFY(shown("roomAbout").contains(QStringLiteral("away")));
        QVERIFY(!shown("roomAbout").contains(QStringLiteral("locked")));
        page->setState(true, true, false);
        QVERIFY(shown("roomAbout").contains(QStringLiteral("locked")));
    }

    void lock_isAskedForAndFollowsTheServer()
    {
        window->places()->showRoom(page);
        QSignalSpy locked(page, &RoomPage::lockRequested);
        auto* action = named<QAction>(page, "lockAction");
        action->trigger();
        QCOMPARE(locked.last().first().toBool(), true);
        QVERIFY(!action->isChecked());
        page->setState(true, true, false);
        QVERIFY(action->isChecked());
        page->setState(true, false, false);
        QVERIFY(!action->isEnabled()); // not the host
    }

    void picturesAtOnce_isAskedForInTheRoomsMenu()
    {
        auto* entry = page->findChild<QAction*>(QStringLiteral("roomPicturesAtOnceAction"));
        QVERIFY(entry->isEnabled() && !entry->isChecked());
        QSignalSpy asked(page->chat(), &ChatView::picturesAtOnceRequested);
        entry->trigger();
        QCOMPARE(asked.size(), 1);
        page->chat()->setPicturesAtOnce(false); // the room's answer
        page->chat()->setPicturesAtOnce(true);
        QVERIFY(entry->isChecked());
        page->setEnded(EndCause::Removed);
        QVERIFY(!page->chat()->picturesAtOnce());
    }

    void people_areListedAndRemovedAfterAQuestion()
    {
        window->places()->showRoom(page);
        press(page, "membersButton");
        auto* panel = named<MembersPanel>(window.get(), "membersPanel");
        QVERIFY(panel->isVisible());
        const auto names = panel->findChildren<PlainLabel*>(QStringLiteral("memberName"));
        QCOMPARE(names.size(), 3);
        QCOMPARE(names.at(0)->shown(), QStringLiteral("quiet-otter"));
        const auto about = panel->findChildren<PlainLabel*>(QStringLiteral("memberAbout"));
        QVERIFY(about.at(0)->shown().contains(QStringLiteral("you")));
        QVERIFY(about.at(0)->shown().contains(QStringLiteral("host")));
        const auto buttons = panel->findChildren<QPushButton*>(QStringLiteral("removeMemberButton"));
        QCOMPARE(buttons.size(), 2); // not oneself
        QSignalSpy removed(page, &RoomPage::removeRequested);
        buttons.first()->click();
        QCOMPARE(removed.size(), 0);
        press(panel, "askYesButton");
        QCOMPARE(removed.size(), 1);
        QVERIFY(removed.first().first().value<MemberId>() == people().at(1).id);
    }

    void people_oneAlone_isAPerson()
    {
        const Translations english(QLocale(QLocale::English));
        window->places()->showRoom(page);
        page->setMembers({people().at(0)});
        press(page, "membersButton");
        QVERIFY2(shown("membersTitle").endsWith(QStringLiteral(": 1 person")),
                 qPrintable(shown("membersTitle")));
        page->setMembers(people());
        QVERIFY(shown("membersTitle").endsWith(QStringLiteral(": 3 people")));
    }

    void people_whoIsAskedAboutLeaves_endsTheQuestion()
    {
        window->places()->showRoom(page);
        press(page, "membersButton");
        auto* panel = named<MembersPanel>(window.get(), "membersPanel");
        panel->findChildren<QPushButton*>(QStringLiteral("removeMemberButton")).first()->click();
        QVERIFY(named<QWidget>(panel, "askCard")->isVisible());
        page->setMembers({people().at(0), people().at(2)});
        QVERIFY(!named<QWidget>(panel, "askCard")->isVisible());
        QCOMPARE(panel->findChildren<QWidget*>(QStringLiteral("memberRow")).size(), 2);
    }

    void people_areReportedWithAReason()
    {
        window->places()->showRoom(page);
        press(page, "membersButton");
        auto* panel = named<MembersPanel>(window.get(), "membersPanel");
        const auto buttons = panel->findChildren<QPushButton*>(QStringLiteral("reportMemberButton"));
        QCOMPARE(buttons.size(), 2); // not oneself
        QCOMPARE(buttons.first()->accessibleName(), QStringLiteral("Report boris"));
        QSignalSpy reported(page, &RoomPage::reportRequested);
        buttons.first()->click();
        auto* reasons = named<QMenu>(panel, "memberReportMenu");
        QVERIFY(reasons->isVisible());
        QTest::keyClick(reasons, Qt::Key_Return); // the first one
        QCOMPARE(reported.size(), 1);
        QVERIFY(reported.first().at(0).value<MemberId>() == people().at(1).id);
        QVERIFY(reported.first().at(1).value<protocol::ReportReason>() == protocol::ReportReason::Harassment);

        QList<RoomMember> now = people();
        now[1].reported = WordStep::Said;
        page->setMembers(now);
        QCOMPARE(aboutOf(panel, 1), QStringLiteral("report on its way"));
        now[1].reported = WordStep::Taken;
        page->setMembers(now);
        QCOMPARE(aboutOf(panel, 1), QStringLiteral("reported"));
        QCOMPARE(panel->findChildren<QPushButton*>(QStringLiteral("reportMemberButton")).size(), 1);
        QVERIFY(panel->isVisible());
    }

    void people_areBlockedAfterAQuestionThatSaysWhatItDoes()
    {
        window->places()->showRoom(page);
        press(page, "membersButton");
        auto* panel = named<MembersPanel>(window.get(), "membersPanel");
        const auto buttons = panel->findChildren<QPushButton*>(QStringLiteral("blockMemberButton"));
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons.first()->accessibleName(), QStringLiteral("Block boris"));
        QSignalSpy blocked(page, &RoomPage::blockRequested);
        QSignalSpy removed(page, &RoomPage::removeRequested);
        buttons.first()->click();
        QVERIFY(shown("askWords").contains(QStringLiteral("will not see what")));
        QVERIFY(shown("askWords").contains(QStringLiteral("boris")));
        press(panel, "askNoButton");
        QVERIFY(!named<QWidget>(panel, "askCard")->isVisible());
        buttons.first()->click();
        QTest::keyClick(named<QPushButton>(panel, "askYesButton"), Qt::Key_Return);
        QCOMPARE(blocked.size(), 1);
        QCOMPARE(removed.size(), 0);
        QVERIFY(blocked.first().first().value<MemberId>() == people().at(1).id);

        QList<RoomMember> now = people();
        now[1].blocked = WordStep::Taken;
        page->setMembers(now);
        QCOMPARE(aboutOf(panel, 1), QStringLiteral("blocked: you do not see what they write"));
        QCOMPARE(panel->findChildren<QPushButton*>(QStringLiteral("blockMemberButton")).size(), 1);
        QCOMPARE(panel->findChildren<QPushButton*>(QStringLiteral("removeMemberButton")).size(), 2);
    }

    void people_listThatGrows_takesTheSpaceThatThereIs()
    {
        window->resize(480, 420);
        window->places()->showRoom(page);
        press(page, "membersButton");
        auto* list = named<QScrollArea>(window.get(), "memberList");
        QTRY_COMPARE(list->verticalScrollBar()->maximum(), 0);
        const int before = list->height();
        QList<RoomMember> now = people();
        now[1].blocked = WordStep::Taken;
        now[2].reported = WordStep::Taken;
        page->setMembers(now);
        QTRY_VERIFY(list->height() > before);
        QCOMPARE(list->verticalScrollBar()->maximum(), 0);
    }

    void people_ofAnEndedRoom_cannotBeToldOf()
    {
        window->places()->showRoom(page);
        press(page, "membersButton");
        auto* panel = named<MembersPanel>(window.get(), "membersPanel");
        panel->findChildren<QPushButton*>(QStringLiteral("blockMemberButton")).first()->click();
        page->setEnded(EndCause::Removed);
        QVERIFY(!named<QWidget>(panel, "askCard")->isVisible());
        for (const char* name : {"reportMemberButton", "blockMemberButton", "removeMemberButton"})
            QVERIFY(panel->findChildren<QPushButton*>(QLatin1String(name)).isEmpty());
    }

    void invite_isCopiedAndForgotten()
    {
        window->places()->showRoom(page);
        press(page, "inviteButton");
        auto* panel = named<InvitePanel>(window.get(), "invitePanel");
        auto* text = named<QLineEdit>(panel, "inviteText");
        QVERIFY(panel->isVisible());
        QCOMPARE(text->text(), invite);
        QVERIFY(text->isReadOnly());
        press(panel, "copyInviteButton");
        QCOMPARE(QGuiApplication::clipboard()->text(), invite);
        QTest::keyClick(panel, Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
        QVERIFY(text->text().isEmpty());
    }

    void invite_openWhileItChanges_showsTheNewOne()
    {
        window->places()->showRoom(page);
        press(page, "inviteButton");
        QString fresh = invite;
        fresh.replace(QStringLiteral("v1.AAE"), QStringLiteral("v1.BBE"));
        page->setInvite(fresh);
        page->setState(false, true, false);
        QCOMPARE(named<QLineEdit>(window.get(), "inviteText")->text(), fresh);
        page->setEnded(EndCause::Removed);
        QVERIFY(!named<InvitePanel>(window.get(), "invitePanel")->isVisible());
    }

    void qrCode_isCrispOnWhiteInEveryTheme()
    {
        const QrMatrix matrix = QrMatrix::of(invite);
        QVERIFY(matrix.side >= 21);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            theme->setScheme(scheme);
            QrCodeView view;
            view.setText(invite);
            const int modules = matrix.side + 2 * QrCodeView::quietModules;
            view.resize(modules * 3, modules * 3);
            const QImage image = view.grab().toImage();
            for (int y = 0; y < modules; ++y) {
                for (int x = 0; x < modules; ++x) {
                    const int column = x - QrCodeView::quietModules;
                    const int row = y - QrCodeView::quietModules;
                    const bool inside = column >= 0 && row >= 0 && column < matrix.side && row < matrix.side;
                    const QColor wanted =
                        inside && matrix.isDark(column, row) ? QColor(Qt::black) : QColor(Qt::white);
                    for (const int edge : {0, 2})
                        QCOMPARE(image.pixelColor(x * 3 + edge, y * 3 + edge), wanted);
                }
            }
        }
    }

    void qrCode_isReadByAScanner()
    {
        const QString scanner = QStandardPaths::findExecutable(QStringLiteral("zbarimg"));
        if (scanner.isEmpty() && qEnvironmentVariable("CHATMET_REQUIRE_ALL") == QStringLiteral("1"))
            QFAIL("CHATMET_REQUIRE_ALL is set and zbarimg is not installed");
        if (scanner.isEmpty())
            QSKIP("zbarimg is not installed (packaging/install-dependencies tests)");
        QrCodeView view;
        view.setText(invite);
        view.resize(view.sizeHint());
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("code.png"));
        QVERIFY(view.grab().save(file));
        QProcess process;
        process.start(scanner, {QStringLiteral("--quiet"), QStringLiteral("--raw"), file});
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()).trimmed(), invite);
    }

    void rows_nameTheirAuthorAboveEachGroup()
    {
        window->places()->showRoom(page);
        MessageListModel* model = page->chat()->list()->messages();
        int named = 0;
        for (int row = 0; row < model->rowCount(); ++row) {
            const MessageLayout layout =
                MessageLayout::of(model->message(row), contextOf(*model, row), *theme, 600, Qt::LeftToRight);
            const bool expected = contextOf(*model, row).firstOfGroup && !model->message(row).own &&
                                  isSaid(model->message(row).kind);
            QCOMPARE(!layout.author.isNull(), expected);
            QVERIFY(layout.author.isNull() || layout.author.bottom() < layout.bubble.top());
            named += expected ? 1 : 0;
        }
        QCOMPARE(named, 3); // boris twice in a row is one group; the last is chen's answer
        QVERIFY(model->data(model->index(1, 0), Qt::AccessibleTextRole)
                    .toString()
                    .startsWith(QStringLiteral("boris")));
    }

    void leaver_rowsVanishFromListSelectionReplyAndViewer()
    {
        QAbstractItemModelTester tester(page->chat()->list()->messages());
        window->places()->showRoom(page);
        MessageListView* list = page->chat()->list();
        list->selectAll();
        const MemberId boris = people().at(1).id;
        const Message* first = nullptr;
        for (int row = 0; row < store->count() && first == nullptr; ++row) {
            if (store->at(row).author == boris)
                first = &store->at(row);
        }
        QVERIFY(first != nullptr);
        const MessageKey key = first->key;
        Q_EMIT list->replyRequested(key);
        QVERIFY(page->chat()->replyTo() == key);
        Q_EMIT page->chat()->viewPictureRequested(key);
        window->panels()->showInViewer(key, QImage(4, 4, QImage::Format_RGB32));
        QVERIFY(window->panels()->viewer()->isVisible());
        store->remove([&boris](const Message& row) { return row.author == boris; });
        window->panels()->closeOfErased(page->chat());
        QVERIFY(page->chat()->replyTo() == MessageKey{});
        QVERIFY(!window->panels()->viewer()->isVisible());
        QVERIFY(!list->selectedText().contains(QStringLiteral("kettle")));
        QCoreApplication::processEvents();
        list->goToBottom();
        QVERIFY(list->isAtBottom());
    }

    void typing_namesOneTwoOrSeveral()
    {
        window->places()->showRoom(page);
        const auto words = [this] { return named<PlainLabel>(page, "typingLabel")->shown(); };
        page->setTyping({QStringLiteral("boris")});
        QVERIFY(words().contains(QStringLiteral("boris is typing")));
        page->setTyping({QStringLiteral("boris"), QStringLiteral("chen")});
        QVERIFY(words().contains(QStringLiteral("boris and chen are typing")));
        page->setTyping({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        QVERIFY(words().contains(QStringLiteral("Several")));
        page->setTyping({});
        QVERIFY(words().isEmpty());
    }

    void removed_theirPageSaysSoAndOffersNothing()
    {
        window->places()->showRoom(page);
        page->setEnded(EndCause::Removed);
        page->chat()->setErasesIn(24);
        QVERIFY(shown("roomAbout").contains(QStringLiteral("ended")));
        QVERIFY(named<PlainLabel>(page, "endedWhat")->shown().contains(QStringLiteral("Tea")));
        QVERIFY(!named<QPushButton>(page, "meetAgainButton")->isVisible());
        QVERIFY(!named<QPushButton>(page, "inviteButton")->isVisible());
        QSignalSpy left(page, &RoomPage::leaveRequested);
        press(page, "eraseNowButton");
        QCOMPARE(left.size(), 1);
    }

    void remove_goesHomeAndForgets()
    {
        window->places()->showRoom(page);
        press(page, "membersButton");
        page->chat()->composer()->setText(QStringLiteral("draft"));
        window->removeRoom(page);
        QCOMPARE(window->places()->shownRoom(), nullptr);
        QVERIFY(window->home()->isVisible());
        QVERIFY(!named<MembersPanel>(window.get(), "membersPanel")->isVisible());
        QVERIFY(window->findChildren<PlainLabel*>(QStringLiteral("memberName")).isEmpty());
    }

    void menu_openWhenTheRoomEnds_isClosed()
    {
        window->places()->showRoom(page);
        auto* menu = named<QMenu>(page, "roomMenu");
        menu->popup(page->mapToGlobal(QPoint(20, 20)));
        QVERIFY(menu->isVisible());
        page->setMembers(people()); // follows what is so, and stays
        QVERIFY(menu->isVisible());
        page->setEnded(EndCause::Removed);
        QVERIFY(!menu->isVisible());
    }

    void narrow_hasItsWayAround()
    {
        window->resize(480, 420);
        window->places()->showRoom(page);
        QCoreApplication::processEvents();
        QVERIFY(named<QWidget>(page, "roomMenuButton")->isVisible());
        QVERIFY(!named<QWidget>(page, "inviteButton")->isVisible());
        named<QAction>(page, "inviteAction")->trigger();
        QVERIFY(named<InvitePanel>(window.get(), "invitePanel")->isVisible());
        auto* menu = named<QMenu>(window.get(), "mainMenu");
        Q_EMIT menu->aboutToShow();
        QStringList places;
        for (const QAction* action : named<QMenu>(window.get(), "goToMenu")->actions())
            places.append(action->text());
        QCOMPARE(places.first(3),
                 (QStringList{QStringLiteral("Home"), QStringLiteral("heron"), QStringLiteral("Tea")}));
    }
};

QTEST_MAIN(RoomPagesTest)
#include "RoomPagesTest.moc"
