// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/StateWalk.h"

#include "common/protocol/Limits.h"
#include "tests/simulation/Ground.h"
#include "tests/simulation/ServiceInspection.h"
#include "tests/simulation/StateChecks.h"

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
    std::is_same_v<T, protocol::RoomProof> || std::is_same_v<T, ServiceTotals> ||
    std::is_same_v<T, Announcement> ||                // the operator's words, and counts
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
    checkAgreement(state, counts);
}

void requireEmpty(const ServiceState& state)
{
    require(isEmpty(state), "after everybody has left something is kept");
    require(state.budget.usedBytes() == 0, "after everybody has left memory is counted");
}

} // namespace chatmet::simulation
