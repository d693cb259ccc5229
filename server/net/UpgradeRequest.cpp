// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/UpgradeRequest.h"

#include "common/protocol/Limits.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace chatmet::server {

namespace {

namespace http = boost::beast::http;

UpgradeRequest refused(std::string_view status, std::string_view extraHeader = {})
{
    static constexpr std::string_view text =
        "This is a ChatMet server. Use the ChatMet program to talk to it.\n";
    UpgradeRequest outcome;
    outcome.state = UpgradeRequest::State::Refused;
    outcome.refusal = "HTTP/1.1 ";
    outcome.refusal += status;
    outcome.refusal += "\r\n";
    outcome.refusal += extraHeader;
    outcome.refusal +=
        "Connection: close\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(text.size()) +
        "\r\n\r\n";
    outcome.refusal += text;
    return outcome;
}

} // namespace

UpgradeRequest readUpgradeRequest(std::string_view received)
{
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string_view::npos && received.size() <= UpgradeRequest::headerBytesMax) {
        return {};
    }
    if (end == std::string_view::npos || end > UpgradeRequest::headerBytesMax) {
        return refused("431 Request Header Fields Too Large");
    }
    http::request_parser<http::empty_body> parser;
    parser.header_limit(UpgradeRequest::headerBytesMax + 4);
    boost::system::error_code error;
    parser.put(boost::asio::buffer(received.data(), end + 4), error); // the header alone
    if (error || !parser.is_header_done()) {
        return refused("400 Bad Request");
    }
    if (!boost::beast::websocket::is_upgrade(parser.get())) {
        return refused("426 Upgrade Required", "Upgrade: websocket\r\n");
    }
    if (received.size() != end + 4) {
        return refused("400 Bad Request");
    }
    UpgradeRequest outcome;
    outcome.state = UpgradeRequest::State::Upgrade;
    outcome.request = parser.release();
    outcome.offersSubprotocol =
        http::token_list(outcome.request[http::field::sec_websocket_protocol]).exists(limits::subprotocol);
    return outcome;
}

} // namespace chatmet::server
