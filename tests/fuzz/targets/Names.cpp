// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Usernames and topics: what is accepted is in the one form that is sent, within the limits.
#include "common/protocol/Names.h"

#include "common/protocol/Content.h"
#include "common/protocol/Limits.h"
#include "tests/fuzz/FuzzInput.h"

using namespace chatmet;
using namespace chatmet::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf({data, size});
    if (const auto username = normaliseUsername(text)) {
        fuzz::require(!username->empty() && username->size() <= limits::usernameBytesMax &&
                          countCharacters(*username) <= limits::usernameCharactersMax,
                      "a username is within its limits");
        const auto again = normaliseUsername(*username);
        fuzz::require(again.ok() && *again == *username, "a username has one form");
    } else {
        const Errc code = username.code();
        fuzz::require(code == Errc::UsernameEmpty || code == Errc::UsernameTooLong ||
                          code == Errc::UsernameCharacters,
                      "a refused username has one of its codes");
    }
    if (const auto topic = normaliseTopic(text)) {
        fuzz::require(!topic->empty() && topic->size() <= limits::topicBytesMax &&
                          countCharacters(*topic) <= limits::topicCharactersMax,
                      "a topic is within its limits");
        const auto again = normaliseTopic(*topic);
        fuzz::require(again.ok() && *again == *topic, "a topic has one form");
    } else {
        fuzz::require(topic.code() == Errc::TopicInvalid, "a refused topic has its code");
    }
    return 0;
}
