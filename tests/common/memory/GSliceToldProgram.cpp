// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Run by ProcessHardeningTest: the same with GLib, as the client has it; and where GLib takes its slices
// from.

#include "common/memory/ProcessHardening.h"

#include <QtGlobal>

#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>

int main(int, char** argv)
{
    std::puts("start");
    std::fflush(stdout);
    chatmet::restartWithGSliceMalloc(argv);
    using Alloc = void* (*)(std::size_t bytes);
    using Free = void (*)(std::size_t bytes, void* slice);
    const auto alloc = reinterpret_cast<Alloc>(dlsym(RTLD_DEFAULT, "g_slice_alloc"));
    const auto release = reinterpret_cast<Free>(dlsym(RTLD_DEFAULT, "g_slice_free1"));
    if (qVersion() == nullptr || alloc == nullptr || release == nullptr)
        return 1;
    constexpr std::size_t bytes = 40;
    void* const slice = alloc(bytes);
    release(bytes, slice);
    // malloc hands out first what was freed last.
    void* const block = std::malloc(bytes);
    std::puts(block == slice ? "slices from malloc" : "slices kept");
    std::free(block);
}
