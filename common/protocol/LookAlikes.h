// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names that look alike, and how members who have such names are told apart (Unicode Technical Standard 39,
// by ICU). In a library of its own: only the client needs ICU's libicui18n.

#include "common/base/Ids.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chatmet::protocol {

/// What a name looks like, in no form that is to be shown: two names with one skeleton look alike. The
/// skeleton of UTS 39, section 4, of the name in NFKC and case-folded; NFKC rather than NFC, since UTS 39
/// leaves some wide and raised forms as they are. username: UTF-8, as normaliseUsername gives it.
[[nodiscard]] std::string skeleton(std::string_view username);

struct NamedMember
{
    MemberId member;
    std::string name; ///< as normaliseUsername gives it
    /// Which of those who look like this, from 1; kept where it is not 0, so that nobody loses a mark that
    /// others have seen when somebody before it leaves. 0: to be given.
    std::uint32_t number{0};
    std::string shown; ///< the name, with its number behind it from the second on: "Asha (2)"
};

/// Gives number and shown to each, in order of joining: no two of them look alike, whatever names people
/// choose. A name that ends as a mark does always carries its own number. The same for the same list;
/// O(members).
void tellApart(std::vector<NamedMember>& members);

} // namespace chatmet::protocol
