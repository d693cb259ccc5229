// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures between two windows with the real server: what is said before sending, the offer, progress and
// cancelling on both sides, the viewer, showing at once; and the search that ends with the conversation.
#include "client/model/MessageListModel.h"
#include "client/view/MainWindow.h"
#include "client/view/PictureViewer.h"
#include "client/view/SearchBar.h"
#include "client/view/WindowPanels.h"
#include "tests/integration/TwoWindows.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QAction>
#include <QClipboard>
#include <QDeadlineTimer>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace chatmet::client;

class PictureWindowsTest : public TwoWindows
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(open());
        meetSealed();
    }
    void cleanup() { QCOMPARE(close(), 0); }

    void pasted_isShownWithItsFactsBeforeItIsSent()
    {
        QGuiApplication::clipboard()->setImage(chatmet::testing::photo({2048, 1536}));
        m_one->window()->activateWindow(); // focus comes back in the window that is used
        QVERIFY(QTest::qWaitForWindowActive(m_one->window()));
        auto* edit = named<QPlainTextEdit>(m_one->window(), "composerEdit");
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(isSendable(), waitMs);
        const QString about = m_one->label("sendAbout");
        QVERIFY2(about.startsWith(QStringLiteral("2048 × 1536, ")), qPrintable(about));
        QVERIFY2(about.endsWith(QStringLiteral("MB")) || about.endsWith(QStringLiteral("kB")),
                 qPrintable(about));
        QVERIFY(m_one->label("sendNotice").contains(QStringLiteral("removed")));
        QTest::keyClick(named<QWidget>(m_one->window(), "captionEdit"), Qt::Key_Escape);
        QVERIFY(!named<QWidget>(m_one->window(), "sendPictureDialog")->isVisible());
        QVERIFY(m_one->last(MessageKind::Picture) == nullptr);
        QVERIFY(edit->hasFocus());
    }

    void animation_isSaidToGoAsAStillPicture()
    {
        choose(
            chatmet::testing::gif({chatmet::testing::corners({64, 64}), chatmet::testing::photo({64, 64})}));
        QTRY_VERIFY_WITH_TIMEOUT(isSendable(), waitMs);
        QVERIFY(m_one->label("sendNotice").contains(QStringLiteral("only its first frame")));
    }

    void offer_hintsAtNothing_untilItIsClicked()
    {
        const MessageKey key = offer(chatmet::testing::photo({1600, 1200}));
        const Message* row = m_other->rows()->find(key);
        QVERIFY(row->preview.isNull() && row->file.isEmpty() && row->text.isEmpty());
        QCOMPARE(row->pictureSize, QSize(1600, 1200));
        auto* list = m_other->window()->chat()->list();
        QTRY_VERIFY_WITH_TIMEOUT(!list->rectOf(key, RowPart::Show).isNull(), waitMs);
        click(*m_other, key, RowPart::NotNow);
        QTRY_COMPARE_WITH_TIMEOUT(m_other->rows()->find(key)->picture, PictureState::Declined, waitMs);
        click(*m_other, key, RowPart::Show);
        QTRY_COMPARE_WITH_TIMEOUT(m_other->rows()->find(key)->picture, PictureState::Here, waitMs);
    }

    void moving_showsProgress_andIsCancelledByEitherSide_data()
    {
        QTest::addColumn<bool>("bySender");
        QTest::newRow("sender") << true;
        QTest::newRow("receiver") << false;
    }

    void moving_showsProgress_andIsCancelledByEitherSide()
    {
        QFETCH(bool, bySender);
        // Pixels that don't compress: some megabytes, which are many chunks.
        const MessageKey key = offer(chatmet::testing::noise({2000, 1500}, false));
        const MessageKey own = m_one->last(MessageKind::Picture)->key;
        int sent = 0;
        int received = 0;
        bool cancelled = false;
        const auto watch = [&](const Person& person, MessageKey picture, int* progress, bool cancels) {
            connect(person.rows(), &MessageStore::changed, this, [&, picture, progress, cancels](int at) {
                const Message& row = person.rows()->at(at);
                if (row.key != picture || row.picture != PictureState::Moving)
                    return;
                *progress = std::max(*progress, row.pictureProgress);
                if (cancels && *progress > 0 && !std::exchange(cancelled, true))
                    QTimer::singleShot(0, this,
                                       [&person, picture] { click(person, picture, RowPart::Cancel); });
            });
        };
        watch(*m_one, own, &sent, bySender);
        watch(*m_other, key, &received, !bySender);
        click(*m_other, key, RowPart::Show);
        QTRY_COMPARE_WITH_TIMEOUT(m_one->rows()->find(own)->picture, PictureState::Cancelled, waitMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_other->rows()->find(key)->picture, PictureState::Cancelled, waitMs);
        QVERIFY(sent > 0 && sent < 1'000);
        QVERIFY(received < 1'000);
        m_one->rows()->disconnect(this);
        m_other->rows()->disconnect(this);
    }

    void viewer_goesFromOneToTheNextByKeys()
    {
        const MessageKey first = show(chatmet::testing::photo({1600, 1200}, 1));
        const MessageKey second = show(chatmet::testing::photo({800, 1200}, 2));
        auto* list = m_other->window()->chat()->list();
        list->setFocus();
        list->setCurrentIndex(list->messages()->index(list->messages()->rowOf(second)));
        QTest::keyClick(list, Qt::Key_Return);
        const auto* viewer = m_other->window()->panels()->viewer();
        QTRY_VERIFY_WITH_TIMEOUT(viewer->isVisible(), waitMs);
        QCOMPARE(viewer->key(), second);
        auto* canvas = named<QWidget>(m_other->window(), "pictureCanvas");
        QVERIFY(!named<QWidget>(m_other->window(), "nextPicture")->isEnabled());
        QTest::keyClick(canvas, Qt::Key_Left);
        QTRY_COMPARE_WITH_TIMEOUT(viewer->key(), first, waitMs);
        QVERIFY(named<QWidget>(m_other->window(), "savePicture")->isVisible());
        QTest::keyClick(canvas, Qt::Key_Escape);
        QVERIFY(!viewer->isVisible());
        QVERIFY(list->hasFocus());
    }

    void atOnce_switchedOn_nobodyHasToClick()
    {
        const MessageKey waiting = offer(chatmet::testing::photo({800, 600}, 1));
        auto* entry = m_other->window()->findChild<QAction*>(QStringLiteral("picturesAtOnceAction"));
        QVERIFY(entry->isEnabled());
        entry->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_other->rows()->find(waiting)->picture, PictureState::Here, waitMs);
        QVERIFY(m_other->last(MessageKind::Notice)->text.contains(QStringLiteral("at once")));
        const MessageKey next = offer(chatmet::testing::photo({800, 600}, 2));
        QTRY_COMPARE_WITH_TIMEOUT(m_other->rows()->find(next)->picture, PictureState::Here, waitMs);
        QVERIFY2(!m_one->window()->chat()->picturesAtOnce(), "it is one's own choice");
        press(m_one->window(), "leaveButton");
        QTRY_COMPARE_WITH_TIMEOUT(m_other->app->state()->pairs()->meeting(), Meeting::Ended, waitMs);
        QVERIFY(!m_other->window()->chat()->picturesAtOnce());
    }

    void search_endsWithTheConversation()
    {
        m_one->write(QStringLiteral("the kettle is on"));
        QTRY_VERIFY_WITH_TIMEOUT(
            m_other->lastTextIs(QStringLiteral("the kettle is on"), DeliveryState::Received), waitMs);
        auto* search = m_other->window()->chat()->search();
        m_other->window()->findChild<QAction*>(QStringLiteral("searchAction"))->trigger();
        auto* field = named<QLineEdit>(m_other->window(), "searchField");
        QTest::keyClicks(field, QStringLiteral("KETTLE"));
        QCOMPARE(m_other->label("searchCount"), QStringLiteral("1 of 1"));
        m_one->write(QStringLiteral("kettle, kettle"));
        QTRY_COMPARE_WITH_TIMEOUT(m_other->label("searchCount"), QStringLiteral("3 of 3"), waitMs);
        press(m_one->window(), "leaveButton");
        QTRY_COMPARE_WITH_TIMEOUT(m_other->app->state()->pairs()->meeting(), Meeting::Ended, waitMs);
        QVERIFY(!search->isOpen());
        QVERIFY(field->text().isEmpty());
    }

private:
    [[nodiscard]] bool isSendable() const
    {
        const auto* send = named<QWidget>(m_one->window(), "sendPictureButton");
        return send->isVisible() && send->isEnabled();
    }

    void choose(const QByteArray& bytes)
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("a")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        dropFile(m_one->window()->chat(), file.fileName());
    }

    /// Sends it; the row of the other one.
    MessageKey offer(const QImage& image)
    {
        const Message* before = m_other->last(MessageKind::Picture);
        const MessageKey last = before == nullptr ? MessageKey{} : before->key;
        choose(chatmet::testing::encode(image, "png"));
        for (QDeadlineTimer wait(waitMs); !isSendable() && !wait.hasExpired();)
            QTest::qWait(10);
        press(m_one->window(), "sendPictureButton");
        const Message* there = nullptr;
        for (QDeadlineTimer wait(waitMs); !wait.hasExpired(); QTest::qWait(10)) {
            there = m_other->last(MessageKind::Picture);
            if (there != nullptr && there->key != last)
                return there->key;
        }
        qFatal("no offer came");
    }

    MessageKey show(const QImage& image)
    {
        const MessageKey key = offer(image);
        click(*m_other, key, RowPart::Show);
        for (QDeadlineTimer wait(waitMs);
             m_other->rows()->find(key)->picture != PictureState::Here && !wait.hasExpired();)
            QTest::qWait(10);
        return key;
    }

    static void click(const Person& person, MessageKey key, RowPart part)
    {
        auto* list = person.window()->chat()->list();
        for (QDeadlineTimer wait(waitMs); list->rectOf(key, part).isNull() && !wait.hasExpired();)
            QTest::qWait(5);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->rectOf(key, part).center());
    }
};

QTEST_MAIN(PictureWindowsTest)
#include "PictureWindowsTest.moc"
