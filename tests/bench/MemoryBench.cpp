// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What wiping costs: each allocation beside the same one through glibc's own free, stack wipes by depth.

#include "common/memory/StackWipe.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <cstring>

extern "C" {
void* __libc_malloc(std::size_t size);
void __libc_free(void* block);
}

namespace {

void allocateAndFree(benchmark::State& state, void* (*allocate)(std::size_t), void (*release)(void*))
{
    const auto size = static_cast<std::size_t>(state.range(0));
    for (auto step : state) {
        void* block = allocate(size);
        std::memset(block, 1, size); // as a message would
        benchmark::DoNotOptimize(block);
        release(block);
    }
    state.SetBytesProcessed(state.iterations() * state.range(0));
}

void mallocFreeWiped(benchmark::State& state)
{
    allocateAndFree(state, std::malloc, std::free);
}

void mallocFreePlain(benchmark::State& state)
{
    allocateAndFree(state, __libc_malloc, __libc_free);
}

void growByRealloc(benchmark::State& state)
{
    for (auto step : state) {
        void* block = nullptr;
        for (std::size_t size = 64; size <= static_cast<std::size_t>(state.range(0)); size *= 2) {
            block = std::realloc(block, size);
            benchmark::DoNotOptimize(block);
        }
        std::free(block);
    }
}

void wipeStackByDepth(benchmark::State& state)
{
    for (auto step : state)
        benchmark::DoNotOptimize(chatmet::wipeStack(static_cast<std::size_t>(state.range(0))));
}

void wipeRegisters(benchmark::State& state)
{
    for (auto step : state)
        chatmet::wipeVectorRegisters();
}

BENCHMARK(mallocFreePlain)->RangeMultiplier(8)->Range(64, 16 << 20);
BENCHMARK(mallocFreeWiped)->RangeMultiplier(8)->Range(64, 16 << 20);
BENCHMARK(growByRealloc)->Arg(4096)->Arg(1 << 20);
BENCHMARK(wipeStackByDepth)->Arg(1024)->Arg(8192)->Arg(65536)->Arg(131072);
BENCHMARK(wipeRegisters);

} // namespace

BENCHMARK_MAIN();
