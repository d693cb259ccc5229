// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Own messages on their way out: kept until there are keys, sealed once, sent again as the same bytes.

#include "client/model/Outbox.h"
#include "client/model/PictureSending.h"
#include "client/model/Sealer.h"
#include "common/protocol/Content.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace chatmet::client {

/// GUI thread. Sealed messages go out in the order in which they were sealed, whatever the server refuses in
/// between: the partner opens them in no other.
class MessageSending : public QObject
{
    Q_OBJECT

public:
    /// line, sealer, pictures: outlive it. resendMinMs: how soon what the server refused for the moment goes
    /// again at the earliest.
    MessageSending(ChatConnection& line, Sealer& sealer, PictureSending& pictures,
                   ConversationId conversation, int resendMinMs, QObject* parent = nullptr);

    /// Seals and sends, or keeps it until there are keys, or until those can be given that others need first.
    /// key: of its row, if it has one. False where it could not be taken: nothing of it is kept.
    bool send(const protocol::Content& content, std::optional<MessageKey> key);
    /// The same for a message that was not sealed yet, or for one that is not here: what is dropped before it
    /// was sealed was never said. True where it was dropped.
    bool dropWaiting(MessageKey key);
    /// Whether a row's message is here, in whatever state.
    [[nodiscard]] bool has(MessageKey key) const;
    /// Others get the keys that they are owed without a message, as soon as nothing is on its way.
    void giveOwed();
    /// Keys that somebody is owed were refused: they go again after this, at the earliest.
    void tryAgainIn(std::uint32_t milliseconds);
    /// What the server refused goes again now.
    void resend();
    /// Whether something refused has not gone again.
    [[nodiscard]] bool isHeldUp() const { return !m_refused.empty(); }
    /// Whether all that was sent has been accepted.
    [[nodiscard]] bool isIdle() const;

    /// The server has it; nothing where it answers what isn't waiting.
    std::optional<Outbox::Entry> accept(std::uint64_t senderNumber);

    struct Refused
    {
        bool isOurs{false};           ///< it was about a message of this conversation
        bool goesAgain{false};        ///< by itself, soon
        std::vector<MessageKey> keys; ///< of rows whose message was not taken
    };
    /// A refusal. All that went out after the refused one is lost as well, and kept here to go again.
    Refused refuse(const protocol::ErrorAnswer& error);

    /// It is over: forgets everything. Keys of the rows whose message the server has not accepted.
    std::vector<MessageKey> end();

Q_SIGNALS:
    /// A row's message is on its way again.
    void goesAgain(chatmet::client::MessageKey key);
    /// A row's message that waited for keys could not be taken after all.
    void failed(chatmet::client::MessageKey key);

private:
    struct Waiting
    {
        protocol::Content content;
        std::optional<MessageKey> key;
    };

    [[nodiscard]] bool mustWait() const;
    void sendWaiting();
    bool sealAndSend(const protocol::Content& content, std::optional<MessageKey> key);
    void sendSealed(std::optional<MessageKey> key, SharedBytes body, std::uint64_t takesBack);

    ChatConnection& m_line;
    Sealer& m_sealer;
    PictureSending& m_pictures;
    ConversationId m_conversation;
    int m_resendMinMs;
    std::deque<Waiting> m_waiting; ///< for keys; limits::messagesBeforeKeysMax at most
    bool m_giveOwed{false};
    Outbox m_outbox;
    std::deque<Outbox::Entry> m_refused; ///< in the order of their sealing; goes before anything newer
    QTimer m_resendTimer;
};

} // namespace chatmet::client
