// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Panels inside the window: the picture to send, the viewer, the file chooser, emoji.
#include "client/view/EmojiPicker.h"
#include "client/view/FileChooser.h"
#include "client/view/PictureCanvas.h"
#include "client/view/PictureFiles.h"
#include "client/view/PictureViewer.h"
#include "client/view/PlainLabel.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/Theme.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QDateTime>
#include <QLineEdit>
#include <QListWidget>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWheelEvent>

using namespace chatmet::client;

class PanelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(qApp);
        m_window.resize(700, 600);
        m_window.show();
        m_window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_window));
    }

    void sendPicture_enter_sendsOnceWithCaption()
    {
        SendPictureDialog dialog(*m_theme, &m_window);
        QSignalSpy sent(&dialog, &SendPictureDialog::sendRequested);
        QSignalSpy emptied(&dialog, &SendPictureDialog::emptied);
        dialog.showPreparing();
        QTest::keyClick(named<QWidget>(&dialog, "cancelPictureButton"), Qt::Key_S);
        QVERIFY(!named<QWidget>(&dialog, "sendPictureButton")->isEnabled());
        dialog.showPicture(picture());
        auto* caption = named<QLineEdit>(&dialog, "captionEdit");
        QCOMPARE(QApplication::focusWidget(), caption);
        QTest::keyClicks(caption, QStringLiteral("sea"));
        QTest::keyClick(caption, Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent.first().at(1).toString(), QStringLiteral("sea"));
        QCOMPARE(sent.first().at(0).value<CleanPicture>().bytes, QByteArrayLiteral("bytes"));
        QCOMPARE(emptied.size(), 0);
        dialog.clear();
        QCOMPARE(emptied.size(), 1);
        QVERIFY(!dialog.isVisible());
        QVERIFY(caption->text().isEmpty());
        QVERIFY(named<PlainLabel>(&dialog, "sendPreview")->pixmap().isNull());
    }

    void sendPicture_refused_staysWithItsCaptionAndTheReason()
    {
        SendPictureDialog dialog(*m_theme, &m_window);
        QSignalSpy sent(&dialog, &SendPictureDialog::sendRequested);
        dialog.showPicture(picture());
        auto* caption = named<QLineEdit>(&dialog, "captionEdit");
        auto* problem = named<PlainLabel>(&dialog, "sendProblem");
        QVERIFY(!problem->isVisible());
        QTest::keyClicks(caption, QStringLiteral("sea"));
        QTest::keyClick(caption, Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        dialog.showRefused(QStringLiteral("The line is down."));
        QVERIFY(problem->isVisible());
        QCOMPARE(caption->text(), QStringLiteral("sea"));
        QVERIFY(!named<PlainLabel>(&dialog, "sendPreview")->pixmap().isNull());
        QTest::keyClick(caption, Qt::Key_Return);
        QCOMPARE(sent.size(), 2);
        QCOMPARE(sent.last().at(1).toString(), QStringLiteral("sea"));
        QCOMPARE(sent.last().at(0).value<CleanPicture>().bytes, QByteArrayLiteral("bytes"));
        QVERIFY(!problem->isVisible());
    }

    void sendPicture_captionTooLong_isSaidBeforeItIsSent()
    {
        SendPictureDialog dialog(*m_theme, &m_window);
        QSignalSpy sent(&dialog, &SendPictureDialog::sendRequested);
        dialog.showPicture(picture());
        auto* caption = named<QLineEdit>(&dialog, "captionEdit");
        caption->setText(QString(4'001, u'x'));
        QVERIFY(named<PlainLabel>(&dialog, "sendProblem")->isVisible());
        QVERIFY(!named<QWidget>(&dialog, "sendPictureButton")->isEnabled());
        QTest::keyClick(caption, Qt::Key_Return);
        QCOMPARE(sent.size(), 0);
        QTest::keyClick(caption, Qt::Key_Backspace);
        QVERIFY(!named<PlainLabel>(&dialog, "sendProblem")->isVisible());
        QTest::keyClick(caption, Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
    }

    void sendPicture_escape_cancels()
    {
        SendPictureDialog dialog(*m_theme, &m_window);
        QSignalSpy emptied(&dialog, &SendPictureDialog::emptied);
        dialog.showPicture(picture());
        QTest::keyClick(named<QWidget>(&dialog, "captionEdit"), Qt::Key_Escape);
        QCOMPARE(emptied.size(), 1);
        QVERIFY(!dialog.isVisible());
    }

    void sendPicture_whatIsLeftOut_isSaid()
    {
        SendPictureDialog dialog(*m_theme, &m_window);
        dialog.showPicture(picture());
        const QString notice = named<PlainLabel>(&dialog, "sendNotice")->shown();
        QVERIFY(notice.startsWith(
            QStringLiteral("Only the picture itself is sent: place, camera and other data are removed.")));
        QVERIFY(notice.contains(QStringLiteral("first frame")));
        QVERIFY(!notice.contains(QStringLiteral("smaller")));
    }

    void sendPicture_closed_captionIsForgottenWithItsHistory()
    {
        SendPictureDialog dialog(*m_theme, &m_window);
        dialog.showPicture(picture());
        auto* caption = named<QLineEdit>(&dialog, "captionEdit");
        QTest::keyClicks(caption, QStringLiteral("sea"));
        dialog.clear();
        QVERIFY(!caption->isUndoAvailable());
        caption->undo();
        QVERIFY(caption->text().isEmpty());
    }

    void viewer_keys_zoomTurnAndClose()
    {
        PictureViewer viewer(*m_theme, &m_window);
        viewer.showPicture(MessageKey{7}, sample::photo({2000, 1000}), false, true);
        auto* canvas = named<PictureCanvas>(&viewer, "pictureCanvas");
        const double fitted = canvas->scale();
        QVERIFY(fitted < 0.5);
        QTest::keyClick(canvas, Qt::Key_Plus);
        QVERIFY(canvas->scale() > fitted);
        QTest::keyClick(canvas, Qt::Key_0);
        QCOMPARE(canvas->scale(), fitted);
        QTest::keyClick(canvas, Qt::Key_R);
        QVERIFY(canvas->scale() != fitted);
        QSignalSpy steps(&viewer, &PictureViewer::stepRequested);
        QTest::keyClick(canvas, Qt::Key_Left);
        QCOMPARE(steps.size(), 0);
        QTest::keyClick(canvas, Qt::Key_Right);
        QCOMPARE(steps.size(), 1);
        QCOMPARE(steps.first().at(1).toInt(), 1);
        QTest::keyClick(canvas, Qt::Key_Escape);
        QVERIFY(!viewer.isVisible());
        QCOMPARE(viewer.key(), MessageKey{});
    }

    void viewer_ownSize_isOnePixelForEach_andArrowsMove()
    {
        PictureViewer viewer(*m_theme, &m_window);
        viewer.showPicture(MessageKey{7}, sample::photo({2000, 1500}), true, true);
        auto* canvas = named<PictureCanvas>(&viewer, "pictureCanvas");
        QTest::keyClick(canvas, Qt::Key_1);
        QCOMPARE(canvas->scale(), 1.0);
        QSignalSpy steps(&viewer, &PictureViewer::stepRequested);
        const QImage before = canvas->grab().toImage();
        const QImage right = after(canvas, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(right != before);
        QVERIFY(after(canvas, Qt::Key_Left, Qt::ShiftModifier) == before);
        QVERIFY(after(canvas, Qt::Key_Down) != before);
        QVERIFY(after(canvas, Qt::Key_Up) == before);
        QCOMPARE(steps.size(), 0);
        press(&viewer, "zoomFit");
        QVERIFY(canvas->scale() < 1.0);
        press(&viewer, "zoomPixels");
        QCOMPARE(canvas->scale(), 1.0);
    }

    void viewer_wheel_zoomsAtTheCursor_andDraggingMoves()
    {
        PictureViewer viewer(*m_theme, &m_window);
        QImage image = sample::photo({2000, 1500});
        image.fill(Qt::gray);
        QPainter(&image).fillRect(480, 360, 40, 40, Qt::red); // a quarter of the way
        viewer.showPicture(MessageKey{7}, image, false, false);
        auto* canvas = named<PictureCanvas>(&viewer, "pictureCanvas");
        const QPoint spot = middleOf(canvas->grab().toImage(), Qt::red);
        for (int turn = 0; turn < 6; ++turn) {
            QWheelEvent event(spot, canvas->mapToGlobal(spot), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(canvas, &event);
        }
        const QPoint then = middleOf(canvas->grab().toImage(), Qt::red);
        QVERIFY2((then - spot).manhattanLength() <= 6, "what the cursor is on stays there");
        QTest::mousePress(canvas, Qt::LeftButton, {}, spot);
        QMouseEvent move(QEvent::MouseMove, spot + QPoint(30, 20), canvas->mapToGlobal(spot + QPoint(30, 20)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(canvas, &move);
        const QPoint moved = middleOf(canvas->grab().toImage(), Qt::red);
        QVERIFY((moved - then - QPoint(30, 20)).manhattanLength() <= 4);
    }

    void viewer_save_isAskedTwice()
    {
        PictureViewer viewer(*m_theme, &m_window);
        viewer.showPicture(MessageKey{7}, sample::photo({200, 100}), false, false);
        QSignalSpy saved(&viewer, &PictureViewer::saveRequested);
        press(&viewer, "savePicture");
        QCOMPARE(saved.size(), 0);
        QVERIFY(named<QWidget>(&viewer, "saveBar")->isVisible());
        press(&viewer, "saveAnyway");
        QCOMPARE(saved.size(), 1);
    }

    void chooser_typedFile_isChosenOrRefused()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("a.png")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        FileChooser chooser(*m_theme, &m_window);
        QSignalSpy read(&chooser, &FileChooser::readChosen);
        chooser.openForReading();
        auto* name = named<QLineEdit>(&chooser, "chooserName");
        name->setText(folder.filePath(QStringLiteral("none.png")));
        press(&chooser, "chooserOk");
        QCOMPARE(read.size(), 0);
        QVERIFY(named<QWidget>(&chooser, "chooserProblem")->isVisible());
        name->setText(file.fileName());
        press(&chooser, "chooserOk");
        QCOMPARE(read.size(), 1);
        QCOMPARE(read.first().first().toString(), file.fileName());
        QVERIFY(!chooser.isVisible());
        QVERIFY(name->text().isEmpty());
    }

    void chooser_sizesAndTimes_areSaidAsElsewhereInTheWindow()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("a.jpg")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(123'456, 'x')) == 123'456);
        file.close();
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("older")));
        PictureFiles files(nullptr);
        files.setRootPath(folder.path());
        const auto said = [&](const QString& name, int column) {
            return files.index(folder.filePath(name), column).data().toString();
        };
        QTRY_COMPARE(said(QStringLiteral("a.jpg"), PictureFiles::Size), QStringLiteral("123 kB"));
        QCOMPARE(said(QStringLiteral("a.jpg"), PictureFiles::Changed),
                 QLocale().toString(QFileInfo(file.fileName()).lastModified(), QLocale::ShortFormat));
        QVERIFY(said(QStringLiteral("older"), PictureFiles::Size).isEmpty());
    }

    void chooser_saving_neverOverwrites()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("a.jpg")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        FileChooser chooser(*m_theme, &m_window);
        QSignalSpy save(&chooser, &FileChooser::saveChosen);
        chooser.openForSaving(QStringLiteral("picture"), {QStringLiteral("jpg"), QStringLiteral("jpeg")});
        auto* name = named<QLineEdit>(&chooser, "chooserName");
        QCOMPARE(name->text(), QStringLiteral("picture.jpg"));
        name->setText(file.fileName());
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(save.size(), 0);
        name->setText(folder.filePath(QStringLiteral("b.JPEG")));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(save.takeFirst().first().toString(), folder.filePath(QStringLiteral("b.JPEG")));
        chooser.openForSaving(QStringLiteral("picture"), {QStringLiteral("jpg"), QStringLiteral("jpeg")});
        name->setText(folder.filePath(QStringLiteral("b.png")));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(save.takeFirst().first().toString(), folder.filePath(QStringLiteral("b.png.jpg")));
    }

    void panel_tab_staysInside()
    {
        QPushButton outside(&m_window);
        outside.show();
        SendPictureDialog dialog(*m_theme, &m_window);
        dialog.showPicture(picture());
        QSet<QString> reached;
        for (int step = 0; step < 8; ++step) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(dialog.isAncestorOf(QApplication::focusWidget()));
            reached.insert(QApplication::focusWidget()->objectName());
        }
        QCOMPARE(reached.size(), 3);
    }

    void emoji_search_findsAndChooses()
    {
        EmojiPicker picker(*m_theme, &m_window);
        picker.openAbove(&m_window);
        QSignalSpy chosen(&picker, &EmojiPicker::chosen);
        auto* search = named<QLineEdit>(&picker, "emojiSearch");
        search->setText(QStringLiteral("otter is none"));
        QCOMPARE(named<QListWidget>(&picker, "emojiList")->count(), 0);
        search->setText(QStringLiteral("namaste"));
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("🙏"));
        QVERIFY(!picker.isVisible());
    }

private:
    static QImage after(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(widget, key, modifiers);
        return widget->grab().toImage();
    }

    static QPoint middleOf(const QImage& image, const QColor& colour)
    {
        QRect found;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == colour)
                    found |= QRect(x, y, 1, 1);
            }
        }
        return found.center();
    }

    static CleanPicture picture()
    {
        CleanPicture picture;
        picture.bytes = QByteArrayLiteral("bytes");
        picture.size = {640, 480};
        picture.preview = sample::photo({320, 240});
        picture.wasAnimated = true;
        return picture;
    }

    std::unique_ptr<Theme> m_theme;
    QWidget m_window;
};

QTEST_MAIN(PanelsTest)
#include "PanelsTest.moc"
