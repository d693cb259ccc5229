// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every page and state of the window with sample data. No server, no network.

#include "client/model/ConversationListModel.h"
#include "client/model/HoldingsWatch.h"
#include "client/model/MessageListModel.h"
#include "client/model/MessageStore.h"
#include "client/view/MainWindow.h"
#include "tests/client/view/SampleChat.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <utility>

namespace chatmet::client {

class RoomPage;
class Theme;

/// One window with everything behind it that a page may show.
struct Stage
{
    explicit Stage(const Theme& theme);

    /// In a conversation with one, whose messages are filled in.
    void pair(void (*fill)(MessageStore*));

    MessageStore store;
    MessageStore room; ///< outlives the window
    MessageListModel model;
    ConversationListModel conversations;
    MainWindow window;
};

/// A name for its file, and how to get there.
using Page = std::pair<QString, std::function<void(Stage&)>>;

[[nodiscard]] QList<Page> allPages();

/// What others wrote, on these pages: names, rules, topics, files and keys; and what is no word of theirs or
/// ours.
[[nodiscard]] QStringList wordsOfOthers();

/// The same page in a narrow window.
[[nodiscard]] Page narrow(const char* name, void (*show)(Stage&));

/// The parts of allPages().
[[nodiscard]] QList<Page> pagesOfTalk();
[[nodiscard]] QList<Page> pagesOfAfterwards();
[[nodiscard]] QList<Page> pagesOfFinding();
[[nodiscard]] QList<Page> pagesOfRooms();
[[nodiscard]] QList<Page> pagesOfNotices();
[[nodiscard]] QList<Page> pagesOfPanels();
[[nodiscard]] QList<Page> pagesOfMenus();
[[nodiscard]] QList<Page> pagesAtTheEdge();

/// In a room of three, whose messages are filled in; one's own.
RoomPage* showSampleRoom(Stage& stage, void (*fill)(MessageStore*) = sample::fillRoom);

/// The privacy panel; rows: what the server says it holds.
void showHeld(Stage& stage, HoldingsWatch::State state, const QList<protocol::Holding>& rows = {});

/// The home folder of a person with a few pictures, as long as the program runs.
class SampleHome
{
public:
    SampleHome();

private:
    QTemporaryDir m_folder;
};

inline const QString sampleNotice =
    QStringLiteral("Tonight at eleven this server is renewed. It will be gone for about ten minutes.");
inline const QString sampleInvite =
    QStringLiteral("chatmet://chat.example/q83vEjRWeJCrze8SNFZ4kA#v1.mHZUMhD-3LqYdlQyEP7cug.Tea");

} // namespace chatmet::client
