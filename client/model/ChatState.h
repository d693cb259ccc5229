// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the client knows and the rules it follows: one line, the session on it, and its conversations, which
// are handed out. Wishes go in, signals come out; no widget, and the headless client of the tests uses the
// same class.

#include "client/model/ChatTypes.h"
#include "client/model/MessageStore.h"
#include "client/net/ChatConnection.h"
#include "client/picture/PictureCleaner.h"
#include "client/picture/PictureReader.h"
#include "common/protocol/Invite.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <memory>

namespace chatmet::client {

class HoldingsWatch;
class Pairs;
class Room;

/// GUI thread. Reader and cleaner results come back to this thread.
class ChatState : public QObject
{
    Q_OBJECT

public:
    /// reader: outlives the state; without one received pictures get no preview.
    ChatState(ChatConnection::TransportFactory makeTransport, PictureReader* reader,
              QObject* parent = nullptr, const StateSettings& settings = {});
    ~ChatState() override;

    // ---- wishes
    void start(const SessionRequest& request);
    /// Ends everything and erases it; state Closed follows.
    void stop();
    /// Cuts the line as a broken network would.
    void dropLine();
    void retryNow();
    /// The computer has slept until now, for so long. The line is tried at once; conversations that could not
    /// be taken up in time, and ended ones whose time has passed, are erased when this returns: what nobody
    /// could see is not shown for a while first.
    void wake(qint64 sleptMs);

    /// Off: partners see no typing from us (setting).
    void setTypingHintsEnabled(bool enabled);

    /// roomAdded() or roomRefused() follows. title: as typed, may be empty; stands in invites only.
    void openRoom(const QString& title);
    /// The same. Only for the server that this line goes to.
    void joinRoom(const protocol::Invite& invite);

    // ---- state
    [[nodiscard]] LineState line() const;
    [[nodiscard]] int retryInMs() const;
    /// While Reconnecting: how long the session, and the pair with it, may still be taken up again; 0: it is
    /// over.
    [[nodiscard]] int resumableForMs() const;
    [[nodiscard]] QString username() const; ///< normalised; empty before start
    /// People online, in round numbers, as the server last said; 0: few, or not known.
    [[nodiscard]] int onlineAbout() const;
    /// What the server's operator says to everybody, cleaned; empty: nothing.
    [[nodiscard]] QString operatorNotice() const;
    [[nodiscard]] const protocol::Welcome& welcome() const;
    /// How somebody is met, and the pair of now.
    [[nodiscard]] Pairs* pairs() const;
    /// In the order in which they were opened and joined, ended ones that are still shown as well. Each is
    /// there until roomRemoved().
    [[nodiscard]] QList<Room*> rooms() const;
    /// What the server says that it holds; asked for while it is watched.
    [[nodiscard]] HoldingsWatch* holdings() const;

    /// Ended pages erase themselves after this; 0: at once. Default limits::endedPageMs.
    void setEndedPageMs(int milliseconds);

Q_SIGNALS:
    void lineChanged(chatmet::client::LineState state);
    /// The server is busy, and this computer does a small sum before it is welcomed; or it has done it.
    void solvingPuzzleChanged(bool solving);
    void welcomed();
    /// The session goes on, on a new line; welcome() is the new one.
    void resumed();
    void onlineAboutChanged(int people);
    void operatorNoticeChanged();
    void roomAdded(chatmet::client::Room* room);
    /// Its messages are erased; the object is empty and goes with the next turn of the event loop.
    void roomRemoved(chatmet::client::Room* room);
    /// joining: by an invite; else opening one. retryAfterMs: as of Pairs::refused().
    void roomRefused(bool joining, chatmet::client::Refusal refusal, chatmet::Errc code,
                     int retryAfterMs = 0);
    void lineProblem(chatmet::client::LineProblem problem, chatmet::Errc code,
                     const QByteArray& observedFingerprint);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chatmet::client
