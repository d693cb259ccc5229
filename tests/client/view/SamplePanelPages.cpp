// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Panels over the window: the program's own words, files, the viewer, and the states that others are in.
#include "client/view/ChatView.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/PictureViewer.h"
#include "client/view/PicturesToSend.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/ProblemText.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/SamplePages.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

namespace chatmet::client {

SampleHome::SampleHome()
{
    const QDir home(m_folder.path());
    for (const char* folder : {"Pictures/Garden", "Downloads", "Desktop"})
        home.mkpath(QLatin1String(folder));
    for (const char* name : {"balcony.jpg", "evening by the river, the long way home.png", "नदी.webp"}) {
        QFile file(home.filePath(QStringLiteral("Pictures/") + QString::fromUtf8(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray(640'000, 'x'));
    }
    qputenv("HOME", m_folder.path().toLocal8Bit());
}

namespace {

void clickOn(Stage& stage, const char* name)
{
    stage.window.findChild<QPushButton*>(QLatin1String(name))->click();
}

void triggerOf(Stage& stage, const char* name)
{
    stage.window.findChild<QAction*>(QLatin1String(name))->trigger();
}

void showAbout(Stage& stage)
{
    stage.window.places()->showHome();
    triggerOf(stage, "aboutAction");
}

void showServerPage(Stage& stage, const std::optional<ServerCard>& card)
{
    stage.window.setServer(card);
    stage.window.places()->showHome();
    triggerOf(stage, "serverAction");
}

/// What is on the disk comes from another thread.
void awaitFiles(Stage& stage)
{
    const auto* list = stage.window.findChild<QTreeView*>(QStringLiteral("chooserList"));
    (void)QTest::qWaitFor([list] { return list->model()->rowCount(list->rootIndex()) > 0; }, 2'000);
}

void showChooser(Stage& stage)
{
    stage.pair(sample::fillTalk);
    Q_EMIT stage.window.chat()->choosePictureRequested();
    awaitFiles(stage);
}

void showNoSuchFile(Stage& stage)
{
    showChooser(stage);
    stage.window.findChild<QLineEdit*>(QStringLiteral("chooserName"))->setText(QStringLiteral("river.jpg"));
    clickOn(stage, "chooserOk");
}

void showEmptyFolder(Stage& stage)
{
    showChooser(stage);
    stage.window.findChild<QLineEdit*>(QStringLiteral("chooserName"))->setText(QStringLiteral("Garden"));
    clickOn(stage, "chooserOk");
}

/// A picture that was received, with its neighbours, and so can be saved.
void showViewer(Stage& stage)
{
    stage.pair(sample::fillTalk);
    Message here = sample::picture(PictureState::Here, false, 5, true);
    here.file = QByteArray::fromHex("89504e470d0a1a0a"); // what a PNG begins with
    stage.store.append(here);
    const MessageKey key = stage.store.append(here);
    stage.window.panels()->showInViewer(key, sample::photo({2048, 1365}));
}

void showSaveBar(Stage& stage)
{
    showViewer(stage);
    clickOn(stage, "savePicture");
}

void showNotSaved(Stage& stage)
{
    showViewer(stage);
    stage.window.panels()->viewer()->say(QCoreApplication::translate(
        "chatmet::client::HelperWords",
        "The picture could not be saved there: the disk is full. Nothing is left of it. "
        "Choose another place."));
}

void showSaving(Stage& stage)
{
    showSaveBar(stage);
    clickOn(stage, "saveAnyway");
    awaitFiles(stage);
}

void showFileExists(Stage& stage)
{
    showSaving(stage);
    stage.window.findChild<QLineEdit*>(QStringLiteral("chooserName"))
        ->setText(QStringLiteral("evening by the river, the long way home.png"));
    clickOn(stage, "chooserOk");
}

void showEmoji(Stage& stage, EmojiWord own, EmojiWord partners)
{
    stage.pair(sample::fillTalk);
    stage.window.panels()->emojiCheck()->setCheck(QStringLiteral("lantern-fox"), {12, 38, 3, 41, 54, 35, 7},
                                                  own, partners);
    stage.window.panels()->emojiCheck()->open();
}

void showNowhere(Stage& stage)
{
    stage.pair(sample::fillTalk);
    triggerOf(stage, "switchAction");
    stage.window.findChild<QLineEdit*>(QStringLiteral("switcherField"))->setText(QStringLiteral("harbour"));
}

QList<Page> pagesOfFiles()
{
    return {
        {QStringLiteral("choose-picture"), showChooser},
        narrow("choose-picture-480", showChooser),
        {QStringLiteral("choose-no-such-file"), showNoSuchFile},
        {QStringLiteral("choose-empty-folder"), showEmptyFolder},
        {QStringLiteral("viewer-received"), showViewer},
        narrow("viewer-received-480", showViewer),
        {QStringLiteral("viewer-save"), showSaveBar},
        narrow("viewer-save-480", showSaveBar),
        {QStringLiteral("viewer-not-saved"), showNotSaved},
        {QStringLiteral("save-picture"), showSaving},
        {QStringLiteral("save-file-exists"), showFileExists},
        {QStringLiteral("send-picture-preparing"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.panels()->picturesToSend()->of(stage.window.chat())->showPreparing();
         }},
        {QStringLiteral("send-picture-problem"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.panels()
                 ->picturesToSend()
                 ->of(stage.window.chat())
                 ->showProblem(ProblemText::of(PictureError::Damaged));
         }},
    };
}

} // namespace

QList<Page> pagesOfPanels()
{
    return QList<Page>{
               {QStringLiteral("about"), showAbout},
               narrow("about-480", showAbout),
               {QStringLiteral("about-server-nothing-said"),
                [](Stage& stage) { showServerPage(stage, ServerCard{}); }},
               {QStringLiteral("about-server-unknown"),
                [](Stage& stage) {
                    showServerPage(stage, std::nullopt);
                    stage.window.panels()->openServer();
                }},
               {QStringLiteral("privacy-no-line"),
                [](Stage& stage) { showHeld(stage, HoldingsWatch::State::Off); }},
               {QStringLiteral("privacy-asking"),
                [](Stage& stage) { showHeld(stage, HoldingsWatch::State::Asking); }},
               {QStringLiteral("privacy-not-told"),
                [](Stage& stage) { showHeld(stage, HoldingsWatch::State::NotTold); }},
               {QStringLiteral("compare-they-differ"),
                [](Stage& stage) { showEmoji(stage, EmojiWord::Differ, EmojiWord::None); }},
               {QStringLiteral("compare-waits"),
                [](Stage& stage) { showEmoji(stage, EmojiWord::Match, EmojiWord::None); }},
               {QStringLiteral("compare-verified"),
                [](Stage& stage) {
                    showEmoji(stage, EmojiWord::Match, EmojiWord::Match);
                    stage.window.setSeal(SealState::Verified);
                }},
               {QStringLiteral("quick-switcher-nothing"), showNowhere},
           } +
           pagesOfFiles();
}

} // namespace chatmet::client
