// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// With a pair and a room at once: what concerns one of them stays with it.
#include "client/model/Pairs.h"
#include "client/model/Room.h"
#include "client/view/ChatView.h"
#include "client/view/HomePage.h"
#include "client/view/LiveStatus.h"
#include "client/view/PicturesToSend.h"
#include "client/view/PlainLabel.h"
#include "client/view/RoomPage.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/Sidebar.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/app/StartedApp.h"
#include "tests/client/model/SealedPartner.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTest>

#include <memory>

using namespace chatmet;
using namespace chatmet::client;

class ConversationPlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<testing::FakeServer>();
        m_app = testing::startedApp(*m_server);
        QVERIFY(m_app != nullptr);
        m_server->welcome();
        pair();
        openRoom();
    }

    void cleanup()
    {
        m_app.reset();
        m_silent.reset();
        m_server.reset();
    }

    void refusedInThePair_isToldInThePair_markedAndSpoken()
    {
        listen();
        m_app->state()->pairs()->pair()->sendText(QStringLiteral("hello"));
        QVERIFY((*m_server)->take<protocol::Send>());
        refuse(m_conversation);
        QVERIFY(problemOf(m_room->chat()).isEmpty());
        QVERIFY(!problemOf(window()->chat()).isEmpty());
        QCOMPARE(unread(0), 1);
        QVERIFY(isSpoken("fox"));
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        window()->places()->showChat();
        QVERIFY(named<QWidget>(window()->chat(), "composerProblem")->isVisible());
        QCOMPARE(unread(0), 0);
    }

    void refusedInTheRoom_isToldInTheRoom_andMarked()
    {
        window()->places()->showChat();
        m_app->state()->rooms().first()->setLocked(true);
        QVERIFY((*m_server)->take<protocol::LockRoom>());
        refuse(m_roomId);
        QVERIFY(problemOf(window()->chat()).isEmpty());
        QVERIFY(!problemOf(m_room->chat()).isEmpty());
        QCOMPARE(unread(1), 1);
    }

    void pictureForTheRoom_waitsThere_whereverThePersonGoesMeanwhile()
    {
        SendPictureDialog* dialog = pictureOf(m_room->chat());
        give(m_room->chat());
        auto* caption = named<QLineEdit>(dialog, "captionEdit");
        caption->setText(QStringLiteral("look"));
        named<QAction>(window(), "nextAction")->trigger();
        QVERIFY(window()->places()->isChatShown());
        QCOMPARE(QApplication::focusWidget(), named<QWidget>(window()->chat(), "undoNextButton"));
        press(window()->chat(), "undoNextButton");
        QVERIFY(!window()->chat()->isLeaving());
        QApplication::processEvents();
        QVERIFY(!dialog->isVisible()); // it is not for the pair
        window()->places()->showRoom(m_room);
        QVERIFY(dialog->isVisible());
        Q_EMIT window()->sidebar()->homeRequested();
        QVERIFY(!dialog->isVisible());
        window()->places()->showRoom(m_room);
        named<QAction>(window(), "privacyAction")->trigger();
        QVERIFY(!dialog->isVisible());
        window()->places()->showRoom(m_room);
        window()->panels()->openSwitcher(window()->sidebar());
        QVERIFY(!dialog->isVisible());
        window()->places()->bringBackPicture();                       // as when Next is over meanwhile
        QVERIFY(!dialog->isVisible());                                // what is typed is for the switcher
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape); // and from there nowhere
        QVERIFY(dialog->isVisible());
        window()->panels()->openSwitcher(window()->sidebar());
        named<QAction>(window(), "privacyAction")->trigger(); // out of the switcher
        QVERIFY(!dialog->isVisible());
        window()->places()->showRoom(m_room);
        QVERIFY(dialog->isVisible());
        QCOMPARE(QApplication::focusWidget(), caption);
        QCOMPARE(caption->text(), QStringLiteral("look"));
        const MessageStore& rows = *m_app->state()->rooms().first()->messages();
        press(dialog, "sendPictureButton");
        QVERIFY(!dialog->isVisible());
        QCOMPARE(rows.at(rows.count() - 1).text, QStringLiteral("look"));
        QCOMPARE(QApplication::focusWidget(), named<QWidget>(m_room->chat(), "composerEdit"));
    }

    void pictureForTheRoom_outOfSight_isNotSent_andItsWordsGoToNobodyElse()
    {
        SendPictureDialog* dialog = pictureOf(m_room->chat());
        auto* caption = named<QLineEdit>(dialog, "captionEdit");
        give(m_room->chat());
        caption->setText(QStringLiteral("see you at the river"));
        window()->places()->showChat();
        QVERIFY(dialog->isVisible()); // a page came up below it; it says for whom it is
        QVERIFY(named<PlainLabel>(dialog, "sendTitle")->shown().contains(QLatin1String("Tea")));
        window()->places()->goToConversation(0);
        QVERIFY(!dialog->isVisible());
        QTest::keyClick(caption, Qt::Key_Return);
        QVERIFY(!(*m_server)->take<protocol::Send>());
        give(window()->chat());
        SendPictureDialog* pairs = pictureOf(window()->chat());
        QVERIFY(pairs->isVisible() && !dialog->isVisible());
        QVERIFY(named<QLineEdit>(pairs, "captionEdit")->text().isEmpty());
        QVERIFY(named<PlainLabel>(pairs, "sendTitle")->shown().contains(QLatin1String("fox")));
    }

    void picturesForTwoConversations_areBothKept_andEachGoesToItsOwn()
    {
        give(m_room->chat());
        named<QLineEdit>(pictureOf(m_room->chat()), "captionEdit")->setText(QStringLiteral("for Tea"));
        window()->places()->goToConversation(0);
        give(window()->chat());
        named<QLineEdit>(pictureOf(window()->chat()), "captionEdit")->setText(QStringLiteral("for fox"));
        press(pictureOf(window()->chat()), "sendPictureButton");
        const MessageStore& pairs = *m_app->state()->pairs()->messages();
        QCOMPARE(pairs.at(pairs.count() - 1).text, QStringLiteral("for fox"));
        window()->places()->goToConversation(1);
        QVERIFY(pictureOf(m_room->chat())->isVisible());
        press(pictureOf(m_room->chat()), "sendPictureButton");
        const MessageStore& rooms = *m_app->state()->rooms().first()->messages();
        QCOMPARE(rooms.at(rooms.count() - 1).text, QStringLiteral("for Tea"));
        QCOMPARE(pairs.at(pairs.count() - 1).text, QStringLiteral("for fox"));
    }

    void pictureForThePartner_noReasonChosen_isThereAgain_aReasonChosen_isNot()
    {
        window()->places()->showChat();
        give(window()->chat());
        SendPictureDialog* dialog = pictureOf(window()->chat());
        named<QAction>(window(), "reportAction")->trigger();
        auto* reasons = named<QMenu>(window()->chat(), "reportMenu");
        QVERIFY(reasons->isVisible() && !dialog->isVisible());
        QTest::keyClick(reasons, Qt::Key_Escape);
        QTRY_VERIFY(dialog->isVisible());
        named<QAction>(window(), "reportAction")->trigger();
        QTest::keyClick(reasons, Qt::Key_Return);
        QVERIFY((*m_server)->take<protocol::Report>());
        QApplication::processEvents();
        QVERIFY(!dialog->isVisible()); // the conversation is about to end
        window()->places()->showRoom(m_room);
        window()->places()->showChat();
        QVERIFY(!dialog->isVisible());
    }

    /// Whoever types on when the answer comes would type a caption, and send it.
    void pictureForThePartner_blockRefused_comesUpWhenItIsWished_notByItself()
    {
        window()->places()->showChat();
        give(window()->chat());
        SendPictureDialog* dialog = pictureOf(window()->chat());
        named<QAction>(window(), "blockAction")->trigger();
        QVERIFY((*m_server)->take<protocol::Block>());
        auto* composer = named<QPlainTextEdit>(window()->chat(), "composerEdit");
        composer->setFocus();
        refuse(m_conversation);
        QApplication::processEvents();
        QVERIFY(!dialog->isVisible());
        QVERIFY(composer->hasFocus());
        QVERIFY(!problemOf(window()->chat()).isEmpty());
        press(window()->chat(), "pictureButton");
        QVERIFY(dialog->isVisible());
    }

    void pictureBeingPrepared_outOfSight_doesNotComeUpAfterThePanicKey()
    {
        SendPictureDialog* dialog = pictureOf(m_room->chat());
        Q_EMIT m_room->chat()->pictureImageGiven(testing::redImage());
        window()->places()->goToConversation(0);
        window()->panels()->clear(); // as the panic key does first
        give(window()->chat());      // the one before would be ready by now
        QVERIFY(!dialog->isVisible());
        QVERIFY(!named<QWidget>(dialog, "sendPictureButton")->isEnabled());
    }

    void pictureForTheRoom_outOfSight_isForgottenWithTheRoom_andStaysWithoutThePair()
    {
        SendPictureDialog* dialog = pictureOf(m_room->chat());
        auto* send = named<QWidget>(dialog, "sendPictureButton");
        auto* caption = named<QLineEdit>(dialog, "captionEdit");
        give(m_room->chat());
        caption->setText(QStringLiteral("look"));
        named<QAction>(window(), "nextAction")->trigger();
        named<QAction>(window(), "nextAction")->trigger(); // does not wait for an undo
        QVERIFY((*m_server)->take<protocol::Leave>());
        QVERIFY(send->isEnabled() && !dialog->isVisible());
        m_app->state()->rooms().first()->leave();
        QVERIFY(!send->isEnabled() && caption->text().isEmpty());
    }

    void pageThatComesUpByItself_leavesThePictureWhereItIsWrittenAbout()
    {
        SendPictureDialog* dialog = pictureOf(m_room->chat());
        give(m_room->chat());
        auto* caption = named<QLineEdit>(dialog, "captionEdit");
        QCOMPARE(QApplication::focusWidget(), caption);
        m_app->state()->openRoom(QStringLiteral("Coffee"));
        (*m_server)->say(protocol::RoomOpened{ConversationId::random(systemRandom()),
                                              MemberId::random(systemRandom()), 50});
        QVERIFY(window()->places()->shownRoom() != m_room);
        QVERIFY(dialog->isVisible());
        QCOMPARE(QApplication::focusWidget(), caption);
        QVERIFY(named<PlainLabel>(dialog, "sendTitle")->shown().contains(QLatin1String("Tea")));
    }

    void pictureBeingPrepared_outOfSight_isReadyAfterAnotherWasSeenLarge()
    {
        SendPictureDialog* dialog = pictureOf(m_room->chat());
        Q_EMIT m_room->chat()->pictureImageGiven(testing::redImage());
        window()->places()->goToConversation(0);
        Message picture;
        picture.kind = MessageKind::Picture;
        picture.picture = PictureState::Here;
        picture.preview = testing::redImage();
        picture.file = QByteArray(10, 'x');
        const MessageKey key = m_app->state()->pairs()->messages()->append(picture);
        Q_EMIT window()->chat()->viewPictureRequested(key);
        window()->places()->showRoom(m_room);
        QTRY_VERIFY(named<QWidget>(dialog, "sendPictureButton")->isEnabled());
    }

    void searchRefused_isToldWhereItWasWished()
    {
        window()->places()->showHome();
        m_app->state()->pairs()->meet({QString(99, u'x')});
        QVERIFY(!named<PlainLabel>(window(), "homeProblem")->shown().isEmpty());
        QVERIFY(problemOf(window()->chat()).isEmpty());
    }

    void searchRefusedByTheServer_inARoom_saysWhatItIsAbout_andAtHome()
    {
        search();
        window()->places()->showRoom(m_room);
        protocol::ErrorAnswer error;
        error.code = Errc::RateLimited;
        error.retryAfterMs = 5'000;
        error.regarding = (*m_server)->last.sequence;
        (*m_server)->say(error);
        const QString words = named<PlainLabel>(window(), "homeProblem")->shown();
        QVERIFY2(words.contains(QLatin1String("5 s")), qPrintable(words));
        QCOMPARE(problemOf(m_room->chat()), QStringLiteral("Nobody is looked for any more. ") + words);
        QVERIFY(problemOf(window()->chat()).isEmpty());
        window()->places()->showHome();
        QVERIFY(named<QWidget>(window(), "homeProblem")->isVisible());
    }

    void searchWishedInARoom_refusedAtOnce_goesHomeWhereTheTopicsAre()
    {
        search();
        m_app->state()->pairs()->cancelMeet();
        (*m_server)->say(protocol::MeetCancelled{});
        QCOMPARE(m_app->state()->pairs()->meeting(), Meeting::None);
        window()->home()->setTopics({QString(99, u'x')});
        window()->places()->showRoom(m_room);
        named<QAction>(window(), "meetAction")->trigger();
        QVERIFY(named<QWidget>(window(), "homeProblem")->isVisible());
        QVERIFY(problemOf(m_room->chat()).isEmpty());
    }

    void copied_inASettingAboveAConversation_isOfNone()
    {
        window()->places()->showChat();
        window()->panels()->openSettings();
        auto* field = named<QLineEdit>(window(), "proxyHostEdit");
        field->setText(QStringLiteral("proxy.example"));
        field->selectAll();
        field->copy();
        if (QGuiApplication::platformName() == u"offscreen")
            QSKIP("a clipboard without an owner: CopiesOnX11Test");
        m_app->state()->pairs()->leave();
        QCOMPARE(clipboard()->text(), QStringLiteral("proxy.example"));
    }

    void copied_inTheRoom_staysWhenThePairIsErased_andGoesWithTheRoom()
    {
        press(m_room, "inviteButton");
        press(window(), "copyInviteButton");
        const QString invite = m_room->invite();
        QCOMPARE(clipboard()->text(), invite);
        if (QGuiApplication::platformName() == u"offscreen")
            QSKIP("a clipboard without an owner: CopiesOnX11Test");
        m_app->state()->pairs()->leave();
        QCOMPARE(m_app->state()->pairs()->meeting(), Meeting::None);
        QCOMPARE(clipboard()->text(), invite);
        m_app->state()->rooms().first()->leave();
        QVERIFY(clipboard()->text().isEmpty());
    }

    void copied_inThePair_staysWhenTheRoomIsLeft_andGoesWithThePair()
    {
        window()->places()->showChat();
        auto* edit = named<QPlainTextEdit>(window()->chat(), "composerEdit");
        edit->setPlainText(QStringLiteral("a draft"));
        edit->selectAll();
        edit->copy();
        if (QGuiApplication::platformName() == u"offscreen")
            QSKIP("a clipboard without an owner: CopiesOnX11Test");
        m_app->state()->rooms().first()->leave();
        QCOMPARE(clipboard()->text(), QStringLiteral("a draft"));
        m_app->state()->pairs()->leave();
        QVERIFY(clipboard()->text().isEmpty());
    }

    void copied_atHome_isOfNoConversation()
    {
        window()->places()->showHome();
        auto* field = named<QLineEdit>(window(), "topicEdit");
        field->setText(QStringLiteral("tea"));
        field->selectAll();
        field->copy();
        if (QGuiApplication::platformName() == u"offscreen")
            QSKIP("a clipboard without an owner: CopiesOnX11Test");
        m_app->state()->pairs()->leave();
        m_app->state()->rooms().first()->leave();
        QCOMPARE(clipboard()->text(), QStringLiteral("tea"));
    }

private:
    static QClipboard* clipboard() { return QGuiApplication::clipboard(); }
    [[nodiscard]] MainWindow* window() const { return m_app->window(); }
    static QString problemOf(const ChatView* chat)
    {
        return named<PlainLabel>(chat, "composerProblem")->shown();
    }
    /// row: of the sidebar.
    [[nodiscard]] int unread(int row) const
    {
        return named<QAbstractItemView>(window(), "conversationList")
            ->model()
            ->index(row, 0)
            .data(ConversationListModel::UnreadRole)
            .toInt();
    }
    [[nodiscard]] bool isSpoken(const char* words) const
    {
        for (const auto* label : window()->findChildren<PlainLabel*>(QStringLiteral("spokenWords"))) {
            if (label->shown().contains(QLatin1String(words)) && label->shown().contains(u':'))
                return true;
        }
        return false;
    }

    void pair()
    {
        m_app->state()->pairs()->meet({});
        QVERIFY((*m_server)->take<protocol::Meet>());
        const protocol::Paired paired = testing::somebody("fox");
        m_conversation = paired.conversation;
        (*m_server)->say(paired);
        m_partner = testing::SealedPartner(paired);
        m_partner.exchangeKeys(*m_server, paired);
    }

    /// Nobody is there any more, and somebody is looked for.
    void search()
    {
        m_app->state()->pairs()->leave();
        QVERIFY((*m_server)->take<protocol::Leave>());
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::YouLeft, 120'000});
        m_app->state()->pairs()->meet({});
        QVERIFY((*m_server)->take<protocol::Meet>());
    }

    void openRoom()
    {
        m_app->state()->openRoom(QStringLiteral("Tea"));
        m_roomId = ConversationId::random(systemRandom());
        (*m_server)->say(protocol::RoomOpened{m_roomId, MemberId::random(systemRandom()), 50});
        m_room = window()->places()->shownRoom();
        QVERIFY(m_room != nullptr);
    }

    SendPictureDialog* pictureOf(ChatView* chat) { return window()->panels()->picturesToSend()->of(chat); }

    /// A picture is about to be sent there.
    void give(ChatView* chat)
    {
        Q_EMIT chat->pictureImageGiven(testing::redImage());
        QTRY_VERIFY(named<QWidget>(pictureOf(chat), "sendPictureButton")->isEnabled());
    }

    /// From now on a screen reader is there, for what is said through the window.
    void listen()
    {
        m_silent.reset(LiveStatus::of(window()));
        m_silent->setParent(nullptr); // others still know it
        new LiveStatus(window(), [] { return true; });
    }

    /// As the server: the frame of the last take().
    void refuse(const ConversationId& conversation)
    {
        protocol::ErrorAnswer error;
        error.code = Errc::OverBudget;
        error.conversation = conversation;
        error.regarding = (*m_server)->last.sequence;
        (*m_server)->say(error);
    }

    std::unique_ptr<testing::FakeServer> m_server;
    std::unique_ptr<ClientApp> m_app;
    ConversationId m_conversation;
    testing::SealedPartner m_partner;
    ConversationId m_roomId;
    RoomPage* m_room{nullptr};
    std::unique_ptr<LiveStatus> m_silent;
};

QTEST_MAIN(ConversationPlacesTest)
#include "ConversationPlacesTest.moc"
