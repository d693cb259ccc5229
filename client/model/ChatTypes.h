// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The few words that the state, the conversation and the view share.

#include "client/net/LineSettings.h"
#include "common/protocol/Limits.h"

namespace chatmet::client {

enum class Meeting
{
    None,    ///< at home
    Waiting, ///< looking for somebody
    Paired,
    Ended ///< the page is still shown and erases itself
};

enum class EndCause
{
    PartnerLeft,
    PartnerLost,
    YouLeft,
    OwnLineLost ///< this client's own line broke for longer than the server waits
};

/// Why something a person asked for was not done; the view has words for each.
enum class Refusal
{
    TextEmpty,
    TextTooLong, ///< above 4,000 characters or 16,000 bytes; the text stays in the composer
    NotConnected,
    NotPaired,
    PictureRefused, ///< the server's limits or memory
    TooManyPictures,
    TopicInvalid,
    TooManyTopics,
    ServerSaidNo ///< any other Errc from the server; comes with it
};

/// Times in milliseconds; the tests shorten them.
struct StateSettings
{
    LineSettings line;
    int typingRepeatMs{static_cast<int>(limits::typingRepeatMs)};
    int typingShownMs{static_cast<int>(limits::typingShownMs)};
    int receiptMs{100}; ///< at most one receipt in this time
    int endedPageMs{static_cast<int>(limits::endedPageMs)};
};

} // namespace chatmet::client
