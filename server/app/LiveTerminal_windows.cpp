// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: keys by the C library's console functions, which show nothing; Ctrl-C and Ctrl-Break by its
// signals. Escape sequences are understood since isTerminal() asked for them. Not run on Windows.
#include "server/app/LiveTerminal.h"

#include <conio.h>
#include <csignal>
#include <cstdio>
#include <windows.h>

namespace chatmet::server {

namespace {

constexpr DWORD lookMs = 50; ///< no handle tells of a window's size

volatile std::sig_atomic_t endAsked = 0;

void onEnd(int signal)
{
    endAsked = 1;
    std::signal(signal, onEnd); // which goes back to its default with each
}

void write(const char* sequences)
{
    std::fputs(sequences, stdout);
    std::fflush(stdout);
}

} // namespace

struct LiveTerminal::Before
{
    ScreenSize shown;
};

LiveTerminal::LiveTerminal() : m_before(std::make_unique<Before>())
{
    std::signal(SIGINT, onEnd);
    std::signal(SIGBREAK, onEnd);
    m_before->shown = size();
    write("\x1b[?1049h\x1b[?25l\x1b[2J");
}

LiveTerminal::~LiveTerminal()
{
    write("\x1b[?25h\x1b[?1049l");
}

LiveTerminal::Wish LiveTerminal::wait(std::chrono::steady_clock::time_point end)
{
    while (std::chrono::steady_clock::now() < end) {
        while (::_kbhit() != 0) {
            const int key = ::_getch();
            if (key == 'q' || key == 'Q') {
                return Wish::End;
            }
        }
        if (endAsked != 0) {
            return Wish::End;
        }
        const ScreenSize now = size();
        if (now != m_before->shown) {
            m_before->shown = now;
            return Wish::Resized;
        }
        ::Sleep(lookMs);
    }
    return Wish::GoOn;
}

ScreenSize LiveTerminal::size() const
{
    CONSOLE_SCREEN_BUFFER_INFO about{};
    if (::GetConsoleScreenBufferInfo(::GetStdHandle(STD_OUTPUT_HANDLE), &about) == 0) {
        return {24, 80};
    }
    return {static_cast<std::size_t>(about.srWindow.Bottom - about.srWindow.Top + 1),
            static_cast<std::size_t>(about.srWindow.Right - about.srWindow.Left + 1)};
}

} // namespace chatmet::server
