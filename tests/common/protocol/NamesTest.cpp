// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which usernames and topics there may be, in many scripts, and which tricks are refused.
#include "common/protocol/Names.h"

#include "common/protocol/Limits.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace chatmet::protocol {
namespace {

std::string repeat(const std::string& piece, std::size_t times)
{
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
        text += piece;
    return text;
}

struct NameCase
{
    const char* what;
    std::string given;
    Errc code;
    std::string normal; ///< where code is Ok
};

std::string utf8(char32_t character)
{
    std::string text;
    if (character < 0x80) {
        text += static_cast<char>(character);
    } else if (character < 0x800) {
        text += static_cast<char>(0xC0 | (character >> 6));
        text += static_cast<char>(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        text += static_cast<char>(0xE0 | (character >> 12));
        text += static_cast<char>(0x80 | ((character >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (character & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | (character >> 18));
        text += static_cast<char>(0x80 | ((character >> 12) & 0x3F));
        text += static_cast<char>(0x80 | ((character >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (character & 0x3F));
    }
    return text;
}

const std::string zwj = utf8(0x200D);
const std::string zwnj = utf8(0x200C);

TEST(NamesTest, username_table)
{
    const std::string kshaJoined = "क्" + zwj + "ष";
    const std::string kshaApart = "क्" + zwnj + "ष";
    const NameCase cases[] = {
        {"plain", "Asha", Errc::Ok, "Asha"},
        {"one character", "x", Errc::Ok, "x"},
        {"spaces at the ends", "  Asha ", Errc::Ok, "Asha"},
        {"runs of spaces", "Asha   of  Pune", Errc::Ok, "Asha of Pune"},
        {"Hindi", "आशा हिन्दी", Errc::Ok, "आशा हिन्दी"},
        {"Hindi, joiner after a virama", kshaJoined, Errc::Ok, kshaJoined},
        {"Hindi, non-joiner after a virama", kshaApart, Errc::Ok, kshaApart},
        {"Arabic", "ليلى", Errc::Ok, "ليلى"},
        {"Hebrew", "שרה", Errc::Ok, "שרה"},
        {"Tamil", "தமிழ்", Errc::Ok, "தமிழ்"},
        {"Thai", "สวัสดี", Errc::Ok, "สวัสดี"},
        {"Chinese", "小明", Errc::Ok, "小明"},
        {"Korean, decomposed", "\u1112\u1161\u11AB", Errc::Ok, "한"},
        {"emoji", "🦊 fox", Errc::Ok, "🦊 fox"},
        {"emoji with a variation selector", "☀\uFE0F", Errc::Ok, "☀\uFE0F"},
        {"decomposed accent", "Jose\u0301", Errc::Ok, "José"},
        {"four marks", "a\u0324\u0330\u032D\u0331", Errc::Ok, "a\u0324\u0330\u032D\u0331"},
        {"longest", std::string(limits::usernameCharactersMax, 'x'), Errc::Ok,
         std::string(limits::usernameCharactersMax, 'x')},
        {"longest, four bytes each", repeat("🦊", limits::usernameCharactersMax), Errc::Ok,
         repeat("🦊", limits::usernameCharactersMax)},

        {"empty", "", Errc::UsernameEmpty, ""},
        {"spaces only", "     ", Errc::UsernameEmpty, ""},
        {"too long", std::string(limits::usernameCharactersMax + 1, 'x'), Errc::UsernameTooLong, ""},
        {"too long, Hindi", repeat("आ", limits::usernameCharactersMax + 1), Errc::UsernameTooLong, ""},
        {"a megabyte", std::string(1'000'000, 'x'), Errc::UsernameTooLong, ""},
        {"newline", "a\nb", Errc::UsernameCharacters, ""},
        {"tab", "a\tb", Errc::UsernameCharacters, ""},
        {"zero", std::string("a\0b", 3), Errc::UsernameCharacters, ""},
        {"escape", "a\x1B[31m", Errc::UsernameCharacters, ""},
        {"delete", "a\x7F", Errc::UsernameCharacters, ""},
        {"C1 control", "a" + utf8(0x85), Errc::UsernameCharacters, ""},
        {"no-break space", "a" + utf8(0xA0) + "b", Errc::UsernameCharacters, ""},
        {"ideographic space", "a" + utf8(0x3000) + "b", Errc::UsernameCharacters, ""},
        {"right-to-left override", "a" + utf8(0x202E) + "b", Errc::UsernameCharacters, ""},
        {"left-to-right isolate", "a" + utf8(0x2066) + "b", Errc::UsernameCharacters, ""},
        {"right-to-left mark", utf8(0x200F) + "a", Errc::UsernameCharacters, ""},
        {"Arabic letter mark", "a" + utf8(0x061C), Errc::UsernameCharacters, ""},
        {"zero width space", "a" + utf8(0x200B) + "b", Errc::UsernameCharacters, ""},
        {"word joiner", "a" + utf8(0x2060) + "b", Errc::UsernameCharacters, ""},
        {"byte order mark", utf8(0xFEFF) + "a", Errc::UsernameCharacters, ""},
        {"soft hyphen", "a" + utf8(0xAD) + "b", Errc::UsernameCharacters, ""},
        {"joiner after a Latin letter", "a" + zwj + "b", Errc::UsernameCharacters, ""},
        {"joiner at the start", zwj + "a", Errc::UsernameCharacters, ""},
        {"joiner alone", zwj, Errc::UsernameCharacters, ""},
        {"non-joiner after a Hindi letter", "क" + zwnj + "ष", Errc::UsernameCharacters, ""},
        {"two joiners", "क्" + zwj + zwj + "ष", Errc::UsernameCharacters, ""},
        {"Hangul filler", utf8(0x3164), Errc::UsernameCharacters, ""},
        {"half-width filler", utf8(0xFFA0), Errc::UsernameCharacters, ""},
        {"Mongolian separator", "a" + utf8(0x180E), Errc::UsernameCharacters, ""},
        {"braille blank", utf8(0x2800), Errc::UsernameCharacters, ""},
        {"line separator", "a" + utf8(0x2028), Errc::UsernameCharacters, ""},
        {"paragraph separator", "a" + utf8(0x2029), Errc::UsernameCharacters, ""},
        {"private use", utf8(0xE000), Errc::UsernameCharacters, ""},
        {"private use, plane 15", utf8(0xF0000), Errc::UsernameCharacters, ""},
        {"no character", utf8(0xFFFF), Errc::UsernameCharacters, ""},
        {"unassigned", utf8(0x0378), Errc::UsernameCharacters, ""},
        {"tag", "a" + utf8(0xE0041), Errc::UsernameCharacters, ""},
        {"variation selector alone", utf8(0xFE0F), Errc::UsernameCharacters, ""},
        {"mark alone", utf8(0x0301), Errc::UsernameCharacters, ""},
        {"five marks", "a" + repeat(utf8(0x0331), 5), Errc::UsernameCharacters, ""},
        {"Zalgo", "Z" + repeat(utf8(0x0334) + utf8(0x0337), 8) + "a", Errc::UsernameCharacters, ""},
        {"surrogate in UTF-8", "\xED\xA0\x80", Errc::UsernameCharacters, ""},
        {"overlong", "\xC0\xAF", Errc::UsernameCharacters, ""},
        {"cut", "\xE0\xA4", Errc::UsernameCharacters, ""},
        {"lone continuation", "\x80", Errc::UsernameCharacters, ""},
        {"beyond Unicode", "\xF4\x90\x80\x80", Errc::UsernameCharacters, ""},
        {"Latin-1", "Jos\xE9", Errc::UsernameCharacters, ""},
    };
    for (const NameCase& name : cases) {
        const auto result = normaliseUsername(name.given);
        EXPECT_EQ(result.code(), name.code) << name.what << ": " << describe(result.code());
        if (result && name.code == Errc::Ok) {
            EXPECT_EQ(*result, name.normal) << name.what;
        }
    }
}

TEST(NamesTest, username_everyCharacter_isNormalOrRefused)
{
    std::size_t allowed = 0;
    for (char32_t character = 0; character <= 0x10FFFF; ++character) {
        if (character >= 0xD800 && character <= 0xDFFF)
            continue;
        const auto once = normaliseUsername("a" + utf8(character) + "b");
        if (!once)
            continue;
        ++allowed;
        const auto twice = normaliseUsername(*once);
        ASSERT_TRUE(twice) << static_cast<unsigned>(character);
        ASSERT_EQ(*twice, *once) << static_cast<unsigned>(character);
    }
    EXPECT_GT(allowed, 100'000U);
}

TEST(NamesTest, username_randomBytes_neverPassTheLimits)
{
    std::mt19937_64 dice(5);
    for (int i = 0; i < 50'000; ++i) {
        std::string bytes(dice() % 120, '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(dice() % 4 == 0 ? dice() : 0x20 + dice() % 0x5F);
        const auto name = normaliseUsername(bytes);
        if (!name)
            continue;
        ASSERT_FALSE(name->empty());
        ASSERT_LE(name->size(), limits::usernameBytesMax);
        ASSERT_EQ(*normaliseUsername(*name), *name);
    }
}

TEST(NamesTest, topic_table)
{
    const NameCase cases[] = {
        {"plain", "music", Errc::Ok, "music"},
        {"case", "MuSiC", Errc::Ok, "music"},
        {"sharp s", "Straße", Errc::Ok, "strasse"},
        {"full width", "Ｍｕｓｉｃ", Errc::Ok, "music"},
        {"ligature", "ﬁlm", Errc::Ok, "film"},
        {"spaces", "  board   games ", Errc::Ok, "board games"},
        {"no-break space is a space", "board" + utf8(0xA0) + "games", Errc::Ok, "board games"},
        {"Hindi", "हिन्दी", Errc::Ok, "हिन्दी"},
        {"Turkish dotted I", "İ", Errc::Ok, "i" + utf8(0x307)},
        {"what can't be seen doesn't count", "mu" + utf8(0x200B) + "sic", Errc::Ok, "music"},
        {"longest", std::string(limits::topicCharactersMax, 'x'), Errc::Ok,
         std::string(limits::topicCharactersMax, 'x')},
        {"empty", "", Errc::TopicInvalid, ""},
        {"spaces only", "   ", Errc::TopicInvalid, ""},
        {"nothing to be seen", utf8(0x200B) + utf8(0x202E), Errc::TopicInvalid, ""},
        {"too long", std::string(limits::topicCharactersMax + 1, 'x'), Errc::TopicInvalid, ""},
        {"too long once it is normal", repeat(utf8(0xFDFA), 3), Errc::TopicInvalid, ""},
        {"a megabyte", std::string(1'000'000, 'x'), Errc::TopicInvalid, ""},
        {"control", "a\x01", Errc::TopicInvalid, ""},
        {"newline", "a\nb", Errc::TopicInvalid, ""},
        {"private use", utf8(0xE000), Errc::TopicInvalid, ""},
        {"not UTF-8", "\xFF", Errc::TopicInvalid, ""},
    };
    for (const NameCase& topic : cases) {
        const auto result = normaliseTopic(topic.given);
        EXPECT_EQ(result.code(), topic.code) << topic.what;
        if (result && topic.code == Errc::Ok) {
            EXPECT_EQ(*result, topic.normal) << topic.what;
        }
    }
}

TEST(NamesTest, topic_normal_staysSo)
{
    for (const char* topic : {"music", "Straße", "हिन्दी", "ΑΣ", "Ｍｕｓｉｃ  x", "ǰ"}) {
        const auto once = normaliseTopic(topic);
        ASSERT_TRUE(once);
        EXPECT_EQ(*normaliseTopic(*once), *once);
    }
}

} // namespace
} // namespace chatmet::protocol
