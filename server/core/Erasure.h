// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is to be erased: a whole conversation, or of it what one member wrote.

#include "common/base/Ids.h"

namespace chatmet::server {

struct Erasure
{
    ConversationId conversation;
    MemberId author; ///< null: everything of the conversation

    /// Everything, unless an author is named.
    Erasure(const ConversationId& erased, const MemberId& by = {}) : conversation(erased), author(by) {}

    /// Whether it takes what belongs to this conversation, written by this member (null: by nobody).
    [[nodiscard]] bool covers(const ConversationId& belongsTo, const MemberId& by) const
    {
        return belongsTo == conversation && (author.isNull() || by == author);
    }

    friend bool operator==(const Erasure&, const Erasure&) = default;
};

} // namespace chatmet::server
