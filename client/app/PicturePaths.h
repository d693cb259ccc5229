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
#include <unordered_map>

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

    /// Drops what is being decoded to be seen large; its answer is not wanted any more.
    void forgetSeenLarge();
    /// The same where it is of this page, and what is being cleaned or about to be sent there.
    void forgetOf(const ChatView* chat);
    /// forgetSeenLarge() where it was a picture of this page that is erased now.
    void forgetErasedOf(const ChatView* chat);

Q_SIGNALS:
    /// How saving went, in words, where the picture is not seen large any more.
    void saved(const QString& words);

private:
    /// A picture that is about to be sent.
    struct Sending
    {
        Talk* talk;                     ///< where; forgetOf() comes before its end
        std::unique_ptr<QObject> asker; ///< who waits for the worker; without it the work is dropped
    };

    /// source: a file's bytes, or an image.
    template <class Source> void clean(ChatView* chat, Talk* talk, const Source& source);
    void send(ChatView* chat, const CleanPicture& picture, const QString& caption);
    void view(MessageKey key);
    void save(MessageKey key, const QString& path);
    /// chat: where the picture stands; null: that page is gone.
    void saySaved(const ChatView* chat, MessageKey key, const QString& words);

    MainWindow* m_window;
    PictureReader* m_reader;
    Helper* m_helper;
    PictureCleaner m_cleaner;
    std::unordered_map<const ChatView*, Sending> m_sending;
    std::unique_ptr<QObject> m_viewing; ///< who waits for what is to be seen large
    QPointer<ChatView> m_viewed;        ///< where that stands
};

} // namespace chatmet::client
