// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/StateChecks.h"

#include "common/protocol/Limits.h"
#include "server/core/Rooms.h"
#include "tests/simulation/Ground.h"
#include "tests/simulation/ServiceInspection.h"

#include <algorithm>
#include <string_view>

namespace chatmet::simulation {

using namespace server;

namespace {

void checkFrame(const ServiceState& state, const Session& session, const Outbox::Kept& kept)
{
    if (kept.conversation.isNull())
        return;
    require(session.isIn(kept.conversation), "an outbox holds frames of its session's conversations only");
    require(kept.author.isNull() || state.conversations.at(kept.conversation).find(kept.author) != nullptr,
            "what somebody wrote who has left is kept");
}

void checkSession(const ServiceState& state, const Session& session)
{
    const bool isWaiting = state.matchmaker.contains(session.id());
    require(session.rooms().size() <= limits::roomsPerSessionMax, "no session is in more rooms than it may");
    for (const ConversationId& room : session.rooms())
        require(state.conversations.at(room).isRoom(), "what a session holds for a room is one");
    require(session.isAway() == state.away.contains(session.id()), "who is away");
    require(!isWaiting || (session.pair().isNull() && !session.isAway()),
            "who waits has no partner and a line");
    require(!session.searchToGoOn() || session.isAway(),
            "a search stands still only while its session is away");
    require(!state.owing.contains(session.id()) || session.untold() > 0, "what is owed");
    if (session.isAway()) {
        require(state.settings.resumeWindowMs > 0 && !state.isDraining(), "nobody is waited for");
    } else {
        const Connection& line = state.connections.at(session.connection());
        require(line.session == session.id() && line.phase == Connection::Phase::Welcomed,
                "a session and its line know each other");
    }
    for (const ConnectionId former : session.formerLines()) {
        const Connection& line = state.connections.at(former);
        require(line.session == session.id() && line.phase == Connection::Phase::Cut, "former lines are cut");
    }
    if (!session.pair().isNull()) {
        const auto& sides = state.conversations.at(session.pair()).sides();
        require(std::count_if(sides.begin(), sides.end(),
                              [&](const auto& side) { return side.session == session.id(); }) == 1,
                "a session is in its conversation once");
    }
    std::size_t bytes = 0;
    std::uint64_t last = 0;
    for (const Outbox::Kept& kept : session.outbox().kept()) {
        require(kept.charge.bytes() == Outbox::costBytes(kept.kind, kept.body),
                "a frame is charged as it is");
        require(kept.sequence > last && kept.sequence <= session.outbox().lastSequence(), "numbers rise");
        checkFrame(state, session, kept);
        last = kept.sequence;
        bytes += kept.charge.bytes();
    }
    require(bytes == session.outbox().bytes(), "an outbox knows its bytes");
    require(bytes <= limits::outboxBytesMax && session.outbox().frames() <= limits::outboxFramesMax,
            "no outbox passes its limit");
}

void checkPictures(const Conversation& conversation)
{
    const PictureRelay& pictures = conversation.pictures();
    for (const PictureRelay::Stream& stream : pictures.streams()) {
        require(stream.received <= stream.relayed && stream.relayed <= stream.allowed &&
                    stream.allowed <= stream.received + limits::streamWindowChunks,
                "no more of a picture is on its way than its window");
        require(stream.isOpen() == (stream.charge.bytes() > 0), "an open stream is charged");
    }
    for (const auto& side : conversation.sides())
        require(pictures.countOf(side.member) <= limits::streamsPerSessionMax,
                "as many streams as a session may have");
    for (const auto& side : conversation.sides())
        require(pictures.inFlightBytes(side.member) <= limits::pictureInFlightBytesMax,
                "no more of all pictures is on its way than their window");
}

void checkPair(const ServiceState& state, const Conversation& pair)
{
    require(pair.sides().size() == 2, "a pair is two");
    for (const auto& side : pair.sides())
        require(state.sessions.at(side.session)->pair() == pair.id(), "both sides are in their pair");
    require(pair.sides()[0].session != pair.sides()[1].session, "nobody meets itself");
}

void checkRoom(const ServiceState& state, const Conversation& room)
{
    require(!room.sides().empty(), "a room that nobody is in is kept");
    require(room.sides().size() <= state.settings.roomMembersMax, "no room has more members than it may");
    for (const auto& side : room.sides()) {
        const auto& rooms = state.sessions.at(side.session)->rooms();
        require(std::count(rooms.begin(), rooms.end(), room.id()) == 1, "every member is in its room, once");
        require(side.charge.bytes() == membershipCostBytes, "a membership is charged");
        require(!side.package.empty() && side.package.size() <= limits::keyExchangeBytesMax,
                "every member has its keys");
    }
}

/// Who is in somebody's list has that one in its own.
void checkRecentPartners(const ServiceState& state)
{
    withMember(state.recentPartners, "m_partners", [&](const auto& all) {
        for (const auto& [session, partners] : all) {
            require(!partners.empty() && partners.size() <= RecentPartners::keptMax,
                    "so many are remembered");
            for (const SessionId& partner : partners)
                require(partner != session && state.recentPartners.contains(partner, session),
                        "recent partners know each other");
        }
    });
}

/// Every list of the search has exactly those who wait.
void checkSearch(const ServiceState& state)
{
    std::size_t open = 0;
    std::size_t young = 0;
    std::size_t topics = 0;
    withMember(state.matchmaker, "m_waiting", [&](const auto& all) {
        if constexpr (requires { all.begin()->second.topics; })
            for (const auto& [session, waiting] : all) {
                open += waiting.open ? 1 : 0;
                young += waiting.young ? 1 : 0;
                topics += waiting.topics.size();
            }
    });
    const auto sizeIs = [&](std::string_view name, std::size_t expected) {
        withMember(state.matchmaker, name, [&](const auto& all) {
            if constexpr (requires { all.size(); })
                require(all.size() == expected, "a list of those who wait has somebody else in it");
        });
    };
    sizeIs("m_open", open);
    sizeIs("m_young", young);
    std::size_t indexed = 0;
    withMember(state.matchmaker, "m_byTopic", [&](const auto& all) {
        if constexpr (requires { all.begin()->second.size(); })
            for (const auto& [topic, queue] : all) {
                require(!queue.empty(), "a topic that nobody has is kept");
                indexed += queue.size();
            }
    });
    require(indexed == topics, "the list of topics has somebody else in it");
}

void checkCounts(const ServiceState& state, const ServiceCounts& counts)
{
    std::size_t outboxes = 0;
    std::size_t streams = 0;
    std::size_t rooms = 0;
    for (const auto& [id, session] : state.sessions)
        outboxes += session->outbox().bytes();
    for (const auto& [id, conversation] : state.conversations) {
        streams += conversation.pictures().streams().size();
        rooms += conversation.isRoom() ? 1 : 0;
    }
    require(counts.connections == state.connections.size() && counts.sessions == state.sessions.size() &&
                counts.away == state.away.size() && counts.waiting == state.matchmaker.size() &&
                counts.pairs + rooms == state.conversations.size() && counts.rooms == rooms &&
                counts.erasing == state.endings.size() && counts.streams == streams &&
                counts.outboxBytes == outboxes && counts.budgetUsedBytes == state.budget.usedBytes(),
            "the totals are what is there");
}

} // namespace

void checkAgreement(const ServiceState& state, const ServiceCounts& counts)
{
    for (const auto& [id, session] : state.sessions)
        checkSession(state, *session);
    for (const auto& [id, conversation] : state.conversations) {
        if (conversation.isRoom())
            checkRoom(state, conversation);
        else
            checkPair(state, conversation);
        checkPictures(conversation);
    }
    std::size_t greeting = 0;
    for (const auto& [id, connection] : state.connections) {
        const bool greets = connection.phase == Connection::Phase::Greeting;
        require(greets == state.greeting.contains(id), "who still has to say hello");
        greeting += greets ? 1 : 0;
    }
    require(greeting == state.greeting.size(), "who still has to say hello is counted once");
    std::size_t tokens = 0;
    for (const auto& [id, session] : state.sessions)
        tokens += session->tokenBefore().isNull() ? 1 : 2;
    require(state.tokens.size() == (state.settings.resumeWindowMs > 0 ? tokens : 0),
            "as many tokens as sessions have");
    checkRecentPartners(state);
    checkSearch(state);
    checkCounts(state, counts);
}

} // namespace chatmet::simulation
