// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: GLib is told before its own first line runs; where that was not possible, the program starts anew.

#include "common/memory/ProcessHardening.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <string>
#include <unistd.h>

namespace chatmet {
namespace {

bool toldBeforeMain = false; ///< constant, so that no initializer of this program sets it back

// Sanitizers, whose builds don't wipe, are not there yet so early.
#if CHATMET_WIPE_ON_FREE_BUILT

/// GLib takes its first slice in its own initializer, which stands before this program's. Entries of
/// .preinit_array come before every initializer, the libraries' too: even the C library's, so that there is
/// no environment yet to put G_SLICE into, but GLib has a function for it.
void tellGLib(int, char**, char**)
{
    using SetConfig = void (*)(int key, std::int64_t value);
    constexpr int alwaysMalloc = 1; // G_SLICE_CONFIG_ALWAYS_MALLOC
    // Not linked: GLib is there only where Qt brings it.
    if (const auto set = reinterpret_cast<SetConfig>(dlsym(RTLD_DEFAULT, "g_slice_set_config"))) {
        set(alwaysMalloc, 1);
        toldBeforeMain = true;
    }
}

[[gnu::used, gnu::section(".preinit_array")]] void (*const tellsGLib)(int, char**, char**) = tellGLib;

#endif

/// The program's own path, so that its name stays in the list of processes; the link itself if it was
/// replaced.
std::string ownExecutable()
{
    std::array<char, 4096> path{};
    const ssize_t bytes = readlink("/proc/self/exe", path.data(), path.size() - 1);
    if (bytes > 0 && access(path.data(), X_OK) == 0)
        return path.data();
    return "/proc/self/exe";
}

} // namespace

void restartWithGSliceMalloc(char** argv)
{
    constexpr const char* variable = "G_SLICE";
    constexpr const char* wanted = "always-malloc";
    constexpr const char* restarted = "CHATMET_RESTARTED"; // against a loop where something resets G_SLICE

    // The variable stands above what the program told: "debug-blocks" with it would be its reader's wish.
    const char* const current = std::getenv(variable);
    const bool isSet = current != nullptr ? std::strcmp(current, wanted) == 0 : toldBeforeMain;
    if (isSet || std::getenv(restarted) != nullptr) {
        unsetenv(restarted);
        return;
    }
    if (setenv(variable, wanted, 1) == 0 && setenv(restarted, "1", 1) == 0)
        execv(ownExecutable().c_str(), argv);
    unsetenv(restarted);
}

} // namespace chatmet
