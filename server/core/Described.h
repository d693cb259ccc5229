// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Structures that name their members, so that the list of holdings is made from them and can leave none out.

#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <cstddef>
#include <utility>

/// Last in a class: all of its data members, in order, private ones too. CHATMET_DESCRIBED(Session, (m_id,
/// m_username)) A member that is not named here, or has no rule in HoldingRules.h (server/net: LineRules.h),
/// does not compile. References can't be named; use a pointer. At most describedMembersMax.
#define CHATMET_DESCRIBED(Class, Members)                                                                    \
    friend struct ::chatmet::server::MemberCount;                                                            \
    friend struct ::chatmet::server::HoldingRules;                                                           \
    friend struct ::chatmet::server::LineRules;                                                              \
    BOOST_DESCRIBE_CLASS(Class, (), (), (), Members)

namespace chatmet::server {

struct HoldingRules; ///< of server/core
struct LineRules;    ///< of server/net

inline constexpr std::size_t describedMembersMax = 24;

template <class T>
using DescribedMembers = boost::describe::describe_members<T, boost::describe::mod_any_access>;

/// Whether a class names all of its members. A structured binding has to have as many names as there are
/// members, private ones included for a friend, or the compiler stops: "decomposes into 6 elements, but only
/// 5 names".
struct MemberCount
{
    template <class T> static constexpr bool isComplete()
    {
        constexpr std::size_t named = boost::mp11::mp_size<DescribedMembers<T>>::value;
        static_assert(named > 0 && named <= describedMembersMax);
        using Binding = void (*)(const T&);
        // Not compared with null: with UBSan that is no constant for GCC 12.
        [[maybe_unused]] const Binding binding = [](const T& all) { bind<T, named>(all); };
        return true;
    }

private:
    // NOLINTBEGIN: never run; only its compilation counts.
    template <class T, std::size_t Named> static void bind(const T& all)
    {
        const auto used = [](const auto&...) {};
        // clang-format off
        if constexpr (Named == 1) { const auto& [a] = all; used(a); }
        else if constexpr (Named == 2) { const auto& [a, b] = all; used(a, b); }
        else if constexpr (Named == 3) { const auto& [a, b, c] = all; used(a, b, c); }
        else if constexpr (Named == 4) { const auto& [a, b, c, d] = all; used(a, b, c, d); }
        else if constexpr (Named == 5) { const auto& [a, b, c, d, e] = all; used(a, b, c, d, e); }
        else if constexpr (Named == 6) { const auto& [a, b, c, d, e, f] = all; used(a, b, c, d, e, f); }
        else if constexpr (Named == 7) { const auto& [a, b, c, d, e, f, g] = all; used(a, b, c, d, e, f, g); }
        else if constexpr (Named == 8) { const auto& [a, b, c, d, e, f, g, h] = all; used(a, b, c, d, e, f, g, h); }
        else if constexpr (Named == 9) { const auto& [a, b, c, d, e, f, g, h, i] = all; used(a, b, c, d, e, f, g, h, i); }
        else if constexpr (Named == 10) { const auto& [a, b, c, d, e, f, g, h, i, j] = all; used(a, b, c, d, e, f, g, h, i, j); }
        else if constexpr (Named == 11) { const auto& [a, b, c, d, e, f, g, h, i, j, k] = all; used(a, b, c, d, e, f, g, h, i, j, k); }
        else if constexpr (Named == 12) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l] = all; used(a, b, c, d, e, f, g, h, i, j, k, l); }
        else if constexpr (Named == 13) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m); }
        else if constexpr (Named == 14) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n); }
        else if constexpr (Named == 15) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o); }
        else if constexpr (Named == 16) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p); }
        else if constexpr (Named == 17) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q); }
        else if constexpr (Named == 18) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r); }
        else if constexpr (Named == 19) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s); }
        else if constexpr (Named == 20) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t); }
        else if constexpr (Named == 21) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u); }
        else if constexpr (Named == 22) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v); }
        else if constexpr (Named == 23) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w); }
        else if constexpr (Named == 24) { const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x] = all; used(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x); }
        // clang-format on
    }
    // NOLINTEND
};

} // namespace chatmet::server
