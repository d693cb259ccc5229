// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Time as a value that is passed in; only the programs' outer layers read a clock.

#include <cstdint>

namespace chatmet {

struct Now
{
    std::int64_t steadyMs{0}; ///< milliseconds of a clock that never jumps; for deadlines and windows
    std::int64_t utcMs{0};    ///< milliseconds since 1970-01-01 UTC; for what people read
};

class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Now now() const = 0;
};

} // namespace chatmet
