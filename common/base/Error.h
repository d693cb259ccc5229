// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every expected failure of the programs, one documented code each; codes below 1000 travel on the wire.

#include <cstdint>
#include <string>
#include <string_view>

namespace chatmet {

/// Numbers below 1000 are the wire's (chatmet.proto, ErrorCode) and never change meaning; a client translates
/// by code. From 1000 on they never leave the process.
enum class Errc : std::uint16_t
{
    Ok = 0,

    // A frame that can't be read. The connection is closed after the answer.
    BadFrame = 1,      ///< shorter than its own header length, or a WebSocket text message
    BadHeader = 2,     ///< header bytes that are no header of this direction, or a field out of its range
    HeaderTooLong = 3, ///< header above limits::headerBytesMax
    BodyTooLong = 4,   ///< body above limits::bodyBytesMax; the connection stays
    UnknownKind = 5,   ///< a header whose kind this side doesn't know; the connection stays
    NotSupported = 6,  ///< a kind of the protocol that this server doesn't offer (yet); the connection stays
    OutOfSequence = 7, ///< a reliable frame that skips a number; the connection is closed

    // Hello.
    HelloFirst = 20,      ///< anything before hello; the connection is closed
    AlreadyWelcome = 21,  ///< a second hello on a welcomed connection
    PleaseUpdate = 22,    ///< the client's revision is below the server's minimum; the connection is closed
    UnlistedField = 23,   ///< hello carries a field that its revision doesn't list; the connection is closed
    UsernameEmpty = 24,   ///< nothing left after trimming
    UsernameTooLong = 25, ///< above limits::usernameCharactersMax or usernameBytesMax
    UsernameCharacters = 26, ///< control, format or bidi characters, unassigned code points, not UTF-8
    ResumeUnknown = 27,      ///< no session waits under this token (any more)

    // Conversations.
    NotInConversation = 40, ///< the session is not in the conversation it names
    AlreadyPaired = 41,     ///< meet while in a pair: leave first
    AlreadyWaiting = 42,    ///< meet while waiting
    NotWaiting = 43,        ///< cancel without waiting
    TooManyTopics = 44,     ///< above limits::topicsMax
    TopicInvalid = 45,      ///< empty, too long or with control characters
    EmptyBody = 46,         ///< a message without a body
    SenderNumber = 47,      ///< a sender number that skips one; nothing was relayed
    KeyStep = 48,           ///< a step of the key exchange that is not this side's, or was sent before
    MemberUnknown = 49,     ///< no such member in that conversation, and none that may still be reported
    SaidBefore = 50,        ///< this member was reported, or blocked, by this session already
    RoomRefused = 51,       ///< the room is not there, full, locked, or the proof is wrong: which is not told
    RoomsTooMany = 52,      ///< above limits::roomsPerSessionMax
    NotHost = 53,           ///< only the room's host may do this

    // Picture streams.
    StreamUnknown = 60,  ///< no such stream in a conversation of this session
    StreamExists = 61,   ///< accepted or opened twice
    StreamTooLarge = 62, ///< above limits::streamBytesMax
    StreamsTooMany = 63, ///< above limits::streamsPerSessionMax
    ChunkNumber = 64,    ///< a chunk out of order, past the announced size or of a wrong size
    ChunkNoCredit = 65,  ///< a chunk beyond the receiver's credit

    // Server's state.
    ServerFull = 80,   ///< no room for another session; retry after the given time
    OverBudget = 81,   ///< memory is short: no new pictures for now
    SlowReader = 82,   ///< the connection was closed because its queue passed its limit
    RateLimited = 83,  ///< too much at once; retry after the given time
    ShuttingDown = 84, ///< the server ends
    IdleTooLong = 85,  ///< nothing was heard for too long, or hello didn't come in time

    // Puzzles. The connection stays and gets a new challenge, but for PuzzleNotAsked.
    PuzzleWrong = 90,    ///< the solution is none
    PuzzleLate = 91,     ///< the challenge is over, or was never given to this connection
    PuzzleNotAsked = 92, ///< a solution where there was no challenge

    // Local only.
    Damaged = 1000,       ///< a stored or generated thing can't be read
    Unavailable = 1001,   ///< the system refused (file, socket, memory)
    Cancelled = 1002,     ///< the person or the program took it back
    PuzzleTooHard = 1003, ///< a challenge above limits::puzzleBitsAcceptedMax, which no honest server makes

    // Sealing (common/seal): what came is not what the partner sealed for this place.
    ExchangeOrder = 1010,      ///< a step of the key exchange that is not due
    ExchangeSize = 1011,       ///< a step of a wrong size
    ExchangeCommitment = 1012, ///< the opened key is not the one that was committed to
    ExchangeKey = 1013,        ///< a public key that gives no secret
    RoomMember = 1014,         ///< no such member of the room, or a package or an id that came before
    RoomUnproven = 1015,       ///< a member who has not shown yet that the room's secret is known to it
    SealSize = 1020,           ///< no sealed thing has this size
    SealBroken = 1021,         ///< changed, or sealed for another place: the tag does not fit
    SealReplay = 1022,         ///< was here before
    SealGap = 1023,            ///< a message before it is missing without a word
    SealCommitment = 1024,     ///< its commitment is not to this key with this content
    SealPadding = 1025,        ///< padded in a way that no sealer does
    SealSignature = 1026,      ///< not signed by the member whom it is said to come from
    SealNoChain = 1027,  ///< sealed under a chain that has not come: before one was a member, or withheld
    SealChainDue = 1028, ///< somebody has left, and the chain was not made anew since

    // Invites (common/protocol/Invite.h): which part of one is wrong.
    InviteTooLong = 1030,     ///< above limits::inviteBytesMax
    InviteScheme = 1031,      ///< does not begin with chatmet://
    InviteHost = 1032,        ///< no host name in ASCII, IPv4 address or IPv6 address in brackets
    InvitePort = 1033,        ///< not 1..65535 in plain digits
    InviteRoom = 1034,        ///< not the 22 characters of an id
    InviteSecretGone = 1035,  ///< nothing after the room: what stands after # was cut off
    InviteVersion = 1036,     ///< made by a version whose invites this one does not read
    InviteSecret = 1037,      ///< not the 22 characters of a secret
    InviteFingerprint = 1038, ///< not 64 hex digits
    InviteTitle = 1039, ///< empty, too long, with characters that no name has, or not in its one spelling
    InviteParts = 1040  ///< more parts than an invite has
};

/// English words for logs and developers; never content, a name, a token or an address.
[[nodiscard]] std::string_view describe(Errc code) noexcept;

/// A failure with its code and words for a log. text: English, no content.
struct Error
{
    Errc code{Errc::Ok};
    std::string text;
};

} // namespace chatmet
