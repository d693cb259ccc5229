// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What we have told the server of the others in one room: whom we reported, whom we blocked.

#include "client/model/SaidWord.h"
#include "common/base/Ids.h"

#include <map>

namespace chatmet::client {

/// Holds random ids and what was said of them, for as long as they are in the room or an answer is to come.
/// GUI thread.
class RoomWords
{
public:
    /// line: outlives it.
    RoomWords(ChatConnection& line, ConversationId room) : m_line(line), m_room(room) {}

    [[nodiscard]] WordStep reported(const MemberId& member) const;
    [[nodiscard]] WordStep blocked(const MemberId& member) const;

    // Once each; false where it was said before, or the line cannot take it.
    bool report(const MemberId& member, protocol::ReportReason reason);
    bool block(const MemberId& member);

    // What the server says; true where it is about a word of ours.
    bool take(const protocol::Reported& reported);
    bool take(const protocol::Blocked& blocked);
    bool takeError(const protocol::ErrorAnswer& error);

    void memberLeft(const MemberId& member);
    void forget() { m_words.clear(); }

private:
    struct Words
    {
        SaidWord report;
        SaidWord block;
        bool hasLeft{false};
    };
    /// The server has this word; false where it was not said.
    bool taken(const MemberId& member, SaidWord Words::*word);
    void dropAnswered();

    ChatConnection& m_line;
    ConversationId m_room;
    std::map<MemberId, Words> m_words; ///< of those of whom something was said
};

} // namespace chatmet::client
