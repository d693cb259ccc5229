// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the client knows and the rules it follows: one line, one pair with its messages, and rooms. Wishes go
// in, signals come out; no widget, and the headless client of the tests uses the same class.

#include "client/model/ChatTypes.h"
#include "client/model/MessageStore.h"
#include "client/model/PairSealing.h"
#include "client/net/ChatConnection.h"
#include "client/picture/PictureCleaner.h"
#include "client/picture/PictureReader.h"
#include "common/protocol/Invite.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace chatmet::client {

class HoldingsWatch;
class PartnerTicket;
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

    /// topics: as typed. Erases an ended conversation that is still shown. While paired: leaves first (Next).
    void meet(const QStringList& topics);
    /// Asked by every meet() and next() that would be done, its topics valid; true: it is done elsewhere, and
    /// nothing is here.
    void setMeetElsewhere(std::function<bool(const QStringList& topics)> elsewhere);
    void cancelMeet();
    /// Ends the pair; its page is erased at once and the state is None (home).
    void leave();
    /// Ends the pair and looks for another, with the topics of the last meet(): after
    /// StateSettings::nextUndoMs, in which nothing is sent and what comes is neither shown nor acknowledged.
    /// A second call, leave() or meet() in that time don't wait for it.
    void next();
    /// Takes that back: the pair goes on, and what came meanwhile is shown.
    void undoNext();
    /// Erases an ended conversation's page before its countdown does.
    void eraseNow();

    /// Line breaks are kept, NFC, control characters but line feed and tab dropped. replyTo: the row that is
    /// answered. False: refused() said why.
    bool sendText(const QString& text, MessageKey replyTo = {});
    bool sendPicture(const CleanPicture& picture, const QString& caption, MessageKey replyTo = {});
    /// A message in state Failed goes again.
    void retry(MessageKey key);
    /// Erases a message of one's own, here and for everybody.
    void takeBack(MessageKey key);
    [[nodiscard]] bool mayTakeBack(MessageKey key) const;
    /// What the composer does; the hint goes out at most every typingRepeatMs.
    void setComposing(bool composing);
    /// Off: partners see no typing from us (setting).
    void setTypingHintsEnabled(bool enabled);

    void acceptPicture(MessageKey key);
    void declinePicture(MessageKey key);
    /// Own or other's, while it waits or moves.
    void cancelPicture(MessageKey key);
    /// As Talk has it, for the pair of now.
    void setPicturesAtOnce(bool on);

    /// The person compared the seven emoji; counts once per pair.
    void sayEmoji(bool match);

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
    [[nodiscard]] Meeting meeting() const;
    [[nodiscard]] QString username() const;    ///< normalised; empty before start
    [[nodiscard]] QString partnerName() const; ///< checked, plain; empty where there is no pair
    [[nodiscard]] QStringList sharedTopics() const;
    [[nodiscard]] bool partnerTyping() const;
    /// While next() can be taken back: how long still, at least 1; else 0.
    [[nodiscard]] int nextInMs() const;
    /// People online, in round numbers, as the server last said; 0: few, or not known.
    [[nodiscard]] int onlineAbout() const;
    /// What the server's operator says to everybody, cleaned; empty: nothing.
    [[nodiscard]] QString operatorNotice() const;
    /// While the partner's line is gone: how long the server still waits for it, at least 1; else 0.
    [[nodiscard]] int partnerAwayForMs() const;
    [[nodiscard]] SealState sealState() const; ///< as it is now, of a living pair
    /// What the two may compare; nothing while there are no keys.
    [[nodiscard]] std::optional<seal::EmojiIndices> checkEmoji() const;
    [[nodiscard]] EmojiWord ownEmojiWord() const;
    [[nodiscard]] EmojiWord partnerEmojiWord() const;
    [[nodiscard]] EndCause endCause() const;   ///< only where Ended
    [[nodiscard]] int erasesInSeconds() const; ///< only where Ended
    [[nodiscard]] qint64 metAtMs() const;      ///< UTC
    [[nodiscard]] const protocol::Welcome& welcome() const;
    [[nodiscard]] MessageStore* messages() const;
    /// Whom a report or a block would be about: the partner of now or of the page that is shown, and of the
    /// pair before it. Both end the pair.
    [[nodiscard]] PartnerTicket* partnerTicket() const;
    [[nodiscard]] PartnerTicket* ticketBefore() const;
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
    void meetingChanged(chatmet::client::Meeting meeting);
    void nextPendingChanged(bool pending);
    void onlineAboutChanged(int people);
    void operatorNoticeChanged();
    void partnerTypingChanged(bool typing);
    /// Its line is gone, or is there again; partnerAwayForMs() says how long it may take.
    void partnerAwayChanged(bool away);
    /// sealState() or what was said of the emoji is another now.
    void sealChanged();
    void erasesInChanged(int seconds);
    /// After the store is empty and nothing of the conversation is held any more.
    void erased();
    /// A message of the partner's was appended (not receipts, not notices).
    void arrived(chatmet::client::MessageKey key);
    /// Own message, first time the server has it / the partner has it.
    void sent(chatmet::client::MessageKey key);
    void delivered(chatmet::client::MessageKey key);
    /// A picture of the partner's was decoded: the row has preview and file.
    void pictureShown(chatmet::client::MessageKey key);
    /// Never for a new pair, whose pictures wait for a click.
    void picturesAtOnceChanged(bool on);
    /// What was wished of the pair, or said of its partner or the one before. retryAfterMs: how long the
    /// server wants to be left alone; 0: it says nothing of that.
    void refused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);
    /// The same for a search for somebody: it has not begun, or is over.
    void meetRefused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);
    void roomAdded(chatmet::client::Room* room);
    /// Its messages are erased; the object is empty and goes with the next turn of the event loop.
    void roomRemoved(chatmet::client::Room* room);
    /// joining: by an invite; else opening one. retryAfterMs: as of refused().
    void roomRefused(bool joining, chatmet::client::Refusal refusal, chatmet::Errc code,
                     int retryAfterMs = 0);
    void lineProblem(chatmet::client::LineProblem problem, chatmet::Errc code,
                     const QByteArray& observedFingerprint);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chatmet::client
