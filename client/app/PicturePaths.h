// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What happens to a picture between the window and the state: cleaned before it is sent, decoded to be seen,
// saved.

#include "client/model/Message.h"
#include "client/picture/PictureCleaner.h"
#include "client/picture/PictureReader.h"

#include <QObject>

#include <memory>

namespace chatmet::client {

class ChatState;
class Helper;
class MainWindow;

/// GUI thread. Window, state and workers outlive it.
class PicturePaths : public QObject
{
    Q_OBJECT

public:
    /// helper: writes what is saved; null: nothing can be saved. decoder: where pictures to send are decoded;
    /// those of others go through the reader.
    PicturePaths(MainWindow* window, ChatState* state, PictureWorkers& workers, PictureReader* reader,
                 Helper* helper, PictureDecoder decoder = decodePicture, QObject* parent = nullptr);

    /// Drops what is being cleaned or decoded; its answers are not wanted any more.
    void forget();

private:
    void clean(const QByteArray& bytes);
    void clean(const QImage& image);
    void showCleaned(const CleanResult& result);
    void view(MessageKey key);
    void save(MessageKey key, const QString& path);
    /// A fresh asker for the next answer; the one before, and its work, is dropped.
    QObject* newAsker();

    MainWindow* m_window;
    ChatState* m_state;
    PictureReader* m_reader;
    Helper* m_helper;
    PictureCleaner m_cleaner;
    std::unique_ptr<QObject> m_asker;
};

} // namespace chatmet::client
