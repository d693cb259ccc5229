// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One pair from the meeting to the erasure: what is said in it, both ways. When it is destroyed, everything
// of it but the rows is gone.

#include "client/model/ChatTypes.h"
#include "client/model/MessageSending.h"
#include "client/model/MessageStore.h"
#include "client/model/PairSealing.h"
#include "client/model/PictureReceiving.h"
#include "client/model/PictureSending.h"
#include "client/model/ReceiptTimer.h"
#include "client/model/TypingHints.h"
#include "client/picture/PictureTypes.h"
#include "common/protocol/Content.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QStringList>

#include <optional>
#include <set>

namespace chatmet::client {

/// GUI thread. Where a function returns false, refused() has said why.
class Conversation : public QObject
{
    Q_OBJECT

public:
    /// line, store, reader (may be null): outlive it. Appends the notice of the meeting.
    Conversation(ChatConnection& line, MessageStore& store, PictureReader* reader,
                 const protocol::Paired& pair, const StateSettings& settings, QObject* parent = nullptr);

    [[nodiscard]] const ConversationId& id() const { return m_pair.conversation; }
    /// Checked again, or a neutral word where the server gave none that is allowed.
    [[nodiscard]] const QString& partnerName() const { return m_partnerName; }
    [[nodiscard]] const QStringList& sharedTopics() const { return m_sharedTopics; }
    [[nodiscard]] qint64 metAtMs() const { return m_pair.timeMs; }
    [[nodiscard]] TypingHints& typing() { return m_typing; }
    [[nodiscard]] const TypingHints& typing() const { return m_typing; }

    [[nodiscard]] const PairSealing& sealing() const { return m_sealing; }
    [[nodiscard]] SealState sealState() const;

    /// Our line is gone; what is said goes on to be taken while the session may be resumed.
    void lineLost();
    /// It is there again, with the same session. acknowledged: what the server has of ours.
    void lineResumed(std::uint64_t acknowledged);
    /// How long the server still waits for the partner's line, at least 1; 0: it is there.
    [[nodiscard]] int partnerAwayForMs() const;

    /// The pair was shown: the key exchange may begin.
    void begin();
    /// The person compared the seven emoji; only where they are there, and once.
    void sayEmoji(bool match);

    /// replyTo: the row that is answered, MessageKey{0} for none; one without a number counts as none.
    bool sendText(const QString& typed, MessageKey replyTo);
    bool sendPicture(const CleanPicture& picture, const QString& caption, MessageKey replyTo);
    void retry(MessageKey key);
    /// Whether it is an own message that everybody can be asked to forget.
    [[nodiscard]] bool mayTakeBack(MessageKey key) const;
    /// Erases it here at once, and everywhere as soon as the server has it.
    void takeBack(MessageKey key);
    void acceptPicture(MessageKey key);
    void declinePicture(MessageKey key);
    void cancelPicture(MessageKey key);

    /// A frame of this conversation.
    void take(const protocol::ServerFrame& frame);
    /// True where the error was about a message or a picture of this conversation.
    bool takeError(const protocol::ErrorAnswer& error);
    /// It is over: nothing goes out any more, and the rows say what was not finished. How it ended is the
    /// page's to say.
    void end();
    /// Drops all that it holds, at once; the object itself may then die later, so that this can be called
    /// from a slot on one of its signals.
    void forget();

Q_SIGNALS:
    void arrived(chatmet::client::MessageKey key);
    void sent(chatmet::client::MessageKey key);
    void delivered(chatmet::client::MessageKey key);
    void pictureShown(chatmet::client::MessageKey key);
    void refused(chatmet::client::Refusal refusal, chatmet::Errc code);
    void partnerAwayChanged(bool away);
    /// sealState() or a word about the emoji is another now.
    void sealChanged();
    /// It can't go on: NotSealed or NotIntact. Whoever owns it leaves the pair.
    void broken(chatmet::client::EndCause cause, chatmet::Errc code);

private:
    void wire();
    bool offerPicture(MessageKey key);
    bool mayAddPicture();
    void sendReceipt(quint64 upTo);
    bool mayRetry(const Message& row) const;
    void setDelivery(MessageKey key, DeliveryState delivery);

    void setPartnerAway(std::optional<std::uint32_t> windowMs);
    void takeAccepted(const protocol::Accepted& accepted);
    void takeMessage(const protocol::Message& message, const SharedBytes& body);
    void showContent(const protocol::Message& message, const protocol::Content& content,
                     seal::SecretKey pictureKey);
    void showText(const protocol::Message& message, const protocol::Text& text);
    void showOffer(const protocol::Message& message, const protocol::PictureOffer& offer,
                   seal::SecretKey pictureKey);
    void takeEmojiCheck(const protocol::EmojiCheck& check);
    void takeReceipt(const protocol::Message& message, const protocol::Receipt& receipt);
    void takeUnsent(const protocol::Unsent& unsent);
    void takeUnsendNotice(const protocol::UnsendNotice& notice);
    void answer(Message& row, std::uint64_t number) const;
    void eraseRow(MessageKey key);
    void sayTakenBack(std::uint64_t number);
    void appendArrived(Message row);
    void appendNotice(const QString& text, qint64 timeMs);
    void appendUnreadable(const protocol::Message& message);

    ChatConnection& m_line;
    MessageStore& m_store;
    protocol::Paired m_pair;
    QString m_partnerName;
    QStringList m_sharedTopics;
    bool m_ended{false};
    std::optional<QDeadlineTimer> m_partnerAwayUntil;
    std::uint64_t m_lastNumber{0};    ///< highest of the partner's messages
    std::set<MessageKey> m_takenBack; ///< and not accepted by the server yet
    bool m_receiptOwed{false};        ///< one became due while messages were held up
    ReceiptTimer m_receipts;
    TypingHints m_typing;
    PairSealing m_sealing;
    PictureSending m_sending;
    PictureReceiving m_receiving;
    MessageSending m_messages;
};

} // namespace chatmet::client
