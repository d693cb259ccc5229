// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The HTTP request that opens a WebSocket, or the short answer to whatever else came.

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace chatmet::server {

struct UpgradeRequest
{
    static constexpr std::size_t headerBytesMax = 8192;

    enum class State
    {
        Incomplete, ///< read on
        Upgrade,    ///< request is one; Beast judges key and version
        Refused     ///< answer refusal and close
    };
    State state{State::Incomplete};
    boost::beast::http::request<boost::beast::http::empty_body> request;
    bool offersSubprotocol{false}; ///< limits::subprotocol is among the offered ones
    std::string refusal;           ///< a whole HTTP/1.1 response
};

/// received: everything that came so far. Bytes after the header's end are refused: no client may send frames
/// before the answer (RFC 6455, section 4.1).
[[nodiscard]] UpgradeRequest readUpgradeRequest(std::string_view received);

} // namespace chatmet::server
