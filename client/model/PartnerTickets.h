// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The tickets of the partner of now, and of the one before.

#include "client/model/PartnerTicket.h"

namespace chatmet::client {

/// GUI thread.
class PartnerTickets
{
public:
    /// line: outlives it.
    explicit PartnerTickets(ChatConnection& line) : m_now(line), m_before(line) {}

    /// Of the pair of now or of the page that is shown.
    [[nodiscard]] PartnerTicket& now() { return m_now; }
    /// Of the pair before it.
    [[nodiscard]] PartnerTicket& before() { return m_before; }

    /// A pair begins; the one of until now becomes the one before.
    void begin(const ConversationId& conversation, const MemberId& partner);
    void clear();

    // What the server says.
    void takeEnded(const protocol::Ended& end);
    void take(const protocol::Reported& reported);
    void take(const protocol::Blocked& blocked);
    /// True where it is about one of them.
    bool takeError(const protocol::ErrorAnswer& error);

private:
    PartnerTicket m_now;
    PartnerTicket m_before;
};

} // namespace chatmet::client
