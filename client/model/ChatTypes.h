// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The few words that the state, the conversation and the view share.

#include "client/net/LineSettings.h"
#include "common/protocol/Limits.h"

namespace chatmet::client {

enum class ConversationKind
{
    Pair,
    Room
};

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
    OwnLineLost, ///< this client's own line broke for longer than the server waits
    ServerEnded, ///< the server said that it shuts down
    SentAway,    ///< the server closed this client's line, and said why
    NotSealed,   ///< no keys could be agreed on; this client left
    NotIntact,   ///< a message was changed, repeated or held back on its way; this client left
    Removed      ///< from a room, by its host
};

/// What may be said of a pair at this moment; product.md, "sealed, partner not verified".
enum class SealState
{
    NotSealed, ///< no pair, one that has ended, or no keys yet: nothing is sent before there are
    Sealed,    ///< the server can't read it; who the partner is nobody has checked
    Verified   ///< the two have compared the emoji, and both said that they match
};

/// Why something a person asked for was not done; the view has words for each.
enum class Refusal
{
    TextEmpty,
    TextTooLong, ///< above 4,000 characters or 16,000 bytes; the text stays in the composer
    NotConnected,
    NotPaired,
    Leaving,        ///< Next was pressed, and can still be taken back
    PictureRefused, ///< the server's limits or memory
    TooManyPictures,
    TopicInvalid,
    TooManyTopics,
    TitleInvalid,
    RoomRefused,  ///< not there, full, locked, or the invite is an old one: which the server doesn't tell
    RoomsTooMany, ///< limits::roomsPerSessionMax
    InRoomAlready,
    MemberHasLeft,   ///< the room, before it could be reported or blocked
    InviteElsewhere, ///< it is for another server than this line's
    InviteOtherKey,  ///< it names another key than the one that this line's server has
    ServerSaidNo     ///< any other Errc from the server; comes with it
};

/// Times in milliseconds; the tests shorten them.
struct StateSettings
{
    LineSettings line;
    int typingRepeatMs{static_cast<int>(limits::typingRepeatMs)};
    int typingShownMs{static_cast<int>(limits::typingShownMs)};
    int keyExchangeMs{static_cast<int>(limits::keyExchangeMs)};
    int receiptMs{100}; ///< at most one receipt in this time; the earliest that a refused message goes again
    int endedPageMs{static_cast<int>(limits::endedPageMs)};
    int nextUndoMs{static_cast<int>(limits::nextUndoMs)}; ///< 0: Next leaves at once
    /// How long the first messages in a room wait for the chains of those who were there before, at most.
    int membersAwaitedMs{2'000};
    int holdingsMs{2'000}; ///< from one question to the next while somebody looks at what the server holds
};

} // namespace chatmet::client
