// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two windows of the client, driven by object name, with the real server between them.
#include "client/view/WindowPlaces.h"
#include "tests/integration/TwoWindows.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QTemporaryDir>

using namespace chatmet::client;

class WindowsTest : public TwoWindows
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(open()); }
    void cleanup() { QCOMPARE(close(), 0); }

    void conversation_fromWelcomeToEnd_isWhatBothSee()
    {
        meet();
        talk();
        sendPhoto();
        end();
    }

    void serverEnds_bothWindowsSayReconnecting()
    {
        meet();
        QCOMPARE(m_server->stop(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_one->app->state()->pairs()->meeting(), Meeting::Ended, waitMs);
        QTRY_VERIFY_WITH_TIMEOUT(named<QWidget>(m_one->window(), "reconnectingBanner")->isVisible(), waitMs);
        // Nothing is claimed about a server that can't be asked.
        QVERIFY(!m_one->label("endedMeans").contains(QLatin1String("erased this conversation")));
    }

    void wrongFingerprint_staysOnWelcome_inWords()
    {
        CommandLine commandLine;
        commandLine.server = {QUrl(m_server->url), QByteArray(64, '0')};
        ClientApp app(qApp, commandLine);
        app.show();
        named<QCheckBox>(app.window(), "adultTick")->setChecked(true);
        press(app.window(), "startButton");
        QTRY_VERIFY_WITH_TIMEOUT(!named<QLabel>(app.window(), "serverProblem")->text().isEmpty(), waitMs);
        QCOMPARE(app.state()->line(), LineState::Closed);
    }

private:
    void meet()
    {
        QCOMPARE(m_one->window()->windowTitle(), QStringLiteral("ChatMet"));
        meetEachOther(*m_one, *m_other);
        for (Person* person : {m_one.get(), m_other.get()})
            QVERIFY(person->window()->places()->isChatShown());
        QVERIFY(m_one->window()->windowTitle().endsWith(
            QStringLiteral("lantern-fox with quiet-otter – ChatMet")));
        QCOMPARE(m_other->label("partnerName"), QStringLiteral("lantern-fox"));
    }

    void talk()
    {
        const QStringList texts{QStringLiteral("hey! what are you listening to these days?"),
                                QStringLiteral("आज सुबह से पुराने ग़ज़ल सुन रहा हूँ 🎶"),
                                QStringLiteral("שלום <b>there</b>")};
        for (const QString& text : texts) {
            auto* edit = named<QPlainTextEdit>(m_one->window(), "composerEdit");
            edit->insertPlainText(QStringLiteral("h"));
            QTRY_VERIFY_WITH_TIMEOUT(m_other->app->state()->pairs()->pair()->typing().partnerActive(),
                                     waitMs);
            edit->clear();
            m_one->write(text);
            QTRY_VERIFY_WITH_TIMEOUT(m_other->lastTextIs(text, DeliveryState::Received), waitMs);
            QTRY_VERIFY_WITH_TIMEOUT(m_one->lastTextIs(text, DeliveryState::Delivered), waitMs);
            QVERIFY(edit->toPlainText().isEmpty());
        }
        m_other->write(QStringLiteral("and you?"));
        QTRY_VERIFY_WITH_TIMEOUT(m_one->lastTextIs(QStringLiteral("and you?"), DeliveryState::Received),
                                 waitMs);
    }

    void sendPhoto()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("photo.jpg"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(chatmet::testing::jpegWithEverything(chatmet::testing::photo({1600, 1200}), "CANARY"));
        file.close();
        dropFile(m_one->window()->chat(), path);
        auto* send = named<QWidget>(m_one->window(), "sendPictureButton");
        QTRY_VERIFY_WITH_TIMEOUT(send->isVisible() && send->isEnabled(), waitMs);
        press(m_one->window(), "sendPictureButton");

        QTRY_VERIFY_WITH_TIMEOUT(m_other->pictureIs(PictureState::Offered), waitMs);
        const MessageKey key = m_other->last(MessageKind::Picture)->key;
        auto* list = m_other->window()->chat()->list();
        QTRY_VERIFY_WITH_TIMEOUT(!list->rectOf(key, RowPart::Show).isNull(), waitMs);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->rectOf(key, RowPart::Show).center());
        QTRY_VERIFY_WITH_TIMEOUT(m_other->pictureIs(PictureState::Here), waitMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_one->pictureIs(PictureState::Here), waitMs);
        const Message* row = m_other->rows()->find(key);
        QVERIFY(!row->preview.isNull());
        QVERIFY(!row->file.contains("CANARY"));

        // Seen large, and closed by Esc.
        QTRY_VERIFY_WITH_TIMEOUT(!list->rectOf(key, RowPart::Picture).isNull(), waitMs);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->rectOf(key, RowPart::Picture).center());
        auto* viewer = named<QWidget>(m_other->window(), "pictureViewer");
        QTRY_VERIFY_WITH_TIMEOUT(viewer->isVisible(), waitMs);
        QTest::keyClick(viewer, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!viewer->isVisible(), waitMs);
    }

    void end()
    {
        press(m_one->window(), "nextButton");
        QTRY_COMPARE_WITH_TIMEOUT(m_one->app->state()->pairs()->meeting(), Meeting::Waiting, waitMs);
        QCOMPARE(m_one->rows()->count(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_other->app->state()->pairs()->meeting(), Meeting::Ended, waitMs);
        QVERIFY(named<QWidget>(m_other->window(), "endedCard")->isVisible());
        QVERIFY(m_other->label("endedWhat").contains(QStringLiteral("lantern-fox")));
        QVERIFY(m_other->app->state()->pairs()->erasesInSeconds() > 0);
        press(m_other->window(), "eraseNowButton");
        QTRY_COMPARE_WITH_TIMEOUT(m_other->rows()->count(), 0, waitMs);
        QVERIFY(!m_other->window()->places()->isChatShown());
        QVERIFY(m_other->label("partnerName").isEmpty());
    }
};

QTEST_MAIN(WindowsTest)
#include "WindowsTest.moc"
