// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/Words.h"

#include "tests/simulation/FrameKind.h"

#include <array>
#include <cstddef>
#include <sstream>
#include <variant>

namespace chatmet::simulation {

using namespace server;
using namespace protocol;

namespace {

// In the order of the variants.
constexpr std::array clientKinds{"unknown",  "oversized", "hello",     "goodbye",   "acknowledgement",
                                 "holdings", "tombstone", "puzzle",    "meet",      "cancel",
                                 "leave",    "key",       "report",    "block",     "send",
                                 "typing",   "accept",    "open",      "chunk",     "credit",
                                 "end",      "open room", "join room", "lock room", "remove member"};
static_assert(clientKinds.size() == std::variant_size_v<ClientKind>);
constexpr std::array serverKinds{
    "unknown",     "welcome",     "hello again",   "error",       "acknowledgement", "farewell", "puzzle",
    "holdings",    "counts",      "notice",        "waiting",     "cancelled",       "paired",   "ended",
    "key",         "away",        "back",          "reported",    "blocked",         "accepted", "message",
    "unsent",      "typing",      "accept",        "open",        "chunk",           "credit",   "end",
    "room opened", "room joined", "member joined", "member left", "room changed"};
static_assert(serverKinds.size() == std::variant_size_v<ServerKind>);
constexpr std::array events{"connected", "frame", "malformed", "disconnected", "erased",
                            "overflow",  "tick",  "drain",     "announce",     "turned away"};
static_assert(events.size() == std::variant_size_v<Event>);
constexpr std::array effects{"send",  "erase", "replace",     "drop stream",
                             "close", "cut",   "log arrival", "log refusal"};
static_assert(effects.size() == std::variant_size_v<Effect>);

/// Enough of an id to tell it from others.
template <class Id> std::string shortly(const Id& id)
{
    std::ostringstream words;
    words << std::hex << (id.bytes()[2] * 256 + id.bytes()[3]);
    return words.str();
}

template <class Kind> void addDetails(std::ostream& words, const Kind& kind)
{
    if constexpr (requires { kind.conversation; })
        words << " in " << shortly(kind.conversation);
    if constexpr (requires { kind.room; })
        words << " room " << shortly(kind.room);
    if constexpr (requires { kind.member; })
        words << " member " << shortly(kind.member);
    if constexpr (requires { kind.host; })
        words << " host " << shortly(kind.host) << (kind.locked ? " locked" : "");
    if constexpr (requires { kind.reason; })
        words << " reason " << static_cast<int>(kind.reason);
    if constexpr (requires { kind.takesBack; })
        words << " takes back " << kind.takesBack;
    if constexpr (requires { kind.stream; })
        words << " stream " << shortly(kind.stream);
    if constexpr (requires { kind.senderNumber; })
        words << " sender's " << kind.senderNumber;
    if constexpr (requires { kind.number; })
        words << " number " << kind.number;
    if constexpr (requires { kind.received; })
        words << " received " << kind.received << " allowed " << kind.allowed << " again " << kind.resumeAt;
    if constexpr (requires { kind.credit; })
        words << " credit " << kind.credit;
    if constexpr (requires { kind.outcome; })
        words << " outcome " << static_cast<int>(kind.outcome);
    if constexpr (requires { kind.regarding; })
        words << " regarding " << kind.regarding << ": " << describe(kind.code);
    if constexpr (requires { kind.resumed; })
        words << (kind.resumed ? " back" : " new");
}

} // namespace

std::string wordsOf(const Event& event)
{
    std::ostringstream words;
    words << "-> " << events[event.index()];
    std::visit(
        [&](const auto& one) {
            if constexpr (requires { one.connection; })
                words << " line " << static_cast<std::uint64_t>(one.connection);
            if constexpr (requires { one.conversation; })
                words << " in " << shortly(one.conversation);
        },
        event);
    if (const auto* received = std::get_if<FrameReceived>(&event)) {
        const ClientFrame& frame = received->frame;
        words << ' ' << clientKinds[frame.kind.index()] << " #" << frame.sequence << " has "
              << frame.acknowledged;
        std::visit([&](const auto& kind) { addDetails(words, kind); }, frame.kind);
    }
    return words.str();
}

std::string wordsOf(const Effect& effect)
{
    std::ostringstream words;
    words << "   <- " << effects[effect.index()] << " line "
          << std::visit([](const auto& one) { return static_cast<std::uint64_t>(one.connection); }, effect);
    if (const auto* frame = std::get_if<SendFrame>(&effect)) {
        const ServerKind kind = kindOf(*frame);
        words << ' ' << serverKinds[kind.index()] << " #" << frame->sequence << " has "
              << frame->acknowledged;
        std::visit([&](const auto& one) { addDetails(words, one); }, kind);
    } else if (const auto* erase = std::get_if<EraseQueued>(&effect)) {
        words << " in " << shortly(erase->conversation) << " by " << shortly(erase->author);
    }
    return words.str();
}

} // namespace chatmet::simulation
