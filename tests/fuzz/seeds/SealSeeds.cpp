// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/PairExchange.h"
#include "tests/fuzz/seeds/Seeds.h"

namespace chatmet::fuzz {

void makeSealSeeds(const SeedSink& sink)
{
    // targets/KeyExchange.cpp: to whom, which step, how; first an exchange that nobody meddles with.
    sink("KeyExchange", WipedBytes{1, 0, 0, 0, 1, 0, 1, 2, 0});
    sink("KeyExchange", WipedBytes{1, 0, 0, 0, 1, 1, 7, 1});
    sink("KeyExchange", WipedBytes{1, 0, 1, 3, 1, 0, 1, 0, 1, 2, 0});
    sink("KeyExchange", WipedBytes{1, 0, 2, 31});
    WipedBytes lowOrder{0, 1, 3};
    lowOrder.resize(lowOrder.size() + seal::keyBytes);
    sink("KeyExchange", lowOrder);

    // targets/SealedMessage.cpp: a picture's chunk (number, last, as which, its length, foreign bytes'
    // length), then operations.
    const WipedBytes chunk{1, 0, 1, 0, 4, 'a', 'b', 'c', 'd', 0};
    for (const WipedBytes& operations :
         {WipedBytes{1, 3, 'a', 'b', 'c', 2, 0}, WipedBytes{0, 248, 2, 0}, WipedBytes{0, 255},
          WipedBytes{0, 1, 0, 2, 0, 3, 2, 2, 4, 0, 4, 1, 2, 2}, WipedBytes{0, 1, 3, 0, 0, 9, 2, 2, 0, 2, 0},
          WipedBytes{5, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0}}) {
        WipedBytes whole = chunk;
        whole.insert(whole.end(), operations.begin(), operations.end());
        sink("SealedMessage", whole);
    }
    sink("SealedMessage", WipedBytes{1, 1, 2, 0, 0, 20});
}

} // namespace chatmet::fuzz
