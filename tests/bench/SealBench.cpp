// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What sealing costs a client: a key exchange, a message and a picture's chunk, there and back.

#include "common/seal/SealedPicture.h"
#include "tests/common/seal/SealPair.h"

#include <benchmark/benchmark.h>

namespace {

using namespace chatmet;

void keyExchangeOfBoth(benchmark::State& state)
{
    for (auto step : state) {
        auto keys = testing::exchangedKeys();
        benchmark::DoNotOptimize(keys);
    }
}

/// range(0): bytes of content.
void messageSealedAndOpened(benchmark::State& state)
{
    testing::SealedDirection line;
    const WipedBytes content(static_cast<std::size_t>(state.range(0)), 7);
    for (auto step : state) {
        const auto sealed = line.sealer.seal(content);
        auto opened = line.opener.open(sealed->body);
        benchmark::DoNotOptimize(opened);
    }
}

void chunkSealedAndOpened(benchmark::State& state)
{
    auto keys = testing::exchangedKeys();
    const seal::PictureSeal picture(seal::SecretKey::random(), keys.first.sending);
    const WipedBytes chunk(65'520, 7);
    std::uint32_t number = 0;
    for (auto step : state) {
        auto opened = picture.open(picture.seal(chunk, number, false), number, false);
        benchmark::DoNotOptimize(opened);
        ++number;
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(chunk.size()));
}

} // namespace

BENCHMARK(keyExchangeOfBoth)->Unit(benchmark::kMicrosecond);
BENCHMARK(messageSealedAndOpened)->Arg(100)->Arg(4'000)->Arg(16'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(chunkSealedAndOpened)->Unit(benchmark::kMicrosecond);

BENCHMARK_MAIN();
