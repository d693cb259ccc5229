// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Hello, and everything that can be wrong with it.
#include "common/protocol/Limits.h"
#include "server/core/Session.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <variant>
#include <vector>

namespace chatmet::tests {
namespace {

using namespace protocol;

Hello goodHello()
{
    return {limits::revision, "Asha", "0.1.0", System::Linux, {}, false};
}

TEST(ArrivalsTest, hello_good_isWelcomed)
{
    server::ServiceSettings settings;
    settings.operatorName = "A";
    settings.operatorContact = "B";
    settings.operatorRules = "C";
    settings.operatorCountry = "D";
    settings.legalBasis = "E";
    settings.logRetentionDays = 90;
    settings.logTruncated = true;
    CoreHarness core(settings);
    const auto person = core.arrive();
    const Welcome welcome = core.last<Welcome>(person);
    EXPECT_EQ(welcome.revision, limits::revision);
    EXPECT_FALSE(welcome.token.isNull());
    EXPECT_EQ(welcome.serverTimeMs, core.now().utcMs);
    EXPECT_EQ(welcome.resumeWindowMs, 20'000U);
    EXPECT_FALSE(welcome.resumed);
    EXPECT_EQ(welcome.logRetentionDays, 90);
    EXPECT_TRUE(welcome.logTruncated);
    EXPECT_EQ(welcome.operatorName + welcome.operatorContact + welcome.operatorRules +
                  welcome.operatorCountry + welcome.legalBasis,
              "ABCDE");
    EXPECT_EQ(core.counts().sessions, 1U);
    EXPECT_EQ(core.arrivalsLogged(), 1U);
    EXPECT_EQ(core.refusalsLogged(), 0U);
}

TEST(ArrivalsTest, welcome_two_haveDifferentTokens)
{
    CoreHarness core;
    EXPECT_NE(core.last<Welcome>(core.arrive()).token, core.last<Welcome>(core.arrive()).token);
}

TEST(ArrivalsTest, welcome_longestOperatorTexts_fitIntoAHeader)
{
    server::ServiceSettings settings;
    settings.operatorRules = bytesOf(server::operatorTextBytesMax);
    settings.logRetentionDays = INT32_MAX;
    settings.logTruncated = true;
    CoreHarness core(settings);
    EXPECT_EQ(core.last<Welcome>(core.arrive()).operatorRules.size(), server::operatorTextBytesMax);
    for (std::string* more : {&settings.operatorName, &settings.legalBasis}) {
        *more = "x";
        EXPECT_THROW(CoreHarness{settings}, std::length_error);
        more->clear();
    }
}

TEST(ArrivalsTest, arrival_log_carriesVersionAndSystem)
{
    CoreHarness core;
    const auto person = core.connect();
    core.sendFrame(person, {0, 0, goodHello(), {}});
    const auto& log = std::get<server::LogArrival>(core.lastEffects().front());
    EXPECT_EQ(log.connection, person);
    EXPECT_EQ(log.clientVersion, "0.1.0");
    EXPECT_EQ(log.system, System::Linux);
}

TEST(ArrivalsTest, arrival_absurdVersion_isNotCarriedOn)
{
    CoreHarness core;
    const auto person = core.connect();
    Hello hello = goodHello();
    hello.clientVersion = bytesOf(limits::clientVersionBytesMax + 1);
    core.sendFrame(person, {0, 0, hello, {}});
    EXPECT_EQ(std::get<server::LogArrival>(core.lastEffects().front()).clientVersion, "");
    EXPECT_EQ(core.count<Welcome>(person), 1U);
}

TEST(ArrivalsTest, hello_newerRevision_isAskedAgain)
{
    CoreHarness core;
    const auto person = core.connect();
    Hello hello = goodHello();
    hello.revision = limits::revision + 1;
    core.sendFrame(person, {0, 0, hello, {}});
    EXPECT_EQ(core.last<HelloAgain>(person).revision, limits::revision);
    EXPECT_FALSE(core.client(person).closing);
    core.hello(person, "Asha");
    EXPECT_EQ(core.count<Welcome>(person), 1U);
}

TEST(ArrivalsTest, hello_noRevision_pleaseUpdate)
{
    CoreHarness core;
    const auto person = core.connect();
    Hello hello = goodHello();
    hello.revision = limits::revisionMinimum - 1;
    core.sendFrame(person, {0, 0, hello, {}});
    EXPECT_EQ(core.lastError(person), Errc::PleaseUpdate);
    EXPECT_TRUE(core.last<ErrorAnswer>(person).closing);
    EXPECT_EQ(core.client(person).closeCode, Errc::PleaseUpdate);
    EXPECT_EQ(core.refusalsLogged(), 1U);
    EXPECT_EQ(core.counts().sessions, 0U);
}

TEST(ArrivalsTest, hello_unlistedField_isClosed)
{
    CoreHarness core;
    const auto person = core.connect();
    Hello hello = goodHello();
    hello.unlistedField = true;
    core.feed(server::FrameReceived{person, {0, 0, hello, {}}});
    EXPECT_EQ(core.lastError(person), Errc::UnlistedField);
    EXPECT_TRUE(core.client(person).closing);
    EXPECT_EQ(core.refusalsLogged(), 1U);
}

TEST(ArrivalsTest, hello_badNames_areAnsweredAndMayBeRepeated)
{
    CoreHarness core;
    const auto person = core.connect();
    core.hello(person, "   ");
    EXPECT_EQ(core.lastError(person), Errc::UsernameEmpty);
    core.hello(person, bytesOf(limits::usernameCharactersMax + 1));
    EXPECT_EQ(core.lastError(person), Errc::UsernameTooLong);
    core.hello(person, "a\xE2\x80\xAE"
                       "b"); // right-to-left override
    EXPECT_EQ(core.lastError(person), Errc::UsernameCharacters);
    EXPECT_FALSE(core.client(person).closing);
    EXPECT_EQ(core.refusalsLogged(), 0U);
    core.hello(person, "  Asha  ");
    EXPECT_EQ(core.count<Welcome>(person), 1U);
}

TEST(ArrivalsTest, hello_resume_isUnknownAndMayBeRepeatedWithout)
{
    CoreHarness core;
    const auto person = core.connect();
    Hello hello = goodHello();
    hello.resume = Resume{SessionToken::random(core.random()), 3};
    core.sendFrame(person, {0, 0, hello, {}});
    EXPECT_EQ(core.lastError(person), Errc::ResumeUnknown);
    EXPECT_FALSE(core.client(person).closing);
    core.hello(person, "Asha");
    EXPECT_EQ(core.count<Welcome>(person), 1U);
}

TEST(ArrivalsTest, hello_second_alreadyWelcome)
{
    CoreHarness core;
    const auto person = core.arrive();
    core.hello(person, "Other");
    EXPECT_EQ(core.lastError(person), Errc::AlreadyWelcome);
    EXPECT_FALSE(core.client(person).closing);
    EXPECT_EQ(core.counts().sessions, 1U);
}

TEST(ArrivalsTest, hello_numbered_badHeader)
{
    for (const auto& [sequence, acknowledged] : {std::pair<int, int>{1, 0}, {0, 1}}) {
        CoreHarness core;
        const auto person = core.connect();
        ClientFrame frame;
        frame.sequence = static_cast<std::uint64_t>(sequence);
        frame.acknowledged = static_cast<std::uint64_t>(acknowledged);
        frame.kind = goodHello();
        core.sendFrame(person, frame);
        EXPECT_EQ(core.lastError(person), Errc::BadHeader);
        EXPECT_TRUE(core.client(person).closing);
    }
}

TEST(ArrivalsTest, anythingElse_beforeHello_helloFirst)
{
    const ClientKind kinds[] = {UnknownKind{},     OversizedBody{}, Goodbye{},
                                Acknowledgement{}, Meet{},          CancelMeet{}};
    for (const ClientKind& kind : kinds) {
        CoreHarness core;
        const auto person = core.connect();
        core.feed(server::FrameReceived{person, {1, 0, kind, {}}});
        EXPECT_EQ(core.lastError(person), Errc::HelloFirst);
        EXPECT_TRUE(core.client(person).closing);
        EXPECT_EQ(core.client(person).closeCode, Errc::HelloFirst);
        EXPECT_EQ(core.counts().sessions, 0U);
    }
}

TEST(ArrivalsTest, silence_pastHelloMs_idleTooLong)
{
    CoreHarness core;
    const auto person = core.connect();
    core.hello(person, ""); // a hello that is not accepted doesn't buy time
    core.advance(limits::helloMs - 250);
    EXPECT_FALSE(core.client(person).closing);
    core.advance(250);
    EXPECT_EQ(core.lastError(person), Errc::IdleTooLong);
    EXPECT_TRUE(core.client(person).closing);
    core.advance(limits::helloMs);
    EXPECT_EQ(core.count<ErrorAnswer>(person), 2U) << "once, beside the name's";
}

TEST(ArrivalsTest, silence_ofMany_closesThemInTheSameOrderEverywhere)
{
    CoreHarness core;
    std::vector<server::ConnectionId> expected;
    for (int i = 0; i < 50; ++i)
        expected.push_back(core.connect());
    core.sleep(limits::helloMs);
    core.feed(server::Tick{});
    std::vector<server::ConnectionId> closed;
    for (const server::Effect& effect : core.lastEffects()) {
        if (const auto* close = std::get_if<server::CloseConnection>(&effect))
            closed.push_back(close->connection);
    }
    EXPECT_EQ(closed, expected);
}

TEST(ArrivalsTest, silence_welcomed_isFine)
{
    CoreHarness core;
    const auto person = core.arrive();
    core.advance(10 * limits::helloMs);
    EXPECT_FALSE(core.client(person).closing);
}

TEST(ArrivalsTest, sessionsMax_oneMore_serverFull)
{
    server::ServiceSettings settings = CoreHarness::withoutResume();
    settings.sessionsMax = 2;
    CoreHarness core(settings);
    const auto first = core.arrive();
    (void)core.arrive();
    const auto third = core.connect();
    core.hello(third, "Cy");
    EXPECT_EQ(core.lastError(third), Errc::ServerFull);
    EXPECT_GT(core.last<ErrorAnswer>(third).retryAfterMs, 0U);
    EXPECT_TRUE(core.client(third).closing);
    EXPECT_EQ(core.refusalsLogged(), 1U);
    core.disconnect(first);
    (void)core.arrive("Cy");
    EXPECT_EQ(core.counts().sessions, 2U);
}

TEST(ArrivalsTest, budget_filledBySessions_serverFull)
{
    server::ServiceSettings settings;
    settings.budgetBytes = 8 * server::sessionCostBytes; // seven eighths are for sessions
    CoreHarness core(settings);
    for (int i = 0; i < 7; ++i)
        (void)core.arrive();
    const auto eighth = core.connect();
    core.hello(eighth, "Cy");
    EXPECT_EQ(core.lastError(eighth), Errc::ServerFull);
    EXPECT_EQ(core.counts().budgetUsedBytes, 7 * server::sessionCostBytes);
}

TEST(ArrivalsTest, refusedConnection_frames_areIgnored)
{
    CoreHarness core;
    const auto person = core.connect();
    core.send(person, Goodbye{});
    const std::size_t before = core.client(person).received.size();
    core.hello(person, "Asha");
    core.malformed(person, Errc::BadFrame);
    EXPECT_EQ(core.client(person).received.size(), before);
    EXPECT_EQ(core.counts().connections, 1U);
    core.disconnect(person);
    EXPECT_EQ(core.counts().connections, 0U);
}

TEST(ArrivalsTest, events_ofNobody_areIgnored)
{
    CoreHarness core;
    const server::ConnectionId nobody{77};
    core.feed(server::Disconnected{nobody});
    core.feed(server::QueueOverflowed{nobody});
    core.feed(server::FrameMalformed{nobody, Errc::BadFrame});
    core.feed(server::FrameReceived{nobody, {0, 0, goodHello(), {}}});
    core.feed(server::EraseConfirmed{nobody, ConversationId::random(core.random())});
    EXPECT_TRUE(core.lastEffects().empty());
}

} // namespace
} // namespace chatmet::tests
