// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Run by ProcessHardeningTest: shows how often main was started and with what environment it went on.

#include "common/memory/ProcessHardening.h"

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv)
{
    std::puts("start");
    std::fflush(stdout);
    chatmet::restartWithGSliceMalloc(argv);
    const char* const slice = std::getenv("G_SLICE");
    const char* const guard = std::getenv("CHATMET_RESTARTED");
    std::printf("%s %s %s\n", slice != nullptr ? slice : "unset", argc > 1 ? argv[1] : "none",
                guard != nullptr ? "guarded" : "unguarded");
}
