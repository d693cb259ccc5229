// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A pair's key exchange between which somebody sits who may change, leave out, repeat and swap every step.
// Input: steps of one byte (see act), a changed step with its bytes behind it.
#include "tests/fuzz/FixedPair.h"
#include "tests/fuzz/FuzzInput.h"

#include <array>
#include <optional>

namespace {

using namespace chatmet;
using namespace chatmet::seal;

constexpr std::size_t stepsMax = 24;

struct Middle
{
    explicit Middle(bool initiator) : exchange(fuzz::fixedExchange(initiator)) {}

    void take(ExchangeStep step, std::span<const std::uint8_t> body)
    {
        const bool wasDone = exchange.isDone();
        const auto answer = exchange.take(step, body);
        if (!answer) {
            const Errc code = answer.code();
            fuzz::require(code == Errc::ExchangeOrder || code == Errc::ExchangeSize ||
                              code == Errc::ExchangeCommitment || code == Errc::ExchangeKey,
                          "a refusal has one of its codes");
            fuzz::require(exchange.isDone() == wasDone, "a refused step ends no exchange");
            failed = true;
            return;
        }
        fuzz::require(!failed, "after an error nothing more is accepted");
        if (*answer)
            said = (*answer)->body;
    }

    PairExchange exchange;
    WipedBytes said; ///< its last step
    bool failed{false};
};

void act(fuzz::FuzzInput& input, Middle& to, const Middle& from)
{
    const auto step = static_cast<ExchangeStep>(1 + input.below(3));
    WipedBytes body = from.said;
    switch (input.below(4)) {
    case 0: break; // passed on
    case 1: {      // one byte changed
        if (!body.empty())
            body[input.u8() % body.size()] ^= static_cast<std::uint8_t>(input.u8() | 1U);
        break;
    }
    case 2: body.resize(input.u8()); break;
    default: {
        const auto own = input.take(2 * keyBytes);
        body.assign(own.begin(), own.end());
    }
    }
    to.take(step, body);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::FuzzInput input(data, size);
    Middle initiator(true);
    Middle responder(false);
    initiator.said = initiator.exchange.begin()->body;
    for (std::size_t i = 0; i < stepsMax && !input.empty(); ++i) {
        if (input.flag())
            act(input, responder, initiator);
        else
            act(input, initiator, responder);
    }
    if (!initiator.exchange.isDone() || !responder.exchange.isDone())
        return 0;
    const PairKeys one = initiator.exchange.takeKeys();
    const PairKeys other = responder.exchange.takeKeys();
    // Where somebody put keys of his own between, the emoji tell; what must not be is one key for two
    // transcripts.
    const bool heardTheSame = one.sending.transcript == other.receiving.transcript;
    const bool haveTheSame = std::ranges::equal(one.sendChain.bytes(), other.receiveChain.bytes()) &&
                             std::ranges::equal(one.receiveChain.bytes(), other.sendChain.bytes()) &&
                             one.emoji == other.emoji;
    fuzz::require(heardTheSame == haveTheSame, "keys and emoji are the same if all that was said is");
    return 0;
}
