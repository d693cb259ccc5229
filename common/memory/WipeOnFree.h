// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Wipe on free for the whole process: what is given back to the allocator is overwritten first.
//
// A program gets it by linking chatmet_memory, which replaces the malloc family (Linux) or operator new and
// delete (Windows, macOS). Why the whole family: OpenSSL, Qt, libpng and zlib call malloc, not operator new.
// A block is wiped over its usable size, so freeing a huge and mostly untouched block touches all its pages.

#include <string_view>

namespace chatmet {

enum class WipeOnFreeScope
{
    None,        ///< not built in (CHATMET_WIPE_ON_FREE is off)
    NewDelete,   ///< only what C++ code of this program allocates with new
    WholeProcess ///< every block of the malloc family, shared libraries included
};

/// What this build replaces; says nothing of whether it took effect.
[[nodiscard]] WipeOnFreeScope wipeOnFreeScope() noexcept;

/// Tries it now: allocates with malloc (or with new, where only that is replaced), writes a pattern, frees,
/// and looks at what the next allocation of the same size finds. False where it is not built in. Any thread.
[[nodiscard]] bool wipeOnFreeActive() noexcept;

/// One English sentence for a log or the privacy panel, of the state as measured; static text, no content.
[[nodiscard]] std::string_view wipeOnFreeStatus() noexcept;

} // namespace chatmet
