// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program gives up the right to write to any disk, for good: whatever a library would like to store, or a
// fault would make it store, the system refuses.

#include <string>

namespace chatmet::client {

/// What this process has given up.
struct WriteShelter
{
    /// No file can be opened for writing or cut, and nothing made, renamed, linked or removed.
    bool files{false};
    /// What a file has besides its content (length by its path, owner, rights, times, extended attributes)
    /// can't be changed either.
    bool attributes{false};
    /// English, one sentence for a log or the privacy panel: by what means, or why not.
    std::string text;
};

/// Which of the system's means are used: both, but for tests of what holds where the first is missing.
enum class ShelterMeans
{
    All,
    WithoutLandlock
};

/// Call at the top of main, before there is a thread: on Linux it binds the calling thread and whatever that
/// one starts, other programs included. With more threads it reports that nothing was obtained. What stays
/// possible: /dev/null, files that are open already, memory files (memfd), pipes, sockets, shared memory of
/// an X server. Without Landlock /dev/null can't be opened for writing, and a socket can still be given a
/// name in a folder. Never throws but std::bad_alloc; failure is said in the answer. Windows and macOS:
/// nothing is given up, and the answer says so.
[[nodiscard]] WriteShelter takeWriteShelter(ShelterMeans means = ShelterMeans::All);

/// Tries it now: whether this thread is refused a nameless file in the usual folders (home, working,
/// temporary). It leaves nothing behind where it is not. False where the system has no nameless files. Any
/// thread.
[[nodiscard]] bool writingIsRefused();

} // namespace chatmet::client
