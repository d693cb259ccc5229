// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP request of whoever connects: an upgrade, a refusal in words of ours, or not all there yet.
#include "server/net/UpgradeRequest.h"

#include "tests/fuzz/FuzzInput.h"

using namespace chatmet;
using chatmet::server::UpgradeRequest;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view received = fuzz::textOf({data, size});
    const UpgradeRequest request = server::readUpgradeRequest(received);
    switch (request.state) {
    case UpgradeRequest::State::Incomplete:
        fuzz::require(size <= UpgradeRequest::headerBytesMax, "nobody is waited for beyond the limit");
        break;
    case UpgradeRequest::State::Upgrade:
        fuzz::require(received.ends_with("\r\n\r\n"), "nothing stands behind the header");
        break;
    case UpgradeRequest::State::Refused:
        fuzz::require(request.refusal.starts_with("HTTP/1.1 "), "a refusal is an answer");
        break;
    }
    return 0;
}
