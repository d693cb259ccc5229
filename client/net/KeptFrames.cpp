// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/KeptFrames.h"

#include <type_traits>
#include <utility>

namespace chatmet::client {

namespace {

/// These ask the server to end it, and hold nothing of what was said.
template <class Kind>
constexpr bool endsIt = std::is_same_v<Kind, protocol::Leave> || std::is_same_v<Kind, protocol::Report> ||
                        std::is_same_v<Kind, protocol::Block>;

/// Whether there is something in it that an erasure takes.
bool speaksIn(const protocol::ClientKind& kind, const ConversationId& conversation)
{
    return std::visit(
        [&](const auto& one) {
            using Kind = std::decay_t<decltype(one)>;
            if constexpr (requires { one.conversation; } && !endsIt<Kind>)
                return one.conversation == conversation;
            else
                return false;
        },
        kind);
}

} // namespace

void KeptFrames::keep(protocol::ClientFrame frame)
{
    m_bytes += frame.body.size();
    m_frames.push_back(std::move(frame));
}

void KeptFrames::acknowledge(std::uint64_t upTo)
{
    while (!m_frames.empty() && m_frames.front().sequence <= upTo) {
        m_bytes -= m_frames.front().body.size();
        m_frames.pop_front();
    }
}

void KeptFrames::erase(const ConversationId& conversation)
{
    for (protocol::ClientFrame& frame : m_frames) {
        if (!speaksIn(frame.kind, conversation))
            continue;
        m_bytes -= frame.body.size();
        frame.kind = protocol::Tombstone{};
        frame.body = {};
    }
}

} // namespace chatmet::client
