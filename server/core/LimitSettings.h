// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How much may come from one address and from one session, as the operator sets it; and which of it was hit.

#include "common/protocol/Limits.h"

#include <cstddef>
#include <cstdint>

namespace chatmet::server {

// ---- by address prefix

/// Things of which only so many may come from one prefix in a time.
enum class AddressKind : std::uint8_t
{
    Arrival,    ///< a session that was welcomed
    Meet,       ///< a search that was begun
    RoomOpened, ///< an invite that was made
    JoinFailed, ///< a room that was asked for with a wrong proof, or that is not there
    Report
};
inline constexpr std::size_t addressKindsCount = 5;

/// Of one kind. puzzleFrom: so many at once cost the newcomers of this prefix nothing. refuseFrom: so many at
/// once, and no more; 0: no limit. perMinute: so many come back.
struct AddressRate
{
    std::uint32_t puzzleFrom{0};
    std::uint32_t refuseFrom{0};
    std::uint32_t perMinute{0};
};

/// As in Limits.h, which gives the reasons, unless the operator says otherwise.
struct AddressSettings
{
    AddressRate arrivals{limits::arrivalsPerAddressPuzzle, limits::arrivalsPerAddressMax,
                         limits::arrivalsPerAddressMinute};
    AddressRate meets{limits::meetsPerAddressPuzzle, limits::meetsPerAddressMax,
                      limits::meetsPerAddressMinute};
    AddressRate rooms{limits::roomsPerAddressPuzzle, limits::roomsPerAddressMax,
                      limits::roomsPerAddressMinute};
    AddressRate failedJoins{limits::failedJoinsPerAddressPuzzle, limits::failedJoinsPerAddressMax,
                            limits::failedJoinsPerAddressMinute};
    AddressRate reports{limits::reportsPerAddressPuzzle, limits::reportsPerAddressMax,
                        limits::reportsPerAddressMinute};
    /// Live sessions; perMinute means nothing.
    AddressRate sessions{limits::sessionsPerAddressPuzzle, limits::sessionsPerAddressMax, 0};
    std::size_t entriesMax{limits::addressEntriesMax};

    [[nodiscard]] const AddressRate& of(AddressKind kind) const
    {
        switch (kind) {
        case AddressKind::Arrival: return arrivals;
        case AddressKind::Meet: return meets;
        case AddressKind::RoomOpened: return rooms;
        case AddressKind::JoinFailed: return failedJoins;
        case AddressKind::Report: break;
        }
        return reports;
    }
};

// ---- by session

/// What is counted by session. Chunks of pictures are not: the receiver's credit bounds them.
enum class SessionKind : std::uint8_t
{
    Message,   ///< Send
    BodyBytes, ///< bytes in bodies of Send
    Typing,    ///< hints
    Meet,
    Frame ///< what else makes the server or the partner work: StreamAccept, CancelMeet
};
inline constexpr std::size_t sessionKindsCount = 5;

/// burst: so many at once; 0: no limit. perMinute: so many come back.
struct SessionRate
{
    std::uint32_t burst{0};
    std::uint32_t perMinute{0};
};

/// As in Limits.h, which gives the reasons, unless the operator says otherwise.
struct SessionSettings
{
    SessionRate messages{limits::messagesPerSessionBurst, limits::messagesPerSessionMinute};
    SessionRate bodyBytes{limits::bodyBytesPerSessionBurst, limits::bodyBytesPerSessionMinute};
    SessionRate typing{limits::typingPerSessionBurst, limits::typingPerSessionMinute};
    SessionRate meets{limits::meetsPerSessionBurst, limits::meetsPerSessionMinute};
    SessionRate frames{limits::framesPerSessionBurst, limits::framesPerSessionMinute};

    [[nodiscard]] const SessionRate& of(SessionKind kind) const
    {
        switch (kind) {
        case SessionKind::Message: return messages;
        case SessionKind::BodyBytes: return bodyBytes;
        case SessionKind::Typing: return typing;
        case SessionKind::Meet: return meets;
        case SessionKind::Frame: break;
        }
        return frames;
    }
};

// ---- which one was hit

/// Whatever may stop somebody for being too much, for an operator who wonders which number is too low.
enum class Limit : std::uint8_t
{
    SessionsMax,
    MemoryMax,
    RoomMembersMax,
    ArrivalsPerAddress,
    SessionsPerAddress,
    MeetsPerAddress,
    RoomsPerAddress,
    FailedJoinsPerAddress,
    ReportsPerAddress,
    MessagesPerSession,
    BodyBytesPerSession,
    TypingPerSession,
    MeetsPerSession,
    FramesPerSession,
    HoldingsPerSession, ///< how often one may ask what is held of it; not to be set
    Outbox              ///< what waits for a receiver who does not read; not to be set
};
inline constexpr std::size_t limitsCount = 16;

[[nodiscard]] constexpr Limit limitOf(AddressKind kind)
{
    switch (kind) {
    case AddressKind::Arrival: return Limit::ArrivalsPerAddress;
    case AddressKind::Meet: return Limit::MeetsPerAddress;
    case AddressKind::RoomOpened: return Limit::RoomsPerAddress;
    case AddressKind::JoinFailed: return Limit::FailedJoinsPerAddress;
    case AddressKind::Report: break;
    }
    return Limit::ReportsPerAddress;
}

[[nodiscard]] constexpr Limit limitOf(SessionKind kind)
{
    switch (kind) {
    case SessionKind::Message: return Limit::MessagesPerSession;
    case SessionKind::BodyBytes: return Limit::BodyBytesPerSession;
    case SessionKind::Typing: return Limit::TypingPerSession;
    case SessionKind::Meet: return Limit::MeetsPerSession;
    case SessionKind::Frame: break;
    }
    return Limit::FramesPerSession;
}

} // namespace chatmet::server
