// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: the C library makes signals of Ctrl-C (SIGINT) and Ctrl-Break (SIGBREAK). Closing the console
// and shutting down give the program a few seconds. Nothing asks for a reload: the command does.
// Ctrl-C has run under wine; nothing of it on Windows.
#include "server/app/HostSystem.h"

#include <csignal>
#include <windows.h>

namespace chatmet::server {

namespace {

constexpr DWORD patienceMs = 3000; ///< of the 5 s that a closed console leaves (HandlerRoutine callback)

/// On a thread of the system's. As soon as this returns the process is over, so it does not, and the program
/// ends meanwhile: in order, and then at once.
BOOL WINAPI onConsoleEnd(DWORD what)
{
    if (what == CTRL_C_EVENT || what == CTRL_BREAK_EVENT) {
        return FALSE;
    }
    if (what == CTRL_LOGOFF_EVENT) {
        return TRUE; // under a wrapper that is a service: of whichever user
    }
    std::raise(SIGBREAK);
    ::Sleep(patienceMs);
    std::raise(SIGBREAK);
    ::Sleep(INFINITE);
    return TRUE;
}

} // namespace

void prepareProcess() noexcept
{
    ::SetConsoleOutputCP(CP_UTF8);
    // The last one that was set is asked first; the C library sets its own with the first signal.
    std::signal(SIGBREAK, SIG_DFL);
    ::SetConsoleCtrlHandler(onConsoleEnd, TRUE);
}

/// Windows 10 and later know the sequences once they are asked to.
bool isTerminal() noexcept
{
    const HANDLE out = ::GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD mode = 0;
    return ::GetConsoleMode(out, &mode) != 0 &&
           ::SetConsoleMode(out, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

std::vector<int> endSignals()
{
    return {SIGINT, SIGBREAK, SIGTERM};
}

std::vector<int> reloadSignals()
{
    return {};
}

void ignoreFurtherSignals() noexcept
{
    for (const int signal : {SIGINT, SIGBREAK, SIGTERM}) {
        std::signal(signal, SIG_IGN);
    }
}

} // namespace chatmet::server
