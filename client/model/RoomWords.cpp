// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/RoomWords.h"

#include <algorithm>

namespace chatmet::client {

WordStep RoomWords::reported(const MemberId& member) const
{
    const auto found = m_words.find(member);
    return found == m_words.end() ? WordStep::Unsaid : found->second.report.step();
}

WordStep RoomWords::blocked(const MemberId& member) const
{
    const auto found = m_words.find(member);
    return found == m_words.end() ? WordStep::Unsaid : found->second.block.step();
}

bool RoomWords::report(const MemberId& member, protocol::ReportReason reason)
{
    SaidWord& word = m_words[member].report;
    return word.isUnsaid() && word.say(m_line, protocol::Report{m_room, member, reason});
}

bool RoomWords::block(const MemberId& member)
{
    SaidWord& word = m_words[member].block;
    return word.isUnsaid() && word.say(m_line, protocol::Block{m_room, member});
}

bool RoomWords::take(const protocol::Reported& reported)
{
    return taken(reported.member, &Words::report);
}

bool RoomWords::take(const protocol::Blocked& blocked)
{
    return taken(blocked.member, &Words::block);
}

bool RoomWords::taken(const MemberId& member, SaidWord Words::*word)
{
    const auto found = m_words.find(member);
    if (found == m_words.end() || (found->second.*word).isUnsaid())
        return false;
    (found->second.*word).take();
    dropAnswered();
    return true;
}

bool RoomWords::takeError(const protocol::ErrorAnswer& error)
{
    const bool isOurs = std::any_of(m_words.begin(), m_words.end(), [&error](auto& one) {
        return one.second.report.takeError(error) || one.second.block.takeError(error);
    });
    if (isOurs)
        dropAnswered();
    return isOurs;
}

/// The answer to what was said comes after the word that its member has left.
void RoomWords::memberLeft(const MemberId& member)
{
    const auto found = m_words.find(member);
    if (found == m_words.end())
        return;
    found->second.hasLeft = true;
    dropAnswered();
}

void RoomWords::dropAnswered()
{
    std::erase_if(m_words, [](const auto& one) {
        const Words& words = one.second;
        return words.hasLeft && words.report.step() != WordStep::Said && words.block.step() != WordStep::Said;
    });
}

} // namespace chatmet::client
