// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Names.h"

#include "common/protocol/Limits.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <optional>

namespace chatmet::protocol {

namespace {

constexpr int combiningMarksMax = 4; ///< in a row; what living scripts need, and no towers of accents
constexpr int viramaClass = 9;       ///< canonical combining class of viramas (Unicode standard, table 4-3)
constexpr UChar32 brailleBlank = 0x2800; ///< a symbol by its category, and nothing to be seen
constexpr UChar32 zeroWidthNonJoiner = 0x200C;
constexpr UChar32 zeroWidthJoiner = 0x200D;

std::optional<icu::UnicodeString> fromUtf8(std::string_view utf8)
{
    // UTF-16 never has more units than UTF-8 has bytes.
    std::u16string units(utf8.size(), u'\0');
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(units.data(), static_cast<std::int32_t>(units.size()), &length, utf8.data(),
                  static_cast<std::int32_t>(utf8.size()), &status);
    if (U_FAILURE(status))
        return std::nullopt;
    return icu::UnicodeString(units.data(), length);
}

std::string toUtf8(const icu::UnicodeString& text)
{
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

bool isMark(UChar32 character)
{
    return (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0;
}

bool isAllowed(UChar32 character, UChar32 before)
{
    if (character == zeroWidthJoiner || character == zeroWidthNonJoiner)
        return u_getCombiningClass(before) == viramaClass;
    if (character == brailleBlank)
        return false;
    constexpr std::uint32_t refused = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_CO_MASK |
                                      U_GC_CN_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
    if ((U_GET_GC_MASK(character) & refused) != 0)
        return false;
    if ((U_GET_GC_MASK(character) & U_GC_ZS_MASK) != 0)
        return character == u' ';
    const bool variationSelector = character == 0xFE0E || character == 0xFE0F;
    return variationSelector || !u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool hasOnlyAllowed(const icu::UnicodeString& text)
{
    UChar32 before = 0;
    int marks = 0;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 character = text.char32At(i);
        if (!isAllowed(character, before))
            return false;
        marks = isMark(character) ? marks + 1 : 0;
        if (marks > combiningMarksMax || (marks > 0 && before == 0))
            return false;
        before = character;
    }
    return true;
}

/// Trims and makes every run of spaces one.
icu::UnicodeString foldSpaces(const icu::UnicodeString& text)
{
    icu::UnicodeString folded;
    bool pending = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 character = text.char32At(i);
        if (character == u' ') {
            pending = !folded.isEmpty();
            continue;
        }
        if (pending)
            folded.append(static_cast<UChar32>(u' '));
        pending = false;
        folded.append(character);
    }
    return folded;
}

/// Normalises; nothing where ICU has no data for it or the text grows past all limits.
std::optional<icu::UnicodeString> normalise(const icu::UnicodeString& text,
                                            const icu::Normalizer2* (*instance)(UErrorCode&))
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = instance(status);
    if (U_FAILURE(status))
        return std::nullopt;
    icu::UnicodeString result = normalizer->normalize(text, status);
    if (U_FAILURE(status))
        return std::nullopt;
    return result;
}

/// What a name may be, and how its faults are told.
struct NameRule
{
    std::size_t charactersMax;
    std::size_t bytesMax;
    Errc empty;
    Errc tooLong;
    Errc characters;
};

Result<std::string> normaliseName(std::string_view utf8, const NameRule& rule)
{
    // Before normalising, so that a hostile megabyte costs nothing; NFC at most triples UTF-8 (UAX 15,
    // section 9).
    if (utf8.size() > 3 * rule.bytesMax)
        return rule.tooLong;
    const auto raw = fromUtf8(utf8);
    if (!raw)
        return rule.characters;
    const auto composed = normalise(*raw, icu::Normalizer2::getNFCInstance);
    if (!composed)
        return rule.characters;
    const icu::UnicodeString name = foldSpaces(*composed);
    if (name.isEmpty())
        return rule.empty;
    if (!hasOnlyAllowed(name))
        return rule.characters;
    std::string result = toUtf8(name);
    if (static_cast<std::size_t>(name.countChar32()) > rule.charactersMax || result.size() > rule.bytesMax)
        return rule.tooLong;
    return result;
}

} // namespace

Result<std::string> normaliseUsername(std::string_view utf8)
{
    return normaliseName(utf8, {limits::usernameCharactersMax, limits::usernameBytesMax, Errc::UsernameEmpty,
                                Errc::UsernameTooLong, Errc::UsernameCharacters});
}

Result<std::string> normaliseTitle(std::string_view utf8)
{
    return normaliseName(utf8, {limits::roomTitleCharactersMax, limits::roomTitleBytesMax, Errc::InviteTitle,
                                Errc::InviteTitle, Errc::InviteTitle});
}

Result<std::string> normaliseTopic(std::string_view utf8)
{
    if (utf8.size() > 3 * limits::topicBytesMax)
        return Errc::TopicInvalid;
    const auto raw = fromUtf8(utf8);
    if (!raw)
        return Errc::TopicInvalid;
    const auto folded = normalise(*raw, icu::Normalizer2::getNFKCCasefoldInstance);
    if (!folded)
        return Errc::TopicInvalid;
    const icu::UnicodeString topic = foldSpaces(*folded);
    std::string result = toUtf8(topic);
    if (topic.isEmpty() || !hasOnlyAllowed(topic) ||
        static_cast<std::size_t>(topic.countChar32()) > limits::topicCharactersMax ||
        result.size() > limits::topicBytesMax)
        return Errc::TopicInvalid;
    return result;
}

bool isUtf8(std::string_view text)
{
    return fromUtf8(text).has_value();
}

} // namespace chatmet::protocol
