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
    m_report = m_block = Step::Unsaid;
    m_reportSequence = m_blockSequence = 0;
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
    m_reportSequence = other.m_reportSequence;
    m_blockSequence = other.m_blockSequence;
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
    m_report = m_block = Step::Unsaid;
    m_reportSequence = m_blockSequence = 0;
    if (was)
        Q_EMIT changed();
}

int PartnerTicket::leftMs() const
{
    return m_time.isActive() ? std::max(m_time.remainingTime(), 1) : 0;
}

bool PartnerTicket::report(protocol::ReportReason reason)
{
    return mayReport() &&
           say(m_report, m_reportSequence, protocol::Report{m_conversation, m_partner, reason});
}

bool PartnerTicket::block()
{
    return mayBlock() && say(m_block, m_blockSequence, protocol::Block{m_conversation, m_partner});
}

bool PartnerTicket::say(Step& step, std::uint64_t& sequence, protocol::ClientKind kind)
{
    if (!m_line.send(std::move(kind)))
        return false;
    step = Step::Said;
    sequence = m_line.lastSentSequence();
    Q_EMIT changed();
    return true;
}

bool PartnerTicket::take(const protocol::Reported& reported)
{
    if (isEmpty() || reported.conversation != m_conversation)
        return false;
    m_report = Step::Taken;
    Q_EMIT changed();
    return true;
}

bool PartnerTicket::take(const protocol::Blocked& blocked)
{
    if (isEmpty() || blocked.conversation != m_conversation)
        return false;
    m_block = Step::Taken;
    Q_EMIT changed();
    return true;
}

bool PartnerTicket::takeError(const protocol::ErrorAnswer& error)
{
    if (isEmpty() || error.regarding == 0)
        return false;
    const auto takeBack = [&](Step& step, std::uint64_t& sequence) {
        if (error.regarding != sequence)
            return false;
        sequence = 0;
        step = error.code == Errc::SaidBefore ? Step::Taken : Step::Unsaid;
        return true;
    };
    if (!takeBack(m_report, m_reportSequence) && !takeBack(m_block, m_blockSequence))
        return false;
    if (error.code == Errc::MemberUnknown)
        clear(); // its time is over
    else
        Q_EMIT changed();
    return true;
}

} // namespace chatmet::client
