// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two sides that have exchanged keys, and small words for bytes.

#include "common/base/Random.h"
#include "common/seal/PairExchange.h"
#include "common/seal/SealedMessage.h"

#include <string>
#include <string_view>
#include <utility>

namespace chatmet::testing {

inline WipedBytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

inline std::string hexOf(std::span<const std::uint8_t> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const std::uint8_t byte : bytes) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

inline WipedBytes fromHex(std::string_view hex)
{
    WipedBytes bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
    return bytes;
}

/// An id whose bytes are all this one.
template <class Id> Id idOf(char byte)
{
    return *Id::fromBytes(std::string(Id::bytesCount, byte));
}

/// What both know of their pair.
inline std::pair<seal::PairIds, seal::PairIds> pairIds(char conversation = 'c')
{
    seal::PairIds first{idOf<ConversationId>(conversation), idOf<MemberId>('i'), idOf<MemberId>('r'), true};
    seal::PairIds second{first.conversation, first.partner, first.own, false};
    return {first, second};
}

/// The keys of an exchange in which nobody meddled: the initiator's and the responder's.
inline std::pair<seal::PairKeys, seal::PairKeys> exchangedKeys(char conversation = 'c')
{
    const auto [forInitiator, forResponder] = pairIds(conversation);
    seal::PairExchange initiator(forInitiator);
    seal::PairExchange responder(forResponder);
    const auto commit = initiator.begin();
    const auto share = responder.take(commit->step, commit->body);
    const auto reveal = initiator.take((*share)->step, (*share)->body);
    static_cast<void>(responder.take((*reveal)->step, (*reveal)->body));
    return {initiator.takeKeys(), responder.takeKeys()};
}

/// One direction: what the initiator seals, the responder opens.
struct SealedDirection
{
    explicit SealedDirection(char conversation = 'c') : SealedDirection(exchangedKeys(conversation)) {}
    explicit SealedDirection(std::pair<seal::PairKeys, seal::PairKeys> keys)
        : sealer(std::move(keys.first.sendChain), keys.first.sending),
          opener(std::move(keys.second.receiveChain), keys.second.receiving),
          back(std::move(keys.second.sendChain), keys.second.sending)
    {
    }
    WipedBytes seal(std::string_view text) { return std::move(sealer.seal(bytesOf(text)).value().body); }
    Errc open(const WipedBytes& body) { return opener.open(body).code(); }

    seal::MessageSealer sealer;
    seal::MessageOpener opener;
    seal::MessageSealer back; ///< the responder's own
};

} // namespace chatmet::testing
