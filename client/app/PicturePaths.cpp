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
    connect(window->panels(), &WindowPanels::sendPictureMade, this, [this](SendPictureDialog* dialog) {
        connect(dialog, &SendPictureDialog::cancelled, this, [this] { m_cleaning.end(); });
        connect(dialog, &SendPictureDialog::sendRequested, this, &PicturePaths::send);
    });
    connect(window->panels(), &WindowPanels::viewPictureRequested, this, &PicturePaths::view);
    connect(window->panels(), &WindowPanels::savePictureRequested, this, &PicturePaths::save);
}

void PicturePaths::watch(ChatView* chat, Talk* talk)
{
    connect(chat, &ChatView::pictureBytesGiven, talk, [this, chat, talk](const QByteArray& bytes) {
        aim(chat, talk);
        clean(bytes);
    });
    connect(chat, &ChatView::pictureImageGiven, talk, [this, chat, talk](const QImage& image) {
        aim(chat, talk);
        clean(image);
    });
}

void PicturePaths::aim(ChatView* chat, Talk* talk)
{
    m_target = chat;
    m_talk = talk;
}

/// What is refused stays in the panel, with the reason: below it nobody would see that.
void PicturePaths::send(const CleanPicture& picture, const QString& caption)
{
    if (m_talk == nullptr)
        return;
    QString why;
    const auto hearing =
        connect(m_talk, &Talk::refused, this, [&why](Refusal refusal, Errc code, int retryAfterMs) {
            why = ProblemText::of(refusal, code, retryAfterMs);
        });
    const bool went = m_talk->sendPicture(picture, caption, m_target->replyTo());
    disconnect(hearing);
    if (m_talk == nullptr)
        return; // it has ended by this
    if (!went)
        return m_window->panels()->sendPicture()->showRefused(why);
    m_window->panels()->sendPicture()->closeSent();
    m_target->composer()->showProblem({}); // why it was not taken before
    m_target->clearReply();
}

void PicturePaths::forgetOf(const ChatView* chat)
{
    for (Asking* one : {&m_cleaning, &m_viewing}) {
        if (one->chat == chat)
            one->end();
    }
    if (m_target == chat) {
        m_window->panels()->clearSendPicture();
        aim(nullptr, nullptr);
    }
}

void PicturePaths::forgetErasedOf(const ChatView* chat)
{
    const MessageKey key = m_window->panels()->viewedKey();
    if (m_window->panels()->viewedChat() == chat && key != MessageKey{} && chat->find(key) == nullptr)
        m_viewing.end();
}

void PicturePaths::forget()
{
    m_cleaning.end();
    m_viewing.end();
}

QObject* PicturePaths::Asking::begin(ChatView* whose)
{
    asker = std::make_unique<QObject>();
    chat = whose;
    return asker.get();
}

void PicturePaths::Asking::end()
{
    asker.reset();
    chat = nullptr;
}

void PicturePaths::clean(const QByteArray& bytes)
{
    m_window->panels()->sendPictureOf(m_target)->showPreparing();
    m_cleaner.clean(bytes, m_cleaning.begin(m_target),
                    [this](const CleanResult& result) { showCleaned(result); });
}

void PicturePaths::clean(const QImage& image)
{
    m_window->panels()->sendPictureOf(m_target)->showPreparing();
    m_cleaner.clean(image, m_cleaning.begin(m_target),
                    [this](const CleanResult& result) { showCleaned(result); });
}

void PicturePaths::showCleaned(const CleanResult& result)
{
    if (result.error == PictureError::None)
        m_window->panels()->sendPicture()->showPicture(result.picture);
    else
        m_window->panels()->sendPicture()->showProblem(ProblemText::of(result.error));
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
    m_reader->decode(row->file, QSize(), m_viewing.begin(m_window->panels()->viewedChat()),
                     [this, key](const PictureResult& result) {
                         if (result.error == PictureError::None &&
                             m_window->panels()->viewer()->isVisible() &&
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
