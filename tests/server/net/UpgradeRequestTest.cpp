// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What opens a WebSocket and what gets a short answer instead.
#include "server/net/UpgradeRequest.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

using State = UpgradeRequest::State;

std::string request(const std::string& more = {})
{
    return "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
           more + "\r\n";
}

void expectRefused(const std::string& text, const std::string& status)
{
    const UpgradeRequest outcome = readUpgradeRequest(text);
    EXPECT_EQ(outcome.state, State::Refused) << text.substr(0, 80);
    EXPECT_EQ(outcome.refusal.find("HTTP/1.1 " + status), 0U) << outcome.refusal;
    EXPECT_NE(outcome.refusal.find("Connection: close\r\n"), std::string::npos);
}

TEST(UpgradeRequest, read_goodRequest_isAnUpgrade)
{
    EXPECT_EQ(readUpgradeRequest(request()).state, State::Upgrade);
    EXPECT_FALSE(readUpgradeRequest(request()).offersSubprotocol);
    EXPECT_TRUE(
        readUpgradeRequest(request("Sec-WebSocket-Protocol: other, chatmet.1\r\n")).offersSubprotocol);
    EXPECT_FALSE(readUpgradeRequest(request("Sec-WebSocket-Protocol: chatmet.10\r\n")).offersSubprotocol);
}

TEST(UpgradeRequest, read_everyPrefix_isIncomplete)
{
    const std::string whole = request();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        ASSERT_EQ(readUpgradeRequest(whole.substr(0, size)).state, State::Incomplete) << size;
    }
}

TEST(UpgradeRequest, read_plainHttp_isToldToUpgrade)
{
    expectRefused("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "426 Upgrade Required");
    expectRefused("GET / HTTP/1.0\r\n\r\n", "426 Upgrade Required");
    expectRefused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "426 Upgrade Required");
}

TEST(UpgradeRequest, read_rubbish_isABadRequest)
{
    expectRefused("\r\n\r\n", "400 Bad Request");
    expectRefused("HELLO\r\n\r\n", "400 Bad Request");
    expectRefused(std::string("\0\1\2\r\n\r\n", 7), "400 Bad Request");
    expectRefused(request() + "early", "400 Bad Request");
}

TEST(UpgradeRequest, read_tooMuch_isRefused)
{
    expectRefused(std::string(UpgradeRequest::headerBytesMax + 1, 'x'),
                  "431 Request Header Fields Too Large");
    expectRefused(request("X: " + std::string(UpgradeRequest::headerBytesMax, 'x') + "\r\n"),
                  "431 Request Header Fields Too Large");
    EXPECT_EQ(readUpgradeRequest(request("X: " + std::string(7000, 'x') + "\r\n")).state, State::Upgrade);
}

} // namespace
} // namespace chatmet::server
