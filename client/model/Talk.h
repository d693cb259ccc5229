// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is the same in a pair and in a room: own messages go out, others' are shown, pictures pass both ways,
// and everybody takes back what he wrote.

#include "client/model/ChatTypes.h"
#include "client/model/MessageSending.h"
#include "client/model/MessageStore.h"
#include "client/model/PictureReceiving.h"
#include "client/model/PictureSending.h"
#include "client/model/PicturesAtOnce.h"
#include "client/model/Sealer.h"
#include "client/model/TypingHints.h"
#include "client/picture/PictureTypes.h"
#include "common/protocol/Content.h"

#include <QObject>

#include <memory>
#include <optional>
#include <set>
#include <span>

namespace chatmet::client {

class PictureWindow;

/// What a conversation stands on; all outlive it but the store, which may be its child. reader: may be null.
struct TalkParts
{
    ChatConnection& line;
    MessageStore& store;
    PictureReader* reader;
    PictureWindow& window;
};

/// GUI thread. Where a function returns false, refused() has said why.
class Talk : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] const ConversationId& id() const { return m_id; }
    [[nodiscard]] MessageStore* messages() const { return &m_store; }
    [[nodiscard]] TypingHints& typing() { return m_typing; }
    [[nodiscard]] const TypingHints& typing() const { return m_typing; }
    [[nodiscard]] bool hasEnded() const { return m_ended; }

    /// Our line is gone; what is said goes on to be taken while the session may be resumed.
    virtual void lineLost();
    /// It is there again, with the same session. acknowledged: what the server has of ours.
    virtual void lineResumed(std::uint64_t acknowledged);

    /// Line breaks are kept, NFC, control characters but line feed and tab dropped. replyTo: the row that is
    /// answered, MessageKey{0} for none; one without a number counts as none.
    bool sendText(const QString& typed, MessageKey replyTo = {});
    bool sendPicture(const CleanPicture& picture, const QString& caption, MessageKey replyTo = {});
    /// A message in state Failed goes again.
    void retry(MessageKey key);
    /// Whether it is an own message that everybody can be asked to forget.
    [[nodiscard]] bool mayTakeBack(MessageKey key) const;
    /// Erases it here at once, and everywhere as soon as the server has it.
    void takeBack(MessageKey key);
    void acceptPicture(MessageKey key);
    void declinePicture(MessageKey key);
    void cancelPicture(MessageKey key);
    /// What the composer does; the hint goes out at most every typingRepeatMs.
    void setComposing(bool composing) { m_typing.setComposing(composing); }
    /// Off at first: pictures are asked for by a click each. A line in the conversation says what is so from
    /// now on.
    void setPicturesAtOnce(bool on);
    [[nodiscard]] bool picturesAtOnce() const { return m_atOnce.isOn(); }

    /// A frame of this conversation.
    virtual void take(const protocol::ServerFrame& frame);
    /// True where the error was about a message or a picture of this conversation.
    virtual bool takeError(const protocol::ErrorAnswer& error);
    /// It is over: nothing goes out any more, and the rows say what was not finished. How it ended is the
    /// page's to say. False where it was over before.
    virtual bool end();
    /// Drops all that it holds, at once; the object itself may then die later, so that this can be called
    /// from a slot on one of its signals.
    virtual void forget();

Q_SIGNALS:
    /// A message of another one was appended (not receipts, not notices).
    void arrived(chatmet::client::MessageKey key);
    /// Own message, first time the server has it / the partner has it.
    void sent(chatmet::client::MessageKey key);
    void delivered(chatmet::client::MessageKey key);
    /// A picture of another one was decoded: the row has preview and file.
    void pictureShown(chatmet::client::MessageKey key);
    /// Not for a new conversation, whose pictures wait for a click.
    void picturesAtOnceChanged(bool on);
    /// What was wished here. retryAfterMs: how long the server wants to be left alone; 0: it says nothing of
    /// that.
    void refused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);

protected:
    Talk(const TalkParts& parts, ConversationId id, ConversationKind kind, std::unique_ptr<Sealer> sealer,
         const StateSettings& settings, QObject* parent);

    /// Whether anything new may be said now; else refused() has said why not.
    [[nodiscard]] virtual bool maySay();

    struct Opened
    {
        WipedBytes content;
        seal::PictureSeal picture; ///< of the picture that the content offers
    };
    /// What another one wrote; nothing where it is not to be shown, which was said where it has to be.
    [[nodiscard]] virtual std::optional<Opened> open(const protocol::Message& message,
                                                     std::span<const std::uint8_t> body) = 0;
    /// Content that is no message; true where that is all.
    virtual bool takeAside(const protocol::Message& message, const protocol::Content& content) = 0;
    /// Whether nothing that this one writes is shown; what it takes back goes all the same.
    [[nodiscard]] virtual bool isHidden(const MemberId& /*author*/) const { return false; }
    /// A message of another one is here and will be shown.
    virtual void heard(const protocol::Message& message) = 0;
    /// Says in the row who wrote it, where that needs saying.
    virtual void sign(Message& row, const MemberId& author) const = 0;
    /// Takes the step of a message that will not come; false where nothing is to be shown of it.
    virtual bool skip(const MemberId& author) = 0;
    /// Something of ours was accepted.
    virtual void accepted() {}

    [[nodiscard]] ChatConnection& line() { return m_line; }
    [[nodiscard]] Sealer& sealer() { return *m_sealer; }
    [[nodiscard]] MessageSending& outgoing() { return m_messages; }
    [[nodiscard]] PictureSending& sending() { return m_sending; }
    [[nodiscard]] PictureReceiving& receiving() { return m_receiving; }
    void setDelivery(MessageKey key, DeliveryState delivery);
    MessageKey appendNotice(const QString& text, qint64 timeMs);

private:
    void wire();
    bool offerPicture(MessageKey key);
    bool mayAddPicture();
    bool askForPicture(MessageKey key);
    [[nodiscard]] bool mayRetry(const Message& row) const;

    void takeAccepted(const protocol::Accepted& accepted);
    void takeMessage(const protocol::Message& message, const SharedBytes& body);
    void takeUnsent(const protocol::Unsent& unsent);
    void takeUnsendNotice(const MemberId& author, const protocol::UnsendNotice& notice);
    void showContent(const protocol::Message& message, const protocol::Content& content,
                     seal::PictureSeal picture);
    void showText(const protocol::Message& message, const protocol::Text& text);
    void showOffer(const protocol::Message& message, const protocol::PictureOffer& offer,
                   seal::PictureSeal picture);
    [[nodiscard]] Message rowOf(const protocol::Message& message, MessageKind kind) const;
    void answer(Message& row, std::uint64_t number) const;
    void eraseRow(MessageKey key);
    void forgetOwnFiles();
    void sayTakenBack(std::uint64_t number);
    void appendArrived(Message row);
    void appendUnreadable(const protocol::Message& message);

    ChatConnection& m_line;
    MessageStore& m_store;
    ConversationId m_id;
    bool m_ended{false};
    std::uint64_t m_lastNumber{0};    ///< highest of the others' messages
    std::set<MessageKey> m_takenBack; ///< and not accepted by the server yet
    TypingHints m_typing;
    std::unique_ptr<Sealer> m_sealer;
    PictureSending m_sending;
    PictureReceiving m_receiving;
    PicturesAtOnce m_atOnce;
    MessageSending m_messages;
};

} // namespace chatmet::client
