// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Words that were searched for, as they are marked in messages.

#include "client/model/Message.h"
#include "client/view/TextBlock.h"

namespace chatmet::client {

class Theme;

/// Holds the folded words: who clears a search sets {} where this is kept.
struct SearchMarks
{
    QString folded;   ///< of foldedForSearch(); empty: nothing is marked
    MessageKey key{}; ///< the message with the place that is looked at
    int match{-1};    ///< of those in that message, 0 for the first

    /// Of what somebody wrote, in order, 200 at most; the place that is looked at is the stronger one, and
    /// among them.
    [[nodiscard]] QList<TextMark> in(const Message& message, const Theme& theme) const;
    /// Where the place that is looked at begins in its message; -1: it is not there.
    [[nodiscard]] int placeIn(const Message& message) const;
};

} // namespace chatmet::client
