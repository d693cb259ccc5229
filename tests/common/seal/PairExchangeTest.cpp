// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/common/seal/SealPair.h"

#include <gtest/gtest.h>

#include <set>

namespace chatmet::seal {
namespace {

using namespace chatmet::testing;

struct Exchange
{
    PairExchange initiator{pairIds().first};
    PairExchange responder{pairIds().second};
    PairExchange::Outgoing commit{*initiator.begin()};
};

bool same(const SecretKey& one, const SecretKey& other)
{
    return hexOf(one.bytes()) == hexOf(other.bytes());
}

TEST(PairExchangeTest, undisturbed_bothHaveTheSameKeys)
{
    const auto [initiator, responder] = exchangedKeys();
    EXPECT_TRUE(same(initiator.sendChain, responder.receiveChain));
    EXPECT_TRUE(same(initiator.receiveChain, responder.sendChain));
    EXPECT_FALSE(same(initiator.sendChain, initiator.receiveChain));
    EXPECT_EQ(initiator.emoji, responder.emoji);
    EXPECT_EQ(initiator.sending.transcript, responder.receiving.transcript);
    EXPECT_EQ(initiator.sending.sender, responder.receiving.sender);
}

TEST(PairExchangeTest, everyExchange_hasItsOwnKeysAndEmoji)
{
    std::set<std::string> chains;
    std::set<EmojiIndices> emoji;
    for (int i = 0; i < 50; ++i) {
        const auto keys = exchangedKeys();
        chains.insert(hexOf(keys.first.sendChain.bytes()));
        emoji.insert(keys.first.emoji);
    }
    EXPECT_EQ(chains.size(), 50U);
    EXPECT_EQ(emoji.size(), 50U);
}

TEST(PairExchangeTest, swappedResponderKey_emojiDifferOrItFails)
{
    // Somebody in the middle answers the initiator with a key of his own and begins anew with the responder.
    Exchange pair;
    PairExchange towardsInitiator(pairIds().second);
    PairExchange towardsResponder(pairIds().first);
    const auto forged = towardsInitiator.take(pair.commit.step, pair.commit.body);
    const auto reveal = pair.initiator.take(ExchangeStep::Share, (*forged)->body);
    ASSERT_TRUE(towardsInitiator.take(ExchangeStep::Reveal, (*reveal)->body));
    const auto share = pair.responder.take(ExchangeStep::Commit, towardsResponder.begin()->body);
    const auto ownReveal = towardsResponder.take(ExchangeStep::Share, (*share)->body);
    ASSERT_TRUE(pair.responder.take(ExchangeStep::Reveal, (*ownReveal)->body));
    const PairKeys one = pair.initiator.takeKeys();
    const PairKeys other = pair.responder.takeKeys();
    EXPECT_NE(one.emoji, other.emoji);
    EXPECT_NE(one.sending.transcript, other.sending.transcript);
}

TEST(PairExchangeTest, swappedInitiatorKey_isNotWhatWasCommittedTo)
{
    Exchange pair;
    Exchange stranger;
    const auto share = pair.responder.take(pair.commit.step, pair.commit.body);
    const auto strangers = stranger.initiator.take(ExchangeStep::Share, (*share)->body);
    EXPECT_EQ(pair.responder.take(ExchangeStep::Reveal, (*strangers)->body).code(), Errc::ExchangeCommitment);
    EXPECT_FALSE(pair.responder.isDone());
}

TEST(PairExchangeTest, anyChangedByteOfTheReveal_isNotWhatWasCommittedTo)
{
    for (std::size_t at = 0; at < 64; ++at) {
        Exchange pair;
        const auto share = pair.responder.take(pair.commit.step, pair.commit.body);
        auto reveal = *pair.initiator.take(ExchangeStep::Share, (*share)->body).value();
        reveal.body[at] ^= 1;
        EXPECT_EQ(pair.responder.take(reveal.step, reveal.body).code(), Errc::ExchangeCommitment) << at;
    }
}

TEST(PairExchangeTest, commitmentOfAnotherConversationOrMember_doesNotOpen)
{
    PairIds ids = pairIds().first;
    std::swap(ids.own, ids.partner);
    for (const PairIds& other : {pairIds('d').first, ids}) {
        PairExchange initiator(other);
        PairExchange responder(pairIds().second);
        const auto commit = initiator.begin();
        const auto share = responder.take(commit->step, commit->body);
        const auto reveal = initiator.take(ExchangeStep::Share, (*share)->body);
        EXPECT_EQ(responder.take(ExchangeStep::Reveal, (*reveal)->body).code(), Errc::ExchangeCommitment);
    }
}

TEST(PairExchangeTest, keyOfLowOrder_isRefused)
{
    Exchange pair;
    const WipedBytes zero(keyBytes);
    EXPECT_EQ(pair.initiator.take(ExchangeStep::Share, zero).code(), Errc::ExchangeKey);
    EXPECT_FALSE(pair.initiator.isDone());
}

TEST(PairExchangeTest, stepOutOfOrder_isRefusedAndEndsIt)
{
    Exchange pair;
    const WipedBytes body(keyBytes);
    EXPECT_EQ(pair.initiator.take(ExchangeStep::Commit, body).code(), Errc::ExchangeOrder);
    EXPECT_EQ(pair.initiator.take(ExchangeStep::Share, body).code(), Errc::ExchangeOrder);
    EXPECT_EQ(pair.responder.take(ExchangeStep::Reveal, body).code(), Errc::ExchangeOrder);
    EXPECT_EQ(pair.responder.take(ExchangeStep::Commit, body).code(), Errc::ExchangeOrder);
}

TEST(PairExchangeTest, stepTwice_isRefused)
{
    Exchange pair;
    ASSERT_TRUE(pair.responder.take(pair.commit.step, pair.commit.body));
    EXPECT_EQ(pair.responder.take(pair.commit.step, pair.commit.body).code(), Errc::ExchangeOrder);
}

TEST(PairExchangeTest, wrongSize_isRefused)
{
    for (const std::size_t size : {0U, 1U, 31U, 33U, 64U, 65'536U}) {
        Exchange pair;
        EXPECT_EQ(pair.initiator.take(ExchangeStep::Share, WipedBytes(size, 9)).code(), Errc::ExchangeSize);
        EXPECT_EQ(pair.responder.take(ExchangeStep::Commit, WipedBytes(size, 9)).code(), Errc::ExchangeSize);
    }
    for (const std::size_t size : {0U, 63U, 65U}) {
        Exchange pair;
        ASSERT_TRUE(pair.responder.take(pair.commit.step, pair.commit.body));
        EXPECT_EQ(pair.responder.take(ExchangeStep::Reveal, WipedBytes(size, 9)).code(), Errc::ExchangeSize);
    }
}

} // namespace
} // namespace chatmet::seal
