// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Invite.h"

#include "common/protocol/Fingerprint.h"
#include "common/protocol/HostNames.h"
#include "common/protocol/Limits.h"
#include "common/protocol/Names.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace chatmet::protocol {

namespace {

constexpr std::string_view scheme = "chatmet://";
constexpr std::string_view version = "v1";
constexpr std::size_t idCharacters = 22; ///< base64url of 16 bytes, without padding
constexpr std::size_t idBytes = ConversationId::bytesCount;
constexpr std::string_view hexDigits = "0123456789ABCDEF";

char lowered(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char character) { return lowered(character); });
    return result;
}

int hexValue(char character)
{
    const char digit = lowered(character);
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool isHex(std::string_view text)
{
    return std::ranges::all_of(text, [](char character) { return hexValue(character) >= 0; });
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view white = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// Up to the separator, which goes with it; everything where there is none.
std::string_view takeUpTo(std::string_view& text, std::string_view separators)
{
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end);
    return taken;
}

Errc readScheme(std::string_view& text, Invite&)
{
    if (text.size() > limits::inviteBytesMax)
        return Errc::InviteTooLong;
    if (lowered(text.substr(0, scheme.size())) != scheme)
        return Errc::InviteScheme;
    text.remove_prefix(scheme.size());
    return Errc::Ok;
}

Errc readHost(std::string_view& text, Invite& invite)
{
    const bool bracketed = text.starts_with('[');
    if (bracketed) {
        text.remove_prefix(1);
        invite.host = lowered(takeUpTo(text, "]/#"));
        if (!text.starts_with(']') || !isIpv6Address(invite.host))
            return Errc::InviteHost;
        text.remove_prefix(1);
        return text.empty() || text.starts_with(':') || text.starts_with('/') || text.starts_with('#')
                   ? Errc::Ok
                   : Errc::InviteHost;
    }
    invite.host = lowered(takeUpTo(text, ":/#"));
    return isHostName(invite.host) ? Errc::Ok : Errc::InviteHost;
}

Errc readPort(std::string_view& text, Invite& invite)
{
    if (!text.starts_with(':'))
        return Errc::Ok;
    text.remove_prefix(1);
    const std::string_view digits = takeUpTo(text, "/#");
    if (digits.empty() || digits.front() == '0')
        return Errc::InvitePort;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), invite.port);
    return error == std::errc() && end == digits.data() + digits.size() ? Errc::Ok : Errc::InvitePort;
}

void appendBase64Url(std::string& text, std::span<const std::uint8_t> bytes)
{
    std::array<char, idCharacters + 1> characters{}; // and its final zero
    sodium_bin2base64(characters.data(), characters.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.append(characters.data(), idCharacters);
    sodium_memzero(characters.data(), characters.size());
}

/// Empty unless text is the one spelling of 16 bytes. libsodium refuses bits that say nothing, but takes some
/// bytes above 0x7f for letters, so what it read has to be written as it was.
WipedBytes fromBase64Url(std::string_view text)
{
    if (text.size() != idCharacters)
        return {};
    WipedBytes bytes(idBytes);
    std::size_t size = 0;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        size != idBytes)
        return {};
    std::string again;
    appendBase64Url(again, bytes);
    if (again != text)
        return {};
    return bytes;
}

Errc readRoom(std::string_view& text, Invite& invite)
{
    if (!text.starts_with('/'))
        return Errc::InviteRoom;
    text.remove_prefix(1);
    const WipedBytes bytes = fromBase64Url(takeUpTo(text, "#"));
    const auto room = ConversationId::fromBytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!room)
        return Errc::InviteRoom;
    invite.room = *room;
    return Errc::Ok;
}

bool isPlainInTitle(char character)
{
    const char letter = lowered(character);
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' ||
           letter == '_' || letter == '~';
}

std::string encodeTitle(std::string_view title)
{
    std::string encoded;
    for (const char character : title) {
        if (isPlainInTitle(character)) {
            encoded += character;
            continue;
        }
        const auto byte = static_cast<unsigned char>(character);
        encoded += '%';
        encoded += hexDigits[byte >> 4];
        encoded += hexDigits[byte & 15];
    }
    return encoded;
}

std::optional<std::string> decodeTitle(std::string_view encoded)
{
    std::string title;
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        if (isPlainInTitle(encoded[i])) {
            title += encoded[i];
            continue;
        }
        if (encoded[i] != '%' || encoded.size() - i < 3)
            return std::nullopt;
        const int high = hexValue(encoded[i + 1]);
        const int low = hexValue(encoded[i + 2]);
        if (high < 0 || low < 0)
            return std::nullopt;
        title += static_cast<char>(16 * high + low);
        i += 2;
    }
    return title;
}

Errc readFingerprint(std::string_view part, Invite& invite)
{
    const auto fingerprint = normaliseFingerprint(part);
    if (!fingerprint)
        return Errc::InviteFingerprint;
    invite.fingerprint = *fingerprint;
    return Errc::Ok;
}

Errc readTitle(std::string_view part, Invite& invite)
{
    const auto decoded = decodeTitle(part);
    if (!decoded)
        return Errc::InviteTitle;
    const auto title = normaliseTitle(*decoded);
    if (!title || *title != *decoded)
        return Errc::InviteTitle;
    invite.title = *title;
    return Errc::Ok;
}

bool isMeantAsFingerprint(std::string_view part)
{
    return part.size() > limits::roomTitleCharactersMax && isHex(part);
}

/// text: what stands after the room's id.
Errc readFragment(std::string_view text, Invite& invite)
{
    if (text.size() < 2) // nothing, or # alone
        return Errc::InviteSecretGone;
    text.remove_prefix(1);
    std::vector<std::string_view> parts;
    parts.push_back(takeUpTo(text, "."));
    while (!text.empty()) {
        text.remove_prefix(1);
        parts.push_back(takeUpTo(text, "."));
    }
    if (parts[0] != version)
        return Errc::InviteVersion;
    if (parts.size() < 2)
        return Errc::InviteSecretGone;
    invite.secret = fromBase64Url(parts[1]);
    if (invite.secret.empty())
        return Errc::InviteSecret;
    if (parts.size() > 4)
        return Errc::InviteParts;
    if (parts.size() == 2)
        return Errc::Ok;
    if (parts.size() == 3)
        return isMeantAsFingerprint(parts[2]) ? readFingerprint(parts[2], invite)
                                              : readTitle(parts[2], invite);
    const Errc code = readFingerprint(parts[2], invite);
    return code != Errc::Ok ? code : readTitle(parts[3], invite);
}

/// Piece by piece: what operator+ would do GCC 12 warns of wrongly (bug 105651).
void appendServer(std::string& text, const Invite& invite)
{
    const bool isIpv6 = isIpv6Address(invite.host);
    text.append(isIpv6 ? "[" : "").append(invite.host).append(isIpv6 ? "]" : "");
    if (invite.port != usualPort)
        text.append(1, ':').append(std::to_string(invite.port));
}

} // namespace

Result<Invite> parseInvite(std::string_view pasted)
{
    std::string_view text = trimmed(pasted);
    Invite invite;
    for (const auto read : {readScheme, readHost, readPort, readRoom}) {
        if (const Errc code = read(text, invite); code != Errc::Ok)
            return code;
    }
    if (const Errc code = readFragment(text, invite); code != Errc::Ok)
        return code;
    return invite;
}

Result<std::string> writeInvite(const Invite& invite)
{
    const bool isIpv6 = isIpv6Address(invite.host);
    if (!isIpv6 && !isHostName(invite.host))
        return Errc::InviteHost;
    if (invite.port == 0)
        return Errc::InvitePort;
    if (invite.room.isNull())
        return Errc::InviteRoom;
    if (invite.secret.size() != idBytes)
        return Errc::InviteSecret;
    const auto fingerprint = normaliseFingerprint(invite.fingerprint);
    if (!fingerprint && !invite.fingerprint.empty())
        return Errc::InviteFingerprint;
    std::string text;
    text.reserve(limits::inviteBytesMax); // no shorter block with the secret is left behind
    text += scheme;
    appendServer(text, invite);
    text += '/';
    appendBase64Url(text, invite.room.bytes());
    text += '#';
    text += version;
    text += '.';
    appendBase64Url(text, invite.secret);
    if (fingerprint)
        text.append(1, '.').append(*fingerprint);
    if (!invite.title.empty()) {
        const auto title = normaliseTitle(invite.title);
        if (!title)
            return Errc::InviteTitle;
        text.append(1, '.').append(encodeTitle(*title));
    }
    return text;
}

Result<ServerLink> parseServerLink(std::string_view pasted)
{
    std::string_view text = trimmed(pasted);
    Invite read;
    for (const auto part : {readScheme, readHost, readPort}) {
        if (const Errc code = part(text, read); code != Errc::Ok)
            return code;
    }
    if (text.starts_with('/'))
        text.remove_prefix(1);
    if (!text.empty() && !text.starts_with('#'))
        return Errc::InviteRoom;
    if (text.size() > 1) {
        text.remove_prefix(1);
        if (takeUpTo(text, ".") != version)
            return Errc::InviteVersion;
        if (!text.empty()) {
            if (const Errc code = readFingerprint(text.substr(1), read); code != Errc::Ok)
                return code;
        }
    }
    return ServerLink{read.host, read.port, read.fingerprint};
}

Result<std::string> writeServerLink(std::string_view server, const std::string& fingerprint)
{
    Invite read;
    for (const auto part : {readHost, readPort}) {
        if (const Errc code = part(server, read); code != Errc::Ok)
            return code;
    }
    if (!server.empty())
        return Errc::InviteHost;
    std::string text(scheme);
    appendServer(text, read);
    text += "/#";
    text += version;
    if (fingerprint.empty())
        return text;
    if (const Errc code = readFingerprint(fingerprint, read); code != Errc::Ok)
        return code;
    return text.append(1, '.').append(read.fingerprint);
}

} // namespace chatmet::protocol
