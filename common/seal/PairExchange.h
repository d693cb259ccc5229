// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two strangers agree on keys: the initiator commits to its key, the responder shows its own, the initiator
// opens. Because of the commitment, somebody in the middle gets one guess at the check emoji, not many.

#include "common/base/Ids.h"
#include "common/base/Result.h"
#include "common/memory/WipedBytes.h"
#include "common/seal/CheckEmoji.h"
#include "common/seal/SealContext.h"
#include "common/seal/SecretKey.h"

#include <cstdint>
#include <optional>
#include <span>

namespace chatmet::seal {

/// The pair as the server told of it.
struct PairIds
{
    ConversationId conversation;
    MemberId own;
    MemberId partner;
    bool initiator{false};
};

/// What the exchange ends in. Chains are of the two directions, contexts name their senders.
struct PairKeys
{
    SecretKey sendChain;
    SecretKey receiveChain;
    SealContext sending;
    SealContext receiving;
    EmojiIndices emoji{};
};

enum class ExchangeStep : std::uint8_t
{
    Commit = 1, ///< of the initiator: 32 bytes
    Share = 2,  ///< of the responder: its public key, 32 bytes
    Reveal = 3  ///< of the initiator: public key and nonce, 64 bytes
};

/// One exchange, for one conversation; without socket and clock. Each take() returns what is to be sent back,
/// if anything. One thread.
class PairExchange
{
public:
    struct Outgoing
    {
        ExchangeStep step;
        WipedBytes body;
    };

    explicit PairExchange(const PairIds& ids);
    /// With keys that a test chose. secret: X25519 private key. nonce: the initiator's.
    PairExchange(const PairIds& ids, SecretKey secret, const Hash& nonce);

    /// The initiator's first word; nothing for the responder, who waits.
    [[nodiscard]] std::optional<Outgoing> begin();

    /// A step of the partner's. Errc::ExchangeOrder for a step that is not due, ExchangeSize for a wrong
    /// size, ExchangeCommitment where what was opened is not what was committed to, ExchangeKey for a public
    /// key that gives no secret (a point of low order). After an error nothing more is accepted.
    [[nodiscard]] Result<std::optional<Outgoing>> take(ExchangeStep step, std::span<const std::uint8_t> body);

    [[nodiscard]] bool isDone() const { return m_done; }
    /// Once, where isDone(). The exchange holds no secret afterwards.
    [[nodiscard]] PairKeys takeKeys() { return std::move(m_keys); }

private:
    using PublicKey = std::array<std::uint8_t, keyBytes>;

    [[nodiscard]] const MemberId& initiatorMember() const
    {
        return m_ids.initiator ? m_ids.own : m_ids.partner;
    }
    [[nodiscard]] const MemberId& responderMember() const
    {
        return m_ids.initiator ? m_ids.partner : m_ids.own;
    }
    [[nodiscard]] Hash commitmentTo(const PublicKey& initiatorKey, const Hash& nonce) const;
    [[nodiscard]] Result<std::optional<Outgoing>> takeShare(std::span<const std::uint8_t> body);
    [[nodiscard]] Result<std::optional<Outgoing>> takeReveal(std::span<const std::uint8_t> body);
    [[nodiscard]] Errc finish(const PublicKey& initiatorKey, const PublicKey& responderKey,
                              const Hash& nonce);

    PairIds m_ids;
    SecretKey m_secret;
    PublicKey m_public{};
    Hash m_nonce{};
    Hash m_commitment{};
    std::optional<ExchangeStep> m_due; ///< the partner's next step; nothing: no more
    bool m_done{false};
    PairKeys m_keys;
};

} // namespace chatmet::seal
