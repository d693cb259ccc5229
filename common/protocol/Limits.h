// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every size and time that both sides of the wire hold to; the unit ends the name. Protocol.md repeats them.

#include <cstddef>
#include <cstdint>

namespace chatmet::limits {

// The protocol's revision: which fields hello lists (Protocol.md, "Hello").
inline constexpr std::uint32_t revision = 1;        ///< spoken by this source
inline constexpr std::uint32_t revisionMinimum = 1; ///< the lowest that the server accepts
inline constexpr const char* subprotocol = "chatmet.1";

// Frames. protocol.md section 1.
inline constexpr std::size_t headerLengthBytes = 2;
inline constexpr std::size_t headerBytesMax = 4'096;
inline constexpr std::size_t bodyBytesMax = 65'536;
inline constexpr std::size_t frameBytesMax = headerLengthBytes + headerBytesMax + bodyBytesMax;

// Names and topics. product.md section 1.
inline constexpr std::size_t usernameCharactersMax = 24; ///< Unicode scalar values after NFC
inline constexpr std::size_t usernameBytesMax = 96;      ///< UTF-8
inline constexpr std::size_t topicsMax = 8;
inline constexpr std::size_t topicCharactersMax = 32; ///< Unicode scalar values after NFKC and case folding
inline constexpr std::size_t topicBytesMax = 128;     ///< UTF-8
inline constexpr std::size_t roomTitleCharactersMax = 48; ///< in an invite; Unicode scalar values after NFC
inline constexpr std::size_t roomTitleBytesMax = 192;     ///< UTF-8
/// Of an invite as text; the longest host, title and fingerprint together take less.
inline constexpr std::size_t inviteBytesMax = 1'024;
inline constexpr std::size_t clientVersionBytesMax = 32;

// Key exchange; the clients' business, the server bounds it.
inline constexpr std::size_t keyExchangeBytesMax = 256; ///< body of one step, and of a room's key package
inline constexpr std::int64_t keyExchangeMs = 20'000; ///< from Paired to keys, by the client; then it leaves
inline constexpr std::size_t messagesBeforeKeysMax = 32; ///< typed while the keys are not there yet

// Messages; the clients' business, the server sees a body only. product.md section 1.
inline constexpr std::size_t textCharactersMax = 4'000; ///< Unicode scalar values after NFC
inline constexpr std::size_t textBytesMax = 16'000;     ///< UTF-8

// Rooms. product.md section 1.
inline constexpr std::size_t roomMembersMax = 50; ///< default; the operator sets it
inline constexpr std::size_t roomMembersMaxMost = 200;
inline constexpr std::size_t roomsPerSessionMax = 8;

// Reports and blocks. product.md section 1.
inline constexpr std::int64_t ticketMs =
    120'000; ///< after an end, in which its partner may be reported, blocked
inline constexpr std::size_t ticketsPerSessionMax = 32; ///< past it the oldest goes
inline constexpr std::size_t blocksPerSessionMax = 256; ///< past it the oldest goes

// Pictures. product.md section 1, protocol.md section 4.
inline constexpr std::size_t pictureBytesMax = 20'000'000;
inline constexpr std::uint32_t pictureSideMax = 8'192;
inline constexpr std::uint32_t picturePixelsMax = 16'000'000;
/// Bytes of the file in every chunk but the last; sealing adds a tag of 16 (seal::chunkTagBytes).
inline constexpr std::size_t chunkContentBytes = bodyBytesMax - 16;
/// Chunks of one stream that may be on their way; also what the server holds of it at most.
inline constexpr std::uint32_t streamWindowChunks = 4;
/// Of all streams together that one client sends: not yet acknowledged by the receivers' credit.
inline constexpr std::size_t pictureInFlightBytesMax = streamWindowChunks * bodyBytesMax;
/// Announced size of a stream: a picture of pictureBytesMax and what sealing adds to each chunk.
inline constexpr std::size_t streamBytesMax =
    pictureBytesMax + (pictureBytesMax / chunkContentBytes + 1) * (bodyBytesMax - chunkContentBytes);
inline constexpr std::size_t streamsPerSessionMax = 8; ///< sent and received together

// Queues. Worst case of one session on the server: outbox + send queue (which share their bodies).
inline constexpr std::size_t sendQueueBytesMax = 3'145'728; ///< past it the line is cut, and may be resumed
/// Where something waits and the network takes no byte of it for so long, the line is cut and may be resumed;
/// hints are dropped at half of it, and chunks of pictures wait behind everything else.
inline constexpr std::int64_t sendQueueAgeMs = 10'000;
inline constexpr std::size_t outboxBytesMax =
    1'048'576; ///< reliable frames that the client hasn't acknowledged
inline constexpr std::size_t outboxFramesMax = 4'096;
/// How far a partner may fill an outbox before what it sends is refused (RATE_LIMITED): the rest belongs to
/// the session itself, so that nobody is closed as a slow reader for what somebody else did. With the chunks
/// on their way, from a different member of a room in each stream, a send queue then holds all of it.
inline constexpr std::size_t outboxPartnerBytesMax = outboxBytesMax / 2;
inline constexpr std::size_t outboxPartnerFramesMax = outboxFramesMax / 2;
/// The same while the server's memory budget is spent: who acknowledges is never refused, hoarders are.
inline constexpr std::size_t outboxPartnerBytesMaxWhenFull = bodyBytesMax;
static_assert(outboxPartnerBytesMax + frameBytesMax + streamsPerSessionMax * pictureInFlightBytesMax +
                  frameBytesMax <
              sendQueueBytesMax);
inline constexpr std::size_t sessionsMax = 19'000; ///< default; a process may hold 20,000 descriptors

// By session. A person types a few lines a minute; what sends more is a paste, a child at the Enter key,
// receipts for the partner's messages (one message each at most), and all of that again when a line comes
// back. So the bursts are larger than everything that a client keeps for a resume, and what comes back is a
// quicker pace than anybody reads at. Beyond it: RATE_LIMITED with the time to wait, the connection stays.
// The operator sets them all.
inline constexpr std::uint32_t messagesPerSessionBurst = 400; ///< Send
inline constexpr std::uint32_t messagesPerSessionMinute = 1'200;
inline constexpr std::uint32_t bodyBytesPerSessionBurst = 8'388'608; ///< bytes in bodies of Send
inline constexpr std::uint32_t bodyBytesPerSessionMinute =
    7'864'320;                                             ///< 128 KiB a second: 8 of the longest texts
inline constexpr std::uint32_t typingPerSessionBurst = 30; ///< hints; more are dropped without a word
inline constexpr std::uint32_t typingPerSessionMinute = 120;
inline constexpr std::uint32_t meetsPerSessionBurst =
    30; ///< Meet; whoever presses Next waits 3 s for its undo
inline constexpr std::uint32_t meetsPerSessionMinute = 60;
inline constexpr std::uint32_t framesPerSessionBurst =
    400; ///< StreamAccept, CancelMeet and what else asks for much
inline constexpr std::uint32_t framesPerSessionMinute = 600;

// By address: one IPv4 address or one /64 of IPv6. A whole school, office or mobile network, or an exit of
// Tor, may stand behind one, so what comes first is a puzzle ("...Puzzle", a count), which people never see
// on a calm server, and RATE_LIMITED with the time to wait much later ("...Max", a count). "...Minute" of
// them come back in a minute. The operator sets them all ([limits] in its file).
inline constexpr std::uint32_t arrivalsPerAddressPuzzle = 50; ///< hellos that were welcomed
inline constexpr std::uint32_t arrivalsPerAddressMax = 1'200; ///< then a hello is RATE_LIMITED, closed
inline constexpr std::uint32_t arrivalsPerAddressMinute = 60;
inline constexpr std::uint32_t sessionsPerAddressPuzzle = 50;      ///< at once
inline constexpr std::uint32_t sessionsPerAddressMax = 2'000;      ///< a tenth of sessionsMax; as arrivals
inline constexpr std::uint32_t sessionsPerAddressRetryMs = 30'000; ///< nobody knows when one ends
/// Connections at once, hello said or not: never refused up to here, beyond it while the address has fewer
/// than half of what is free; then the connection is closed before TLS.
inline constexpr std::size_t connectionsPerAddressAlways = 256;
inline constexpr std::uint32_t meetsPerAddressPuzzle = 300; ///< searches; the puzzle is the newcomers'
inline constexpr std::uint32_t meetsPerAddressMax = 3'000;  ///< then Meet is RATE_LIMITED, stays
inline constexpr std::uint32_t meetsPerAddressMinute = 600;
inline constexpr std::uint32_t roomsPerAddressPuzzle = 20; ///< rooms opened
inline constexpr std::uint32_t roomsPerAddressMax = 100;   ///< then OpenRoom is RATE_LIMITED, stays
inline constexpr std::uint32_t roomsPerAddressMinute = 10;
inline constexpr std::uint32_t failedJoinsPerAddressPuzzle =
    30;                                                        ///< rooms asked for in vain: somebody guesses
inline constexpr std::uint32_t failedJoinsPerAddressMax = 300; ///< then JoinRoom is RATE_LIMITED, stays
inline constexpr std::uint32_t failedJoinsPerAddressMinute = 30;
inline constexpr std::uint32_t reportsPerAddressPuzzle = 20;
inline constexpr std::uint32_t reportsPerAddressMax = 60; ///< then Report is RATE_LIMITED, stays
inline constexpr std::uint32_t reportsPerAddressMinute = 6;
/// Addresses of which something is counted at once; who comes when all places are taken solves a puzzle and
/// is not counted. About 10 MiB.
inline constexpr std::size_t addressEntriesMax = 65'536;
inline constexpr std::int64_t strikeMs =
    3'600'000;                               ///< a report makes the puzzles of its address harder so long
inline constexpr std::size_t strikesMax = 8; ///< of one address; a bit each

// Puzzles (Protocol.md, "Puzzle"): 2^bits hashes on average. Measured: 4.1 million a second on one core of a
// server of 2021 (AVX2), so 16,000 are 4 ms there; reckoned at a quarter of that for an old laptop, 2^20 are
// 1 s, and 5 s for one in a hundred.
inline constexpr std::uint32_t puzzleBitsMin = 14;
inline constexpr std::uint32_t puzzleBitsMax = 20;         ///< that this server asks for
inline constexpr std::uint32_t puzzleBitsAcceptedMax = 23; ///< above it a client doesn't begin
inline constexpr std::size_t puzzleChallengeBytesMax = 64;
inline constexpr std::size_t puzzleSolutionBytes = 8;
inline constexpr std::int64_t puzzleMs = 30'000; ///< from the challenge to its solution: PUZZLE_LATE

/// Below it nobody is told how many are online.
inline constexpr std::size_t countsShownFrom = 20;
/// Of a line that the operator says to everybody, UTF-8: fits on two lines of the smallest window.
inline constexpr std::size_t noticeBytesMax = 200;

// Holdings: the list of what a server keeps of a session.
inline constexpr std::size_t holdingsMax = 1'000; ///< rows of all pages that a client takes
inline constexpr std::size_t holdingFieldBytesMax = 96;
inline constexpr std::size_t holdingValueBytesMax = 2'048; ///< all topics of a search, and room
inline constexpr std::int64_t holdingsEveryMs = 500;       ///< a session is answered at most so often

// Times.
inline constexpr std::int64_t tlsHandshakeMs = 5'000;
inline constexpr std::int64_t upgradeMs = 5'000;
inline constexpr std::int64_t helloMs = 10'000; ///< from the upgrade to an accepted hello
inline constexpr std::int64_t pingAfterSilenceMs = 15'000;
inline constexpr std::int64_t dropAfterPingMs = 10'000;
inline constexpr std::int64_t resumeWindowMs = 20'000; ///< default; the operator sets it
inline constexpr std::int64_t resumeWindowMsMax = 120'000;
inline constexpr std::int64_t topicsPreferredMs = 5'000;
inline constexpr std::int64_t eraseConfirmMs = 2'000; ///< then the connection that did not confirm is cut
inline constexpr std::int64_t acknowledgeAfterMs = 250;
inline constexpr std::uint32_t acknowledgeAfterFrames = 16;
/// How old, with the resume window, a frame may be that a member of a room has not acknowledged before it
/// holds up the others no longer: with a full outbox it is out of the room then.
inline constexpr std::int64_t acknowledgeWithinMs = 10'000;
inline constexpr std::uint32_t rateLimitedRetryMs = 1'000; ///< a partner who reads has acknowledged by then
inline constexpr std::int64_t drainWindowMs = 5'000;       ///< default; the operator sets it
inline constexpr std::int64_t drainWindowMsMax = 60'000;
inline constexpr std::int64_t drainMs = 3'000;    ///< from the drain window's end to the last connection cut
inline constexpr std::int64_t nextUndoMs = 3'000; ///< in which the client takes Next back; nothing is sent
inline constexpr std::int64_t endedPageMs = 30'000;  ///< an ended conversation erases itself on the screen
inline constexpr std::int64_t typingShownMs = 6'000; ///< without a fresh hint
inline constexpr std::int64_t typingRepeatMs = 3'000;

} // namespace chatmet::limits
