// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an ended pair leaves behind: for two minutes, for one report and one block, and nothing of a session
// that is gone.
#include "server/core/Tickets.h"

#include "common/protocol/Limits.h"
#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <vector>

namespace chatmet::server {
namespace {

struct TicketsTest : testing::Test
{
    Ticket issue(const SessionId& owner, const SessionId& other, std::int64_t nowMs = 0)
    {
        Ticket ticket;
        ticket.owner = owner;
        ticket.conversation = ConversationId::random(random);
        ticket.other = other;
        ticket.sinceMs = nowMs;
        tickets.issue(ticket);
        return ticket;
    }

    tests::SeededRandom random{3};
    Tickets tickets;
    SessionId a = SessionId::random(random);
    SessionId b = SessionId::random(random);
};

TEST_F(TicketsTest, ticket_isItsOwnersAlone)
{
    const Ticket issued = issue(a, b);
    ASSERT_NE(tickets.find(a, issued.conversation), nullptr);
    EXPECT_EQ(tickets.find(a, issued.conversation)->other, b);
    EXPECT_EQ(tickets.find(b, issued.conversation), nullptr);
    EXPECT_EQ(tickets.countBy(a), 1U);
    EXPECT_EQ(tickets.countOf(b), 1U);
}

TEST_F(TicketsTest, ticket_lastsForItsTime)
{
    const Ticket first = issue(a, b, 0);
    const Ticket second = issue(a, b, 10);
    EXPECT_EQ(tickets.leftMs(a, first.conversation, 1'000), limits::ticketMs - 1'000);
    tickets.expire(limits::ticketMs - 1);
    EXPECT_EQ(tickets.size(), 2U);
    tickets.expire(limits::ticketMs);
    EXPECT_EQ(tickets.find(a, first.conversation), nullptr);
    EXPECT_NE(tickets.find(a, second.conversation), nullptr);
    tickets.expire(limits::ticketMs + 10);
    EXPECT_EQ(tickets.size(), 0U);
    EXPECT_EQ(tickets.countOf(b), 0U);
    EXPECT_EQ(tickets.leftMs(a, second.conversation, limits::ticketMs + 10), 0);
}

TEST_F(TicketsTest, ticket_usedForBoth_isGone)
{
    const Ticket issued = issue(a, b);
    tickets.find(a, issued.conversation)->reported = true;
    tickets.dropIfUsedUp(a, issued.conversation);
    ASSERT_NE(tickets.find(a, issued.conversation), nullptr) << "it is still worth a block";
    tickets.find(a, issued.conversation)->blocked = true;
    tickets.dropIfUsedUp(a, issued.conversation);
    EXPECT_EQ(tickets.size(), 0U);
}

TEST_F(TicketsTest, tooMany_theOldestGoes)
{
    const Ticket oldest = issue(a, b);
    for (std::size_t i = 0; i < limits::ticketsPerSessionMax; ++i)
        (void)issue(a, SessionId::random(random));
    EXPECT_EQ(tickets.countBy(a), limits::ticketsPerSessionMax);
    EXPECT_EQ(tickets.find(a, oldest.conversation), nullptr);
    EXPECT_EQ(tickets.countOf(b), 0U);
}

TEST_F(TicketsTest, forget_takesItsTickets_andItsIdOutOfOthers)
{
    (void)issue(a, b);
    const Ticket about = issue(b, a);
    tickets.forget(a);
    EXPECT_EQ(tickets.size(), 1U);
    ASSERT_NE(tickets.find(b, about.conversation), nullptr) << "it can still be reported";
    EXPECT_TRUE(tickets.find(b, about.conversation)->other.isNull());
    tickets.forget(b);
    EXPECT_EQ(tickets.size(), 0U);
    tickets.forget(b);
}

} // namespace
} // namespace chatmet::server
