// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PartnerTicket.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

PartnerTicket::PartnerTicket(ChatConnection& line, QObject* parent) : QObject(parent), m_line(line)
{
    m_time.setSingleShot(true);
    connect(&m_time, &QTimer::timeout, this, &PartnerTicket::clear);
}

void PartnerTicket::begin(const ConversationId& conversation, const MemberId& partner)
{
    m_time.stop();
    m_conversation = conversation;
    m_partner = partner;
    m_report = m_block = {};
    Q_EMIT changed();
}

void PartnerTicket::end(int leftMs)
{
    if (isEmpty())
        return;
    if (leftMs <= 0)
        return clear();
    m_time.start(std::min(leftMs, static_cast<int>(limits::ticketMs)));
    Q_EMIT changed();
}

void PartnerTicket::takeFrom(PartnerTicket& other)
{
    m_conversation = other.m_conversation;
    m_partner = other.m_partner;
    m_report = other.m_report;
    m_block = other.m_block;
    m_time.stop();
    if (other.m_time.isActive())
        m_time.start(std::max(other.m_time.remainingTime(), 1));
    other.clear();
    Q_EMIT changed();
}

void PartnerTicket::clear()
{
    m_time.stop();
    const bool was = !isEmpty();
    m_conversation = {};
    m_partner = {};
    m_report = m_block = {};
    if (was)
        Q_EMIT changed();
}

int PartnerTicket::leftMs() const
{
    return m_time.isActive() ? std::max(m_time.remainingTime(), 1) : 0;
}

bool PartnerTicket::report(protocol::ReportReason reason)
{
    return mayReport() && say(m_report, protocol::Report{m_conversation, m_partner, reason});
}

bool PartnerTicket::block()
{
    return mayBlock() && say(m_block, protocol::Block{m_conversation, m_partner});
}

bool PartnerTicket::say(SaidWord& word, protocol::ClientKind kind)
{
    if (!word.say(m_line, std::move(kind)))
        return false;
    Q_EMIT changed();
    return true;
}

bool PartnerTicket::take(const protocol::Reported& reported)
{
    if (isEmpty() || reported.conversation != m_conversation)
        return false;
    m_report.take();
    Q_EMIT changed();
    return true;
}

bool PartnerTicket::take(const protocol::Blocked& blocked)
{
    if (isEmpty() || blocked.conversation != m_conversation)
        return false;
    m_block.take();
    Q_EMIT changed();
    return true;
}

bool PartnerTicket::takeError(const protocol::ErrorAnswer& error)
{
    if (isEmpty() || (!m_report.takeError(error) && !m_block.takeError(error)))
        return false;
    if (error.code == Errc::MemberUnknown)
        clear(); // its time is over
    else
        Q_EMIT changed();
    return true;
}

} // namespace chatmet::client
