// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PartnerTickets.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <cstdint>

namespace chatmet::client {

void PartnerTickets::begin(const ConversationId& conversation, const MemberId& partner)
{
    if (!m_now.isEmpty())
        m_before.takeFrom(m_now);
    m_now.begin(conversation, partner);
}

void PartnerTickets::clear()
{
    m_now.clear();
    m_before.clear();
}

void PartnerTickets::takeEnded(const protocol::Ended& end)
{
    for (PartnerTicket* one : {&m_now, &m_before}) {
        if (one->conversation() == end.conversation)
            one->end(static_cast<int>(std::min<std::uint32_t>(end.ticketMs, limits::ticketMs)));
    }
}

void PartnerTickets::take(const protocol::Reported& reported)
{
    if (!m_now.take(reported))
        m_before.take(reported);
}

void PartnerTickets::take(const protocol::Blocked& blocked)
{
    if (!m_now.take(blocked))
        m_before.take(blocked);
}

bool PartnerTickets::takeError(const protocol::ErrorAnswer& error)
{
    return m_now.takeError(error) || m_before.takeError(error);
}

} // namespace chatmet::client
