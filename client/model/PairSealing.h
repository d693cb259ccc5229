// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The keys of one pair: agreed on when two people meet, used for everything that is said, gone with the end.

#include "client/model/Sealer.h"
#include "client/net/ChatConnection.h"
#include "common/seal/PairExchange.h"
#include "common/seal/SealedMessage.h"
#include "common/seal/SealedPicture.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace chatmet::client {

/// What somebody said after comparing the seven emoji.
enum class EmojiWord
{
    None,
    Match,
    Differ
};

/// GUI thread.
class PairSealing : public Sealer
{
    Q_OBJECT

public:
    /// line: outlives it. exchangeMs: how long the exchange may take before it counts as failed.
    PairSealing(ChatConnection& line, const protocol::Paired& pair, int exchangeMs,
                QObject* parent = nullptr);

    /// Says the first word, where it is this side's to say, and starts the clock.
    void begin();
    void take(const protocol::KeyExchanged& step, const SharedBytes& body);
    /// The server refused a frame: true where it was a step of the exchange, which has failed then.
    bool refuse(std::uint64_t sequence);

    /// From the exchange's end to forget().
    [[nodiscard]] bool isReady() const override { return m_ready; }

    // Only where isReady().
    [[nodiscard]] Result<Sealed> seal(std::span<const std::uint8_t> content) override;
    [[nodiscard]] Result<seal::OpenedMessage> open(std::span<const std::uint8_t> body);
    /// The partner's next message will not come: it was taken back.
    void skip();
    [[nodiscard]] seal::PictureSeal openPartnersPicture(seal::SecretKey key) const;
    [[nodiscard]] const seal::EmojiIndices& emoji() const { return m_emoji; }

    /// What each side said after comparing the emoji.
    [[nodiscard]] EmojiWord ownWord() const { return m_ownWord; }
    [[nodiscard]] EmojiWord partnerWord() const { return m_partnerWord; }
    void setOwnWord(EmojiWord word);
    void setPartnerWord(EmojiWord word);
    /// Both said that they match.
    [[nodiscard]] bool isVerified() const;

    /// Overwrites every key; nothing is sealed or opened any more.
    void forget();

Q_SIGNALS:
    /// The exchange failed, or took too long. Nothing was or will be sealed.
    void failed(chatmet::Errc code);
    /// isReady(), a word or isVerified() is another now.
    void changed();

private:
    void send(const seal::PairExchange::Outgoing& step);
    void fail(Errc code);
    void useKeys();

    ChatConnection& m_line;
    ConversationId m_conversation;
    MemberId m_partner;
    std::optional<seal::PairExchange> m_exchange; ///< until it is done or has failed
    std::uint64_t m_sentSequence{0};              ///< of its last step
    QTimer m_patience;
    bool m_ready{false};
    seal::MessageSealer m_sealer;
    seal::MessageOpener m_opener;
    seal::SealContext m_sending;
    seal::SealContext m_receiving;
    seal::EmojiIndices m_emoji{};
    EmojiWord m_ownWord{EmojiWord::None};
    EmojiWord m_partnerWord{EmojiWord::None};
};

} // namespace chatmet::client
