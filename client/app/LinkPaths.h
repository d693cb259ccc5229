// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What happens with a link to a server or a room that the person has opened: it is filled in, and never
// joined by itself.

#include <QObject>
#include <QString>

namespace chatmet::client {

class ChatState;
class MainWindow;
class ServerKeys;
class SessionStarts;

/// GUI thread.
class LinkPaths : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    LinkPaths(MainWindow* window, ChatState* state, ServerKeys* keys, const SessionStarts* starts);

    /// link: as it came, from anybody.
    void take(const QString& link);
    /// Welcomed: an invite to a room of this server is filled in.
    void fillInvite();
    /// The session is over: a link for another server that came meanwhile is filled in.
    void fillWaiting();

Q_SIGNALS:
    /// Why it is not filled in, or not yet.
    void problem(const QString& words);

private:
    void fillServer();

    MainWindow* m_window;
    ChatState* m_state;
    ServerKeys* m_keys;
    const SessionStarts* m_starts;
    QString m_waiting; ///< for another server than the one that is connected
};

} // namespace chatmet::client
