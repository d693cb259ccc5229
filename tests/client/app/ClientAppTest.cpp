// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The wiring between window and state, with the test as the server.
#include "client/app/Helper.h"
#include "client/app/HelperWords.h"
#include "client/app/SettingsFile.h"
#include "client/model/Pairs.h"
#include "client/model/Room.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/HomePage.h"
#include "client/view/PanicNotice.h"
#include "client/view/PictureSource.h"
#include "client/view/PictureViewer.h"
#include "client/view/PicturesToSend.h"
#include "client/view/PlainLabel.h"
#include "client/view/ProblemText.h"
#include "client/view/RoomPage.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/Sidebar.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "common/protocol/Invite.h"
#include "common/seal/RoomSealing.h"
#include "tests/client/app/StartedApp.h"
#include "tests/client/model/SealedPartner.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace chatmet;
using namespace chatmet::client;

class ClientAppTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<testing::FakeServer>();
        m_app = testing::shownApp({m_server->factory()});
        QVERIFY(m_app != nullptr);
    }

    void cleanup()
    {
        m_app.reset();
        m_settings.reset();
        m_helper.reset();
        m_server.reset();
    }

    void open_untilStart_makesNoLine()
    {
        QCOMPARE(m_server->attempts, 0);
        press(window(), "startButton"); // the tick is missing
        QCOMPARE(m_server->attempts, 0);
        start();
        QCOMPARE(m_server->attempts, 1);
        QCOMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://chat.example")));
    }

    void start_cancelled_canStartAgain()
    {
        start();
        press(window(), "cancelStartButton");
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isEnabled());
        start();
        QCOMPARE(m_server->attempts, 2);
    }

    void trust_startsUnderTheNameThatStandsThereNow()
    {
        const QByteArray key(64, 'a');
        start();
        Q_EMIT(*m_server)->failed(LineProblem::Untrusted, key);
        QTRY_VERIFY(named<QWidget>(window(), "trustButton")->isVisible());
        named<QLineEdit>(window(), "usernameEdit")->setText(QStringLiteral("badger"));
        press(window(), "trustButton");
        QCOMPARE(m_server->attempts, 2);
        QCOMPARE((*m_server)->address.fingerprint, key);
        m_server->welcome();
        QCOMPARE(window()->windowTitle(), QStringLiteral("badger – ChatMet"));
    }

    void trust_noAdultAnyMore_startsNothing()
    {
        start();
        Q_EMIT(*m_server)->failed(LineProblem::Untrusted, QByteArray(64, 'a'));
        QTRY_VERIFY(named<QWidget>(window(), "trustButton")->isVisible());
        named<QCheckBox>(window(), "adultTick")->setChecked(false);
        press(window(), "trustButton");
        QCOMPARE(m_server->attempts, 1);
        QVERIFY(named<QWidget>(window(), "adultProblem")->isVisible());
    }

    void welcome_online_showsHomeAndTheTitle()
    {
        start();
        m_server->welcome();
        QVERIFY(named<QWidget>(window(), "meetButton")->isVisible());
        QCOMPARE(window()->windowTitle(), QStringLiteral("otter – ChatMet"));
    }

    void username_sessionIsOver_isForgotten_failedStart_keepsIt()
    {
        auto* edit = named<QLineEdit>(window(), "usernameEdit");
        start();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(edit->isEnabled());
        QCOMPARE(edit->text(), QStringLiteral("otter"));
        start();
        m_server->welcome();
        QCOMPARE(edit->text(), QStringLiteral("otter"));
        named<QAction>(window(), "disconnectAction")->trigger();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(edit->isVisible());
        QVERIFY(!edit->text().isEmpty());
        QVERIFY(edit->text() != QStringLiteral("otter"));
        QVERIFY(!edit->isUndoAvailable());
    }

    void typedOnTheHomePage_sessionIsOver_isForgotten()
    {
        start();
        m_server->welcome();
        typeOnTheHomePage();
        Q_EMIT(*m_server)->failed(LineProblem::Dropped, {});
        QTRY_COMPARE(m_app->state()->line(), LineState::Reconnecting);
        QVERIFY2(!named<QLineEdit>(window(), "inviteField")->text().isEmpty(), "the person goes on");
        named<QAction>(window(), "disconnectAction")->trigger();
        QTRY_COMPARE(m_app->state()->line(), LineState::Closed);
        verifyNothingIsTyped();
    }

    void typedOnTheHomePage_panic_isForgottenAtOnce()
    {
        start();
        m_server->welcome();
        typeOnTheHomePage();
        named<QAction>(window(), "panicAction")->trigger();
        verifyNothingIsTyped();
    }

    void talk_sentWords_leaveTheComposer()
    {
        pair();
        auto* edit = named<QPlainTextEdit>(window(), "composerEdit");
        edit->setPlainText(QStringLiteral("hello"));
        press(window(), "sendButton");
        QVERIFY(edit->toPlainText().isEmpty());
        QVERIFY((*m_server)->take<protocol::Send>());
        QCOMPARE(window()->windowTitle(), QStringLiteral("otter with fox – ChatMet"));
    }

    void reply_goesWithTheWords_andOnce()
    {
        pair();
        hear(protocol::Text{"a question"});
        named<QAction>(window(), "replyAction")->trigger();
        QVERIFY(named<QWidget>(window(), "replyBar")->isVisible());
        QCOMPARE(label("replyWords"), QStringLiteral("Replying to fox: a question"));
        auto* edit = named<QPlainTextEdit>(window(), "composerEdit");
        press(window(), "sendButton"); // nothing to send yet
        QVERIFY(named<QWidget>(window(), "replyBar")->isVisible());
        edit->setPlainText(QStringLiteral("an answer"));
        press(window(), "sendButton");
        QVERIFY(!named<QWidget>(window(), "replyBar")->isVisible());
        QCOMPARE(sent<protocol::Text>().replyTo, 1u);
        edit->setPlainText(QStringLiteral("something else"));
        press(window(), "sendButton");
        QCOMPARE(sent<protocol::Text>().replyTo, 0u);
    }

    void reply_withAPicture_goesAlong()
    {
        pair();
        hear(protocol::Text{"show me"});
        named<QAction>(window(), "replyAction")->trigger();
        Q_EMIT window()->chat()->pictureImageGiven(testing::redImage());
        SendPictureDialog* dialog = window()->panels()->picturesToSend()->of(window()->chat());
        QTRY_VERIFY(named<QWidget>(dialog, "sendPictureButton")->isEnabled());
        press(dialog, "sendPictureButton");
        QVERIFY(!named<QWidget>(window(), "replyBar")->isVisible());
        QCOMPARE(sent<protocol::PictureOffer>().replyTo, 1u);
    }

    void picture_refused_staysInItsPanelUntilItIsTaken()
    {
        pair();
        CleanPicture picture;
        picture.bytes = QByteArray(2'000, 'p');
        picture.size = QSize(30, 20);
        while (m_app->state()->pairs()->pair()->sendPicture(picture, {})) {
        }
        Q_EMIT window()->chat()->pictureImageGiven(testing::redImage());
        SendPictureDialog* dialog = window()->panels()->picturesToSend()->of(window()->chat());
        QTRY_VERIFY(named<QWidget>(dialog, "sendPictureButton")->isEnabled());
        auto* caption = named<QLineEdit>(dialog, "captionEdit");
        caption->setText(QStringLiteral("one too many"));
        press(dialog, "sendPictureButton");
        QVERIFY(dialog->isVisible());
        QCOMPARE(label("sendProblem"), ProblemText::of(Refusal::TooManyPictures));
        QCOMPARE(caption->text(), QStringLiteral("one too many"));
        const MessageStore& rows = *m_app->state()->pairs()->messages();
        m_app->state()->pairs()->pair()->cancelPicture(rows.at(rows.count() - 1).key);
        press(dialog, "sendPictureButton");
        QVERIFY(!dialog->isVisible());
        QVERIFY(label("composerProblem").isEmpty());
        QCOMPARE(rows.at(rows.count() - 1).text, QStringLiteral("one too many"));
    }

    void takeBack_delete_erasesItHereAndSaysSo()
    {
        pair();
        m_app->state()->pairs()->pair()->sendText(QStringLiteral("too much said"));
        (void)sent<protocol::Text>();
        (*m_server)->say(protocol::Accepted{m_conversation, 1, 1});
        auto* list = named<QAbstractItemView>(window(), "messageList");
        list->setFocus();
        list->setCurrentIndex(list->model()->index(list->model()->rowCount() - 1, 0));
        QTest::keyClick(list, Qt::Key_Delete);
        QVERIFY(list->currentIndex().data().toString().isEmpty());
        QCOMPARE(sent<protocol::UnsendNotice>().number, 1u);
    }

    void takenBack_byThePartner_closesTheViewer()
    {
        pair();
        hear(protocol::Text{"look"});
        const MessageKey key =
            m_app->state()->pairs()->messages()->at(m_app->state()->pairs()->messages()->count() - 1).key;
        window()->panels()->showInViewer(key, testing::redImage());
        QVERIFY(window()->panels()->viewer()->isVisible());
        hear(protocol::UnsendNotice{1});
        QVERIFY(!window()->panels()->viewer()->isVisible());
    }

    void block_inThePair_endsItAndSaysSoOnceItIsTaken()
    {
        pair();
        press(window(), "blockButton");
        const auto block = (*m_server)->take<protocol::Block>();
        QVERIFY(block);
        QCOMPARE(block->member, m_partner.keys.sending.sender);
        (*m_server)->say(protocol::Blocked{m_conversation, block->member});
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::YouLeft, 120'000});
        QVERIFY(named<QWidget>(window(), "endedCard")->isVisible());
        QCOMPARE(label("endedWhat"),
                 QStringLiteral("You have blocked fox. You will not meet again while both of you are here."));
        QVERIFY(!named<QWidget>(window(), "endedBlockButton")->isVisible());
        QVERIFY(named<QWidget>(window(), "endedReportButton")->isVisible());
    }

    void report_afterThePageIsGone_isPossibleAtHome()
    {
        pair();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left, 95'000});
        press(window(), "eraseNowButton");
        QVERIFY(named<QWidget>(window(), "ticketLine")->isVisible());
        QVERIFY(
            label("ticketWords").startsWith(QLatin1String("Report or block the person you last met, 1:3")));
        QVERIFY(!label("ticketWords").contains(QLatin1String("fox")));
        QApplication::processEvents();
        press(window(), "homeReportButton");
        QVERIFY(named<QMenu>(window(), "homeReportMenu")->isVisible());
        named<QMenu>(window(), "homeReportMenu")
            ->findChild<QAction*>(QStringLiteral("reasonSexual"))
            ->trigger();
        const auto report = (*m_server)->take<protocol::Report>();
        QVERIFY(report);
        QCOMPARE(report->reason, protocol::ReportReason::Sexual);
        QVERIFY(!named<QWidget>(window(), "homeReportButton")->isVisible());
        (*m_server)->say(protocol::Reported{m_conversation, report->member});
        QCOMPARE(label("ticketWords"), QStringLiteral("Reported. What was said was not sent along."));
        press(window(), "homeBlockButton");
        QVERIFY((*m_server)->take<protocol::Block>());
        protocol::ErrorAnswer error;
        error.code = Errc::MemberUnknown;
        error.regarding = (*m_server)->last.sequence;
        (*m_server)->say(error);
        QVERIFY(!named<QWidget>(window(), "ticketLine")->isVisible());
        QVERIFY(!label("homeProblem").isEmpty());
    }

    void report_tooMany_saysHowLongToWait_andCanBeSaidAgain()
    {
        pair();
        press(window(), "reportButton");
        QVERIFY(named<QMenu>(window(), "reportMenu")->isVisible());
        named<QMenu>(window(), "reportMenu")->findChild<QAction*>(QStringLiteral("reasonSpam"))->trigger();
        QVERIFY((*m_server)->take<protocol::Report>());
        protocol::ErrorAnswer error;
        error.code = Errc::RateLimited;
        error.retryAfterMs = 11'500;
        error.regarding = (*m_server)->last.sequence;
        (*m_server)->say(error);
        QVERIFY(label("composerProblem").contains(QLatin1String("12 s")));
        QVERIFY(named<QWidget>(window(), "reportButton")->isVisible());
    }

    void block_thePairBefore_isInTheMenu()
    {
        pair();
        const ConversationId first = m_conversation;
        (*m_server)->say(protocol::Ended{first, protocol::EndReason::Left, 120'000});
        press(window(), "meetAgainButton");
        pairNow();
        QVERIFY(!named<QWidget>(window(), "ticketLine")->isVisible());
        auto* block = named<QAction>(window(), "blockBeforeAction");
        QVERIFY(block->isVisible());
        block->trigger();
        const auto said = (*m_server)->take<protocol::Block>();
        QVERIFY(said);
        QCOMPARE(said->conversation, first);
        QVERIFY(!block->isVisible());
        QVERIFY(window()->places()->isChatShown());
    }

    void line_drops_whatIsTypedGoesOnceItIsBack()
    {
        pair(20'000);
        auto* edit = named<QPlainTextEdit>(window(), "composerEdit");
        QTRY_COMPARE(QApplication::focusWidget(), edit);
        const std::uint64_t sequence = (*m_server)->sequence;
        const int attempts = m_server->attempts;
        Q_EMIT(*m_server)->failed(LineProblem::Dropped, {});
        QTRY_VERIFY(named<QWidget>(window(), "reconnectingBanner")->isVisible());
        QVERIFY(label("reconnectingLabel").contains(QLatin1String("20 s")) ||
                label("reconnectingLabel").contains(QLatin1String("19 s")));
        QVERIFY(!named<QWidget>(window(), "dontWaitButton")->isVisible());
        QCOMPARE(QApplication::focusWidget(), edit);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("still here"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(edit->toPlainText().isEmpty());
        press(window(), "tryNowButton");
        QTRY_COMPARE(m_server->attempts, attempts + 1);
        m_server->resume(sequence, 2);
        QVERIFY((*m_server)->take<protocol::Send>());
        QVERIFY(!named<QWidget>(window(), "reconnectingBanner")->isVisible());
        QVERIFY(window()->places()->isChatShown());
    }

    void partnersLine_drops_isSaid_andMayBeLeft()
    {
        pair(20'000);
        (*m_server)->hint(protocol::MemberAway{m_conversation, m_partner.keys.sending.sender, 12'000});
        QVERIFY(named<QWidget>(window(), "reconnectingBanner")->isVisible());
        QVERIFY(label("reconnectingLabel").contains(QLatin1String("fox")));
        QVERIFY(label("reconnectingLabel").contains(QLatin1String("12 s")));
        QVERIFY(!named<QWidget>(window(), "tryNowButton")->isVisible());
        (*m_server)->hint(protocol::MemberBack{m_conversation, m_partner.keys.sending.sender});
        QVERIFY(!named<QWidget>(window(), "reconnectingBanner")->isVisible());
        (*m_server)->hint(protocol::MemberAway{m_conversation, m_partner.keys.sending.sender, 12'000});
        press(window(), "dontWaitButton");
        QVERIFY((*m_server)->take<protocol::Leave>());
        QVERIFY(!window()->places()->isChatShown());
        QVERIFY(label("reconnectingLabel").isEmpty()); // it named the partner
    }

    void next_canBeTakenBack_byTheButtonThatHasTheFocus()
    {
        pair();
        auto* edit = named<QPlainTextEdit>(window(), "composerEdit");
        QTRY_COMPARE(QApplication::focusWidget(), edit);
        QTest::keyClicks(edit, QStringLiteral("a draft"));
        named<QAction>(window(), "nextAction")->trigger();
        QVERIFY(label("reconnectingLabel").contains(QLatin1String("Leaving fox in 3 s")));
        QVERIFY(!edit->isEnabled());
        QCOMPARE(QApplication::focusWidget(), named<QPushButton>(window()->chat(), "undoNextButton"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(!named<QWidget>(window(), "reconnectingBanner")->isVisible());
        QVERIFY(edit->isEnabled());
        QCOMPARE(QApplication::focusWidget(), edit);
        QCOMPARE(edit->toPlainText(), QStringLiteral("a draft"));
        QVERIFY(!(*m_server)->take<protocol::Leave>());
        named<QAction>(window(), "nextAction")->trigger();
        named<QAction>(window(), "nextAction")->trigger();
        QVERIFY((*m_server)->take<protocol::Leave>());
        QVERIFY(!window()->places()->isChatShown());
    }

    void next_pending_noPictureIsTaken_untilItIsTakenBack()
    {
        pair();
        ChatView* chat = window()->chat();
        QSignalSpy given(chat, &ChatView::pictureImageGiven);
        auto* menu = named<QMenu>(window(), "mainMenu");
        auto* choose = named<QAction>(window(), "sendPictureAction");
        PictureSource source;
        source.image = testing::redImage();
        named<QAction>(window(), "nextAction")->trigger();
        chat->take(source); // dropped, or chosen before
        QCOMPARE(given.size(), 0);
        Q_EMIT menu->aboutToShow();
        QVERIFY(!choose->isEnabled());
        press(window(), "undoNextButton");
        Q_EMIT menu->aboutToShow();
        QVERIFY(choose->isEnabled());
        chat->take(source);
        QCOMPARE(given.size(), 1);
    }

    void next_aPictureIsAboutToBeSent_isThereAgainAfterUndo_andGoneOnceItIsLeft()
    {
        pair();
        Q_EMIT window()->chat()->pictureImageGiven(testing::redImage());
        SendPictureDialog* dialog = window()->panels()->picturesToSend()->of(window()->chat());
        auto* send = named<QWidget>(dialog, "sendPictureButton");
        QTRY_VERIFY(send->isEnabled());
        auto* caption = named<QLineEdit>(dialog, "captionEdit");
        caption->setText(QStringLiteral("look"));
        named<QAction>(window(), "nextAction")->trigger();
        QVERIFY(!dialog->isVisible());
        QTRY_COMPARE(QApplication::focusWidget(), named<QPushButton>(window()->chat(), "undoNextButton"));
        press(window(), "undoNextButton");
        QTRY_VERIFY(dialog->isVisible());
        QCOMPARE(caption->text(), QStringLiteral("look"));
        QVERIFY(send->isEnabled());
        named<QAction>(window(), "nextAction")->trigger();
        named<QAction>(window(), "nextAction")->trigger(); // at once
        QVERIFY((*m_server)->take<protocol::Leave>());
        QVERIFY(caption->text().isEmpty());
        QApplication::processEvents();
        QVERIFY(!dialog->isVisible());
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::YouLeft});
        pairNow();
        QVERIFY(!dialog->isVisible());
    }

    void next_aPictureIsBeingPrepared_isShownAfterUndoOnly()
    {
        pair();
        SendPictureDialog* dialog = window()->panels()->picturesToSend()->of(window()->chat());
        auto* send = named<QWidget>(dialog, "sendPictureButton");
        Q_EMIT window()->chat()->pictureImageGiven(testing::redImage());
        QVERIFY(!send->isEnabled());
        named<QAction>(window(), "nextAction")->trigger();
        QTRY_VERIFY(send->isEnabled());
        QVERIFY(!dialog->isVisible());
        press(window(), "undoNextButton");
        QTRY_VERIFY(dialog->isVisible());
    }

    void next_takenBackWhenThePartnerHasLeft_leavesNoPictureBehind()
    {
        pair();
        Q_EMIT window()->chat()->pictureImageGiven(testing::redImage());
        SendPictureDialog* dialog = window()->panels()->picturesToSend()->of(window()->chat());
        QTRY_VERIFY(named<QWidget>(dialog, "sendPictureButton")->isEnabled());
        named<QLineEdit>(dialog, "captionEdit")->setText(QStringLiteral("look"));
        named<QAction>(window(), "nextAction")->trigger();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left}); // is not heard yet
        press(window(), "undoNextButton");
        QCOMPARE(m_app->state()->pairs()->meeting(), Meeting::Ended);
        QApplication::processEvents();
        QVERIFY(!dialog->isVisible());
        QVERIFY(named<QLineEdit>(dialog, "captionEdit")->text().isEmpty());
    }

    void next_inARoom_showsThePairFirst_andNobodyIsTakenOutOfARoomLater()
    {
        pair();
        RoomPage* room = openRoom();
        named<QAction>(window(), "nextAction")->trigger();
        QVERIFY(window()->places()->isChatShown());
        QTRY_COMPARE(QApplication::focusWidget(), named<QPushButton>(window()->chat(), "undoNextButton"));
        window()->places()->showRoom(room);
        m_app->state()->pairs()->next(); // the time is over
        QVERIFY((*m_server)->take<protocol::Leave>());
        QCOMPARE(window()->places()->shownRoom(), room);
        QVERIFY(named<QWidget>(window()->home(), "waitingCard")->isVisibleTo(window()->home()));
    }

    void meet_inARoom_showsTheWait()
    {
        start();
        m_server->welcome();
        openRoom();
        named<QAction>(window(), "meetAction")->trigger();
        QVERIFY((*m_server)->take<protocol::Meet>());
        QVERIFY(named<QWidget>(window(), "cancelMeetButton")->isVisible());
    }

    void found_whileAnInviteIsTyped_theRestGoesToNobodyElse()
    {
        start();
        m_server->welcome();
        press(window(), "meetButton");
        auto* invite = named<QLineEdit>(window(), "inviteField");
        invite->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), invite);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("chatmet://chat.exa"));
        (*m_server)->say(stranger());
        QVERIFY(!window()->places()->isChatShown());
        QCOMPARE(QApplication::focusWidget(), invite);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("mple/"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(invite->text(), QStringLiteral("chatmet://chat.example/"));
        QVERIFY(!(*m_server)->take<protocol::Send>());
        auto* list = named<QAbstractItemView>(window(), "conversationList");
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(unread(list), 1); // somebody is there
        QVERIFY(named<QWidget>(window(), "backButton")->isVisible());
        press(window(), "backButton");
        QVERIFY(window()->places()->isChatShown());
        if (window()->isActiveWindow())
            QCOMPARE(unread(list), 0);
    }

    void found_whileNothingIsTyped_isShown()
    {
        start();
        m_server->welcome();
        auto* topic = named<QLineEdit>(window(), "topicEdit");
        topic->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), topic);
        QTest::keyClick(topic, Qt::Key_Return); // looks for somebody, and hides this field
        QCOMPARE(QApplication::focusWidget(), named<QWidget>(window(), "cancelMeetButton"));
        (*m_server)->say(stranger());
        QVERIFY(window()->places()->isChatShown());
        QTRY_COMPARE(QApplication::focusWidget(), named<QWidget>(window(), "composerEdit"));
    }

    void counts_many_areSaidAtHome()
    {
        start();
        m_server->welcome();
        auto* online = named<PlainLabel>(window(), "onlineAbout");
        QVERIFY(!online->isVisible());
        (*m_server)->hint(protocol::Counts{1'500});
        QVERIFY(online->isVisible());
        QVERIFY(online->shown().contains(QLatin1String("1,500")));
        (*m_server)->hint(protocol::Counts{0});
        QVERIFY(!online->isVisible());
    }

    void operatorNotice_isShownAboveEveryPage_untilClosed()
    {
        start();
        m_server->welcome();
        auto* bar = named<QWidget>(window(), "operatorBar");
        QVERIFY(!bar->isVisible());
        (*m_server)->hint(protocol::Notice{"Restart at 18:00\n<b>UTC</b>"});
        QVERIFY(bar->isVisible());
        const QString shown = named<PlainLabel>(window(), "operatorNotice")->shown();
        QVERIFY2(shown.contains(QLatin1String("<b>UTC</b>")), qPrintable(shown)); // as plain text
        QVERIFY(bar->accessibleName().contains(QLatin1String("Restart at 18:00")));
        named<QPushButton>(bar, "closeNoticeButton")->click();
        QVERIFY(!bar->isVisible());
        (*m_server)->hint(protocol::Notice{"Another"});
        QVERIFY(bar->isVisible());
        (*m_server)->hint(protocol::Notice{}); // taken back
        QVERIFY(!bar->isVisible());
    }

    void seal_comparedByBoth_isSaidInTheHeader()
    {
        pair();
        QCOMPARE(chip()->text(), QStringLiteral("sealed, partner not verified"));
        chip()->click();
        auto* panel = window()->panels()->emojiCheck();
        QVERIFY(panel->isVisible());
        QVERIFY(!named<PlainLabel>(panel, "checkEmoji6")->shown().isEmpty());
        press(panel, "emojiMatchButton");
        QCOMPARE(chip()->text(), QStringLiteral("sealed, partner not verified"));
        (*m_server)->say(protocol::Message{m_conversation, m_partner.keys.sending.sender, 1, 1},
                         m_partner.seal(protocol::EmojiCheck{true}));
        QCOMPARE(chip()->text(), QStringLiteral("verified"));
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QCOMPARE(chip()->text(), QStringLiteral("ended"));
        QVERIFY(!panel->isVisible());
        QVERIFY(named<PlainLabel>(panel, "checkEmoji6")->shown().isEmpty());
    }

    void arrived_whileOnHome_isCountedUntilTheChatIsSeen()
    {
        pair();
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        auto* list = named<QAbstractItemView>(window(), "conversationList");
        window()->places()->showHome();
        hear(protocol::Text{"one"});
        Q_EMIT window()->activeChanged(true);
        QCOMPARE(unread(list), 1);
        window()->places()->showChat();
        QCOMPARE(unread(list), 0);
    }

    void end_partnerLeft_saysSoInTheTitle()
    {
        pair();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QCOMPARE(window()->windowTitle(), QStringLiteral("fox has left – ChatMet"));
        press(window(), "eraseNowButton");
        QVERIFY(named<QWidget>(window(), "meetButton")->isVisible());
    }

    void meet_afterOwnLineWasLost_isRefusedWhereItIsSeen()
    {
        pair();
        m_app->state()->dropLine();
        QTRY_COMPARE(m_app->state()->pairs()->meeting(), Meeting::Ended);
        press(window(), "meetAgainButton");
        auto* words = named<PlainLabel>(window(), "composerProblem");
        QVERIFY(words->isVisible());
        QVERIFY(!words->shown().isEmpty());
    }

    void panic_paired_leavesErasesAndSaysIt()
    {
        pair();
        m_app->state()->pairs()->pair()->sendText(QStringLiteral("a secret"));
        named<QAction>(window(), "panicAction")->trigger();
        QVERIFY(!window()->isVisible());
        QCOMPARE(m_app->state()->pairs()->messages()->count(), 0);
        const PanicNotice* notice = nullptr;
        for (const QWidget* widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == QLatin1String("panicNotice"))
                notice = qobject_cast<const PanicNotice*>(widget);
        }
        QVERIFY(notice != nullptr && notice->isVisible());
        QVERIFY(notice->shown().contains(QLatin1String("erased")));
        QVERIFY(!notice->isRead()); // the program ends once it is
        QTRY_VERIFY(notice->isRead());
    }

    void settings_known_areFilledIn()
    {
        writeSettingsFile("adult = yes\ntyping_hints = no\nwindow = 700x600\nserver = wss://known.example " +
                          QByteArray(64, 'a') + "\nserver = wss://other.example\n");
        startWithSettings(CommandLine());
        QVERIFY(named<QCheckBox>(window(), "adultTick")->isChecked());
        QCOMPARE(window()->size(), QSize(700, 600));
        auto* servers = named<QComboBox>(window(), "serverField");
        QCOMPARE(servers->count(), 2);
        press(window(), "startButton");
        QCOMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://known.example")));
        QCOMPARE((*m_server)->address.fingerprint, QByteArray(64, 'a'));
        m_server->welcome();
        press(window(), "meetButton");
        pairNow();
        named<QPlainTextEdit>(window(), "composerEdit")->insertPlainText(QStringLiteral("h"));
        QVERIFY(!(*m_server)->take<protocol::Typing>());
    }

    void settings_otherSpellingsOfAServer_areTheOneThatIsKnown()
    {
        writeSettingsFile("server = wss://known.example:443/ " + QByteArray(64, 'a') +
                          "\nserver = wss://known.example\n");
        startWithSettings(CommandLine());
        QCOMPARE(named<QComboBox>(window(), "serverField")->count(), 1);
        named<QCheckBox>(window(), "adultTick")->setChecked(true);
        press(window(), "startButton");
        QCOMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://known.example")));
        QCOMPARE((*m_server)->address.fingerprint, QByteArray(64, 'a'));
    }

    void settings_withACommandLine_keepTheKnownServersBehindIt()
    {
        writeSettingsFile("server = wss://known.example\n");
        CommandLine commandLine;
        commandLine.server.url = QUrl(QStringLiteral("wss://script.example"));
        startWithSettings(commandLine);
        auto* servers = named<QComboBox>(window(), "serverField");
        QCOMPARE(servers->itemText(0), QStringLiteral("wss://script.example"));
        QCOMPARE(servers->itemText(1), QStringLiteral("wss://known.example"));
        QVERIFY(!named<QCheckBox>(window(), "adultTick")->isChecked());
    }

    void link_opened_fillsInServerAndInvite_andJoinsNothing()
    {
        writeSettingsFile("adult = no\n");
        CommandLine commandLine;
        commandLine.link = QStringLiteral("chatmet://room.example/AQEBAQEBAQEBAQEBAQEBAQ#v1."
                                          "AgICAgICAgICAgICAgICAg.") +
                           QString(64, u'b');
        commandLine.server = {QUrl(QStringLiteral("wss://room.example")), QByteArray(64, 'b')};
        startWithSettings(commandLine);
        QCOMPARE(m_server->attempts, 0);
        start();
        QCOMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://room.example")));
        QCOMPARE((*m_server)->address.fingerprint, QByteArray(64, 'b'));
        m_server->welcome();
        QCOMPARE(named<QLineEdit>(window(), "inviteField")->text(), commandLine.link);
        QVERIFY(!(*m_server)->take<protocol::JoinRoom>());
        QCOMPARE(m_settings->settings().servers.size(), qsizetype{1}); // the person pressed Start
    }

    void link_opened_doesNotReplaceAKeyThatWasTrusted()
    {
        writeSettingsFile("server = wss://known.example " + QByteArray(64, 'a') + "\n");
        CommandLine commandLine;
        commandLine.link = QStringLiteral("chatmet://known.example/#v1.") + QString(64, u'b');
        commandLine.server = {QUrl(QStringLiteral("wss://known.example")), QByteArray(64, 'b')};
        startWithSettings(commandLine);
        start();
        QCOMPARE((*m_server)->address.fingerprint, QByteArray(64, 'a'));
    }

    void defaultServer_ofThePackager_isOfferedLast()
    {
        m_app = testing::shownApp(
            {.transports = m_server->factory(),
             .defaultServer = QStringLiteral("chatmet://first.example/#v1.") + QString(64, u'd')},
            CommandLine());
        QVERIFY(m_app != nullptr);
        start();
        QCOMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://first.example")));
        QCOMPARE((*m_server)->address.fingerprint, QByteArray(64, 'd'));
    }

    void link_pasted_bringsItsKeyAlong()
    {
        named<QComboBox>(window(), "serverField")
            ->setEditText(QStringLiteral("chatmet://pasted.example:8443/#v1.") + QString(64, u'c'));
        start();
        QCOMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://pasted.example:8443")));
        QCOMPARE((*m_server)->address.fingerprint, QByteArray(64, 'c'));
    }

    void settings_remembered_areThePersonsOnly()
    {
        writeSettingsFile("adult = no\n");
        CommandLine commandLine;
        commandLine.server.url = QUrl(QStringLiteral("wss://script.example"));
        startWithSettings(commandLine);
        start();
        m_server->welcome();
        QVERIFY(m_settings->settings().adult);
        QVERIFY(m_settings->settings().servers.isEmpty()); // a script's server is not the person's
        m_app->state()->stop();
        Q_EMIT(*m_server)->closed();
        QTRY_VERIFY(named<QWidget>(window(), "startButton")->isVisible());
        named<QComboBox>(window(), "serverField")->setEditText(QStringLiteral("own.example"));
        press(window(), "startButton");
        QTRY_COMPARE((*m_server)->address.url, QUrl(QStringLiteral("wss://own.example")));
        m_server->welcome();
        QVERIFY(m_settings->settings().servers ==
                (QList<KnownServer>{{QStringLiteral("wss://own.example"), {}}}));
    }

    void settings_damaged_areIgnoredWithAWord()
    {
        writeSettingsFile("adult = yes\nsomething else\n");
        startWithSettings(CommandLine());
        QVERIFY(!named<QCheckBox>(window(), "adultTick")->isChecked());
        QVERIFY(named<PlainLabel>(window(), "welcomeNotice")->isVisible());
        QVERIFY(named<PlainLabel>(window(), "welcomeNotice")->shown().contains(QLatin1String("damaged")));
    }

    void settings_damaged_nobodyIsSentAroundAProxy()
    {
        writeSettingsFile("something else\nproxy = tor\n");
        startWithSettings(CommandLine());
        QCOMPARE(named<QWidget>(window(), "welcomeConnectionButton")->property("text").toString(),
                 QStringLiteral("Connection: Tor"));
        writeSettingsFile("something else\n");
        startWithSettings(CommandLine());
        QVERIFY(named<PlainLabel>(window(), "welcomeNotice")->shown().contains(QLatin1String("a proxy")));
        named<QComboBox>(window(), "serverField")->setEditText(QStringLiteral("wss://chat.example"));
        named<QCheckBox>(window(), "adultTick")->setChecked(true);
        const int attempts = m_server->attempts;
        press(window(), "startButton");
        QCOMPARE(m_server->attempts, attempts);
        QVERIFY(named<PlainLabel>(window(), "connectionProblem")->isVisible());
    }

    void helper_gone_isToldWhereThePersonLooks()
    {
        writeSettingsFile("adult = no\n");
        startWithSettings(CommandLine());
        QVERIFY(!named<PlainLabel>(window(), "welcomeNotice")->isVisible());
        named<QCheckBox>(window(), "adultTick")->setChecked(true); // would be written, and nobody is there
        QTRY_VERIFY(named<PlainLabel>(window(), "welcomeNotice")->isVisible());
        Q_EMIT m_helper->gone();
        QVERIFY(named<PlainLabel>(window(), "welcomeNotice")->shown().contains(QLatin1String("has ended")));
    }

    void link_noHelper_canNotBeOpened_withOne_failureIsTold()
    {
        pair();
        Q_EMIT window()->chat()->openLinkRequested(QStringLiteral("https://a.example")); // no button says so
        writeSettingsFile("");
        startWithSettings(CommandLine());
        named<QComboBox>(window(), "serverField")->setEditText(QStringLiteral("wss://chat.example"));
        pair();
        Q_EMIT window()->chat()->openLinkRequested(QStringLiteral("https://a.example"));
        auto* words = named<PlainLabel>(window(), "composerProblem");
        QTRY_VERIFY(words->isVisible());
        QVERIFY(words->shown().contains(QLatin1String("Copy the link")));
    }

    void saved_isSaidAtThePictureOrOnThePage()
    {
        writeSettingsFile("");
        startWithSettings(CommandLine()); // its helper is gone, which is answered later
        named<QComboBox>(window(), "serverField")->setEditText(QStringLiteral("wss://chat.example"));
        pair();
        Message picture;
        picture.kind = MessageKind::Picture;
        picture.picture = PictureState::Here;
        picture.preview = testing::redImage();
        picture.file = QByteArrayLiteral("bytes");
        const MessageKey first = m_app->state()->pairs()->messages()->append(picture);
        const MessageKey second = m_app->state()->pairs()->messages()->append(picture);
        const QString gone = HelperWords::ofPicture(HelperOutcome::Gone);
        const auto save = [&] {
            Q_EMIT window()->chat()->viewPictureRequested(first);
            Q_EMIT window()->panels()->savePictureRequested(first, QStringLiteral("/nowhere/picture.png"));
            QVERIFY(named<QWidget>(window(), "saveBar")->isVisible());
        };
        save();
        QTRY_COMPARE(label("saveWords"), gone);
        QVERIFY(label("composerProblem").isEmpty());
        save();
        Q_EMIT window()->chat()->viewPictureRequested(second);
        QTRY_COMPARE(label("composerProblem"), gone);
        QVERIFY(!named<QWidget>(window(), "saveBar")->isVisible());
        window()->chat()->composer()->showProblem({});
        save();
        window()->panels()->closeAll();
        QTRY_COMPARE(label("composerProblem"), gone);
    }

    void room_fromHome_isOpenedTalkedInAndLeft()
    {
        start();
        m_server->welcome();
        named<QLineEdit>(window(), "roomTitleField")->setText(QStringLiteral("Tea"));
        press(window(), "openRoomButton");
        QVERIFY((*m_server)->take<protocol::OpenRoom>());
        const WipedBytes package((*m_server)->last.body.span().begin(), (*m_server)->last.body.span().end());
        const ConversationId id = ConversationId::random(systemRandom());
        const MemberId own = MemberId::random(systemRandom());
        (*m_server)->say(protocol::RoomOpened{id, own, 50});
        RoomPage* page = window()->places()->shownRoom();
        QVERIFY(page != nullptr);
        QVERIFY(named<QLineEdit>(window(), "roomTitleField")->text().isEmpty());
        QCOMPARE(named<PlainLabel>(page, "roomTitle")->shown(), QStringLiteral("Tea"));
        QVERIFY(window()->windowTitle().contains(QStringLiteral("Tea")));

        // Boris, who has the invite.
        const auto invite = protocol::parseInvite(page->invite().toStdString());
        QVERIFY(invite.ok());
        const MemberId boris = MemberId::random(systemRandom());
        seal::RoomSecret secret =
            seal::RoomSecret::copyOf(std::span(invite->secret).first<seal::roomSecretBytes>());
        seal::MemberKeys keys;
        const WipedBytes his = keys.package(secret, "boris");
        seal::RoomSealing sealing({id, boris}, std::move(keys), std::move(secret), "boris");
        QVERIFY(sealing.memberJoined(own, "otter", package).ok());
        (*m_server)->say(protocol::MemberJoined{id, boris, "boris", false, false}, SharedBytes::copyOf(his));
        QVERIFY(named<PlainLabel>(page, "roomAbout")->shown().contains(QStringLiteral("2 people")));
        QVERIFY((*m_server)->take<protocol::KeyExchange>()); // he gets the chain at once
        QVERIFY(sealing.takeChain(own, (*m_server)->last.body.span()).ok());
        (*m_server)->say(protocol::KeyExchanged{id, boris, protocol::KeyStep::Chain},
                         SharedBytes(std::move(sealing.chainFor(own)).value()));
        type(page, QStringLiteral("kettle is on"));
        QVERIFY((*m_server)->take<protocol::Send>());
        QVERIFY(sealing.open(own, (*m_server)->last.body.span()).ok());

        // What comes while the person is elsewhere is counted until it is seen.
        window()->places()->showHome();
        auto* list = named<QListView>(window(), "conversationList");
        const auto say = [&](const std::string& words, std::uint64_t number) {
            auto sealed = sealing.seal(*protocol::encodeContent(protocol::Text{words}));
            (*m_server)->say(protocol::Message{id, boris, number, 1}, SharedBytes(std::move(sealed->body)));
        };
        say("coming", 2);
        say("with cake", 3);
        const QModelIndex row = list->model()->index(0, 0);
        QCOMPARE(row.data(ConversationListModel::UnreadRole).toInt(), 2);
        Q_EMIT window()->sidebar()->conversationRequested(0);
        if (window()->isActiveWindow())
            QCOMPARE(row.data(ConversationListModel::UnreadRole).toInt(), 0);

        press(page, "leaveRoomButton");
        QVERIFY((*m_server)->take<protocol::Leave>());
        QCOMPARE(window()->places()->shownRoom(), nullptr);
        QCOMPARE(list->model()->rowCount(), 0);
        QVERIFY(!window()->windowTitle().contains(QStringLiteral("Tea")));
    }

    void room_badInvites_areRefusedInWordsUnderTheField()
    {
        start();
        m_server->welcome();
        auto* field = named<QLineEdit>(window(), "inviteField");
        auto* problem = named<PlainLabel>(window(), "joinRoomProblem");
        const auto join = [&](const QString& text) {
            field->setText(text);
            press(window(), "joinRoomButton");
            return problem->shown();
        };
        QCOMPARE(join(QStringLiteral("hello")), ProblemText::of(Errc::InviteScheme));
        QCOMPARE(join(QStringLiteral("chatmet://chat.example/AAECAwQFBgcICQoLDA0ODw")),
                 ProblemText::of(Errc::InviteSecretGone));
        QVERIFY(
            join(QStringLiteral("chatmet://other.example/AAECAwQFBgcICQoLDA0ODw#v1.AAECAwQFBgcICQoLDA0ODw"))
                .contains(QStringLiteral("other.example")));
        QVERIFY(!(*m_server)->take<protocol::JoinRoom>());
        join(QStringLiteral("chatmet://chat.example/AAECAwQFBgcICQoLDA0ODw#v1.AAECAwQFBgcICQoLDA0ODw"));
        QVERIFY((*m_server)->take<protocol::JoinRoom>());
        protocol::ErrorAnswer answer;
        answer.code = Errc::RoomRefused;
        answer.regarding = (*m_server)->last.sequence;
        (*m_server)->say(answer);
        QCOMPARE(problem->shown(), ProblemText::of(Errc::RoomRefused));
        QCOMPARE(window()->places()->shownRoom(), nullptr);
    }

    void room_whileInIt_aPartnerDoesNotTakeThePlace()
    {
        start();
        m_server->welcome();
        press(window(), "openRoomButton");
        QVERIFY((*m_server)->take<protocol::OpenRoom>());
        window()->places()->showHome();
        press(window(), "meetButton");
        (*m_server)->say(protocol::RoomOpened{ConversationId::random(systemRandom()),
                                              MemberId::random(systemRandom()), 50});
        RoomPage* page = window()->places()->shownRoom();
        QVERIFY(page != nullptr);
        const protocol::Paired paired = testing::somebody("fox");
        (*m_server)->say(paired);
        QCOMPARE(window()->places()->shownRoom(), page);
        auto* list = named<QListView>(window(), "conversationList");
        QCOMPARE(list->model()->rowCount(), 2);
        QCOMPARE(list->currentIndex().row(), 1); // below the pair now
        (*m_server)->say(protocol::Ended{paired.conversation, protocol::EndReason::Left});
        QCOMPARE(window()->places()->shownRoom(), page);
    }

    void pairsEnd_inARoom_closesNothingOfTheRoom()
    {
        pair();
        RoomPage* room = openRoom();
        Q_EMIT room->membersRequested();
        auto* people = named<QWidget>(window(), "membersPanel");
        QVERIFY(people->isVisible());
        viewPictureIn(room);
        PictureViewer* viewer = window()->panels()->viewer();
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QVERIFY(viewer->isVisible());
        QVERIFY(people->isVisible());
        m_app->state()->pairs()->eraseNow();
        QVERIFY(viewer->isVisible());
        QVERIFY(people->isVisible());
    }

    void pairsEnd_aPictureIsAboutToBeSentInARoom_staysThere()
    {
        pair();
        RoomPage* room = openRoom();
        Q_EMIT room->chat()->pictureImageGiven(testing::redImage());
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left}); // it is being cleaned
        SendPictureDialog* dialog = window()->panels()->picturesToSend()->of(room->chat());
        QTRY_VERIFY(named<QWidget>(dialog, "sendPictureButton")->isEnabled());
        auto* caption = named<QLineEdit>(dialog, "captionEdit");
        caption->setText(QStringLiteral("look"));
        m_app->state()->pairs()->eraseNow();
        QVERIFY(dialog->isVisible());
        QCOMPARE(caption->text(), QStringLiteral("look"));
    }

    void pairsEnd_closesWhatIsThePairs_aRoomsEndDoesNot()
    {
        pair();
        RoomPage* room = openRoom();
        viewPictureIn(room);
        window()->panels()->closeAll();
        window()->places()->showChat();
        Q_EMIT window()->chat()->pictureImageGiven(testing::redImage());
        SendPictureDialog* dialog = window()->panels()->picturesToSend()->of(window()->chat());
        QTRY_VERIFY(named<QWidget>(dialog, "sendPictureButton")->isEnabled());
        Q_EMIT room->leaveRequested();
        QVERIFY(dialog->isVisible());
        (*m_server)->say(protocol::Ended{m_conversation, protocol::EndReason::Left});
        QVERIFY(!dialog->isVisible());
    }

private:
    void typeOnTheHomePage()
    {
        named<QLineEdit>(window(), "inviteField")
            ->setText(
                QStringLiteral("chatmet://other.example/AAECAwQFBgcICQoLDA0ODw#v1.AAECAwQFBgcICQoLDA0ODw"));
        press(window(), "joinRoomButton");
        QVERIFY(!named<PlainLabel>(window(), "joinRoomProblem")->shown().isEmpty());
        named<QLineEdit>(window(), "roomTitleField")->setText(QStringLiteral("Otter's birthday"));
        window()->home()->setTopics({QStringLiteral("otters")});
        named<QLineEdit>(window(), "topicEdit")->setText(QStringLiteral("hal"));
    }
    void verifyNothingIsTyped()
    {
        for (const char* name : {"inviteField", "roomTitleField", "topicEdit"}) {
            QVERIFY2(named<QLineEdit>(window(), name)->text().isEmpty(), name);
            QVERIFY2(!named<QLineEdit>(window(), name)->isUndoAvailable(), name);
        }
        QVERIFY(named<PlainLabel>(window(), "joinRoomProblem")->shown().isEmpty());
        QCOMPARE(window()->home()->topics(), QStringList());
        QVERIFY(named<PlainLabel>(window(), "waitingText")->shown().isEmpty());
    }

    static void type(QWidget* parent, const QString& words)
    {
        auto* edit = named<QPlainTextEdit>(parent, "composerEdit");
        edit->setPlainText(words);
        QTest::keyClick(edit, Qt::Key_Return);
    }

    void writeSettingsFile(const QByteArray& text)
    {
        m_config = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_config->path().toLocal8Bit());
        QVERIFY(QDir().mkpath(m_config->filePath(QStringLiteral("chatmet"))));
        QFile file(m_config->filePath(QStringLiteral("chatmet/settings.conf")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    /// Another window, with the settings of writeSettingsFile() and a helper whose process is gone.
    void startWithSettings(const CommandLine& commandLine)
    {
        m_app.reset();
        m_server = std::make_unique<testing::FakeServer>();
        m_helper = std::make_unique<Helper>(std::nullopt);
        m_settings = std::make_unique<SettingsFile>(m_helper.get());
        m_app =
            testing::shownApp({m_server->factory(), nullptr, m_helper.get(), m_settings.get()}, commandLine);
        QVERIFY(m_app != nullptr);
    }

    [[nodiscard]] MainWindow* window() const { return m_app->window(); }

    static int unread(const QAbstractItemView* list)
    {
        return list->model()->index(0, 0).data(ConversationListModel::UnreadRole).toInt();
    }

    void start() { testing::pressStart(window()); }

    /// resumeWindowMs: 0: the session is not resumed.
    void pair(std::uint32_t resumeWindowMs = 0)
    {
        start();
        m_server->welcome(resumeWindowMs);
        press(window(), "meetButton");
        pairNow();
    }

    /// Somebody is found.
    protocol::Paired stranger()
    {
        protocol::Paired paired = testing::somebody("fox");
        m_conversation = paired.conversation;
        return paired;
    }

    void pairNow()
    {
        QVERIFY((*m_server)->take<protocol::Meet>());
        const protocol::Paired paired = stranger();
        (*m_server)->say(paired);
        QVERIFY(window()->places()->isChatShown());
        m_number = 0;
        m_partner = testing::SealedPartner(paired);
        QCOMPARE(chip()->text(), QStringLiteral("not sealed"));
        m_partner.exchangeKeys(*m_server, paired);
        QApplication::processEvents(); // the header has its places
    }
    /// One of one's own, which is shown then.
    RoomPage* openRoom()
    {
        m_app->state()->openRoom(QStringLiteral("Tea"));
        (*m_server)->say(protocol::RoomOpened{ConversationId::random(systemRandom()),
                                              MemberId::random(systemRandom()), 50});
        return window()->places()->shownRoom();
    }
    void viewPictureIn(RoomPage* room)
    {
        Message picture;
        picture.kind = MessageKind::Picture;
        picture.picture = PictureState::Here;
        picture.preview = testing::redImage();
        const MessageKey key = m_app->state()->rooms().first()->messages()->append(picture);
        Q_EMIT room->chat()->viewPictureRequested(key);
        QVERIFY(window()->panels()->viewer()->isVisible());
        QCOMPARE(window()->panels()->viewedChat(), room->chat());
    }
    /// The partner says something.
    void hear(const protocol::Content& content)
    {
        ++m_number;
        (*m_server)->say(
            protocol::Message{m_conversation, m_partner.keys.sending.sender, m_number, 1'700'000'000'000},
            m_partner.seal(content));
    }
    /// The oldest message of this kind that was not looked at yet; receipts before it are passed over.
    template <class Kind> Kind sent()
    {
        while ((*m_server)->take<protocol::Send>()) {
            const protocol::Content content = m_partner.open((*m_server)->last.body);
            if (const auto* kind = std::get_if<Kind>(&content))
                return *kind;
        }
        qFatal("no such message was sent");
    }
    [[nodiscard]] QString label(const char* name) const { return named<PlainLabel>(window(), name)->shown(); }
    [[nodiscard]] QPushButton* chip() const { return named<QPushButton>(window(), "sealChip"); }

    std::unique_ptr<testing::FakeServer> m_server;
    std::unique_ptr<QTemporaryDir> m_config;
    std::unique_ptr<Helper> m_helper;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<ClientApp> m_app;
    ConversationId m_conversation;
    testing::SealedPartner m_partner;
    std::uint64_t m_number{0}; ///< of the partner's last message
};

QTEST_MAIN(ClientAppTest)
#include "ClientAppTest.moc"
