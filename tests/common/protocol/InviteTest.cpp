// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is an invite and what is not, and which part of it is wrong.
#include "common/protocol/Invite.h"

#include "common/protocol/Limits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace chatmet::protocol {
namespace {

// 16 bytes 0x01 and 16 bytes 0x02.
const std::string room = "AQEBAQEBAQEBAQEBAQEBAQ";
const std::string secret = "AgICAgICAgICAgICAgICAg";
const std::string fingerprint = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const std::string plain = "chatmet://chat.example.org/" + room + "#v1." + secret;

std::string withHost(const std::string& host)
{
    return "chatmet://" + host + "/" + room + "#v1." + secret;
}

Invite sample()
{
    Invite invite;
    invite.host = "chat.example.org";
    invite.room = *ConversationId::fromBytes(std::string(16, '\1'));
    invite.secret = WipedBytes(16, 2);
    return invite;
}

TEST(InviteTest, plain_isRead)
{
    const auto invite = parseInvite(plain);
    ASSERT_TRUE(invite) << describe(invite.code());
    EXPECT_EQ(*invite, sample());
    EXPECT_EQ(*writeInvite(*invite), plain);
}

TEST(InviteTest, full_isRead)
{
    Invite invite = sample();
    invite.host = "xn--bcher-kva.example";
    invite.port = 8443;
    invite.fingerprint = fingerprint;
    invite.title = "Sunday walk (7.30), आशा's 🦊";
    const auto text = writeInvite(invite);
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, "chatmet://xn--bcher-kva.example:8443/" + room + "#v1." + secret + "." + fingerprint +
                         ".Sunday%20walk%20%287%2E30%29%2C%20%E0%A4%86%E0%A4%B6%E0%A4%BE%27s%20%F0%9F%A6%8A");
    const auto read = parseInvite(*text);
    ASSERT_TRUE(read) << describe(read.code());
    EXPECT_EQ(*read, invite);
}

TEST(InviteTest, everyCombination_roundTrips)
{
    for (const char* host : {"a", "chat.example.org", "10.0.0.1", "::1", "2001:db8::8:1", "::ffff:1.2.3.4"})
        for (const int port : {443, 1, 8443, 65535})
            for (const std::string& print : {std::string(), fingerprint})
                for (const char* title : {"", "x", "हिन्दी", "a.b", "50%", "-_~", "#/?:@"}) {
                    Invite invite = sample();
                    invite.host = host;
                    invite.port = static_cast<std::uint16_t>(port);
                    invite.fingerprint = print;
                    invite.title = title;
                    const auto text = writeInvite(invite);
                    ASSERT_TRUE(text) << host << title;
                    const auto read = parseInvite(*text);
                    ASSERT_TRUE(read) << *text << describe(read.code());
                    EXPECT_EQ(*read, invite) << *text;
                    EXPECT_EQ(*writeInvite(*read), *text);
                }
}

TEST(InviteTest, longestOfEverything_fits)
{
    Invite invite = sample();
    const std::string label(63, 'a');
    invite.host = label + "." + label + "." + label + "." + std::string(61, 'b');
    ASSERT_EQ(invite.host.size(), 253U);
    invite.port = 65535;
    invite.fingerprint = fingerprint;
    for (std::size_t i = 0; i < limits::roomTitleCharactersMax; ++i)
        invite.title += "🦊";
    ASSERT_EQ(invite.title.size(), limits::roomTitleBytesMax);
    const auto text = writeInvite(invite);
    ASSERT_TRUE(text);
    EXPECT_LE(text->size(), limits::inviteBytesMax);
    EXPECT_EQ(*parseInvite(*text), invite);
}

TEST(InviteTest, whatDoesNotCount)
{
    std::string upper = fingerprint;
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
    for (const std::string& text :
         {" \r\n\t" + plain + " \r\n", "CHATMET://Chat.EXAMPLE.org/" + room + "#v1." + secret,
          "chatmet://chat.example.org:443/" + room + "#v1." + secret}) {
        const auto invite = parseInvite(text);
        ASSERT_TRUE(invite) << text;
        EXPECT_EQ(*invite, sample());
    }
    EXPECT_EQ(parseInvite(plain + "." + upper)->fingerprint, fingerprint);
}

TEST(InviteTest, oneOptionalPart_isFingerprintOrTitle)
{
    EXPECT_EQ(parseInvite(plain + "." + fingerprint)->fingerprint, fingerprint);
    EXPECT_EQ(parseInvite(plain + "." + fingerprint)->title, "");
    EXPECT_EQ(parseInvite(plain + ".cafe")->title, "cafe");
    EXPECT_EQ(parseInvite(plain + "." + std::string(48, 'a'))->title, std::string(48, 'a'));
    EXPECT_EQ(parseInvite(plain + "." + std::string(49, 'a')).code(), Errc::InviteFingerprint);
    EXPECT_EQ(parseInvite(plain + "." + fingerprint.substr(1)).code(), Errc::InviteFingerprint);
    EXPECT_EQ(parseInvite(plain + "." + fingerprint + "0").code(), Errc::InviteFingerprint);
    EXPECT_EQ(parseInvite(plain + "." + std::string(49, 'x')).code(), Errc::InviteTitle);
}

struct HostileCase
{
    std::string text;
    Errc code;
};

TEST(InviteTest, hostile_table)
{
    const std::string before = "chatmet://h/";
    const std::string after = "#v1." + secret;
    const HostileCase cases[] = {
        {"", Errc::InviteScheme},
        {" \n ", Errc::InviteScheme},
        {"hello", Errc::InviteScheme},
        {"chatmet:", Errc::InviteScheme},
        {"chatmet:/h/" + room + after, Errc::InviteScheme},
        {"wss://h/" + room + after, Errc::InviteScheme},
        {"https://chatmet://h/" + room + after, Errc::InviteScheme},
        {"join " + plain, Errc::InviteScheme},
        {"chat\tmet://h/" + room + after, Errc::InviteScheme},
        {std::string(limits::inviteBytesMax + 1, 'x'), Errc::InviteTooLong},
        {std::string(10'000'000, 'x'), Errc::InviteTooLong},
        {plain + "." + std::string(limits::inviteBytesMax, 'a'), Errc::InviteTooLong},

        {"chatmet://", Errc::InviteHost},
        {withHost(""), Errc::InviteHost},
        {withHost("."), Errc::InviteHost},
        {withHost("a."), Errc::InviteHost},
        {withHost(".a"), Errc::InviteHost},
        {withHost("a..b"), Errc::InviteHost},
        {withHost("-a"), Errc::InviteHost},
        {withHost("a-"), Errc::InviteHost},
        {withHost("a_b"), Errc::InviteHost},
        {withHost("a b"), Errc::InviteHost},
        {withHost("user@host"), Errc::InviteHost},
        {withHost("user:pw@host"), Errc::InvitePort},
        {withHost("host?q"), Errc::InviteHost},
        {withHost("host\\evil"), Errc::InviteHost},
        {withHost("h%6Fst"), Errc::InviteHost},
        {withHost("bücher.example"), Errc::InviteHost},
        {withHost("\u0430pple.example"), Errc::InviteHost},
        {withHost(std::string("h\0st", 4)), Errc::InviteHost},
        {withHost("h\nst"), Errc::InviteHost},
        {withHost(std::string(64, 'a')), Errc::InviteHost},
        {withHost(std::string(126, 'a') + "." + std::string(127, 'b')), Errc::InviteHost},
        {withHost("1.2.3"), Errc::InviteHost},
        {withHost("1.2.3.4.5"), Errc::InviteHost},
        {withHost("1.2.3.256"), Errc::InviteHost},
        {withHost("1.2.3.04"), Errc::InviteHost},
        {withHost("127.1"), Errc::InviteHost},
        {withHost("2130706433"), Errc::InviteHost},
        {withHost("0x7f.1"), Errc::InviteHost},
        {withHost("0x7f000001"), Errc::InviteHost},
        {withHost("::1"), Errc::InviteHost},
        {withHost("[::1"), Errc::InviteHost},
        {withHost("[]"), Errc::InviteHost},
        {withHost("[1]"), Errc::InviteHost},
        {withHost("[:::]"), Errc::InviteHost},
        {withHost("[1::2::3]"), Errc::InviteHost},
        {withHost("[1:2:3:4:5:6:7]"), Errc::InviteHost},
        {withHost("[1:2:3:4:5:6:7:8:9]"), Errc::InviteHost},
        {withHost("[1:2:3:4::5:6:7:8]"), Errc::InviteHost},
        {withHost("[12345::]"), Errc::InviteHost},
        {withHost("[g::]"), Errc::InviteHost},
        {withHost("[fe80::1%25eth0]"), Errc::InviteHost},
        {withHost("[::1.2.3]"), Errc::InviteHost},
        {withHost("[1.2.3.4::]"), Errc::InviteHost},
        {withHost("[::1]x"), Errc::InviteHost},
        {withHost("[h]"), Errc::InviteHost},

        {withHost("h:"), Errc::InvitePort},
        {withHost("h:0"), Errc::InvitePort},
        {withHost("h:0443"), Errc::InvitePort},
        {withHost("h:65536"), Errc::InvitePort},
        {withHost("h:99999999999999999999"), Errc::InvitePort},
        {withHost("h:+1"), Errc::InvitePort},
        {withHost("h:-1"), Errc::InvitePort},
        {withHost("h: 1"), Errc::InvitePort},
        {withHost("h:1x"), Errc::InvitePort},
        {withHost("h:1:2"), Errc::InvitePort},
        {withHost("[::1]:"), Errc::InvitePort},

        {"chatmet://h", Errc::InviteRoom},
        {"chatmet://h" + after, Errc::InviteRoom},
        {"chatmet://h:1" + after, Errc::InviteRoom},
        {before + after, Errc::InviteRoom},
        {before + room.substr(1) + after, Errc::InviteRoom},
        {before + room + "A" + after, Errc::InviteRoom},
        {before + room + "==" + after, Errc::InviteRoom},
        {before + "/" + room + after, Errc::InviteRoom},
        {before + room + "/" + after, Errc::InviteRoom},
        {before + room + "?x" + after, Errc::InviteRoom},
        {before + "path/" + room + after, Errc::InviteRoom},
        {before + std::string(22, 'A') + after, Errc::InviteRoom},     // sixteen zeros are no id
        {before + room.substr(0, 21) + "R" + after, Errc::InviteRoom}, // the same id, other idle bits
        {before + room.substr(0, 21) + "Z" + after, Errc::InviteRoom},
        {before + "+" + room.substr(1) + after, Errc::InviteRoom},
        {before + room.substr(0, 10) + " " + room.substr(11) + after, Errc::InviteRoom},
        {before + "%41" + room.substr(1) + after, Errc::InviteRoom},
        {before + std::string(21, 'A') + std::string(1, '\0') + after, Errc::InviteRoom},

        // Bytes that libsodium takes for letters, so that an id would have many spellings.
        {before + room.substr(0, 5) + "\x80" + room.substr(6) + after, Errc::InviteRoom},
        {before + room.substr(0, 4) + "आ" + room.substr(7) + after, Errc::InviteRoom},
        {before + room + "#v1." + secret.substr(0, 5) + "\xFF" + secret.substr(6), Errc::InviteSecret},

        {before + room, Errc::InviteSecretGone},
        {before + room + "#", Errc::InviteSecretGone},
        {before + room + "#v1", Errc::InviteSecretGone},
        {before + room + "#v2." + secret, Errc::InviteVersion},
        {before + room + "#V1." + secret, Errc::InviteVersion},
        {before + room + "#v1#" + secret, Errc::InviteVersion},
        {before + room + "#" + secret, Errc::InviteVersion},
        {before + room + "##v1." + secret, Errc::InviteVersion},
        {before + room + "#v1.", Errc::InviteSecret},
        {before + room + "#v1.." + secret, Errc::InviteSecret},
        {before + room + "#v1." + secret.substr(1), Errc::InviteSecret},
        {before + room + "#v1." + secret.substr(0, 21) + "h", Errc::InviteSecret},
        {before + room + "#v1." + secret + "=", Errc::InviteSecret},

        {plain + ".", Errc::InviteTitle},
        {plain + "." + fingerprint + ".", Errc::InviteTitle},
        {plain + ".a b", Errc::InviteTitle},
        {plain + ".a+b#", Errc::InviteTitle},
        {plain + ".%", Errc::InviteTitle},
        {plain + ".%4", Errc::InviteTitle},
        {plain + ".%GG", Errc::InviteTitle},
        {plain + ".आशा", Errc::InviteTitle},         // not encoded
        {plain + ".%FF", Errc::InviteTitle},         // not UTF-8
        {plain + ".%C0%AF", Errc::InviteTitle},      // overlong
        {plain + ".%ED%A0%80", Errc::InviteTitle},   // a surrogate
        {plain + ".a%00b", Errc::InviteTitle},       // zero
        {plain + ".a%0Ab", Errc::InviteTitle},       // newline
        {plain + ".a%E2%80%AEb", Errc::InviteTitle}, // right-to-left override
        {plain + ".a%E2%80%8Bb", Errc::InviteTitle}, // zero width space
        {plain + ".Jose%CC%81", Errc::InviteTitle},  // not NFC
        {plain + ".%20a", Errc::InviteTitle},        // a space at the end
        {plain + ".a%20%20b", Errc::InviteTitle},    // two spaces
        {plain + "." + std::string(33, 'x') + std::string(16, 'y'), Errc::InviteTitle},
        {plain + ".x." + fingerprint, Errc::InviteFingerprint},
        {plain + ".x.y", Errc::InviteFingerprint},
        {plain + ".." + fingerprint, Errc::InviteFingerprint},
        {plain + "." + fingerprint + "." + fingerprint, Errc::InviteTitle},
        {plain + "." + fingerprint + ".a.b", Errc::InviteParts},
        {plain + "....", Errc::InviteParts},
    };
    for (const HostileCase& hostile : cases) {
        const auto invite = parseInvite(hostile.text);
        EXPECT_EQ(invite.code(), hostile.code)
            << hostile.text.substr(0, 200) << ": " << describe(invite.code());
    }
}

TEST(InviteTest, write_whatCannotBeAnInvite_isRefused)
{
    const auto code = [](auto change) {
        Invite invite = sample();
        change(invite);
        return writeInvite(invite).code();
    };
    EXPECT_EQ(code([](Invite& invite) { invite.host = "a b"; }), Errc::InviteHost);
    EXPECT_EQ(code([](Invite& invite) { invite.host = "Chat.example"; }), Errc::InviteHost);
    EXPECT_EQ(code([](Invite& invite) { invite.port = 0; }), Errc::InvitePort);
    EXPECT_EQ(code([](Invite& invite) { invite.room = {}; }), Errc::InviteRoom);
    EXPECT_EQ(code([](Invite& invite) { invite.secret.pop_back(); }), Errc::InviteSecret);
    EXPECT_EQ(code([](Invite& invite) { invite.fingerprint = "ab"; }), Errc::InviteFingerprint);
    EXPECT_EQ(code([](Invite& invite) { invite.title = "a\nb"; }), Errc::InviteTitle);
    EXPECT_EQ(code([](Invite& invite) { invite.title = std::string(49, 'a'); }), Errc::InviteTitle);
    EXPECT_EQ(code([](Invite& invite) { invite.title = "   "; }), Errc::InviteTitle);
}

TEST(ServerLinkTest, write_isReadBack)
{
    for (const std::string& server : {std::string("chat.example.org"), std::string("chat.example.org:8443"),
                                      std::string("[2001:db8::1]:8443"), std::string("192.0.2.1")}) {
        for (const std::string& key : {std::string(), fingerprint}) {
            const auto text = writeServerLink(server, key);
            ASSERT_TRUE(text) << server;
            const auto link = parseServerLink(" " + *text + "\n");
            ASSERT_TRUE(link) << *text;
            EXPECT_EQ(link->fingerprint, key);
            const std::string host =
                link->host.find(':') == std::string::npos ? link->host : "[" + link->host + "]";
            EXPECT_EQ(host + (link->port == 443 ? "" : ":" + std::to_string(link->port)), server);
        }
    }
    EXPECT_EQ(writeServerLink("chat.example.org:443", "").value(), "chatmet://chat.example.org/#v1");
    for (const char* server : {"", "no host", "chat.example.org:0", "chat.example.org:1/", "::1", "a#b"})
        EXPECT_FALSE(writeServerLink(server, "").ok()) << server;
    EXPECT_EQ(writeServerLink("chat.example.org", "abc").code(), Errc::InviteFingerprint);
}

TEST(ServerLinkTest, parse_whatIsNoServer_isRefused)
{
    EXPECT_TRUE(parseServerLink("chatmet://chat.example.org").ok());
    EXPECT_TRUE(parseServerLink("CHATMET://Chat.Example.Org/").ok());
    EXPECT_EQ(parseServerLink(plain).code(), Errc::InviteRoom);
    EXPECT_EQ(parseServerLink("wss://chat.example.org").code(), Errc::InviteScheme);
    EXPECT_EQ(parseServerLink("chatmet://chat.example.org/#v2").code(), Errc::InviteVersion);
    EXPECT_EQ(parseServerLink("chatmet://chat.example.org/#v1.").code(), Errc::InviteFingerprint);
    EXPECT_EQ(parseServerLink("chatmet://chat.example.org/#v1." + fingerprint + ".x").code(),
              Errc::InviteFingerprint);
    EXPECT_EQ(parseServerLink("chatmet://chat.example.org:99999/").code(), Errc::InvitePort);
    EXPECT_EQ(parseServerLink("chatmet:///#v1").code(), Errc::InviteHost);
}

TEST(InviteTest, anyChange_isRefusedOrWrittenBackAsItself)
{
    const std::string full = *writeInvite([] {
        Invite invite = sample();
        invite.fingerprint = fingerprint;
        invite.title = "a b";
        return invite;
    }());
    std::mt19937_64 dice(3);
    int accepted = 0;
    for (int i = 0; i < 100'000; ++i) {
        std::string changed = full;
        for (std::uint64_t times = 1 + dice() % 3; times > 0; --times)
            changed[dice() % changed.size()] = static_cast<char>(dice() % 2 ? dice() : 0x20 + dice() % 0x5F);
        const auto invite = parseInvite(changed);
        if (!invite)
            continue;
        ++accepted;
        const auto written = writeInvite(*invite);
        ASSERT_TRUE(written) << changed;
        // One spelling of everything whose case counts.
        const std::size_t fragment = written->find('#');
        ASSERT_NE(changed.find(written->substr(fragment - 22, 22)), std::string::npos) << changed;
        ASSERT_NE(changed.find(written->substr(fragment + 4, 22)), std::string::npos) << changed;
        ASSERT_EQ(*parseInvite(*written), *invite);
    }
    EXPECT_GT(accepted, 100);
}

} // namespace
} // namespace chatmet::protocol
