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

// Key exchange of a pair; the clients' business, the server bounds it.
inline constexpr std::size_t keyExchangeBytesMax = 128; ///< body of one step
inline constexpr std::int64_t keyExchangeMs = 20'000; ///< from Paired to keys, by the client; then it leaves
inline constexpr std::size_t messagesBeforeKeysMax = 32; ///< typed while the keys are not there yet

// Messages; the clients' business, the server sees a body only. product.md section 1.
inline constexpr std::size_t textCharactersMax = 4'000; ///< Unicode scalar values after NFC
inline constexpr std::size_t textBytesMax = 16'000;     ///< UTF-8

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
inline constexpr std::size_t sendQueueBytesMax = 1'048'576; ///< past it the reader is too slow
inline constexpr std::size_t outboxBytesMax =
    1'048'576; ///< reliable frames that the client hasn't acknowledged
inline constexpr std::size_t outboxFramesMax = 4'096;
/// How far a partner may fill an outbox before what it sends is refused (RATE_LIMITED): the rest belongs to
/// the session itself, so that nobody is closed as a slow reader for what somebody else did. With the chunks
/// on their way a send queue then holds all of it.
inline constexpr std::size_t outboxPartnerBytesMax = outboxBytesMax / 2;
inline constexpr std::size_t outboxPartnerFramesMax = outboxFramesMax / 2;
/// The same while the server's memory budget is spent: who acknowledges is never refused, hoarders are.
inline constexpr std::size_t outboxPartnerBytesMaxWhenFull = bodyBytesMax;
static_assert(outboxPartnerBytesMax + frameBytesMax + pictureInFlightBytesMax + frameBytesMax <
              sendQueueBytesMax);
inline constexpr std::size_t sessionsMax = 19'000; ///< default; a process may hold 20,000 descriptors

/// Below it nobody is told how many are online.
inline constexpr std::size_t countsShownFrom = 20;

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
inline constexpr std::uint32_t rateLimitedRetryMs = 1'000; ///< a partner who reads has acknowledged by then
inline constexpr std::int64_t drainMs = 3'000;             ///< from SIGTERM to the last connection cut
inline constexpr std::int64_t nextUndoMs = 3'000;    ///< in which the client takes Next back; nothing is sent
inline constexpr std::int64_t endedPageMs = 30'000;  ///< an ended conversation erases itself on the screen
inline constexpr std::int64_t typingShownMs = 6'000; ///< without a fresh hint
inline constexpr std::int64_t typingRepeatMs = 3'000;

} // namespace chatmet::limits
