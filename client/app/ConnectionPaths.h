// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the window shows of the line: connected, lost and tried again, slept through, closed; and what the
// server says of itself.

#include "client/model/ChatState.h"

#include <QObject>
#include <QTimer>

namespace chatmet::client {

class ConversationListModel;
class MainWindow;
class PairPaths;
class RoomPaths;
class SleepWatch;

/// What it looks at and fills; all of it outlives it.
struct ConnectionParts
{
    MainWindow* window;
    ChatState* state;
    PairPaths* pair;
    RoomPaths* rooms;
    const ConversationListModel* conversations;
    SleepWatch* sleep;
};

/// GUI thread.
class ConnectionPaths : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionPaths(const ConnectionParts& parts);

Q_SIGNALS:
    /// The session is over, or there never was one; the page of it may still be on the screen.
    void closed();
    /// The page that follows is on the screen.
    void online();
    /// Who the person is to others, or with whom, may be another now.
    void changed();

private:
    void onLine(LineState line);
    void onOnline();
    void onProblem(LineProblem problem, Errc code, const QByteArray& observedFingerprint);
    void onSolvingPuzzle(bool solving);
    void onWoke(qint64 sleptMs);
    void sayWhatSleepDid();
    void showServer();
    /// The seconds that are left for a line, a partner that is away, or an undo.
    void showClocks();

    ConnectionParts m_at;
    QTimer m_clock;
    bool m_sleptThrough{false}; ///< a conversation was erased by it, which is to be said once online
};

} // namespace chatmet::client
