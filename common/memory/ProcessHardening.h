// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Keeps the process's memory out of core dumps, other programs of the same user and swap, and says what it
// got.

#include <string>
#include <vector>

namespace chatmet {

enum class Hardening
{
    NoCoreFile,  ///< the system writes no core file when the program crashes
    NotDumpable, ///< no core for a crash handler either, and no other program of this user may read the
                 ///< memory
    LockedMemory ///< nothing is swapped out
};

struct HardeningItem
{
    Hardening name;
    bool obtained;
    std::string text; ///< English, one short sentence for a log or the privacy panel; no content
};

/// One item per thing that was tried or is known not to exist here, in the order of Hardening.
using HardeningReport = std::vector<HardeningItem>;

struct HardeningOptions
{
    /// Ask for all memory, present and future, to be locked. Taken only where the system sets no limit to
    /// locked memory, because under a limit later allocations would fail. LockedMemory is reported only if
    /// asked for.
    bool lockMemory = false;
};

/// Call at the top of main, before content exists and before threads start. Failure is an item, never an
/// exception but std::bad_alloc. After NotDumpable a debugger or scanner needs the right to trace any process
/// (root).
[[nodiscard]] HardeningReport hardenProcess(const HardeningOptions& options = {});

/// Linux: makes sure that GLib takes its slices from malloc: before 2.76 it keeps freed ones in caches of its
/// own, out of reach of wipe on free. A program that calls this tells GLib so before main. Where that was not
/// possible (no GLib that is linked, a C library without .preinit_array), or where G_SLICE says something
/// else, it starts anew, once, with G_SLICE=always-malloc. Does not return if it starts anew; returns if
/// nothing is to be done or the system refused. Other systems: returns. argv: as main got it. Call first in
/// main: open descriptors are inherited, other threads are gone.
void restartWithGSliceMalloc(char** argv);

} // namespace chatmet
