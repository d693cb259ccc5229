// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/PairExchange.h"

#include "common/base/Random.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace chatmet::seal {

namespace {

Hash randomNonce()
{
    Hash nonce;
    systemRandom().fill(nonce);
    return nonce;
}

WipedBytes bytesOf(std::initializer_list<std::span<const std::uint8_t>> parts)
{
    WipedBytes bytes;
    for (const auto& part : parts)
        bytes.insert(bytes.end(), part.begin(), part.end());
    return bytes;
}

/// size: checked before.
std::array<std::uint8_t, keyBytes> arrayOf(std::span<const std::uint8_t> bytes)
{
    std::array<std::uint8_t, keyBytes> array;
    std::copy_n(bytes.begin(), keyBytes, array.begin());
    return array;
}

} // namespace

PairExchange::PairExchange(const PairIds& ids) : PairExchange(ids, SecretKey::random(), randomNonce()) {}

PairExchange::PairExchange(const PairIds& ids, SecretKey secret, const Hash& nonce)
    : m_ids(ids),
      m_secret(std::move(secret)),
      m_nonce(nonce),
      m_due(ids.initiator ? ExchangeStep::Share : ExchangeStep::Commit)
{
    crypto_scalarmult_base(m_public.data(), m_secret.data());
}

std::optional<PairExchange::Outgoing> PairExchange::begin()
{
    if (!m_ids.initiator)
        return std::nullopt;
    m_commitment = commitmentTo(m_public, m_nonce);
    return Outgoing{ExchangeStep::Commit, bytesOf({m_commitment})};
}

Hash PairExchange::commitmentTo(const PublicKey& initiatorKey, const Hash& nonce) const
{
    return hash("chatmet.1 commitment", {m_ids.conversation.bytes(), initiatorMember().bytes(),
                                         responderMember().bytes(), initiatorKey, nonce});
}

Result<std::optional<PairExchange::Outgoing>> PairExchange::take(ExchangeStep step,
                                                                 std::span<const std::uint8_t> body)
{
    const auto due = std::exchange(m_due, std::nullopt);
    if (due != step)
        return Errc::ExchangeOrder;
    switch (step) {
    case ExchangeStep::Commit:
        if (body.size() != m_commitment.size())
            return Errc::ExchangeSize;
        std::ranges::copy(body, m_commitment.begin());
        m_due = ExchangeStep::Reveal;
        return std::optional(Outgoing{ExchangeStep::Share, bytesOf({m_public})});
    case ExchangeStep::Share: return takeShare(body);
    case ExchangeStep::Reveal: return takeReveal(body);
    }
    return Errc::ExchangeOrder;
}

Result<std::optional<PairExchange::Outgoing>> PairExchange::takeShare(std::span<const std::uint8_t> body)
{
    if (body.size() != keyBytes)
        return Errc::ExchangeSize;
    if (const Errc code = finish(m_public, arrayOf(body), m_nonce); code != Errc::Ok)
        return code;
    return std::optional(Outgoing{ExchangeStep::Reveal, bytesOf({m_public, m_nonce})});
}

Result<std::optional<PairExchange::Outgoing>> PairExchange::takeReveal(std::span<const std::uint8_t> body)
{
    if (body.size() != 2 * keyBytes)
        return Errc::ExchangeSize;
    const PublicKey initiatorKey = arrayOf(body.first(keyBytes));
    const Hash nonce = arrayOf(body.subspan(keyBytes));
    const Hash opened = commitmentTo(initiatorKey, nonce);
    if (sodium_memcmp(opened.data(), m_commitment.data(), opened.size()) != 0)
        return Errc::ExchangeCommitment;
    if (const Errc code = finish(initiatorKey, m_public, nonce); code != Errc::Ok)
        return code;
    return std::optional<Outgoing>();
}

Errc PairExchange::finish(const PublicKey& initiatorKey, const PublicKey& responderKey, const Hash& nonce)
{
    const PublicKey& theirs = m_ids.initiator ? responderKey : initiatorKey;
    SecretKey shared = SecretKey::create();
    // Not 0 for a point of low order, whose secret everybody knows (RFC 7748, section 6.1).
    const bool good = crypto_scalarmult(shared.data(), m_secret.data(), theirs.data()) == 0;
    m_secret.wipe();
    if (!good)
        return Errc::ExchangeKey;
    const Hash transcript = hash(
        "chatmet.1 transcript", {m_ids.conversation.bytes(), initiatorMember().bytes(),
                                 responderMember().bytes(), m_commitment, responderKey, initiatorKey, nonce});
    const SecretKey root = hashToKey("chatmet.1 root", {transcript}, shared.bytes());

    m_keys.sendChain = derive(root, m_ids.initiator ? chainOfInitiator : chainOfResponder);
    m_keys.receiveChain = derive(root, m_ids.initiator ? chainOfResponder : chainOfInitiator);
    m_keys.sending = {transcript, m_ids.own};
    m_keys.receiving = {transcript, m_ids.partner};
    m_keys.emoji = emojiOf(derive(root, emojiSeed));
    m_done = true;
    return Errc::Ok;
}

} // namespace chatmet::seal
