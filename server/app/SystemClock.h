// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one place where the server reads a clock.

#include "common/base/Clock.h"

#include <chrono>

namespace chatmet::server {

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Now now() const override
    {
        using std::chrono::duration_cast;
        using std::chrono::milliseconds;
        return {duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(),
                duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
    }
};

} // namespace chatmet::server
