// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/LookAlikes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace chatmet::protocol {
namespace {

struct Pair
{
    const char* what;
    std::string one;
    std::string other;
};

std::vector<NamedMember> list(const std::vector<std::string>& names)
{
    std::vector<NamedMember> members;
    for (const std::string& name : names) {
        NamedMember& member = members.emplace_back();
        member.member = *MemberId::fromBytes(std::string(15, 'm') + static_cast<char>(members.size()));
        member.name = name;
    }
    return members;
}

std::vector<std::string> shownOf(std::vector<NamedMember> members)
{
    tellApart(members);
    std::vector<std::string> shown;
    for (const NamedMember& member : members)
        shown.push_back(member.shown);
    return shown;
}

using Names = std::vector<std::string>;

TEST(LookAlikesTest, skeleton_ofLookAlikes_isTheSame)
{
    const Pair pairs[] = {
        {"the same", "Asha", "Asha"},
        {"case", "Asha", "aSHA"},
        {"Cyrillic A", "Asha", "\u0410sha"},
        {"Cyrillic all over", "cope", "\u0441\u043E\u0440\u0435"},
        {"Greek Alpha", "Asha", "\u0391sha"},
        {"Greek omicron", "fox", "f\u03BFx"},
        {"fullwidth", "Asha", "\uFF21\uFF53\uFF48\uFF41"},
        {"mathematical", "Asha", "\U0001D400sha"},
        {"raised", "Asha2", "Asha\u00B2"},
        {"what can't be seen", "\u2600", "\u2600\uFE0F"},
        {"one and el", "a1ice", "alice"},
        {"Devanagari A and AA", "\u0906शा", "\u0905\u093Eशा"},
        {"Devanagari O", "\u0913म", "\u0905\u093E\u0947म"},
        {"Arabic kaf and keheh", "\u0643ريم", "\u06A9ريم"},
        {"composed and not", "Jos\u00E9", "Jose\u0301"},
    };
    for (const Pair& pair : pairs)
        EXPECT_EQ(skeleton(pair.one), skeleton(pair.other)) << pair.what;
}

TEST(LookAlikesTest, skeleton_ofOthers_differs)
{
    const Pair pairs[] = {
        {"one letter", "Asha", "Usha"},  {"Hindi", "आशा", "उषा"},
        {"order", "ab", "ba"},           {"script that is read otherwise", "Asha", "आशा"},
        {"length", "Asha", "Ashaa"},     {"emoji", "🦊", "🐼"},
        {"accent", "Jose", "Jos\u00E9"},
    };
    for (const Pair& pair : pairs)
        EXPECT_NE(skeleton(pair.one), skeleton(pair.other)) << pair.what;
}

TEST(LookAlikesTest, tellApart_marksTheLaterOnes)
{
    EXPECT_EQ(shownOf(list({})), Names{});
    EXPECT_EQ(shownOf(list({"Asha", "Boris"})), (Names{"Asha", "Boris"}));
    EXPECT_EQ(shownOf(list({"Asha", "\u0410sha", "Boris", "asha"})),
              (Names{"Asha", "\u0410sha (2)", "Boris", "asha (3)"}));
    EXPECT_EQ(shownOf(list({"\u0906शा", "\u0905\u093Eशा"})), (Names{"\u0906शा", "\u0905\u093Eशा (2)"}));
}

TEST(LookAlikesTest, tellApart_looksAsWritten_orRegardlessOfCase)
{
    EXPECT_EQ(shownOf(list({"iris", "lris", "Iris"})), (Names{"iris", "lris", "Iris (2)"}));
    EXPECT_EQ(shownOf(list({"lris", "Iris"})), (Names{"lris", "Iris (2)"})) << "capital i looks like el";
}

TEST(LookAlikesTest, tellApart_nameBetweenTwoGroups_joinsThem)
{
    EXPECT_EQ(shownOf(list({"iris", "lris", "Iris", "1ris"})),
              (Names{"iris", "lris", "Iris (2)", "1ris (3)"}));
}

TEST(LookAlikesTest, tellApart_namesThatEndLikeMarks_areNoDisguise)
{
    EXPECT_EQ(shownOf(list({"Asha (2)", "Asha", "Asha"})), (Names{"Asha (2) (1)", "Asha", "Asha (2)"}));
    EXPECT_EQ(shownOf(list({"Asha", "Asha", "Asha (2)"})), (Names{"Asha", "Asha (2)", "Asha (2) (1)"}));
    EXPECT_EQ(shownOf(list({"Asha \uFF082\uFF09"})), (Names{"Asha \uFF082\uFF09 (1)"})) << "fullwidth";
    EXPECT_EQ(shownOf(list({"(2)", "fun :)"})), (Names{"(2)", "fun :)"}));
}

TEST(LookAlikesTest, tellApart_noTwoShownNamesLookAlike)
{
    const Names names = {"Asha", "Asha (1)", "Asha (1) (1)", "\u0410sha", "Asha (2)", "asha (2)", "Asha (1)",
                         "Iris", "iris",     "lris",         "1ris",      "O",        "0",        "\u041E",
                         "o",    "Asha",     "Asha (2) (1)"};
    for (std::size_t turn = 0; turn < names.size(); ++turn) {
        Names turned = names;
        std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(turn), turned.end());
        std::set<std::string> looks;
        for (const std::string& shown : shownOf(list(turned)))
            EXPECT_TRUE(looks.insert(skeleton(shown)).second) << turn << ": " << shown;
    }
}

TEST(LookAlikesTest, tellApart_givenNumbers_stay)
{
    std::vector<NamedMember> members = list({"Asha", "\u0410sha"});
    tellApart(members);
    members.erase(members.begin());
    members.push_back(list({"Asha"}).front());
    EXPECT_EQ(shownOf(members), (Names{"\u0410sha (2)", "Asha (3)"}));
}

TEST(LookAlikesTest, tellApart_manyOfOneName_isQuick)
{
    const std::vector<NamedMember> members = [] {
        std::vector<NamedMember> many(20'000);
        for (NamedMember& member : many)
            member.name = "\u0410sha";
        return many;
    }();
    const auto begin = std::chrono::steady_clock::now();
    const auto shown = shownOf(members);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
    EXPECT_EQ(shown.back(), "\u0410sha (20000)");
}

} // namespace
} // namespace chatmet::protocol
