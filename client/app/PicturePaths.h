// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What happens to a picture between the window and the state: cleaned before it is sent, decoded to be seen,
// saved.

#include "client/model/Message.h"
#include "client/picture/PictureCleaner.h"
#include "client/picture/PictureReader.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace chatmet::client {

class ChatView;
class Helper;
class MainWindow;
class Talk;

/// GUI thread. Window and workers outlive it.
class PicturePaths : public QObject
{
    Q_OBJECT

public:
    /// helper: writes what is saved; null: nothing can be saved. decoder: where pictures to send are decoded;
    /// those of others go through the reader.
    PicturePaths(MainWindow* window, PictureWorkers& workers, PictureReader* reader, Helper* helper,
                 PictureDecoder decoder = decodePicture, QObject* parent = nullptr);

    /// Pictures that are given to this page go to this conversation, as long as nobody disconnects the two.
    /// Before either goes: forgetOf().
    void watch(ChatView* chat, Talk* talk);

    /// Drops what is being cleaned or decoded; its answers are not wanted any more.
    void forget();
    /// The same where it is for this page, and what is about to be sent there.
    void forgetOf(const ChatView* chat);
    /// The same where it was a picture of this page that is erased now.
    void forgetErasedOf(const ChatView* chat);

Q_SIGNALS:
    /// How saving went, in words, where the picture is not seen large any more.
    void saved(const QString& words);

private:
    /// From here on what is cleaned is meant for this page.
    void aim(ChatView* chat, Talk* talk);
    void clean(const QByteArray& bytes);
    void clean(const QImage& image);
    void send(const CleanPicture& picture, const QString& caption);
    void showCleaned(const CleanResult& result);
    void view(MessageKey key);
    void save(MessageKey key, const QString& path);
    /// chat: where the picture stands; null: that page is gone.
    void saySaved(const ChatView* chat, MessageKey key, const QString& words);
    /// Who waits for a worker's answer; without an asker the work is dropped.
    struct Asking
    {
        std::unique_ptr<QObject> asker;
        QPointer<ChatView> chat; ///< whose picture it is

        QObject* begin(ChatView* whose);
        void end();
    };

    MainWindow* m_window;
    PictureReader* m_reader;
    Helper* m_helper;
    PictureCleaner m_cleaner;
    Asking m_cleaning;           ///< what is to be sent
    Asking m_viewing;            ///< what is to be seen large
    ChatView* m_target{nullptr}; ///< where the next picture goes; forgetOf() comes before its end
    Talk* m_talk{nullptr};       ///< whose page that is
};

} // namespace chatmet::client
