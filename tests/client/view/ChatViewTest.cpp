// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a conversation: composer keys, pictures pasted and dropped, ends and losses said in honest
// words.
#include "client/view/ChatView.h"

#include "client/picture/PictureLimits.h"
#include "client/view/Composer.h"
#include "client/view/ComposerEdit.h"
#include "client/view/EndedCard.h"
#include "client/view/MessageListView.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace chatmet::client;

class ChatViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init()
    {
        m_view = std::make_unique<ChatView>(*m_theme);
        m_view->setMessages(&m_model);
        m_view->setPartner(QStringLiteral("lantern-fox"), {QStringLiteral("music")});
        m_view->resize(700, 600);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->focusFirst();
        m_edit = named<ComposerEdit>(m_view.get(), "composerEdit");
    }

    void cleanup()
    {
        m_view.reset();
        m_store.clear();
    }

    void enter_withText_sendsAndKeepsItUntilTaken()
    {
        QSignalSpy sent(m_view.get(), &ChatView::sendRequested);
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(sent.size(), 0);
        QTest::keyClicks(m_edit, QStringLiteral("one"));
        QTest::keyClick(m_edit, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(m_edit, QStringLiteral("two"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent.first().first().toString(), QStringLiteral("one\ntwo"));
        QCOMPARE(m_view->composer()->text(), QStringLiteral("one\ntwo"));
        m_view->composer()->clear();
        QVERIFY(m_view->composer()->text().isEmpty());
        m_edit->undo();
        QVERIFY(m_view->composer()->text().isEmpty());
    }

    void composing_textComesAndGoes_isTold()
    {
        QSignalSpy composing(m_view.get(), &ChatView::composingChanged);
        QTest::keyClicks(m_edit, QStringLiteral("ab"));
        QCOMPARE(composing.size(), 2);
        QCOMPARE(composing.last().first().toBool(), true);
        m_view->composer()->clear();
        QCOMPARE(composing.last().first().toBool(), false);
    }

    void field_manyLines_growsToSix()
    {
        const int one = m_edit->height();
        m_view->composer()->setText(QStringLiteral("1\n2\n3"));
        const int three = m_edit->height();
        m_view->composer()->setText(QString(20, u'\n'));
        const int most = m_edit->height();
        QVERIFY(three > one);
        QCOMPARE(most - one, 5 * (three - one) / 2);
        m_view->composer()->clear();
        QCOMPARE(m_edit->height(), one);
    }

    void counter_nearTheLimit_isShown()
    {
        auto* counter = named<PlainLabel>(m_view.get(), "composerCounter");
        m_view->composer()->setText(QString(3'000, u'x'));
        QVERIFY(!counter->isVisible());
        m_view->composer()->setText(QStringLiteral("😀").repeated(3'900));
        QVERIFY(counter->isVisible());
        QVERIFY(counter->shown().contains(QLocale().toString(3'900)));
    }

    void paste_richText_becomesPlain()
    {
        auto* data = new QMimeData;
        data->setHtml(QStringLiteral("<b>bold</b>"));
        data->setText(QStringLiteral("bold"));
        QGuiApplication::clipboard()->setMimeData(data);
        QTest::keyClick(m_edit, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_view->composer()->text(), QStringLiteral("bold"));
        QVERIFY(!m_edit->textCursor().charFormat().font().bold());
    }

    void paste_picture_isOffered()
    {
        QSignalSpy images(m_view.get(), &ChatView::pictureImageGiven);
        QSignalSpy bytes(m_view.get(), &ChatView::pictureBytesGiven);
        QGuiApplication::clipboard()->setImage(sample::photo({60, 40}));
        QTest::keyClick(m_edit, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(images.size() + bytes.size(), 1);
        QVERIFY(m_view->composer()->text().isEmpty());
    }

    void drop_imageOrFile_isOffered()
    {
        QSignalSpy images(m_view.get(), &ChatView::pictureImageGiven);
        QMimeData image;
        image.setImageData(sample::photo({60, 40}));
        drop(image);
        QCOMPARE(images.size(), 1);
        QCOMPARE(images.first().first().value<QImage>().size(), QSize(60, 40));

        QSignalSpy bytes(m_view.get(), &ChatView::pictureBytesGiven);
        QMimeData file;
        file.setUrls({QUrl::fromLocalFile(makeFile(QByteArrayLiteral("any bytes")))});
        drop(file);
        QCOMPARE(bytes.size(), 1);
        QCOMPARE(bytes.first().first().toByteArray(), QByteArrayLiteral("any bytes"));
    }

    void drop_whatIsNoSinglePicture_isRefusedInWords_data()
    {
        QTest::addColumn<QList<QUrl>>("urls");
        const QUrl here = QUrl::fromLocalFile(makeFile(QByteArrayLiteral("x")));
        QTest::newRow("several") << QList<QUrl>{here, here};
        QTest::newRow("folder") << QList<QUrl>{QUrl::fromLocalFile(m_folder.path())};
        QTest::newRow("missing") << QList<QUrl>{
            QUrl::fromLocalFile(m_folder.filePath(QStringLiteral("none")))};
        QTest::newRow("empty") << QList<QUrl>{QUrl::fromLocalFile(makeFile({}))};
        QTest::newRow("web") << QList<QUrl>{QUrl(QStringLiteral("https://example.org/a.png"))};
        QFile huge(m_folder.filePath(QStringLiteral("huge")));
        QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(sourcePictureBytesMax + 1));
        QTest::newRow("huge") << QList<QUrl>{QUrl::fromLocalFile(huge.fileName())};
    }

    void drop_whatIsNoSinglePicture_isRefusedInWords()
    {
        QFETCH(QList<QUrl>, urls);
        QSignalSpy bytes(m_view.get(), &ChatView::pictureBytesGiven);
        QSignalSpy images(m_view.get(), &ChatView::pictureImageGiven);
        QMimeData data;
        data.setUrls(urls);
        drop(data);
        QCOMPARE(bytes.size() + images.size(), 0);
        QVERIFY(named<PlainLabel>(m_view.get(), "composerProblem")->isVisible());
    }

    void newestPicture_isAskedFor()
    {
        QVERIFY(!m_view->showNewestPicture());
        m_store.append(sample::picture(PictureState::Offered, false, 1, false));
        const MessageKey newest = m_store.append(sample::picture(PictureState::Declined, false, 2, false));
        m_store.append(sample::picture(PictureState::Offered, true, 3, true));
        QSignalSpy shown(m_view.get(), &ChatView::showPictureRequested);
        QVERIFY(m_view->showNewestPicture());
        QCOMPARE(shown.first().first().value<MessageKey>(), newest);
    }

    void ended_page_showsNothingOfALivingOne()
    {
        m_view->setPartnerTyping(true);
        QVERIFY(
            named<PlainLabel>(m_view.get(), "typingLabel")->shown().contains(QStringLiteral("lantern-fox")));
        m_view->composer()->setText(QStringLiteral("unsent"));
        m_view->setEnded(EndCause::PartnerLeft);
        m_view->setErasesIn(24);
        m_view->setPartnerTyping(true);
        for (const char* name : {"typingLabel", "leaveButton", "nextButton", "reconnectingBanner"})
            QVERIFY2(!named<QWidget>(m_view.get(), name)->isVisible(), name);
        QCOMPARE(named<QPushButton>(m_view.get(), "sealChip")->text(), QStringLiteral("ended"));
        QVERIFY(!m_edit->isEnabled());
        QVERIFY(m_view->composer()->text().isEmpty());
        QCOMPARE(named<PlainLabel>(m_view.get(), "endedMeans")->shown(),
                 QStringLiteral(
                     "The server reports it has erased this conversation. This page erases itself in 0:24."));
        QSignalSpy erase(m_view.get(), &ChatView::eraseNowRequested);
        QSignalSpy meet(m_view.get(), &ChatView::meetRequested);
        press(m_view.get(), "eraseNowButton");
        press(m_view.get(), "meetAgainButton");
        QCOMPARE(erase.size() + meet.size(), 2);
    }

    void ended_whileTyping_spaceAndEnterPressNothing()
    {
        QSignalSpy erase(m_view.get(), &ChatView::eraseNowRequested);
        QSignalSpy meet(m_view.get(), &ChatView::meetRequested);
        m_edit->setFocus();
        QTest::keyClicks(m_edit, QStringLiteral("just"));
        m_view->setEnded(EndCause::PartnerLeft);
        QWidget* focused = QApplication::focusWidget();
        QVERIFY(focused && m_view->isAncestorOf(focused));
        QTest::keyClicks(focused, QStringLiteral(" about to say"));
        QTest::keyClick(focused, Qt::Key_Return);
        QCOMPARE(erase.size() + meet.size(), 0);
        QTest::keyClick(named<QWidget>(m_view.get(), "eraseNowButton"), Qt::Key_Return);
        QCOMPARE(erase.size(), 1);
    }

    void list_letterTyped_goesToTheComposer()
    {
        m_view->list()->setFocus();
        QTest::keyClicks(m_view->list(), QStringLiteral("h"));
        QCOMPARE(m_view->composer()->text(), QStringLiteral("h"));
        QVERIFY(m_edit->hasFocus());
        m_view->setEnded(EndCause::PartnerLeft);
        QTest::keyClicks(m_view->list(), QStringLiteral("x"));
        QVERIFY(m_view->composer()->text().isEmpty());
    }

    void ended_ownLineLost_claimsNothingOfTheServer()
    {
        m_view->setEnded(EndCause::OwnLineLost);
        QVERIFY(!named<PlainLabel>(m_view.get(), "endedMeans")->shown().contains(QStringLiteral("reports")));
    }

    void ended_serverShutDown_saysSo_andNothingGoesOnWithoutYou()
    {
        for (const bool room : {false, true}) {
            EndedCard card(*m_theme);
            if (room)
                card.useForRoom();
            card.setEnd(EndCause::ServerEnded, QStringLiteral("fox"));
            QCOMPARE(named<PlainLabel>(&card, "endedWhat")->shown(),
                     QStringLiteral("The server has shut down."));
            const QString means = named<PlainLabel>(&card, "endedMeans")->shown();
            QVERIFY2(!means.contains(QStringLiteral("goes on")), qPrintable(means));
            QVERIFY2(!means.contains(QStringLiteral("reports")), qPrintable(means));
        }
    }

    void reply_barSaysWhatIsAnswered_andEscTakesItAway()
    {
        auto* bar = named<QWidget>(m_view.get(), "replyBar");
        QVERIFY(!bar->isVisible());
        m_view->reply();
        QVERIFY2(!bar->isVisible(), "there is nothing to answer");
        const MessageKey question =
            m_store.append(sample::numbered(sample::text(QStringLiteral("a\nquestion"), false, 1), 1));
        const MessageKey own =
            m_store.append(sample::numbered(sample::text(QStringLiteral("mine"), true, 2), 2));
        m_view->reply();
        QVERIFY(bar->isVisible());
        QCOMPARE(m_view->replyTo(), question);
        QCOMPARE(words("replyWords"), QStringLiteral("Replying to lantern-fox: a question"));
        QVERIFY(m_edit->hasFocus());
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QCOMPARE(m_view->replyTo(), MessageKey{});
        QVERIFY(words("replyWords").isEmpty());
        m_view->list()->setFocus();
        m_view->list()->setCurrentIndex(m_model.index(1));
        m_view->reply();
        QCOMPARE(m_view->replyTo(), own);
        QCOMPARE(words("replyWords"), QStringLiteral("Replying to yourself: mine"));
        press(m_view.get(), "replyCancelButton");
        QVERIFY(!bar->isVisible());
        QVERIFY(m_edit->hasFocus());
        Q_EMIT m_view->list()->replyRequested(question);
        m_view->list()->setFocus();
        QTest::keyClick(m_view->list(), Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
    }

    void reply_goesWithTheMessageThatItAnswers_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("taken back") << 0;
        QTest::newRow("erased") << 1;
        QTest::newRow("ended") << 2;
        QTest::newRow("somebody else") << 3;
        QTest::newRow("page cleared") << 4;
    }

    void reply_goesWithTheMessageThatItAnswers()
    {
        QFETCH(int, how);
        const MessageKey question =
            m_store.append(sample::numbered(sample::text(QStringLiteral("a question"), false, 1), 1));
        m_view->reply();
        QVERIFY(named<QWidget>(m_view.get(), "replyBar")->isVisible());
        switch (how) {
        case 0:
            m_store.change(question, [](Message& message) {
                message.kind = MessageKind::TakenBack;
                message.text.clear();
            });
            break;
        case 1: m_store.clear(); break;
        case 2: m_view->setEnded(EndCause::PartnerLeft); break;
        case 3: m_view->setPartner(QStringLiteral("heron"), {}); break;
        default: m_view->clear();
        }
        QVERIFY(!named<QWidget>(m_view.get(), "replyBar")->isVisible());
        QVERIFY(words("replyWords").isEmpty());
        QVERIFY(m_edit->accessibleDescription().isEmpty());
        QCOMPARE(m_view->replyTo(), MessageKey{});
        if (how == 2) {
            m_view->reply();
            QCOMPARE(m_view->replyTo(), MessageKey{});
        }
    }

    void reasons_areChosenOrNot_whichIsToldOnce()
    {
        m_view->setFacts({true, true, false, false, 0});
        auto* menu = named<QMenu>(m_view.get(), "reportMenu");
        QSignalSpy reported(m_view.get(), &ChatView::reportRequested);
        QSignalSpy none(m_view.get(), &ChatView::noReasonChosen);
        for (int time = 1; time <= 2; ++time) {
            m_view->openReasons();
            QTest::keyClick(menu, Qt::Key_Return);
            QApplication::processEvents();
            QCOMPARE(reported.size(), time);
            QCOMPARE(none.size(), time - 1);
            m_view->openReasons();
            QTest::keyClick(menu, Qt::Key_Escape);
            QTRY_COMPARE(none.size(), time);
            QCOMPARE(reported.size(), time);
        }
    }

    void reportAndBlock_inTheHeader_areOneClickEach()
    {
        QVERIFY(!named<QWidget>(m_view.get(), "reportButton")->isVisible());
        m_view->setFacts({true, true, false, false, 0});
        QSignalSpy reported(m_view.get(), &ChatView::reportRequested);
        QSignalSpy blocked(m_view.get(), &ChatView::blockRequested);
        press(m_view.get(), "reportButton");
        auto* menu = named<QMenu>(m_view.get(), "reportMenu");
        QVERIFY(menu->isVisible());
        QCOMPARE(menu->actions().size(), 5);
        QCOMPARE(reported.size(), 0);
        menu->findChild<QAction*>(QStringLiteral("reasonMinor"))->trigger();
        QCOMPARE(reported.size(), 1);
        QCOMPARE(reported.first().first().value<chatmet::protocol::ReportReason>(),
                 chatmet::protocol::ReportReason::Minor);
        menu->close();
        press(m_view.get(), "blockButton");
        QCOMPARE(blocked.size(), 1);
        named<QWidget>(m_view.get(), "blockButton")->setFocus();
        m_view->setFacts({true, false, false, false, 0});
        QVERIFY(!named<QWidget>(m_view.get(), "blockButton")->isVisible());
        QVERIFY2(m_edit->hasFocus(), "the next key presses nothing that stands beside it");
        m_view->setEnded(EndCause::YouLeft);
        QVERIFY(!named<QWidget>(m_view.get(), "reportButton")->isVisible());
    }

    void reportAndBlock_onTheEndedPage_sayWhatTheServerTook()
    {
        QSignalSpy reported(m_view.get(), &ChatView::reportRequested);
        QSignalSpy blocked(m_view.get(), &ChatView::blockRequested);
        m_view->setEnded(EndCause::YouLeft);
        QVERIFY(!named<QWidget>(m_view.get(), "endedBlockButton")->isVisible());
        QCOMPARE(words("endedWhat"), QStringLiteral("You have left."));
        m_view->setFacts({true, true, false, false, 110});
        press(m_view.get(), "endedBlockButton");
        press(m_view.get(), "endedReportButton");
        named<QMenu>(m_view.get(), "endedReportMenu")
            ->findChild<QAction*>(QStringLiteral("reasonSpam"))
            ->trigger();
        QCOMPARE(reported.size() + blocked.size(), 2);
        QCOMPARE(words("endedWhat"), QStringLiteral("You have left."));
        m_view->setFacts({true, false, false, true, 100});
        QVERIFY(!named<QWidget>(m_view.get(), "endedBlockButton")->isVisible());
        QCOMPARE(words("endedWhat"),
                 QStringLiteral("You have blocked lantern-fox. You will not meet again while "
                                "both of you are here."));
        m_view->setFacts({false, true, true, false, 90});
        QCOMPARE(words("endedWhat"), QStringLiteral("Reported. What was said was not sent along."));
        m_view->setEnded(EndCause::PartnerLeft);
        QCOMPARE(words("endedWhat"), QStringLiteral("lantern-fox has left."));
        QVERIFY(
            words("endedMeans").startsWith(QStringLiteral("Reported. What was said was not sent along.")));
        m_view->clear();
        QVERIFY(!words("endedMeans").contains(QStringLiteral("lantern-fox")));
    }

    void reconnecting_seconds_areSaidAndCanBeSkipped()
    {
        m_view->setReconnecting(14);
        QCOMPARE(named<PlainLabel>(m_view.get(), "reconnectingLabel")->shown(),
                 QStringLiteral("Reconnecting, 14 s."));
        QSignalSpy now(m_view.get(), &ChatView::tryNowRequested);
        press(m_view.get(), "tryNowButton");
        QCOMPARE(now.size(), 1);
        m_view->setReconnecting(-1);
        QVERIFY(!named<QWidget>(m_view.get(), "reconnectingBanner")->isVisible());
    }

private:
    QString words(const char* name) { return named<PlainLabel>(m_view.get(), name)->shown(); }

    void drop(const QMimeData& data)
    {
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_view.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_view.get(), &event);
    }

    QString makeFile(const QByteArray& content)
    {
        QFile file(m_folder.filePath(QStringLiteral("file%1").arg(++m_files)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write a file for the test");
        return file.fileName();
    }

    QTemporaryDir m_folder;
    int m_files{0};
    std::unique_ptr<Theme> m_theme;
    MessageStore m_store;
    MessageListModel m_model{&m_store};
    std::unique_ptr<ChatView> m_view;
    ComposerEdit* m_edit{nullptr};
};

QTEST_MAIN(ChatViewTest)
#include "ChatViewTest.moc"
