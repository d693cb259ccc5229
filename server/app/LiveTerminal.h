// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The terminal while it shows a page that changes. Differs by system.

#include "server/ops/TopScreen.h"

#include <chrono>
#include <memory>

namespace chatmet::server {

/// One at a time, on the only thread. Until its end the page has a screen of its own, without a cursor, and
/// keys come at once and are not shown; then everything is as it was before, what stood there included.
class LiveTerminal
{
public:
    LiveTerminal();
    ~LiveTerminal();
    LiveTerminal(const LiveTerminal&) = delete;
    LiveTerminal& operator=(const LiveTerminal&) = delete;

    enum class Wish
    {
        GoOn,    ///< the time is over
        Resized, ///< the page has to be written again
        End      ///< q, Ctrl-C, or whatever else asks a program to end; the terminal itself may be gone
    };
    [[nodiscard]] Wish wait(std::chrono::steady_clock::time_point until);
    [[nodiscard]] ScreenSize size() const;

private:
    struct Before;
    std::unique_ptr<Before> m_before;
};

} // namespace chatmet::server
