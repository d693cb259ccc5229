// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/StateWalk.h"

#include "common/protocol/Limits.h"
#include "tests/simulation/Ground.h"
#include "tests/simulation/ServiceInspection.h"

#include <algorithm>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace chatmet::simulation {

using namespace server;

namespace {

template <class T> inline constexpr bool isDescribed = boost::describe::has_describe_members<T>::value;
/// A container that is neither text nor bytes.
template <class T> inline constexpr bool isContainer = requires(const T& all)
{
    all.begin();
    all.end();
    all.empty();
};
/// Known to keep no id: numbers, words, bytes, ways to elsewhere.
template <class T>
inline constexpr bool keepsNoId =
    std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_pointer_v<T> || std::is_same_v<T, std::string> ||
    std::is_same_v<T, SharedBytes> || std::is_same_v<T, Now> || std::is_same_v<T, ServiceSettings> ||
    std::is_same_v<T, std::reference_wrapper<RandomSource>> || std::is_same_v<T, ByteBudget> ||
    std::is_same_v<T, AddressLimits> || std::is_same_v<T, Puzzles> || // tags, which lead to no session
    std::is_same_v<T, AddressTags> || std::is_same_v<T, TokenBucket> ||
    std::is_same_v<T, protocol::RoomProof> ||
    std::is_same_v<T, std::list<Ticket>::iterator> || // of a list that is walked
    std::is_same_v<T, StreamId> || // its conversation's, which is walked; chosen by clients
    std::is_same_v<T, std::list<SessionId>::iterator>; // of a list that is walked

/// Tickets go with the tick after their time.
constexpr std::int64_t tickMsMax = 60'000;

class Walk
{
public:
    explicit Walk(const ServiceState& state) : m_state(state) {}

    void all()
    {
        structure(m_state);
        require(m_chargedBytes == m_state.budget.usedBytes(), "the budget counts what is held, and no more");
    }

private:
    template <class Structure> void structure(const Structure& one)
    {
        static_assert(MemberCount::isComplete<Structure>());
        boost::mp11::mp_for_each<DescribedMembers<Structure>>([&](auto described) {
            using Member = decltype(described);
            value(one.*Member::pointer, Member::name);
        });
    }

    /// name: of the member that it stands in.
    template <class Value> void value(const Value& one, std::string_view name)
    {
        if constexpr (std::is_same_v<Value, SessionId>)
            require(one.isNull() || m_state.sessions.contains(one), "a session that ended is kept somewhere");
        else if constexpr (std::is_same_v<Value, ConversationId>)
            conversation(one, name);
        else if constexpr (std::is_same_v<Value, ConnectionId>)
            require(one == noConnection || m_state.connections.contains(one),
                    "a connection that is gone is kept somewhere");
        else if constexpr (std::is_same_v<Value, SessionToken>)
            token(one);
        else if constexpr (std::is_same_v<Value, MemberId>)
            require(m_conversation == nullptr || isMember(one), "a member that is in no conversation");
        else if constexpr (std::is_same_v<Value, ByteBudget::Charge>)
            m_chargedBytes += one.bytes();
        else if constexpr (std::is_same_v<Value, Conversation>)
            inside(one);
        else if constexpr (std::is_same_v<Value, Ticket>)
            ticket(one);
        else if constexpr (std::is_same_v<Value, Erasing>)
            conversation(one.what.conversation, name);
        else if constexpr (keepsNoId<Value>)
            return;
        else if constexpr (isDescribed<Value>)
            structure(one);
        else
            composed(one, name);
    }

    template <class Value> void composed(const Value& one, std::string_view name)
    {
        if constexpr (requires {
                          one.first;
                          one.second;
                      }) {
            value(one.first, name);
            value(one.second, name);
        } else if constexpr (requires {
                                 one.has_value();
                                 *one;
                             }) {
            if (one)
                value(*one, name);
        } else if constexpr (requires {
                                 one.get();
                                 *one;
                             }) {
            value(*one, name);
        } else if constexpr (requires { // of Blocks
                                 one.isBlocked;
                                 one.blockers;
                             }) {
            value(one.blocked, name);
            value(one.isBlocked, name);
            value(one.blockers, name);
        } else {
            static_assert(isContainer<Value>, "the walk has to learn what to look for in this type");
            for (const auto& part : one)
                value(part, name);
        }
    }

    void conversation(const ConversationId& id, std::string_view name)
    {
        if (id.isNull() || id == m_lastAlive)
            return;
        if (m_state.conversations.contains(id)) {
            m_lastAlive = id; // frames of one conversation stand together
            return;
        }
        const bool mayEnd = name == "erasing" || name == "m_endings";
        require(mayEnd && isEnding(id), "a conversation that ended is kept somewhere");
    }

    [[nodiscard]] bool isEnding(const ConversationId& id) const
    {
        bool found = false;
        withMember(m_state.endings, "m_endings", [&](const auto& endings) {
            if constexpr (requires { endings.contains(id); })
                found = endings.contains(id);
        });
        return found;
    }

    /// Names a conversation that has ended, for a while.
    void ticket(const Ticket& one)
    {
        require(m_state.sessions.contains(one.owner), "a ticket of a session that ended");
        require(one.other.isNull() || m_state.sessions.contains(one.other),
                "a ticket leads to nobody who is gone");
        require(m_state.now.steadyMs - one.sinceMs <= limits::ticketMs + tickMsMax, "a ticket has its time");
    }

    void token(const SessionToken& id)
    {
        const auto known = m_state.tokens.find(id);
        if (id.isNull() || (known == m_state.tokens.end() && m_state.settings.resumeWindowMs == 0))
            return;
        require(known != m_state.tokens.end(), "a token that its session has is forgotten");
        const Session* session =
            m_state.sessions.contains(known->second) ? m_state.sessions.at(known->second).get() : nullptr;
        require(session != nullptr && (session->token() == id || session->tokenBefore() == id),
                "a token that leads to no session");
    }

    void inside(const Conversation& one)
    {
        m_conversation = &one;
        structure(one);
        m_conversation = nullptr;
    }

    [[nodiscard]] bool isMember(const MemberId& id) const
    {
        const auto& sides = m_conversation->sides();
        return std::any_of(sides.begin(), sides.end(), [&](const auto& side) { return side.member == id; });
    }

    const ServiceState& m_state;
    const Conversation* m_conversation{nullptr}; ///< the one that is walked
    ConversationId m_lastAlive;
    std::size_t m_chargedBytes{0};
};

void checkSession(const ServiceState& state, const Session& session)
{
    const bool isWaiting = state.matchmaker.contains(session.id());
    require(session.isAway() == state.away.contains(session.id()), "who is away");
    require(!isWaiting || (session.conversation().isNull() && !session.isAway()),
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
    if (!session.conversation().isNull()) {
        const auto& sides = state.conversations.at(session.conversation()).sides();
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
        require(kept.conversation.isNull() || kept.conversation == session.conversation(),
                "an outbox holds frames of its session's conversation only");
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
    require(pictures.streams().size() <= limits::streamsPerSessionMax,
            "as many streams as a session may have");
    for (const PictureRelay::Stream& stream : pictures.streams()) {
        require(stream.received <= stream.relayed && stream.relayed <= stream.allowed &&
                    stream.allowed <= stream.received + limits::streamWindowChunks,
                "no more of a picture is on its way than its window");
        require(stream.isOpen() == (stream.charge.bytes() > 0), "an open stream is charged");
    }
    for (const auto& side : conversation.sides())
        require(pictures.inFlightBytes(side.member) <= limits::pictureInFlightBytesMax,
                "no more of all pictures is on its way than their window");
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
    for (const auto& [id, session] : state.sessions)
        outboxes += session->outbox().bytes();
    for (const auto& [id, conversation] : state.conversations)
        streams += conversation.pictures().streams().size();
    require(counts.connections == state.connections.size() && counts.sessions == state.sessions.size() &&
                counts.away == state.away.size() && counts.waiting == state.matchmaker.size() &&
                counts.pairs == state.conversations.size() && counts.erasing == state.endings.size() &&
                counts.streams == streams && counts.outboxBytes == outboxes &&
                counts.budgetUsedBytes == state.budget.usedBytes(),
            "the totals are what is there");
}

/// Whether all containers in a structure, but for what is the server's own, are empty.
template <class Structure> bool isEmpty(const Structure& structure)
{
    bool empty = true;
    boost::mp11::mp_for_each<DescribedMembers<Structure>>([&](auto described) {
        using Member = decltype(described);
        using Value = std::remove_cvref_t<decltype(structure.*Member::pointer)>;
        if constexpr (isDescribed<Value>)
            empty = empty && isEmpty(structure.*Member::pointer);
        else if constexpr (isContainer<Value> && !keepsNoId<Value>)
            empty = empty && (structure.*Member::pointer).empty();
    });
    return empty;
}

} // namespace

void walk(const ServiceState& state, const ServiceCounts& counts)
{
    Walk(state).all();
    require(state.overflowed.empty(), "nobody is left to be closed after an event");
    require(state.effects == nullptr, "effects are not held beyond an event");
    for (const auto& [id, session] : state.sessions)
        checkSession(state, *session);
    for (const auto& [id, conversation] : state.conversations) {
        for (const auto& side : conversation.sides())
            require(state.sessions.at(side.session)->conversation() == id, "both sides are in their pair");
        require(conversation.sides()[0].session != conversation.sides()[1].session, "nobody meets itself");
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

void requireEmpty(const ServiceState& state)
{
    require(isEmpty(state), "after everybody has left something is kept");
    require(state.budget.usedBytes() == 0, "after everybody has left memory is counted");
}

} // namespace chatmet::simulation
