// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// POSIX's terminals: termios, and signals that are let in only while it waits.
#include "server/app/LiveTerminal.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <ctime>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

namespace chatmet::server {

namespace {

constexpr std::array endings{SIGINT, SIGTERM, SIGHUP, SIGQUIT};

volatile std::sig_atomic_t endAsked = 0;
volatile std::sig_atomic_t resized = 0;

void write(const char* sequences)
{
    // A terminal that is gone needs nothing any more.
    [[maybe_unused]] const ssize_t written = ::write(STDOUT_FILENO, sequences, std::strlen(sequences));
}

timespec until(std::chrono::steady_clock::time_point end)
{
    const auto left =
        std::max(end - std::chrono::steady_clock::now(), std::chrono::steady_clock::duration::zero());
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    return {.tv_sec = static_cast<std::time_t>(seconds.count()),
            .tv_nsec = static_cast<long>(std::chrono::nanoseconds(left - seconds).count())};
}

} // namespace

struct LiveTerminal::Before
{
    sigset_t mask{};
    termios keys{};
    bool hasKeys{false}; ///< standard input is a terminal as well
};

LiveTerminal::LiveTerminal() : m_before(std::make_unique<Before>())
{
    sigset_t taken;
    sigemptyset(&taken);
    sigaddset(&taken, SIGWINCH);
    std::signal(SIGWINCH, [](int) { resized = 1; });
    for (const int signal : endings) {
        sigaddset(&taken, signal);
        std::signal(signal, [](int) { endAsked = 1; });
    }
    pthread_sigmask(SIG_BLOCK, &taken, &m_before->mask);
    m_before->hasKeys = ::tcgetattr(STDIN_FILENO, &m_before->keys) == 0;
    if (m_before->hasKeys) {
        termios keys = m_before->keys;
        keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
        keys.c_cc[VMIN] = 1;
        keys.c_cc[VTIME] = 0;
        keys.c_cc[VSUSP] = _POSIX_VDISABLE; // a program that is put aside would leave its screen behind
        ::tcsetattr(STDIN_FILENO, TCSANOW, &keys);
    }
    write("\x1b[?1049h\x1b[?25l\x1b[2J"); // screen of its own, no cursor: xterm's, which terminals share
}

LiveTerminal::~LiveTerminal()
{
    write("\x1b[?25h\x1b[?1049l");
    if (m_before->hasKeys) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before->keys);
    }
    for (const int signal : endings) {
        std::signal(signal, SIG_IGN); // one more of them does not change how this has ended
    }
    pthread_sigmask(SIG_SETMASK, &m_before->mask, nullptr);
}

LiveTerminal::Wish LiveTerminal::wait(std::chrono::steady_clock::time_point end)
{
    for (;;) {
        fd_set keys;
        FD_ZERO(&keys);
        if (m_before->hasKeys) {
            FD_SET(STDIN_FILENO, &keys);
        }
        const timespec left = until(end);
        const int ready = ::pselect(STDIN_FILENO + 1, &keys, nullptr, nullptr, &left, &m_before->mask);
        if (endAsked != 0) {
            return Wish::End;
        }
        if (resized != 0) {
            resized = 0;
            return Wish::Resized;
        }
        if (ready == 0) {
            return Wish::GoOn;
        }
        char key = 0;
        if (ready > 0 && (::read(STDIN_FILENO, &key, 1) != 1 || key == 'q' || key == 'Q')) {
            return Wish::End;
        }
    }
}

ScreenSize LiveTerminal::size() const
{
    winsize window{};
    constexpr ScreenSize usual{24, 80};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_row > 0 && window.ws_col > 0
               ? ScreenSize{window.ws_row, window.ws_col}
               : usual;
}

} // namespace chatmet::server
