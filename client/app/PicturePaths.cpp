// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/PicturePaths.h"

#include "client/app/Helper.h"
#include "client/app/HelperWords.h"
#include "client/model/Talk.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/MainWindow.h"
#include "client/view/PictureViewer.h"
#include "client/view/PicturesToSend.h"
#include "client/view/ProblemText.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/WindowPanels.h"

namespace chatmet::client {

PicturePaths::PicturePaths(MainWindow* window, PictureWorkers& workers, PictureReader* reader, Helper* helper,
                           PictureDecoder decoder, QObject* parent)
    : QObject(parent),
      m_window(window),
      m_reader(reader),
      m_helper(helper),
      m_cleaner(workers, std::move(decoder))
{
    connect(window->panels()->picturesToSend(), &PicturesToSend::made, this,
            [this](ChatView* chat, SendPictureDialog* panel) {
                connect(panel, &SendPictureDialog::emptied, this, [this, chat] { m_sending.erase(chat); });
                connect(panel, &SendPictureDialog::sendRequested, this,
                        [this, chat](const CleanPicture& picture, const QString& caption) {
                            send(chat, picture, caption);
                        });
            });
    connect(window->panels(), &WindowPanels::viewPictureRequested, this, &PicturePaths::view);
    connect(window->panels(), &WindowPanels::savePictureRequested, this, &PicturePaths::save);
}

void PicturePaths::watch(ChatView* chat, Talk* talk)
{
    connect(chat, &ChatView::pictureBytesGiven, talk,
            [this, chat, talk](const QByteArray& bytes) { clean(chat, talk, bytes); });
    connect(chat, &ChatView::pictureImageGiven, talk,
            [this, chat, talk](const QImage& image) { clean(chat, talk, image); });
}

template <class Source> void PicturePaths::clean(ChatView* chat, Talk* talk, const Source& source)
{
    SendPictureDialog* panel = m_window->panels()->picturesToSend()->of(chat);
    panel->showPreparing();
    auto asker = std::make_unique<QObject>();
    QObject* waits = asker.get();
    m_sending[chat] = {talk, std::move(asker)};
    m_cleaner.clean(source, waits, [panel](const CleanResult& result) {
        if (result.error == PictureError::None)
            panel->showPicture(result.picture);
        else
            panel->showProblem(ProblemText::of(result.error));
    });
}

/// What is refused stays in the panel, with the reason: below it nobody would see that.
void PicturePaths::send(ChatView* chat, const CleanPicture& picture, const QString& caption)
{
    const auto found = m_sending.find(chat);
    if (found == m_sending.end())
        return;
    Talk* talk = found->second.talk;
    QString why;
    const auto hearing =
        connect(talk, &Talk::refused, this, [&why](Refusal refusal, Errc code, int retryAfterMs) {
            why = ProblemText::of(refusal, code, retryAfterMs);
        });
    const bool went = talk->sendPicture(picture, caption, chat->replyTo());
    disconnect(hearing);
    if (m_sending.count(chat) == 0)
        return; // it has ended by this
    SendPictureDialog* panel = m_window->panels()->picturesToSend()->madeOf(chat);
    if (!went)
        return panel->showRefused(why);
    panel->clear();
    chat->composer()->showProblem({}); // why it was not taken before
    chat->clearReply();
}

void PicturePaths::forgetOf(const ChatView* chat)
{
    if (m_viewed == chat)
        forgetSeenLarge();
    m_sending.erase(chat);
    m_window->panels()->picturesToSend()->clear(chat);
}

void PicturePaths::forgetErasedOf(const ChatView* chat)
{
    const MessageKey key = m_window->panels()->viewedKey();
    if (m_window->panels()->viewedChat() == chat && key != MessageKey{} && chat->find(key) == nullptr)
        forgetSeenLarge();
}

void PicturePaths::forgetSeenLarge()
{
    m_viewing.reset();
    m_viewed = nullptr;
}

void PicturePaths::view(MessageKey key)
{
    const Message* row = m_window->panels()->viewedChat()->find(key);
    if (row == nullptr || row->preview.isNull())
        return; // erased between the click and now
    // What there is at once; the whole picture when it is decoded. One's own file is gone once it was sent.
    m_window->panels()->showInViewer(key, row->preview);
    if (row->file.isEmpty())
        return;
    m_viewing = std::make_unique<QObject>();
    m_viewed = m_window->panels()->viewedChat();
    m_reader->decode(row->file, QSize(), m_viewing.get(), [this, key](const PictureResult& result) {
        if (result.error == PictureError::None && m_window->panels()->viewer()->isVisible() &&
            m_window->panels()->viewer()->key() == key)
            m_window->panels()->showInViewer(key, result.image);
    });
}

void PicturePaths::save(MessageKey key, const QString& path)
{
    const QPointer<ChatView> chat = m_window->panels()->viewedChat();
    const Message* row = chat->find(key);
    if (row == nullptr || row->file.isEmpty())
        return saySaved(chat, key, tr("The picture could not be saved: it is not here any more."));
    if (m_helper == nullptr)
        return saySaved(chat, key, HelperWords::ofPicture(HelperOutcome::Gone));
    saySaved(chat, key, tr("Saving…"));
    m_helper->createPicture(path, row->file, this, [this, chat, key](HelperOutcome outcome) {
        saySaved(chat, key, HelperWords::ofPicture(outcome));
    });
}

/// A disk may take its time: under another picture, or none, it would be said of the wrong one, or to nobody.
void PicturePaths::saySaved(const ChatView* chat, MessageKey key, const QString& words)
{
    PictureViewer* viewer = m_window->panels()->viewer();
    const bool isSeen =
        viewer->isVisible() && viewer->key() == key && m_window->panels()->viewedChat() == chat;
    if (isSeen)
        viewer->say(words);
    else
        Q_EMIT saved(words);
}

} // namespace chatmet::client
