// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The way for tests to everything that the core keeps.

#include "server/core/ChatService.h"
#include "server/core/Rules.h"

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <string_view>
#include <type_traits>

namespace chatmet::server {

/// A friend of ChatService and its Rules.
struct ServiceInspection
{
    [[nodiscard]] static ServiceState& state(ChatService& service) { return service.m_rules->m_state; }
};

/// Has look(member) look at the member of a described structure that has this name; private ones too. A
/// wrong name does not compile where look's result is used; here it is seen at run time, by the walk's own
/// test.
template <class Structure, class Look>
void withMember(Structure& structure, std::string_view name, const Look& look)
{
    boost::mp11::mp_for_each<DescribedMembers<std::remove_const_t<Structure>>>([&](auto described) {
        using Member = decltype(described);
        if constexpr (std::is_invocable_v<const Look&, decltype(structure.*Member::pointer)>) {
            if (name == Member::name)
                look(structure.*Member::pointer);
        }
    });
}

} // namespace chatmet::server
