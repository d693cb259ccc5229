// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What every part of a simulated world stands on: its plan, its time, its chance, its trace.

#include "common/base/Ids.h"
#include "common/protocol/Messages.h"
#include "tests/simulation/Dice.h"
#include "tests/simulation/VirtualClock.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace chatmet::simulation {

/// A rule of the product or the protocol does not hold. Nothing goes on after it.
struct Violation : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

inline void require(bool holds, const char* what)
{
    if (!holds)
        throw Violation(what);
}

/// What a seed decides beforehand (Plan.cpp).
struct Plan
{
    std::uint64_t seed{1};
    std::size_t people{4};
    std::int64_t windowMs{20'000};
    std::size_t sessionsMax{0}; ///< 0: the server's default
    std::size_t budgetBytes{0}; ///< 0: the server's default
    std::size_t hubs{1};        ///< more: what hubs and core tell each other takes time
    std::int64_t latencyMsMax{50};
    std::int64_t pauseMsMax{400};  ///< between what a client does by itself
    unsigned troublePerMille{30};  ///< of what a client does: its line breaks somehow
    unsigned liarsPerMille{150};   ///< of the clients
    unsigned heavyPerMille{20};    ///< of the messages: tens of kibibytes
    std::size_t topics{4};         ///< there are
    unsigned picturesPerMille{80}; ///< of the messages: they offer one
    unsigned leavesPerMille{90};   ///< of what a client does in a pair
    std::size_t walkEvery{1};      ///< events of the core
    std::uint32_t burst{0};        ///< of anything that a session does; 0: no limit
    unsigned roomsPerMille{0};     ///< of what a client does: it is about rooms
    std::size_t roomMembersMax{0}; ///< 0: the server's default
    unsigned takesBackPerMille{0}; ///< of the messages: they take one back
    unsigned reportsPerMille{0};   ///< of what a client does in a conversation: it reports or blocks somebody
    std::int64_t operatorMsMax{0}; ///< between what the operator does; 0: nothing
    bool drains{false};            ///< ends by a restart of the server

    /// 2 to 6 people, dense races; every now and then up to 40.
    [[nodiscard]] static Plan dense(std::uint64_t seed);
    /// Thousands at once.
    [[nodiscard]] static Plan crowd(std::uint64_t seed, std::size_t people);
};

/// How often what happened, so that a simulation in which nothing happens is seen.
using Tally = std::map<std::string, std::uint64_t, std::less<>>;

/// What somebody inside a room has given to somebody outside; may be old, wrong or of a room that is over.
struct GivenInvite
{
    ConversationId room;
    protocol::RoomProof proof{};
};

struct Ground
{
    Ground(const Plan& itsPlan, std::ostream* itsTrace) : plan(itsPlan), dice(itsPlan.seed), trace(itsTrace)
    {
    }

    Plan plan;
    VirtualClock clock;
    Dice dice;
    std::ostream* trace; ///< null: nobody reads it
    Tally tally;
    std::vector<GivenInvite> invites; ///< the latest last, a few of them
    bool isCalm{false};               ///< no faults any more, and nobody begins anything

    template <class... Parts> void tell(const Parts&... parts)
    {
        if (trace == nullptr)
            return;
        *trace << clock.nowMs() << ' ';
        (*trace << ... << parts) << '\n';
    }
    void count(const char* what) { ++tally[what]; }
};

} // namespace chatmet::simulation
