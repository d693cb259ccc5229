// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/OwedFrames.h"

#include "tests/simulation/FrameKind.h"
#include "tests/simulation/Ground.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using server::Erasure;
using server::SendFrame;

namespace {

bool isIt(const OwedFrame& owed, const SendFrame& frame)
{
    return owed.conversation == frame.conversation && owed.author == frame.author &&
           isSame(owed.kind, frame.kind) && isSame(owed.body, frame.body);
}

} // namespace

void OwedFrames::sent(const SendFrame& frame, bool isForeseen, bool anyOrder)
{
    const auto next = m_frames.begin() + static_cast<std::ptrdiff_t>(m_sent);
    require(next == m_frames.end() || next->sequence == 0,
            "after a resume what is not acknowledged comes first");
    if (!isForeseen) {
        OwedFrame one{frame.kind, frame.body, frame.conversation, frame.author};
        one.sequence = frame.sequence;
        m_frames.insert(next, std::move(one));
    } else {
        auto found = next;
        while (anyOrder && found != m_frames.end() && !isIt(*found, frame))
            ++found;
        require(found != m_frames.end(), "only what is due is told");
        require(isIt(*found, frame), "what is due is told in its order and to the byte");
        found->sequence = frame.sequence;
        found->kind = frame.kind; // the very bytes, which are compared sooner
        std::rotate(next, found, found + 1);
    }
    ++m_sent;
}

void OwedFrames::sentAgain(const SendFrame& frame)
{
    require(m_sent < m_frames.size() && m_frames[m_sent].sequence == frame.sequence &&
                isIt(m_frames[m_sent], frame),
            "after a resume comes what is not acknowledged, as it was, and nothing that was erased");
    ++m_sent;
}

void OwedFrames::acknowledge(std::uint64_t upTo)
{
    while (!m_frames.empty() && m_frames.front().sequence != 0 && m_frames.front().sequence <= upTo) {
        m_frames.pop_front();
        m_sent -= m_sent > 0 ? 1 : 0;
    }
}

void OwedFrames::erase(const Erasure& erasure)
{
    const auto isErased = [&](const OwedFrame& one) { return erasure.covers(one.conversation, one.author); };
    const auto sentEnd = m_frames.begin() + static_cast<std::ptrdiff_t>(m_sent);
    m_sent -= static_cast<std::size_t>(std::count_if(m_frames.begin(), sentEnd, isErased));
    std::erase_if(m_frames, isErased);
}

OwedFrames::Replaced OwedFrames::replace(const ConversationId& conversation, const MemberId& author,
                                         std::uint64_t message, const SharedBytes& kind)
{
    const auto found = std::find_if(m_frames.begin(), m_frames.end(), [&](const OwedFrame& one) {
        return one.message == message && one.conversation == conversation && one.author == author;
    });
    if (message == 0 || found == m_frames.end())
        return {};
    found->kind = kind;
    found->body = {};
    found->message = 0;
    return {true, found->sequence};
}

const char* OwedFrames::missing() const
{
    return m_sent == m_frames.size() ? nullptr : m_frames[m_sent].rule;
}

} // namespace chatmet::simulation
