// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two sides whose keys are the same in every run, so that an input does the same each time.

#include "common/seal/PairExchange.h"

#include <string>
#include <utility>

namespace chatmet::fuzz {

template <class Id> Id idOf(char byte)
{
    return *Id::fromBytes(std::string(Id::bytesCount, byte));
}

inline seal::PairExchange fixedExchange(bool initiator)
{
    const ConversationId conversation = idOf<ConversationId>('c');
    const MemberId first = idOf<MemberId>('i');
    const MemberId second = idOf<MemberId>('r');
    seal::SecretKey secret = seal::SecretKey::create();
    secret.bytes().back() = initiator ? 1 : 2;
    seal::Hash nonce{};
    nonce[0] = 3;
    return initiator ? seal::PairExchange({conversation, first, second, true}, std::move(secret), nonce)
                     : seal::PairExchange({conversation, second, first, false}, std::move(secret), nonce);
}

/// The initiator's and the responder's.
inline std::pair<seal::PairKeys, seal::PairKeys> fixedKeys()
{
    seal::PairExchange initiator = fixedExchange(true);
    seal::PairExchange responder = fixedExchange(false);
    const auto commit = initiator.begin();
    const auto share = responder.take(commit->step, commit->body);
    const auto reveal = initiator.take((*share)->step, (*share)->body);
    (void)responder.take((*reveal)->step, (*reveal)->body);
    return {initiator.takeKeys(), responder.takeKeys()};
}

} // namespace chatmet::fuzz
