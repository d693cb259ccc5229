// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Goes over every member of a described structure and does with it what its rule says.

#include "server/core/Described.h"
#include "server/core/HoldingsList.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace chatmet::server {

/// A member as the rules' functions are told apart by it: Of<&Session::m_username>.
template <auto Member> using Of = std::integral_constant<decltype(Member), Member>;

/// Whose list it is: by what the session is known in the containers. Null where there is no such thing.
struct Whose
{
    ConnectionId connection{};
    SessionId session;
    ConversationId conversation; ///< its pair
    std::int64_t conversationSinceMs{0};
    const std::vector<ConversationId>* rooms{nullptr};
    MemberId member; ///< its own in the conversation that is being listed
    std::int64_t untoldSinceMs{0};
    const std::vector<ConversationId>* endings{nullptr};
    const std::vector<ConnectionId>* formerLines{nullptr};
    std::uint64_t addressPrefix{0};
    SessionToken token;
    SessionToken tokenBefore;
    const std::vector<std::string>* topics{nullptr}; ///< of its search
    bool isOpen{false};                              ///< its search is for anyone
    bool isYoung{false};                             ///< it has not lasted long
};

/// Where in the list a member stands, and since when its structure is there (steady clock, milliseconds).
struct Place
{
    HoldingsList& list;
    const Whose& whose;
    std::string path;
    std::int64_t sinceMs{0};

    /// name: as in the source; "m_" is left out.
    [[nodiscard]] Place at(std::string_view name) const
    {
        name.remove_prefix(name.starts_with("m_") ? 2 : 0);
        std::string below = path;
        if (!below.empty())
            below += '.';
        return {list, whose, below.append(name), sinceMs};
    }
    [[nodiscard]] Place named(std::string_view other) const
    {
        return {list, whose, std::string(other), sinceMs};
    }
    [[nodiscard]] Place since(std::int64_t steadyMs) const { return {list, whose, path, steadyMs}; }

    /// Has say(tally) tell something; if it does, it is as old as this place.
    template <class Say> void row(std::string_view gone, const Say& say) const
    {
        Tally& tally = list.at(path, gone);
        const std::uint64_t before = tally.count();
        say(tally);
        if (tally.count() != before)
            tally.since(sinceMs);
    }
};

// ---- rules: how a member is listed

/// By what tell() says of its type.
struct Told
{
    std::string_view gone;
    template <class Value> void take(Tally& tally, const Value& value) const { tell(tally, value); }
};

/// Only that it is there, and its size.
struct Sized
{
    std::string_view gone;
    template <class Value> void take(Tally& tally, const Value& value) const
    {
        if constexpr (requires { value.size() * sizeof *value.begin(); })
            tally.size(value.size() * sizeof *value.begin());
        else if constexpr (requires { value.storageBytes(); }) // shared bytes
            tally.size(value.size());
        else if constexpr (requires { value.bytes() + std::size_t{0}; })
            tally.size(value.bytes() == 0 ? 0 : sizeof value); // a charge
        else if constexpr (requires { value.isNull(); })
            tally.size(value.isNull() ? 0 : sizeof value);
        else
            tally.size(sizeof value);
    }
};

/// A time of the steady clock: the row's age tells it.
struct Moment
{
    std::string_view gone;
    void take(Tally& tally, std::int64_t steadyMs) const
    {
        if (steadyMs == 0)
            return;
        tally.size(sizeof steadyMs);
        tally.since(steadyMs);
    }
};

/// About no session: a total, a constant, a way to another part of the program. why: for the reader of the
/// rules.
struct AboutNobody
{
    std::string_view why;
};

template <class Rules, class Structure> void walk(const Place& place, const Structure& structure);
template <class Rules, class Structure>
void walkEach(const Place& place, const std::vector<const Structure*>& these);

/// A described structure inside.
template <class Rules> struct Part
{
    template <class Structure> void operator()(const Place& place, const Structure& structure) const
    {
        walk<Rules>(place, structure);
    }
};

/// A container of described structures: one row for each of their members, for all of them together, so that
/// the list does not grow with what waits.
template <class Rules> struct Each
{
    template <class Container> void operator()(const Place& place, const Container& container) const
    {
        std::vector<const typename Container::value_type*> these;
        for (const auto& one : container)
            these.push_back(&one);
        walkEach<Rules>(place, these);
    }
};

template <class Rule>
inline constexpr bool isTallied =
    std::is_same_v<Rule, Told> || std::is_same_v<Rule, Sized> || std::is_same_v<Rule, Moment>;

/// Rules: has a static function rule() for every member. A member without one does not compile.
template <class Rules, class Structure> void walk(const Place& place, const Structure& structure)
{
    static_assert(MemberCount::isComplete<Structure>());
    boost::mp11::mp_for_each<DescribedMembers<Structure>>([&](auto described) {
        using Member = decltype(described);
        constexpr auto rule = Rules::rule(Of<Member::pointer>{});
        using Rule = std::remove_const_t<decltype(rule)>;
        const auto& value = structure.*Member::pointer;
        const Place here = place.at(Member::name);
        if constexpr (std::is_same_v<Rule, Moment>)
            rule.take(here.list.at(here.path, rule.gone), value);
        else if constexpr (isTallied<Rule>)
            here.row(rule.gone, [&](Tally& tally) { rule.take(tally, value); });
        else if constexpr (!std::is_same_v<Rule, AboutNobody>)
            rule(here, value);
    });
}

/// The same for several at once. Structures with a member sinceMs have an age of their own.
template <class Rules, class Structure>
void walkEach(const Place& place, const std::vector<const Structure*>& these)
{
    static_assert(MemberCount::isComplete<Structure>());
    boost::mp11::mp_for_each<DescribedMembers<Structure>>([&](auto described) {
        using Member = decltype(described);
        constexpr auto rule = Rules::rule(Of<Member::pointer>{});
        static_assert(isTallied<std::remove_const_t<decltype(rule)>>);
        Tally& tally = place.list.at(place.at(Member::name).path, rule.gone);
        for (const Structure* one : these) {
            const std::uint64_t before = tally.count();
            rule.take(tally, one->*Member::pointer);
            if (tally.count() == before)
                continue;
            if constexpr (requires { one->sinceMs; })
                tally.since(one->sinceMs);
            else
                tally.since(place.sinceMs);
        }
    });
}

} // namespace chatmet::server
