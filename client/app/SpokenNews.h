// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What screen readers are told as it happens: who has come and left, what they write, how the line is.

#include "client/model/ChatState.h"

#include <QObject>

namespace chatmet::client {

class LiveStatus;
class MainWindow;
class Pair;
class Pairs;
struct Message;

/// GUI thread. Window and state outlive it. What is said of a conversation is forgotten with it.
class SpokenNews : public QObject
{
    Q_OBJECT

public:
    SpokenNews(MainWindow* window, ChatState* state, QObject* parent = nullptr);

    /// What was refused in a conversation that is not on the screen; on a page that is seen its words are
    /// spoken by themselves. where: its partner or title.
    static void sayRefused(const MainWindow* window, const QString& where, const QString& words);

private:
    void onLine(LineState line);
    void onMeeting(Meeting meeting);
    void watchPair(Pair* pair);
    void watchRoom(Room* room);
    /// The words of the message only where the person has the conversation before them.
    void sayArrived(const Message* message, const QString& partner, bool isShown);

    MainWindow* m_window;
    Pairs* m_pairs; ///< of the state
    LiveStatus* m_status;
    LineState m_line{LineState::Closed};
};

} // namespace chatmet::client
