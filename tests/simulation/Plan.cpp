// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Session.h"
#include "tests/simulation/Ground.h"

#include <array>

namespace chatmet::simulation {

Plan Plan::dense(std::uint64_t seed)
{
    Dice dice(seed * 0x5851f42d4c957f2dULL + 1);
    Plan plan;
    plan.seed = seed;
    plan.people = static_cast<std::size_t>(dice.chance(900) ? dice.between(2, 6) : dice.between(7, 40));
    constexpr std::array<std::int64_t, 5> windows{20'000, 20'000, 5'000, 1'000, 0};
    plan.windowMs = windows[dice.number(windows.size())];
    if (dice.chance(100))
        plan.sessionsMax = static_cast<std::size_t>(dice.between(2, 5));
    if (dice.chance(200)) // room for a few sessions or pictures, and then for none
        plan.budgetBytes = static_cast<std::size_t>(dice.between(3, 40)) * 6 * server::sessionCostBytes;
    plan.hubs = static_cast<std::size_t>(dice.chance(300) ? dice.between(2, 3) : 1);
    constexpr std::array<std::int64_t, 4> latencies{1, 20, 150, 800};
    plan.latencyMsMax = latencies[dice.number(latencies.size())];
    constexpr std::array<std::int64_t, 4> pauses{20, 100, 400, 2'000};
    plan.pauseMsMax = pauses[dice.number(pauses.size())];
    constexpr std::array<unsigned, 4> troubles{0, 10, 40, 150};
    plan.troublePerMille = troubles[dice.number(troubles.size())];
    plan.liarsPerMille = dice.chance(500) ? 0 : 250;
    plan.heavyPerMille = dice.chance(300) ? 300 : 10;
    plan.topics = static_cast<std::size_t>(dice.between(1, 6));
    plan.picturesPerMille = dice.chance(300) ? 500 : 80;
    plan.leavesPerMille = dice.chance(500) ? 90 : 10;
    plan.drains = dice.chance(100);
    constexpr std::array<unsigned, 4> rooms{0, 100, 300, 600};
    plan.roomsPerMille = rooms[dice.number(rooms.size())];
    constexpr std::array<unsigned, 3> takesBack{0, 50, 300};
    plan.takesBackPerMille = takesBack[dice.number(takesBack.size())];
    constexpr std::array<unsigned, 3> reports{0, 5, 40};
    plan.reportsPerMille = reports[dice.number(reports.size())];
    constexpr std::array<std::size_t, 4> members{0, 2, 3, 5};
    plan.roomMembersMax = members[dice.number(members.size())];
    constexpr std::array<std::int64_t, 4> operators{0, 0, 4'000, 60'000};
    plan.operatorMsMax = operators[dice.number(operators.size())];
    plan.walkEvery = dice.chance(400) ? 1 : 4; // what stays wrong is seen a little later
    if (dice.chance(150))
        plan.burst = static_cast<std::uint32_t>(dice.between(4, 20));
    return plan;
}

Plan Plan::crowd(std::uint64_t seed, std::size_t people)
{
    Plan plan;
    plan.seed = seed;
    plan.people = people;
    plan.latencyMsMax = 150;
    plan.pauseMsMax = 4'000;
    plan.troublePerMille = 40;
    plan.liarsPerMille = 50;
    plan.topics = 200;
    plan.roomsPerMille = 100;
    plan.roomMembersMax = 8;
    plan.takesBackPerMille = 50;
    plan.reportsPerMille = 5;
    plan.operatorMsMax = 20'000;
    plan.hubs = seed % 2 == 0 ? 2 : 1;
    plan.walkEvery = people;
    plan.drains = seed % 4 == 3;
    return plan;
}

} // namespace chatmet::simulation
