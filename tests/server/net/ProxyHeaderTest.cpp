// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PROXY headers, whole, cut at every byte, and bent.
#include "server/net/ProxyHeader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace chatmet::server {
namespace {

using State = ProxyHeader::State;

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

ProxyHeader read(std::string_view text)
{
    return ProxyHeader::read(bytesOf(text));
}

std::string binary(unsigned char versionAndCommand, unsigned char family, const std::string& body)
{
    std::string header("\r\n\r\n\0\r\nQUIT\n", 12);
    header += static_cast<char>(versionAndCommand);
    header += static_cast<char>(family);
    header += static_cast<char>(body.size() >> 8);
    header += static_cast<char>(body.size() & 0xff);
    return header + body;
}

const std::string ipv4Body("\xcb\x00\x71\x07\x0a\x00\x00\x01\x30\x39\x01\xbb", 12);
const std::string ipv6Body =
    std::string("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07", 16) + std::string(16, '\0') + "1234";
const std::string mappedBody =
    std::string("\0\0\0\0\0\0\0\0\0\0\xff\xff\xcb\x00\x71\x07", 16) + std::string(16, '\0') + "1234";

struct Good
{
    std::string header;
    std::string source;
};

std::vector<Good> goodOnes()
{
    return {
        {"PROXY TCP4 203.0.113.7 10.0.0.1 12345 443\r\n", "203.0.113.7"},
        {"PROXY TCP6 2001:DB8::7 ::1 12345 443\r\n", "2001:db8::7"},
        {"PROXY TCP6 ::ffff:203.0.113.7 ::1 0 65535\r\n", "203.0.113.7"},
        {"PROXY UNKNOWN\r\n", ""},
        {"PROXY UNKNOWN whatever stands here\r\n", ""},
        {"PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 "
         "65535\r\n",
         "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
        {binary(0x21, 0x11, ipv4Body), "203.0.113.7"},
        {binary(0x21, 0x11, ipv4Body + std::string("\x04\x00\x03xyz", 6)), "203.0.113.7"}, // a TLV
        {binary(0x21, 0x21, ipv6Body), "2001:db8::7"},
        {binary(0x21, 0x21, mappedBody), "203.0.113.7"},
        {binary(0x20, 0x00, ""), ""},       // LOCAL: a health check
        {binary(0x20, 0x11, ipv4Body), ""}, // LOCAL: what follows is not to be looked at
        {binary(0x21, 0x00, ""), ""},       // no address
        {binary(0x21, 0x31, std::string(216, 'u')), ""},
        {binary(0x21, 0x11, ipv4Body + std::string(1'012, 'x')), "203.0.113.7"},
    };
}

TEST(ProxyHeaderTest, good_saysWhoIsBehind)
{
    for (const Good& good : goodOnes()) {
        const ProxyHeader header = read(good.header);
        EXPECT_EQ(header.state, State::Whole) << good.header;
        EXPECT_EQ(header.source, good.source) << good.header;
    }
}

TEST(ProxyHeaderTest, good_cutAnywhere_wantsMore_andNeverTooMuch)
{
    for (const Good& good : goodOnes()) {
        for (std::size_t size = 0; size < good.header.size(); ++size) {
            const ProxyHeader header = read(std::string_view(good.header).substr(0, size));
            ASSERT_EQ(header.state, State::Incomplete) << good.header << " at " << size;
            ASSERT_GT(header.wants, 0U);
            ASSERT_LE(size + header.wants, good.header.size()) << "what follows belongs to TLS";
        }
    }
}

TEST(ProxyHeaderTest, bad_isRefused)
{
    const std::vector<std::string> badOnes{
        "GET / HTTP/1.1\r\n",
        std::string("\x16\x03\x01\x02\x00", 5), // TLS
        "proxy TCP4 203.0.113.7 10.0.0.1 1 2\r\n",
        "PROXY  TCP4 203.0.113.7 10.0.0.1 1 2\r\n",
        "PROXY TCP4 203.0.113.7 10.0.0.1 1\r\n",
        "PROXY TCP4 203.0.113.7 10.0.0.1 1 2 3\r\n",
        "PROXY TCP4 203.0.113.7 10.0.0.1 1 65536\r\n",
        "PROXY TCP4 203.0.113.7 10.0.0.1 01 2\r\n",
        "PROXY TCP4 203.0.113.7 10.0.0.1 -1 2\r\n",
        "PROXY TCP4 203.0.113 10.0.0.1 1 2\r\n",
        "PROXY TCP4 host.example 10.0.0.1 1 2\r\n",
        "PROXY TCP4 2001:db8::1 ::1 1 2\r\n",
        "PROXY TCP6 203.0.113.7 10.0.0.1 1 2\r\n",
        "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n",
        "PROXY UDP4 203.0.113.7 10.0.0.1 1 2\r\n",
        "PROXY TCP4 203.0.113.7 10.0.0.1 1 2\n",
        "PROXY TCP4 203.0.113.7\r10.0.0.1 1 2\r\n",
        "PROXY UNKNOWN\r\nx",
        binary(0x11, 0x11, ipv4Body),           // version 1 in binary
        binary(0x22, 0x11, ipv4Body),           // no such command
        binary(0x21, 0x12, ipv4Body),           // datagrams
        binary(0x21, 0x13, ipv4Body),           // no such transport
        binary(0x21, 0x41, ipv4Body),           // no such family
        binary(0x21, 0x11, ipv4Body.substr(1)), // too short for its family
        binary(0x21, 0x21, ipv6Body.substr(1)),
        binary(0x21, 0x31, std::string(215, 'u')),
        binary(0x21, 0x11, ipv4Body) + "x",
        binary(0x21, 0x11, ipv4Body + std::string(1'013, 'x')), // more than anybody adds
    };
    for (const std::string& one : badOnes)
        EXPECT_EQ(read(one).state, State::Bad) << one;
}

TEST(ProxyHeaderTest, line_withoutAnEnd_isRefusedAtItsLimit)
{
    std::string line = "PROXY UNKNOWN ";
    while (read(line).state == State::Incomplete) {
        line.append(read(line).wants, 'x');
        ASSERT_LE(line.size(), ProxyHeader::lineBytesMax);
    }
    EXPECT_EQ(read(line).state, State::Bad);
}

TEST(ProxyHeaderTest, anyBytes_cutAnywhere_comeToAnEnd)
{
    for (unsigned seed = 0; seed < 5'000; ++seed) {
        const auto good = goodOnes()[seed % goodOnes().size()].header;
        std::string bent = good;
        bent[(seed * 7) % bent.size()] = static_cast<char>(seed * 31);
        std::string taken;
        ProxyHeader header = read(taken);
        while (header.state == State::Incomplete && taken.size() < bent.size()) {
            taken += bent.substr(taken.size(), header.wants);
            ASSERT_LE(taken.size(), ProxyHeader::bytesMax);
            header = read(taken);
        }
    }
}

} // namespace
} // namespace chatmet::server
