// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says it holds of a session: everything that is there, nothing that is not, nothing of
// others.
#include "common/protocol/Holdings.h"

#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace chatmet::tests {
namespace {

using namespace protocol;
namespace gone = protocol::gone;

class HoldingsTest : public testing::Test
{
protected:
    /// What the person is told now. Asks again once the pause between two answers is over.
    std::vector<Holding> ask(ConnectionId person)
    {
        core.advance(limits::holdingsEveryMs);
        const std::size_t before = core.count<protocol::Holdings>(person);
        core.send(person, HoldingsRequest{});
        EXPECT_EQ(core.count<protocol::Holdings>(person), before + 1);
        return page(person);
    }

    std::vector<Holding> page(ConnectionId person)
    {
        for (auto it = core.client(person).received.rbegin(); it != core.client(person).received.rend();
             ++it) {
            if (std::holds_alternative<protocol::Holdings>(it->frame.kind)) {
                const auto rows = decodeHoldingsPage(it->body.span());
                EXPECT_TRUE(rows.ok());
                return rows.ok() ? *rows : std::vector<Holding>();
            }
        }
        return {};
    }

    static const Holding* find(const std::vector<Holding>& rows, std::string_view field)
    {
        const auto found =
            std::find_if(rows.begin(), rows.end(), [&](const Holding& row) { return row.field == field; });
        return found == rows.end() ? nullptr : &*found;
    }
    static Holding at(const std::vector<Holding>& rows, std::string_view field)
    {
        const Holding* found = find(rows, field);
        EXPECT_NE(found, nullptr) << field;
        return found == nullptr ? Holding{} : *found;
    }
    static std::set<std::string> fields(const std::vector<Holding>& rows, std::string_view below = {})
    {
        std::set<std::string> names;
        for (const Holding& row : rows) {
            if (row.field.starts_with(below))
                names.insert(row.field);
        }
        return names;
    }
    static std::string whole(const std::vector<Holding>& rows)
    {
        std::string text;
        for (const Holding& row : rows)
            text += row.field + '=' + row.value + ' ' + row.gone + '\n';
        return text;
    }

    CoreHarness core;
};

TEST_F(HoldingsTest, arrival_alone_listsTheSessionAndItsConnection)
{
    const auto person = core.arrive("Asha");
    core.advance(4'500);
    const auto rows = ask(person);
    const Holding username = at(rows, "session.username");
    EXPECT_EQ(username.value, "Asha");
    EXPECT_EQ(username.ageMs, 5'000U);
    EXPECT_EQ(username.gone, gone::withSession);
    EXPECT_EQ(username.count, 1U);
    EXPECT_EQ(at(rows, "session.id").value, "");
    EXPECT_EQ(at(rows, "session.id").bytesCount, 16U);
    EXPECT_EQ(at(rows, "connection.phase").value, "welcomed");
    EXPECT_EQ(at(rows, "connection.sinceMs").ageMs, 5'000U);
    EXPECT_EQ(fields(rows, "conversation"), std::set<std::string>());
    EXPECT_EQ(fields(rows, "matchmaker"), std::set<std::string>());
    EXPECT_EQ(fields(rows, "ending"), std::set<std::string>());
    EXPECT_EQ(fields(rows, "accessLog"), std::set<std::string>()) << "none is kept";
    EXPECT_FALSE(fields(rows).contains("greeting"));
}

TEST_F(HoldingsTest, fields_each_standsThereOnce)
{
    const auto [asha, bo] = core.arrivePair();
    const auto rows = ask(asha);
    EXPECT_EQ(fields(rows).size(), rows.size());
    for (const Holding& row : rows) {
        EXPECT_FALSE(row.gone.empty()) << row.field;
        EXPECT_TRUE(!row.value.empty() || row.bytesCount > 0) << row.field;
    }
}

TEST_F(HoldingsTest, search_topics_areListedUntilSomebodyIsFound)
{
    const auto asha = core.arrive("Asha");
    core.meet(asha, {"Music", "हिन्दी"});
    auto rows = ask(asha);
    EXPECT_EQ(at(rows, "matchmaker.waiting.topics").value, "music\nहिन्दी");
    EXPECT_EQ(at(rows, "matchmaker.waiting.topics").count, 2U);
    EXPECT_EQ(at(rows, "matchmaker.byTopic").value, "music\nहिन्दी");
    EXPECT_EQ(at(rows, "matchmaker.waiting.topicPlaces").gone, gone::onMatch);
    EXPECT_EQ(at(rows, "matchmaker.waiting.sinceMs").ageMs, 500U);
    EXPECT_EQ(find(rows, "matchmaker.open"), nullptr);
    EXPECT_EQ(at(rows, "matchmaker.young").bytesCount, 16U);
    core.advance(limits::topicsPreferredMs);
    rows = ask(asha);
    EXPECT_EQ(at(rows, "matchmaker.open").bytesCount, 16U);
    EXPECT_EQ(at(rows, "matchmaker.waiting.open").value, "yes");
    EXPECT_EQ(find(rows, "matchmaker.young"), nullptr);
    core.meet(core.arrive("Bo"));
    EXPECT_EQ(fields(ask(asha), "matchmaker"), std::set<std::string>());
}

TEST_F(HoldingsTest, pair_isListedUntilItHasEnded)
{
    const auto [asha, bo] = core.arrivePair();
    auto rows = ask(asha);
    EXPECT_EQ(at(rows, "conversation.id").value, at(rows, "session.pair").value);
    EXPECT_EQ(at(rows, "conversation.id").value.size(), 32U);
    EXPECT_EQ(at(rows, "conversation.sinceMs").ageMs, 500U);
    EXPECT_EQ(at(rows, "conversation.own.member").value.size(), 32U);
    EXPECT_EQ(at(rows, "conversation.own.member").gone, gone::withConversation);
    EXPECT_EQ(find(rows, "conversation.own.lastSenderNumber"), nullptr);
    core.say(asha, core.conversation(asha), "one");
    core.say(asha, core.conversation(asha), "two");
    rows = ask(asha);
    EXPECT_EQ(at(rows, "conversation.own.lastSenderNumber").value, "2");
    EXPECT_EQ(at(rows, "conversation.lastNumber").value, "2");

    core.client(bo).confirms = false;
    core.send(asha, Leave{core.conversation(asha)});
    rows = ask(asha);
    EXPECT_EQ(fields(rows, "conversation"), std::set<std::string>());
    EXPECT_EQ(find(rows, "session.pair"), nullptr);
    EXPECT_EQ(find(rows, "connection.erasing"), nullptr) << "asha's own queue has confirmed";
    core.confirmErasures(bo);
    rows = ask(asha);
    EXPECT_EQ(fields(rows, "ending"), std::set<std::string>());
    EXPECT_EQ(fields(ask(bo), "conversation"), std::set<std::string>());
}

TEST_F(HoldingsTest, ending_notConfirmed_isListedWithoutThePartner)
{
    const auto [asha, bo] = core.arrivePair();
    core.client(bo).confirms = false;
    core.send(asha, Leave{core.conversation(asha)});
    const auto rows = ask(bo);
    EXPECT_EQ(at(rows, "connection.erasing").bytesCount, 48U); // which, whose, because of whom
    EXPECT_EQ(at(rows, "ending.sinceMs").ageMs, 500U);
    EXPECT_EQ(at(rows, "ending.own.reason").value, "left");
    EXPECT_EQ(at(rows, "ending.partner.reason").value, "");
    EXPECT_EQ(at(rows, "ending.partner.session").bytesCount, 16U);
    EXPECT_EQ(at(rows, "ending.own.session").gone, gone::onErased);
    EXPECT_EQ(find(rows, "ending.own.confirmed"), nullptr);
}

TEST_F(HoldingsTest, outbox_whatIsNotAcknowledged_isListedBySize)
{
    const auto [asha, bo] = core.arrivePair();
    core.acknowledge(bo);
    EXPECT_EQ(fields(ask(bo), "session.outbox.frames"), std::set<std::string>());
    core.client(bo).acknowledges = false;
    core.say(asha, core.conversation(asha), "content");
    core.advance(1'000);
    core.say(asha, core.conversation(asha), "more of it");
    const auto rows = ask(bo);
    const Holding body = at(rows, "session.outbox.frames.body");
    EXPECT_EQ(body.bytesCount, 17U);
    EXPECT_EQ(body.count, 2U);
    EXPECT_EQ(body.ageMs, 1'500U);
    EXPECT_EQ(body.value, "");
    EXPECT_EQ(body.gone, gone::onAcknowledged);
    EXPECT_EQ(at(rows, "session.outbox.frames.sequence").count, 2U);
    EXPECT_NE(at(rows, "session.outbox.frames.sequence").value.find(".."), std::string::npos);
    EXPECT_EQ(whole(rows).find("content"), std::string::npos);
    core.client(bo).acknowledges = true;
    core.acknowledge(bo);
    EXPECT_EQ(fields(ask(bo), "session.outbox.frames"), std::set<std::string>());
}

TEST_F(HoldingsTest, picture_stream_isListedWhileItPasses)
{
    const auto [asha, bo] = core.arrivePair();
    const ConversationId conversation = core.conversation(asha);
    core.send(bo, StreamAccept{conversation, someStream(1), core.partner(bo), 4});
    core.send(asha, StreamOpen{conversation, someStream(1), 70'000});
    core.send(asha, StreamChunk{conversation, someStream(1), 0}, bytesOf(65'536));
    for (const auto person : {asha, bo}) {
        const auto rows = ask(person);
        EXPECT_EQ(at(rows, "conversation.pictures.streams.bytesCount").value, "70000");
        EXPECT_EQ(at(rows, "conversation.pictures.streams.relayed").value, "1");
        EXPECT_EQ(at(rows, "conversation.pictures.streams.charge").value, "70000");
        EXPECT_EQ(at(rows, "conversation.pictures.streams.id").gone, gone::withPicture);
    }
    core.send(asha, StreamEnd{conversation, someStream(1), StreamOutcome::Cancelled});
    const auto rows = ask(asha);
    EXPECT_EQ(fields(rows, "conversation.pictures.streams"), std::set<std::string>());
    EXPECT_EQ(at(rows, "conversation.pictures.ended.id").gone, gone::withConversation);
}

TEST_F(HoldingsTest, own_list_namesNothingOfThePartner)
{
    const auto [asha, bo] = core.arrivePair();
    core.say(bo, core.conversation(bo), "from bo");
    const auto rows = ask(asha);
    EXPECT_EQ(whole(rows).find("Bo"), std::string::npos);
    for (const std::string& field : fields(rows, "conversation.partner")) {
        EXPECT_EQ(at(rows, field).value, "") << field;
        EXPECT_GT(at(rows, field).bytesCount, 0U) << field;
    }
    EXPECT_EQ(fields(rows, "conversation.partner").size(), 5U);
}

TEST_F(HoldingsTest, room_ofTheOthers_tellsNothingButSizes)
{
    const auto asha = core.arrive("Asha");
    const ConversationId room = core.openRoom(asha, "keys of asha");
    const auto bo = core.arriveInRoom(room, "Bo");
    const auto chitra = core.arriveInRoom(room, "Chitra");
    core.advance(2'000);
    (void)core.openRoom(bo, "keys of bo");
    core.say(chitra, room, "from chitra");
    core.send(bo, StreamAccept{room, someStream(1), core.memberIn(chitra, room), 4, someStream(9)});
    core.send(chitra, StreamOpen{room, someStream(1), 70'000});

    auto rows = ask(asha);
    EXPECT_EQ(at(rows, "session.rooms").value, at(rows, "room.id").value);
    EXPECT_EQ(at(rows, "room.entry.admission").bytesCount, roomProofBytes);
    EXPECT_EQ(at(rows, "room.entry.admission").value, "");
    EXPECT_EQ(at(rows, "room.own.package").bytesCount, 12U);
    EXPECT_EQ(at(rows, "room.own.member").value.size(), 32U);
    EXPECT_EQ(at(rows, "room.others.session").bytesCount, 2 * 16U);
    EXPECT_EQ(at(rows, "room.pictures.others.id").bytesCount, 16U);
    EXPECT_EQ(fields(rows, "room.pictures.streams"), std::set<std::string>());
    for (const Holding& row : rows) {
        if (row.field.starts_with("room.others") || row.field.starts_with("room.pictures")) {
            EXPECT_EQ(row.value, "") << row.field;
        }
    }
    EXPECT_EQ(whole(rows).find("Chitra"), std::string::npos);
    EXPECT_EQ(fields(rows, "conversation"), std::set<std::string>());

    rows = ask(bo);
    EXPECT_EQ(at(rows, "session.rooms").count, 2U);
    EXPECT_EQ(at(rows, "room.own.member").count, 2U) << "several stand there as one";
    EXPECT_EQ(at(rows, "room.own.package").bytesCount, 7U + 10U);
    EXPECT_EQ(at(rows, "room.own.sinceMs").ageMs, 3'000U);
    EXPECT_EQ(at(rows, "room.pictures.streams.bytesCount").value, "70000");
    EXPECT_EQ(at(rows, "room.pictures.streams.bytesCount").gone, gone::withPicture);

    core.client(chitra).confirms = false;
    core.send(asha, Leave{room});
    rows = ask(asha);
    EXPECT_EQ(fields(rows, "room"), std::set<std::string>());
    EXPECT_EQ(at(rows, "ending.leaver").value.size(), 32U);
    EXPECT_EQ(at(rows, "ending.reasonForOthers").value, "left");
    EXPECT_EQ(at(ask(chitra), "connection.erasing").gone, gone::onErased);
    EXPECT_EQ(fields(ask(chitra), "ending"), std::set<std::string>()) << "another's";
    core.confirmErasures(chitra);
    EXPECT_EQ(fields(ask(asha), "ending"), std::set<std::string>());
}

TEST_F(HoldingsTest, answer_waiting_isErasedWithAnyRoomThatItNames)
{
    const auto asha = core.arrive("Asha");
    const ConversationId one = core.openRoom(asha);
    (void)core.openRoom(asha);
    core.client(asha).reads = false;
    core.send(asha, HoldingsRequest{});
    ASSERT_EQ(core.client(asha).queue.size(), 1U);
    core.send(asha, Leave{one});
    for (const auto& frame : core.client(asha).queue)
        EXPECT_NE(frame.lane, Lane::Hint);
}

TEST_F(HoldingsTest, strangers_elsewhere_changeNothing)
{
    const auto [asha, bo] = core.arrivePair();
    core.advance(60'000); // what the arrival and the search took of their limits has come back
    const auto before = fields(ask(asha));
    core.meet(core.arrive("Chitra"), {"tea"});
    (void)core.arrivePair();
    EXPECT_EQ(fields(ask(asha)), before);
}

TEST_F(HoldingsTest, numbersOfTheLine_areListedWhileTheyAreOwed)
{
    const auto person = core.arrive();
    core.send(person,
              HoldingsRequest{}); // the first frame that counts: the answer may be dropped, so it owes still
    const auto rows = page(person);
    EXPECT_EQ(at(rows, "session.lastTaken").value, "1");
    EXPECT_EQ(at(rows, "session.untold").gone, gone::onTold);
    EXPECT_EQ(at(rows, "owing").bytesCount, 16U);
    EXPECT_EQ(at(rows, "session.holdingsToldMs").ageMs, 0U);
}

TEST_F(HoldingsTest, accessLog_kept_isListedWithItsDays)
{
    server::ServiceSettings settings;
    settings.logRetentionDays = 14;
    CoreHarness logging(settings);
    const auto person = logging.arrive();
    logging.send(person, HoldingsRequest{});
    const auto rows = decodeHoldingsPage(logging.client(person).received.back().body.span());
    ASSERT_TRUE(rows.ok());
    EXPECT_EQ(fields(*rows, "accessLog"), (std::set<std::string>{"accessLog.address", "accessLog.system",
                                                                 "accessLog.time", "accessLog.version"}));
    EXPECT_EQ(at(*rows, "accessLog.address").gone, "days:14");
}

TEST_F(HoldingsTest, line_whatTheLayerOutsideKeeps_standsInTheSameList)
{
    const auto person = core.arrive();
    core.feed(server::FrameReceived{
        person, {1, 0, HoldingsRequest{}, {}}, {{"line.address", "203.0.113.7", 12, "line", 0, 1}}});
    EXPECT_EQ(at(page(person), "line.address").value, "203.0.113.7");
}

TEST_F(HoldingsTest, request_tooSoon_isToldToWait)
{
    const auto person = core.arrive();
    core.send(person, HoldingsRequest{});
    core.advance(limits::holdingsEveryMs - 250);
    core.send(person, HoldingsRequest{});
    EXPECT_EQ(core.lastError(person), Errc::RateLimited);
    EXPECT_EQ(core.last<ErrorAnswer>(person).retryAfterMs, 250U);
    EXPECT_EQ(core.last<ErrorAnswer>(person).regarding, 2U);
    EXPECT_EQ(core.count<protocol::Holdings>(person), 1U);
    core.advance(250);
    core.send(person, HoldingsRequest{});
    EXPECT_EQ(core.count<protocol::Holdings>(person), 2U);
}

TEST_F(HoldingsTest, request_pageThatIsNotThere_isEmptyAndTellsHowMany)
{
    const auto person = core.arrive();
    core.send(person, HoldingsRequest{7});
    EXPECT_EQ(core.last<protocol::Holdings>(person).page, 7U);
    EXPECT_EQ(core.last<protocol::Holdings>(person).pages, 1U);
    EXPECT_TRUE(page(person).empty());
}

TEST_F(HoldingsTest, answer_waiting_isErasedWithTheConversationThatItNames)
{
    const auto [asha, bo] = core.arrivePair();
    core.client(asha).reads = false;
    core.send(asha, HoldingsRequest{});
    ASSERT_EQ(core.client(asha).queue.size(), 1U);
    EXPECT_EQ(core.client(asha).queue.front().lane, Lane::Hint);
    core.send(bo, Leave{core.conversation(bo)});
    for (const auto& frame : core.client(asha).queue)
        EXPECT_TRUE(frame.conversation.isNull());
}

TEST_F(HoldingsTest, request_beforeHello_isRefused)
{
    const auto person = core.connect();
    core.send(person, HoldingsRequest{});
    EXPECT_EQ(core.lastError(person), Errc::HelloFirst);
}

TEST_F(HoldingsTest, fullOutbox_isListedInOnePageAndQuickly)
{
    const auto [asha, bo] = core.arrivePair();
    core.client(bo).acknowledges = false;
    for (std::size_t i = 0; i < limits::outboxPartnerFramesMax - 2; ++i) {
        if (i % limits::messagesPerSessionBurst == 0)
            core.advance(60'000); // more at once no session may say
        core.say(asha, core.conversation(asha), "x");
    }
    const auto rows = ask(bo);
    EXPECT_GT(at(rows, "session.outbox.frames.body").count, 500U);
    EXPECT_EQ(core.last<protocol::Holdings>(bo).pages, 1U);
    EXPECT_LT(rows.size(), 100U);
}

TEST_F(HoldingsTest, afterAnEnd_theTicketAndTheBlock_areListed)
{
    const auto [asha, bo] = core.arrivePair();
    const ConversationId pair = core.conversation(asha);
    core.send(bo, Leave{pair});
    const auto rows = ask(asha);
    EXPECT_EQ(at(rows, "ticket.conversation").gone, gone::withTicket);
    EXPECT_EQ(at(rows, "ticket.conversation").value.size(), 32U);
    EXPECT_TRUE(at(rows, "ticket.member").value.empty()) << "the partner's";
    EXPECT_TRUE(at(rows, "ticket.other").value.empty());
    EXPECT_GT(at(rows, "ticket.others").bytesCount, 0U) << "the partner's ticket is about this session";
    EXPECT_EQ(find(rows, "ticket.reported"), nullptr);

    core.send(asha, Report{pair, core.partner(asha), ReportReason::Spam});
    EXPECT_EQ(at(ask(asha), "ticket.reported").value, "yes");
    core.send(asha, Block{pair, core.partner(asha)});
    const auto later = ask(asha);
    EXPECT_EQ(find(later, "ticket.conversation"), nullptr) << "used up";
    EXPECT_EQ(at(later, "blocks.relations").gone, gone::withSession);
    EXPECT_GT(at(ask(bo), "blocks.relations").bytesCount, 0U)
        << "that somebody has blocked it is told, not who";
    core.advance(limits::ticketMs);
    EXPECT_TRUE(fields(ask(bo), "ticket").empty());
}

} // namespace
} // namespace chatmet::tests
