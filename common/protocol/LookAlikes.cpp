// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/LookAlikes.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <cstdlib>
#include <unordered_map>

namespace chatmet::protocol {

namespace {

/// Never given back: it lives as long as the program, and its const functions are any thread's.
const USpoofChecker* checker()
{
    static const USpoofChecker* const opened = [] {
        UErrorCode status = U_ZERO_ERROR;
        const USpoofChecker* made = uspoof_open(&status);
        return U_SUCCESS(status) ? made : nullptr;
    }();
    return opened;
}

/// text itself where ICU has no data: names that are the same still look the same.
icu::UnicodeString normalised(const icu::UnicodeString& text,
                              const icu::Normalizer2* (*instance)(UErrorCode&))
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = instance(status);
    if (U_FAILURE(status))
        return text;
    icu::UnicodeString result = normalizer->normalize(text, status);
    return U_SUCCESS(status) ? result : text;
}

icu::UnicodeString lookOf(const icu::UnicodeString& text)
{
    icu::UnicodeString look;
    UErrorCode status = U_ZERO_ERROR;
    if (checker() != nullptr)
        uspoof_getSkeletonUnicodeString(checker(), 0, text, look, &status);
    return checker() != nullptr && U_SUCCESS(status) ? look : text;
}

/// What can't be seen goes as well.
icu::UnicodeString folded(const icu::UnicodeString& text)
{
    return normalised(text, icu::Normalizer2::getNFKCCasefoldInstance);
}

std::string toUtf8(const icu::UnicodeString& text)
{
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

/// Two looks of a name: regardless of case, and as it is written. "Iris" is "iris" by the first and looks
/// like "lris" by the second. The letter before keeps the two apart.
struct Looks
{
    std::string regardlessOfCase;
    std::string asWritten;
};

Looks looksOf(std::string_view username)
{
    const auto name = icu::UnicodeString::fromUTF8(
        icu::StringPiece(username.data(), static_cast<std::int32_t>(username.size())));
    // Folded once more, since what looks like a capital letter need not have a small one (mathematical
    // letters).
    const auto look = [](const icu::UnicodeString& text) { return toUtf8(lookOf(folded(lookOf(text)))); };
    // By append: at -O3 GCC 12 warns of a copy onto itself in "c" + look(...) (GCC bug 105651).
    return {std::string("c").append(look(folded(name))),
            std::string("w").append(look(normalised(name, icu::Normalizer2::getNFKCInstance)))};
}

/// " (2)" at the end, or what looks so; digits look like letters to UTS 39, so letters count as well.
bool endsLikeAMark(std::string_view look)
{
    if (!look.ends_with(')'))
        return false;
    const std::size_t opens = look.rfind('(');
    return opens != std::string_view::npos && opens > 1 && look.size() - opens <= 6;
}

/// Who looks like whom. Looking alike is not transitive here ("iris", "Iris", "lris"), so a name may join two
/// groups to one: each new name gets a number above all that its group has (disjoint sets, by halving paths).
class Groups
{
public:
    void keep(const Looks& looks, std::uint32_t number)
    {
        Group& group = m_groups[groupOf(looks)];
        group.highest = std::max(group.highest, number);
    }
    std::uint32_t next(const Looks& looks) { return ++m_groups[groupOf(looks)].highest; }

private:
    struct Group
    {
        std::size_t parent; ///< itself, where it was joined to no other
        std::uint32_t highest{0};
    };

    std::size_t rootOf(std::size_t group)
    {
        while (m_groups[group].parent != group) {
            m_groups[group].parent = m_groups[m_groups[group].parent].parent;
            group = m_groups[group].parent;
        }
        return group;
    }
    std::size_t groupOf(const std::string& look)
    {
        const auto [found, isNew] = m_groupOf.emplace(look, m_groups.size());
        if (isNew)
            m_groups.push_back({m_groups.size()});
        return rootOf(found->second);
    }
    std::size_t groupOf(const Looks& looks)
    {
        const std::size_t group = groupOf(looks.regardlessOfCase);
        const std::size_t other = groupOf(looks.asWritten);
        m_groups[group].highest = std::max(m_groups[group].highest, m_groups[other].highest);
        m_groups[other].parent = group;
        return group;
    }

    std::unordered_map<std::string, std::size_t> m_groupOf;
    std::vector<Group> m_groups;
};

} // namespace

std::string skeleton(std::string_view username)
{
    return looksOf(username).regardlessOfCase.substr(1);
}

void tellApart(std::vector<NamedMember>& members)
{
    Groups groups;
    for (const NamedMember& member : members) {
        if (member.number != 0)
            groups.keep(looksOf(member.name), member.number);
    }
    for (NamedMember& member : members) {
        const Looks looks = looksOf(member.name);
        if (member.number == 0)
            member.number = groups.next(looks);
        member.shown = member.name;
        if (member.number > 1 || endsLikeAMark(looks.asWritten))
            member.shown += " (" + std::to_string(member.number) + ")";
    }
}

} // namespace chatmet::protocol
