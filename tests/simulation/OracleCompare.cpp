// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the core keeps what the oracle says that it should, and nothing else.
#include "tests/simulation/FrameKind.h"
#include "tests/simulation/Oracle.h"

#include <algorithm>

namespace chatmet::simulation {

using namespace server;

void Oracle::compare(const ServiceState& state) const
{
    require(state.connections.size() == m_lines.size(), "the lines are those that should be there");
    require(state.sessions.size() == m_sessions.size(), "the sessions are those that should be there");
    std::size_t searching = 0;
    for (const auto& [id, expected] : m_sessions) {
        const auto found = state.sessions.find(id);
        require(found != state.sessions.end(), "a session that lives is forgotten");
        const server::Session& kept = *found->second;
        require(kept.connection() == expected.line && kept.isAway() == expected.away, "whose line is whose");
        require(kept.pair() == expected.conversation && kept.rooms() == expected.rooms,
                "who is in which conversation");
        require(state.matchmaker.contains(id) == expected.waitingSinceMs.has_value(), "who waits");
        require(kept.searchToGoOn().has_value() == expected.searchStands, "whose search stands still");
        require(kept.lastTaken() == expected.taken, "which of its frames were taken");
        require(kept.token() == expected.token && kept.tokenBefore() == expected.before,
                "whose token is whose");
        compareOutbox(expected, kept.outbox());
        searching += expected.waitingSinceMs ? 1 : 0;
    }
    require(state.matchmaker.size() == searching, "nobody waits who should not");
    for (const auto& [id, expected] : m_conversations) {
        require(state.conversations.contains(id), "a conversation that lives is forgotten");
        compareMembers(expected, state.conversations.at(id));
    }
    require(state.conversations.size() == m_conversations.size(),
            "the conversations are those that should be there");
    std::set<ConversationId> ending;
    for (const OracleEnding& one : m_endings)
        ending.insert(one.conversation);
    require(state.endings.size() == ending.size(),
            "the ends that are not told yet are those that should be there");
    compareReports(state);
}

/// While it is away frames are kept for it that the oracle sees only when they are sent.
void Oracle::compareOutbox(const Session& expected, const Outbox& kept) const
{
    const auto& owed = expected.owed.frames();
    require(expected.away ? kept.frames() >= owed.size() : kept.frames() == owed.size(),
            "what is kept until it is acknowledged");
    for (std::size_t i = 0; i < owed.size() && !expected.away; ++i) {
        const Outbox::Kept& one = kept.kept()[i];
        require(one.sequence == owed[i].sequence && isSame(one.kind, owed[i].kind) &&
                    one.body.size() == owed[i].body.size(),
                "what is kept is what was sent, but for what was taken back");
    }
}

void Oracle::compareMembers(const Conversation& expected, const server::Conversation& kept) const
{
    const auto& sides = kept.sides();
    require(kept.isRoom() == expected.isRoom && sides.size() == expected.members.size(),
            "the members are those that should be there");
    for (const Conversation::Member& one : expected.members) {
        const auto side = std::find_if(sides.begin(), sides.end(),
                                       [&](const auto& other) { return other.session == one.session; });
        require(side != sides.end() && side->member == one.id, "members are known by their ids");
        require(side->lastSenderNumber == one.lastSenderNumber, "how many messages somebody has said");
        require(isSame(side->package, one.package), "whose keys are whose");
    }
    if (!expected.isRoom)
        return;
    require(kept.host() == expected.members.front().id, "the host is who has been there longest");
    require(kept.entry().locked == expected.locked && kept.entry().admission == expected.admission,
            "who gets into a room");
}

} // namespace chatmet::simulation
