// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One thing about this computer that lets something out, or that keeps it in, as measured.

#include <QString>

namespace chatmet::client {

/// Shown on the privacy panel, one line each.
struct LeakFact
{
    QString text;          ///< a short translated sentence without its full stop, true at that moment
    bool sheltered{false}; ///< nothing leaks there

    friend bool operator==(const LeakFact&, const LeakFact&) = default;
};

} // namespace chatmet::client
