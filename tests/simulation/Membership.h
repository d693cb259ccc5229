// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a client knows of one conversation that it is in.

#include "common/base/Ids.h"
#include "common/memory/SharedBytes.h"
#include "tests/simulation/PictureSide.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace chatmet::simulation {

struct Membership
{
    Membership(MemberId ownMember, std::vector<MemberId> otherMembers, PictureSide side)
        : own(ownMember), others(std::move(otherMembers)), pictures(std::move(side))
    {
    }

    /// What it has said, taken or not.
    struct Said
    {
        SharedBytes body;
        std::uint64_t takesBack{0};
    };

    MemberId own;
    std::vector<MemberId> others;
    bool isRoom{false};
    MemberId host;      ///< of a room
    bool locked{false}; ///< of a room
    bool initiator{false};
    unsigned keySteps{0}; ///< steps of the key exchange that came in, a bit for each
    bool left{false};     ///< it has asked to leave; until Ended messages may still come

    std::uint64_t lastSeen{0};                         ///< number in the conversation
    std::vector<Said> said;                            ///< by sender number - 1
    std::vector<std::uint64_t> numbers;                ///< in the conversation, of what was accepted
    std::size_t accepted{0};                           ///< of them
    std::map<std::uint64_t, std::uint64_t> unanswered; ///< sequence of a Send -> its sender number
    bool refused{false};     ///< one of them was: what is not accepted goes out again
    std::int64_t againMs{0}; ///< not before then
    PictureSide pictures;

    [[nodiscard]] bool isOther(const MemberId& member) const
    {
        return std::find(others.begin(), others.end(), member) != others.end();
    }
};

} // namespace chatmet::simulation
