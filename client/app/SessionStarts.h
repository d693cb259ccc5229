// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How sessions begin: with which server, which key and which username, and one after the other where each
// conversation has a username of its own.

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

namespace chatmet::client {

class ChatState;
class MainWindow;
class ServerKeys;
class SettingsEffects;
class SettingsPaths;

/// GUI thread.
class SessionStarts : public QObject
{
    Q_OBJECT

public:
    /// What it is given outlives it.
    struct Parts
    {
        MainWindow* window;
        ChatState* state;
        ServerKeys* keys;
        SettingsPaths* settings;
        SettingsEffects* effects;
    };
    /// meetAtOnce: somebody is looked for as soon as the first session has begun.
    SessionStarts(const Parts& parts, bool meetAtOnce);

    [[nodiscard]] bool meetsAtOnce() const { return m_meetAtOnce; }
    /// Of the next session, unless the person types another.
    void setUsername(const QString& username) { m_username = username; }
    [[nodiscard]] const QString& username() const { return m_username; }
    /// Of the last start: its URL.
    [[nodiscard]] const QString& server() const { return m_server; }

    /// server: as typed. Where it can't be, the first page says why.
    void start(const QString& username, const QString& server);
    /// The person takes the key that the server showed, from the next start on.
    void trust(const QString& server, const QByteArray& fingerprint);
    /// Nothing begins by itself any more.
    void giveUp();

    // What the line does.
    void onOnline();
    void onWelcomed();
    /// The person of this session is nobody any more.
    void onClosed();
    /// After that: whether another one begins by itself.
    [[nodiscard]] bool goOn();

private:
    void endRestart();

    Parts m_parts;
    QString m_server;
    QByteArray m_fingerprint; ///< that its key has to have; empty: an authority's word is enough
    QString m_username;
    bool m_meetAtOnce;
    QStringList m_topics;     ///< of that
    bool m_restarts{false};   ///< of itself, for a new username
    bool m_hadSession{false}; ///< since the line was closed last
};

} // namespace chatmet::client
