// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bytes that targets/Core.cpp reads as what happens to a server: one byte of settings, then steps. Each
// step is one of these (modulo their count) and the bytes that its line names. who: a connection;
// conversation: one that was told of, the newest first; both by their place, modulo their count.

#include <cstdint>

namespace chatmet::fuzz {

enum class CoreStep : std::uint8_t
{
    Connect,    ///< address
    Disconnect, ///< who
    Hello,      ///< who, CoreHello, for Name: length and bytes; for resumes: which lost line
    Frame,      ///< who, CoreKind, CoreNumbers, then what CoreKind names
    RawFrame,   ///< who, length (2), bytes
    Malformed,  ///< who, code
    Overflow,   ///< who
    Confirm,    ///< who: all erasures that it was asked for
    Advance,    ///< quarters of a second, 0..255, with a tick in each
    Sleep,      ///< seconds, 0..255, without a tick
    Tick,       ///<
    Manner,     ///< who, bits: reads, acknowledges, confirms
    Flush,      ///< who: reads what is queued
    Drain,      ///< twice in a row only: it ends everything
    Announce,   ///< seconds, 0: what was said is taken back
    TurnedAway, ///< who
    Count
};

enum class CoreHello : std::uint8_t
{
    Good,
    Name, ///< any bytes
    Newer,
    Older,
    Unlisted,
    Resume,
    ResumeLess, ///< says that it has less than it has
    ResumeMore, ///< ... more
    Count
};

enum class CoreKind : std::uint8_t
{
    Meet,        ///< topics: how many, each one byte
    CancelMeet,  ///<
    Leave,       ///< conversation
    Goodbye,     ///<
    Send,        ///< conversation, CoreNumbers for the sender number, body
    KeyExchange, ///< conversation, step, body
    Typing,      ///< conversation, active
    Accept,      ///< conversation, stream, credit; bit 0 of another byte: a foreign member
    Open,        ///< conversation, stream, chunks, rest
    Chunk,       ///< conversation, stream, number, body
    Credit,      ///< conversation, stream, received, allowed
    End,         ///< conversation, stream, outcome
    Acknowledge, ///<
    Holdings,    ///< page, rows of the line
    Unknown,     ///<
    Tombstone,   ///<
    TakeBack,    ///< conversation, CoreNumbers for the sender number, body, number of the message
    Report,      ///< conversation, member, reason
    Block,       ///< conversation, member
    OpenRoom,    ///< secret, body
    JoinRoom,    ///< conversation, secret, body
    LockRoom,    ///< conversation, locked
    Remove,      ///< conversation, member, secret
    ChainKey,    ///< conversation, member, body
    Count
};

enum class CoreNumbers : std::uint8_t
{
    Right,
    Repeat,
    Gap,
    None,
    AcknowledgesNothing,
    AcknowledgesTooMuch,
    Count
};

/// A member: bit 0: one who is not there; else of those whom who was told of, by their place, modulo their
/// count. A secret: one byte, from which proof and admission are made.

/// Lengths of bodies, by one byte modulo their count.
inline constexpr std::uint32_t coreBodyBytes[] = {1,   0,   7,      32,     64,     128,
                                                  129, 300, 16'384, 65'535, 65'536, 65'537};

} // namespace chatmet::fuzz
