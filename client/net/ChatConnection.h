// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A session's line to its server: hello, revision, numbering, acknowledgements, coming back after a loss.

#include "client/net/LineSettings.h"
#include "client/net/Transport.h"
#include "common/protocol/Messages.h"

#include <QObject>

#include <functional>
#include <memory>

namespace chatmet::client {

struct SessionRequest
{
    ServerAddress server;
    QString username; ///< as typed; normalised before it is sent
};

enum class LineState
{
    Closed,      ///< nothing is sent or looked up
    Connecting,  ///< the first time
    Online,      ///< welcomed
    Reconnecting ///< was online, tries again with a growing, jittered pause
};

/// GUI thread. Decodes what comes, numbers what goes; knows nothing of conversations.
class ChatConnection : public QObject
{
    Q_OBJECT

public:
    /// makeTransport: called for every attempt; the result belongs to the connection.
    using TransportFactory = std::function<std::unique_ptr<Transport>()>;
    explicit ChatConnection(TransportFactory makeTransport, QObject* parent = nullptr,
                            const LineSettings& settings = {});
    ~ChatConnection() override;

    /// Only where Closed. LineProblem::BadAddress, NameRefused come at once by problem().
    void open(const SessionRequest& request);
    /// Goodbye to the server, then Closed. Never waits longer than two seconds; send() is false meanwhile.
    /// While Reconnecting nobody can be told: a session that could be resumed ends with its window.
    void close();
    /// Cuts the line as a broken network would (headless tests, panic).
    void drop();
    /// While Reconnecting: try now.
    void retryNow();
    /// The computer has slept until now, for so long: nothing was heard meanwhile, so the line counts as lost
    /// from then on, and a new one is tried at once. A session whose window has passed has ended when this
    /// returns.
    void wake(qint64 sleptMs);

    [[nodiscard]] LineState state() const;
    /// Milliseconds until the next attempt while Reconnecting; 0 while one is under way.
    [[nodiscard]] int retryInMs() const;

    /// While Reconnecting: milliseconds in which the session may still be taken up again; 0: not at all (any
    /// more).
    [[nodiscard]] int resumableForMs() const;
    /// Online, or Reconnecting with a session that may still be resumed: what counts is not lost.
    [[nodiscard]] bool hasSession() const;

    /// Sends a kind that counts (reliable) or a hint; which one follows from the kind (chatmet.proto). What
    /// counts is kept until the server has it, and goes again after a resume. False, and nothing sent or
    /// kept, where there is no session, for a hint while not Online, and where too much is kept already;
    /// a Leave always has room.
    [[nodiscard]] bool send(protocol::ClientKind kind, SharedBytes body = {});

    /// From now on what comes waits, neither told nor acknowledged, and what is sent and counts waits as
    /// well, until release(); hints are not sent. heldTooMuch() where more waits than may.
    void hold();
    /// After `first`, which may send already, what waited to go goes, unless `first` has erased it, and what
    /// waited to be told is told, in order.
    void release(const std::function<void()>& first = {});

    /// Nothing of this conversation is kept, sent again or sent after a hold; what asks the server to end it
    /// still is: Leave, Report, Block.
    void erase(const ConversationId& conversation);

    /// Makes this thread's stack forget, from the event loop's level, what the handlers of earlier frames
    /// left on it, and the line's buffers the frames, by an acknowledgement with a body of zeros, which the
    /// server ignores. Needed once a conversation is erased: Qt's socket keeps its last write block of up to
    /// 16 KiB (measured: 5 KiB of a picture) until a larger one passes. The buffers only while Online.
    void overwriteBuffers();

    /// This computer does the sum that a busy server asks for before it welcomes anybody. Only while
    /// Connecting or Reconnecting; close() ends it.
    [[nodiscard]] bool isSolving() const;

    /// The highest reliable frame of ours that the server has taken.
    [[nodiscard]] std::uint64_t acknowledgedByServer() const;
    /// The number that the last reliable send() got.
    [[nodiscard]] std::uint64_t lastSentSequence() const;

Q_SIGNALS:
    void stateChanged(chatmet::client::LineState state);
    void solvingChanged(bool solving);
    /// A new session.
    void welcomed(const chatmet::protocol::Welcome& welcome);
    /// The session goes on, on a new line: what the server lacked has gone again, what we lacked follows.
    /// acknowledged: the highest reliable frame of ours that it had.
    void resumed(const chatmet::protocol::Welcome& welcome, quint64 acknowledged);
    /// The session is over, as far as this side can know: everything of it is void. Before the state changes,
    /// or while Reconnecting, when the time to resume it is over by our own clock. farewell: why the server
    /// has ended it, Errc::Ok where it did not say.
    void sessionEnded(chatmet::Errc farewell);
    /// Every frame but Welcome, HelloAgain, Acknowledgement, in order.
    void received(const chatmet::protocol::ServerFrame& frame);
    /// More than a mebibyte waits since hold(): release it.
    void heldTooMuch();
    /// A hold is over while Online, and what waited was told: hints that were refused meanwhile can be given
    /// now.
    void released();
    /// Final while Connecting: the state is Closed then. While Online or Reconnecting it tries again, but
    /// where that can't help or would be unsafe: WrongFingerprint, Untrusted, PleaseUpdate, ServerTooOld,
    /// NameRefused are always final. The state is the new one already. code: the server's, Errc::Ok where it
    /// said none.
    void problem(chatmet::client::LineProblem problem, chatmet::Errc code,
                 const QByteArray& observedFingerprint);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chatmet::client
