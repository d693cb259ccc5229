// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Session.h"

#include "common/protocol/Limits.h"
#include "server/core/GiveBack.h"

#include <algorithm>
#include <utility>

namespace chatmet::server {

namespace {

/// No number that is told.
constexpr std::uint32_t nobodyKnowsHowMany = UINT32_MAX;

} // namespace

Session::Session(SessionId id, ConnectionId connection, std::string username, ByteBudget& budget,
                 ByteBudget::Charge charge, std::int64_t nowMs)
    : m_id(id),
      m_connection(connection),
      m_username(std::move(username)),
      m_charge(std::move(charge)),
      m_outbox(budget),
      m_sinceMs(nowMs)
{
}

void Session::leaveLine(std::int64_t steadyMs)
{
    m_connection = noConnection;
    m_awaySinceMs = steadyMs;
    m_toldOnline = nobodyKnowsHowMany; // it may have been lost
    m_untold = 0;                      // the welcome that takes it up again tells what was taken
}

void Session::takeLine(ConnectionId connection)
{
    m_connection = connection;
    m_awaySinceMs = 0;
}

void Session::leaveRoom(const ConversationId& room)
{
    eraseAndGiveBack(m_rooms, room);
}

bool Session::isIn(const ConversationId& conversation) const
{
    return m_pair == conversation || std::find(m_rooms.begin(), m_rooms.end(), conversation) != m_rooms.end();
}

void Session::forgetFormerLine(ConnectionId connection)
{
    eraseAndGiveBack(m_formerLines, connection);
}

void Session::forgetEnding(const ConversationId& conversation)
{
    eraseAndGiveBack(m_endings, conversation);
}

void Session::setTokens(const SessionToken& token, const SessionToken& before)
{
    m_token = token;
    m_tokenBefore = before;
}

Taken Session::take(std::uint64_t sequence, std::int64_t steadyMs)
{
    if (sequence <= m_lastTaken)
        return Taken::Repeat;
    if (sequence != m_lastTaken + 1)
        return Taken::Gap;
    m_lastTaken = sequence;
    if (m_untold++ == 0)
        m_untoldSinceMs = steadyMs;
    return Taken::New;
}

std::int64_t Session::holdingsInMs(std::int64_t steadyMs)
{
    const std::int64_t readyMs = m_holdingsToldMs + limits::holdingsEveryMs;
    if (m_holdingsToldMs != 0 && steadyMs < readyMs)
        return readyMs - steadyMs;
    m_holdingsToldMs = steadyMs;
    return 0;
}

} // namespace chatmet::server
