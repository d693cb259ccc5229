// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Everything that the rules know, in one place, so that what is forgotten can be seen to be forgotten.

#include "common/base/ByteBudget.h"
#include "common/base/Clock.h"
#include "common/base/Random.h"
#include "server/core/AddressLimits.h"
#include "server/core/Blocks.h"
#include "server/core/ChatService.h"
#include "server/core/Conversation.h"
#include "server/core/Described.h"
#include "server/core/Endings.h"
#include "server/core/Erasure.h"
#include "server/core/Events.h"
#include "server/core/Matchmaker.h"
#include "server/core/Puzzles.h"
#include "server/core/ServiceTotals.h"
#include "server/core/Session.h"
#include "server/core/Tickets.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace chatmet::server {

/// What a connection has been asked to erase.
struct Erasing
{
    Erasure what;
    MemberId leaver; ///< whose leaving of a room waits for it; null: the end of a pair

    friend bool operator==(const Erasing&, const Erasing&) = default;
};

struct Connection
{
    enum class Phase : std::uint8_t
    {
        Greeting, ///< no hello accepted yet
        Welcomed, ///< has a session
        Closing,  ///< CloseConnection is out: gets no frame any more, only EraseQueued, and may be cut
        Cut       ///< CutConnection is out: gets nothing any more
    };
    /// Before its hello, where its address or the server is busy.
    enum class Asked : std::uint8_t
    {
        Nothing,
        Puzzle, ///< it got a challenge
        Solved  ///< ... and solved it: its next good hello is welcome
    };
    Phase phase{Phase::Greeting};
    std::int64_t sinceMs{0};      ///< of the upgrade, steady clock
    std::int64_t helloUntilMs{0}; ///< then it is closed; steady clock
    Asked asked{Asked::Nothing};
    AddressTags from;             ///< as Connected said
    SessionId session;            ///< whose line it is, or was, once cut; else null
    std::vector<Erasing> erasing; ///< what it has not confirmed yet

    CHATMET_DESCRIBED(Connection, (phase, sinceMs, helloUntilMs, asked, from, session, erasing))
};

/// What the operator says to everybody who is connected, and for a while to whoever comes.
struct Announcement
{
    std::string text;        ///< empty: nothing
    std::int64_t untilMs{0}; ///< steady clock
    bool made{false};        ///< there was one: who was away when it ended may still show it
};

/// Plain data; the classes beside it keep its parts consistent. One thread.
struct ServiceState
{
    ServiceState(RandomSource& randomSource, ServiceSettings serviceSettings,
                 const OutsideBytes* outside = nullptr);

    std::reference_wrapper<RandomSource> random;
    ServiceSettings settings; ///< with its zeros replaced by the defaults
    ByteBudget budget;        ///< before, and so outliving, whatever charges it

    std::unordered_map<ConnectionId, Connection> connections;
    std::unordered_map<SessionId, std::unique_ptr<Session>> sessions;
    std::unordered_map<ConversationId, Conversation> conversations;
    /// Every session's token, and the one before it while that still counts; empty where nothing is resumed.
    std::unordered_map<SessionToken, SessionId, std::hash<SessionToken>, TokensEqual> tokens;
    RecentPartners recentPartners;
    Blocks blocks;
    Tickets tickets;
    Matchmaker matchmaker;
    Endings endings;
    AddressLimits addresses;
    Puzzles puzzles;

    std::unordered_set<ConnectionId> greeting; ///< in Phase::Greeting: they have a time to say hello
    std::unordered_set<SessionId> away;        ///< their line is gone and their client may still come back
    std::unordered_set<SessionId> owing;       ///< have taken frames that their client was not told of
    std::vector<SessionId> overflowed;         ///< their outbox passed its limit in this event
    /// Set once the server drains: until when pictures may arrive. Steady clock.
    std::optional<std::int64_t> drainUntilMs;
    Announcement announcement;
    ServiceTotals totals;

    // Of the event that is being handled.
    Now now;
    Effects* effects{nullptr};

    /// From now on; what a session was told at its welcome stays (ChatService::reconfigure).
    void reconfigure(ServiceSettings next);

    /// Null if there is none.
    [[nodiscard]] Session* findSession(const SessionId& id);
    [[nodiscard]] Connection* findConnection(ConnectionId id);
    /// The conversation by this id if the session is in it; else null.
    [[nodiscard]] Conversation* conversationOf(const Session& session, const ConversationId& id);
    /// All that the session is in: its pair, then its rooms.
    [[nodiscard]] std::vector<Conversation*> conversationsOf(const Session& session);
    /// The sessions of the other members, by time of joining.
    [[nodiscard]] std::vector<Session*> othersIn(const Conversation& conversation, const Session& session);

    [[nodiscard]] bool isDraining() const { return drainUntilMs.has_value(); }

    void emit(Effect effect) { effects->push_back(std::move(effect)); }

    /// How far new pictures, then new sessions, may fill the budget: what is above belongs to those who talk.
    [[nodiscard]] std::size_t picturesMarkBytes() const { return budget.limitBytes() / 4 * 3; }
    [[nodiscard]] std::size_t sessionsMarkBytes() const { return budget.limitBytes() / 8 * 7; }

    /// By how many bits everybody's puzzle is harder since the server is nearly full; 0 while it is calm.
    [[nodiscard]] std::uint32_t busyBits() const;

    /// base, and up to as much again at random, so that not everybody comes back at once. Milliseconds.
    [[nodiscard]] std::uint32_t jittered(std::uint32_t baseMs);

    CHATMET_DESCRIBED(ServiceState,
                      (random, settings, budget, connections, sessions, conversations, tokens, recentPartners,
                       blocks, tickets, matchmaker, endings, addresses, puzzles, greeting, away, owing,
                       overflowed, drainUntilMs, announcement, totals, now, effects))
};

} // namespace chatmet::server
