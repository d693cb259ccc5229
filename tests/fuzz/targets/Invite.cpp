// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody pasted as an invite: it is refused with a code of its own, or it is the one text that says
// this.
#include "common/protocol/Invite.h"

#include "tests/fuzz/FuzzInput.h"

using namespace chatmet;
using namespace chatmet::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto invite = parseInvite(fuzz::textOf({data, size}));
    if (!invite)
        return 0;
    fuzz::require(invite->secret.size() == 16, "a secret has its length");
    fuzz::require(invite->fingerprint.empty() || invite->fingerprint.size() == 64,
                  "a fingerprint has its length");
    fuzz::require(!invite->host.empty() && invite->port != 0 && !invite->room.isNull(), "it leads somewhere");
    const auto written = writeInvite(*invite);
    fuzz::require(written.ok(), "what was read can be written");
    const auto again = parseInvite(*written);
    fuzz::require(again.ok() && *again == *invite, "there and back it is the same");
    fuzz::require(writeInvite(*again).value() == *written, "an invite has one spelling");
    return 0;
}
