// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the frames say, as plain structs: the core and the clients work with these and never see protobuf.
// Fields are those of chatmet.proto, which says who sets them, their unit and limit. A struct that came out
// of the codec has valid ids and UTF-8 text; lengths and ranges beyond the frame are its receiver's to check.

#include "common/base/Error.h"
#include "common/base/Ids.h"
#include "common/memory/SharedBytes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chatmet::protocol {

enum class System : std::uint8_t
{
    Other = 0,
    Linux = 1,
    Windows = 2,
    MacOs = 3
};

enum class EndReason : std::uint8_t
{
    Unknown = 0,
    Left = 1,
    Lost = 2,
    YouLeft = 3,
    Removed = 4
};

enum class ReportReason : std::uint8_t
{
    Other = 0,
    Harassment = 1,
    Sexual = 2,
    Minor = 3,
    Spam = 4
};

/// What a room's opener gives the server, and what a joiner shows it (Protocol.md, "Sealing of rooms").
inline constexpr std::size_t roomProofBytes = 32;
using RoomProof = std::array<std::uint8_t, roomProofBytes>;

enum class StreamOutcome : std::uint8_t
{
    Unknown = 0,
    Done = 1,
    Cancelled = 2,
    Refused = 3,
    Gone = 4
};

// ---- both directions

struct Acknowledgement
{
};

struct Typing
{
    ConversationId conversation;
    MemberId member; ///< null from a client
    bool active{false};
};

struct StreamAccept
{
    ConversationId conversation;
    StreamId stream;
    MemberId member;
    std::uint32_t credit{0};
    StreamId offered{}; ///< null: `stream` is the offer's
};

struct StreamOpen
{
    ConversationId conversation;
    StreamId stream;
    std::uint32_t bytesCount{0};
};

struct StreamChunk
{
    ConversationId conversation;
    StreamId stream;
    std::uint32_t number{0};
};

struct StreamCredit
{
    ConversationId conversation;
    StreamId stream;
    std::uint32_t received{0};
    std::uint32_t allowed{0};
    std::uint32_t resumeAt{0}; ///< 0: go on; else 1 + the chunk to go on from
};

struct StreamEnd
{
    ConversationId conversation;
    StreamId stream;
    StreamOutcome outcome{StreamOutcome::Unknown};
};

/// A step of the key exchange, in the body; which step the body is (common/seal).
enum class KeyStep : std::uint8_t
{
    Unknown = 0,
    Commit = 1, ///< in a pair, by the initiator
    Share = 2,  ///< in a pair, by the responder
    Reveal = 3, ///< in a pair, by the initiator
    Chain = 4   ///< in a room, from one member to another
};

// ---- client to server

struct Resume
{
    SessionToken token;
    std::uint64_t received{0};
};

struct Hello
{
    std::uint32_t revision{0};
    std::string username;
    std::string clientVersion;
    System system{System::Other};
    std::optional<Resume> resume;
    bool unlistedField{false}; ///< set by the decoder: there was a field that this revision does not list
};

struct Goodbye
{
};

struct HoldingsRequest
{
    std::uint32_t page{0};
};

struct Tombstone
{
};

/// Answers a PuzzleChallenge. Both are bytes.
struct Puzzle
{
    std::string challenge;
    std::string solution;
};

struct Meet
{
    std::vector<std::string> topics;
};

struct CancelMeet
{
};

struct Leave
{
    ConversationId conversation;
};

struct Send
{
    ConversationId conversation;
    std::uint64_t senderNumber{0};
    std::uint64_t takesBack{0}; ///< 0: nothing
};

struct KeyExchange
{
    ConversationId conversation;
    KeyStep step{KeyStep::Unknown};
    MemberId member{}; ///< null in a pair
};

struct Report
{
    ConversationId conversation;
    MemberId member;
    ReportReason reason{ReportReason::Other};
};

struct Block
{
    ConversationId conversation;
    MemberId member;
};

struct OpenRoom
{
    RoomProof admission{};
};

struct JoinRoom
{
    ConversationId room;
    RoomProof proof{};
};

struct LockRoom
{
    ConversationId conversation;
    bool locked{false};
};

struct RemoveMember
{
    ConversationId conversation;
    MemberId member;
    RoomProof admission{};
};

/// A kind that this source doesn't know.
struct UnknownKind
{
};

/// A good header with a body above limits::bodyBytesMax; the body is dropped, the frame's number counts.
struct OversizedBody
{
};

using ClientKind = std::variant<UnknownKind, OversizedBody, Hello, Goodbye, Acknowledgement, HoldingsRequest,
                                Tombstone, Puzzle, Meet, CancelMeet, Leave, KeyExchange, Report, Block, Send,
                                Typing, StreamAccept, StreamOpen, StreamChunk, StreamCredit, StreamEnd,
                                OpenRoom, JoinRoom, LockRoom, RemoveMember>;

struct ClientFrame
{
    std::uint64_t sequence{0};     ///< 0: not a reliable frame
    std::uint64_t acknowledged{0}; ///< 0: nothing yet
    ClientKind kind;
    SharedBytes body;
};

// ---- server to client

struct Welcome
{
    std::uint32_t revision{0};
    SessionToken token;
    std::int64_t serverTimeMs{0};
    std::uint32_t resumeWindowMs{0};
    std::int32_t logRetentionDays{0};
    std::string operatorName;
    std::string operatorContact;
    std::string operatorRules;
    std::string operatorCountry;
    std::string legalBasis;
    bool logTruncated{false};
    bool resumed{false};
};

struct HelloAgain
{
    std::uint32_t revision{0};
};

struct ErrorAnswer
{
    Errc code{Errc::Ok};
    std::string text;
    std::uint32_t retryAfterMs{0};
    std::uint64_t regarding{0};
    ConversationId conversation; ///< null: none
    StreamId stream;             ///< null: none
    bool closing{false};
};

struct Farewell
{
    Errc code{Errc::Ok};
    std::uint32_t retryAfterMs{0};
};

/// The body is a page (Holdings.h).
struct Holdings
{
    std::uint32_t page{0};
    std::uint32_t pages{0};
};

/// challenge: bytes, at most limits::puzzleChallengeBytesMax.
struct PuzzleChallenge
{
    std::string challenge;
    std::uint32_t difficultyBits{0};
};

struct Counts
{
    std::uint32_t onlineAbout{0}; ///< rounded; 0: fewer than limits::countsShownFrom
};

/// What the operator says; takes the place of what was said before.
struct Notice
{
    std::string text; ///< UTF-8, one line; whoever shows it treats it as foreign text
};

struct Waiting
{
};

struct MeetCancelled
{
};

struct Paired
{
    ConversationId conversation;
    MemberId ownMember;
    MemberId partnerMember;
    std::string partnerUsername;
    std::vector<std::string> sharedTopics;
    bool initiator{false};
    std::int64_t timeMs{0};
};

struct Ended
{
    ConversationId conversation;
    EndReason reason{EndReason::Unknown};
    std::uint32_t ticketMs{0}; ///< 0: the partner can't be reported or blocked any more
};

struct MemberAway
{
    ConversationId conversation;
    MemberId member;
    std::uint32_t windowMs{0};
};

struct MemberBack
{
    ConversationId conversation;
    MemberId member;
};

struct Reported
{
    ConversationId conversation;
    MemberId member;
};

struct Blocked
{
    ConversationId conversation;
    MemberId member;
};

struct Accepted
{
    ConversationId conversation;
    std::uint64_t senderNumber{0};
    std::uint64_t number{0};
    std::int64_t timeMs{0};
};

struct Message
{
    ConversationId conversation;
    MemberId member;
    std::uint64_t number{0};
    std::int64_t timeMs{0};
};

struct KeyExchanged
{
    ConversationId conversation;
    MemberId member;
    KeyStep step{KeyStep::Unknown};
};

struct Unsent
{
    ConversationId conversation;
    std::uint64_t number{0};
    MemberId member;
};

struct RoomOpened
{
    ConversationId conversation;
    MemberId ownMember;
    std::uint32_t membersMax{0};
};

struct RoomJoined
{
    ConversationId conversation;
    MemberId ownMember;
    MemberId host;
    bool locked{false};
    std::uint32_t membersMax{0};
};

/// The body is the member's key package.
struct MemberJoined
{
    ConversationId conversation;
    MemberId member;
    std::string username;
    bool present{false};
    bool away{false};
};

struct MemberLeft
{
    ConversationId conversation;
    MemberId member;
    EndReason reason{EndReason::Unknown};
};

struct RoomChanged
{
    ConversationId conversation;
    MemberId host;
    bool locked{false};
};

using ServerKind = std::variant<UnknownKind, Welcome, HelloAgain, ErrorAnswer, Acknowledgement, Farewell,
                                PuzzleChallenge, Holdings, Counts, Notice, Waiting, MeetCancelled, Paired,
                                Ended, KeyExchanged, MemberAway, MemberBack, Reported, Blocked, Accepted,
                                Message, Unsent, Typing, StreamAccept, StreamOpen, StreamChunk, StreamCredit,
                                StreamEnd, RoomOpened, RoomJoined, MemberJoined, MemberLeft, RoomChanged>;

struct ServerFrame
{
    std::uint64_t sequence{0};     ///< 0: a hint
    std::uint64_t acknowledged{0}; ///< 0: nothing yet
    ServerKind kind;
    SharedBytes body;
};

} // namespace chatmet::protocol
